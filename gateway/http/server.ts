// The gateway's address: /graphql and what stands beside it. HTTP requests enter; answers leave, never cached. Nothing here decides.
import fastify, { type FastifyInstance } from 'fastify';
import { type RequestSettings, serveRequests } from '../access-requests/door.ts';
import { type AuthzenSettings, serveAuthzen } from '../authzen/door.ts';
import { type DemoDoors, serveDemo } from './demo-doors.ts';
import { refused } from './demo-refusal.ts';
import { type GraphQLSettings, serveGraphQL } from './graphql.ts';
import type { Metrics } from './metrics.ts';
import { statusOf } from './status.ts';

export type ServerSettings = GraphQLSettings & {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly metrics: Metrics;
  /** What is counted in the store, in the same format. Rejects when it cannot be read; the other metrics are then given alone. Absent: none. */
  readonly gauges?: () => Promise<string>;
  readonly jwks: { readonly keys: readonly unknown[] };
  /** The decision point for other systems. */
  readonly authzen: AuthzenSettings;
  /** Requests for access by other systems. Absent: switched off. */
  readonly accessRequests?: RequestSettings;
  /** By name, whether each thing that the gateway cannot do without is there. */
  readonly ready: () => Promise<Readonly<Record<string, boolean>>>;
  /** Undefined: this is no demo, and none of its doors is there. */
  readonly demo: DemoDoors | undefined;
};

export type OpenServer = {
  readonly url: string;
  /** Takes nothing new, finishes what runs. */
  readonly close: () => Promise<void>;
};

/** Enough for the largest operation that is accepted. */
const BODY_LIMIT = 256 * 1024;
const CHECKED_EVERY_MS = 1_000;

export async function openServer(settings: ServerSettings): Promise<OpenServer> {
  // Its own log would hold addresses, and errors their messages.
  const server = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    // Who sends a letter a minute holds a place as well.
    requestTimeout: settings.patience,
    // Node swaps the two when the first is the longer one.
    http: { headersTimeout: settings.patience, connectionsCheckingInterval: CHECKED_EVERY_MS },
  });
  server.removeContentTypeParser('text/plain');
  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });
  server.addHook('onSend', async (_request, reply) => {
    // A connection that is kept for a next request would keep this process as well.
    if (closing) reply.header('connection', 'close');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
  });
  server.setNotFoundHandler((_request, reply) => refused(reply, 404, 'There is nothing at this address.'));
  server.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error);
    return refused(reply, status, status < 500 ? 'This request cannot be read.' : 'Something went wrong.');
  });
  await server.register(async (part) => serveGraphQL(part, settings));
  await server.register(async (part) => serveAuthzen(part, settings.authzen, settings));
  const { accessRequests } = settings;
  if (accessRequests !== undefined)
    await server.register(async (part) => serveRequests(part, accessRequests, settings));
  serveHealth(server, settings);
  server.get('/metrics', async (_request, reply) => {
    const gauges = (await settings.gauges?.().catch(() => '')) ?? '';
    return reply.type('text/plain; version=0.0.4').send(`${settings.metrics.text()}${gauges}`);
  });
  server.get('/.well-known/jwks.json', (_request, reply) => reply.send(settings.jwks));
  if (settings.demo !== undefined) serveDemo(server, settings.demo);

  const url = await server.listen({ host: settings.host, port: settings.port });
  return {
    url,
    async close() {
      // What runs has answered by then; a connection that still sends will not keep this process.
      const late = setTimeout(() => server.server.closeAllConnections(), settings.patience + CHECKED_EVERY_MS);
      await server.close().finally(() => clearTimeout(late));
    },
  };
}

function serveHealth(server: FastifyInstance, { ready }: ServerSettings): void {
  server.get('/health/live', async () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const parts = await ready();
    const isReady = Object.values(parts).every((part) => part);
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready', parts });
  });
}
