// The gateway's address: /graphql and what stands beside it. HTTP requests enter; answers leave, never cached. Nothing here decides.
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { type GraphQLSettings, serveGraphQL } from './graphql.ts';
import type { Metrics } from './metrics.ts';
import { statusOf } from './status.ts';

export type ServerSettings = GraphQLSettings & {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly metrics: Metrics;
  readonly jwks: { readonly keys: readonly unknown[] };
  /** By name, whether each thing that the gateway cannot do without is there. */
  readonly ready: () => Promise<Readonly<Record<string, boolean>>>;
  /** Demo only: moves the domain clock and tells where it stands; null: not understood. Undefined: there is no such door. */
  readonly moveClock: ((to: string) => string | null) | undefined;
};

export type OpenServer = {
  readonly url: string;
  /** Takes nothing new, finishes what runs. */
  readonly close: () => Promise<void>;
};

/** Enough for the largest operation that is accepted. */
const BODY_LIMIT = 256 * 1024;

export async function openServer(settings: ServerSettings): Promise<OpenServer> {
  // Its own log would hold addresses, and errors their messages.
  const server = fastify({ logger: false, bodyLimit: BODY_LIMIT, forceCloseConnections: 'idle' });
  server.removeContentTypeParser('text/plain');
  server.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
  });
  server.setNotFoundHandler((_request, reply) => refused(reply, 404, 'There is nothing at this address.'));
  server.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error);
    return refused(reply, status, status < 500 ? 'This request cannot be read.' : 'Something went wrong.');
  });
  await server.register(async (part) => serveGraphQL(part, settings));
  serveHealth(server, settings);
  server.get('/metrics', (_request, reply) => reply.type('text/plain; version=0.0.4').send(settings.metrics.text()));
  server.get('/.well-known/jwks.json', (_request, reply) => reply.send(settings.jwks));
  serveDemo(server, settings);

  const url = await server.listen({ host: settings.host, port: settings.port });
  return { url, close: () => server.close() };
}

function serveHealth(server: FastifyInstance, { ready }: ServerSettings): void {
  server.get('/health/live', async () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const parts = await ready();
    const isReady = Object.values(parts).every((part) => part);
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready', parts });
  });
}

function serveDemo(server: FastifyInstance, { moveClock }: ServerSettings): void {
  if (moveClock === undefined) return;
  server.post('/demo/clock', async (request, reply) => {
    const to = typeof request.body === 'object' && request.body !== null ? Reflect.get(request.body, 'to') : undefined;
    const now = typeof to === 'string' ? moveClock(to) : null;
    if (now === null) {
      return refused(
        reply,
        400,
        'Say where the clock goes: {"to": "2026-11-22T10:00:00+01:00"}, or {"to": "+1d"}, "-2h", "+90m".',
      );
    }
    return reply.send({ now });
  });
}

function refused(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message }] });
}
