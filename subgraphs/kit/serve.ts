// One holder's server: settings and a Source enter; an HTTP server that answers grants, and nothing but grants, leaves.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import type { Grant } from '../../schema/grant-format.ts';
import { GRANT_HEADER } from '../../schema/grant-format.ts';
import type { Organisation } from '../../schema/organisation.ts';
import { answererOf, grantRefusal, type Reply, refusal } from './answerer.ts';
import type { FactsHandlers } from './facts.ts';
import { type KeySetAddress, remoteKeys } from './grant/keys.ts';
import type { UsedGrants } from './grant/used.ts';
import type { NoteTaker } from './note.ts';
import { noteTo } from './note.ts';
import { readSdl } from './sdl.ts';
import type { Source } from './source.ts';

export interface SubgraphSettings {
  readonly holder: Organisation;
  /** The subgraph's own schema.graphql; the kit puts schema/shared.graphql before it. */
  readonly sdl: URL;
  readonly source: Source;
  /** One handler per kind of question this holder answers at /facts; the other kinds are refused. */
  readonly facts: FactsHandlers;
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  /** `iss` and key set of the gateway: the only party whose grants count. */
  readonly gatewayIssuer: string;
  readonly gatewayJwks: KeySetAddress;
  /** Demo mode: GET /calls. */
  readonly demo: boolean;
  /** Wall clock, milliseconds. */
  readonly now?: () => number;
  /** Where used grants are remembered; default: this process. Several processes of one holder must share one. */
  readonly used?: UsedGrants;
  /** Technical notes without any personal data; default: one JSON line each on stderr. */
  readonly note?: NoteTaker;
}

export interface RunningSubgraph {
  readonly url: string;
  /** Takes no new calls, ends those that run, then closes the source. */
  close(): Promise<void>;
}

const BODY_LIMIT = 256 * 1024;
/** A grant names every person and category of a call: one large household is more than Node's 16 KiB. */
const HEADER_LIMIT = 64 * 1024;

/** Rejects with `SdlProblem` when a field of the SDL has no category: a graph that is not classified does not start. */
export async function serveSubgraph(settings: SubgraphSettings): Promise<RunningSubgraph> {
  try {
    return await start(settings);
  } catch (error) {
    await settings.source.close();
    throw error;
  }
}

async function start(settings: SubgraphSettings): Promise<RunningSubgraph> {
  const now = settings.now ?? Date.now;
  const note = settings.note ?? noteTo((line) => process.stderr.write(line), settings.holder.oin);
  const { holder, source, facts, gatewayIssuer, used } = settings;
  const answer = answererOf({
    holder,
    sdl: await readSdl(settings.sdl),
    source,
    facts,
    gatewayIssuer,
    keys: remoteKeys(settings.gatewayJwks),
    now,
    note,
    ...(used === undefined ? {} : { used }),
  });
  const calls = { data: 0, facts: 0 };
  const server = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    http: { maxHeaderSize: HEADER_LIMIT },
  });
  acceptJsonBytes(server, note);

  const granted = (use: Grant['use']) => ({
    // Before the body is read, so that nobody without a grant can make this server work.
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      calls[use === 'DATA' ? 'data' : 'facts'] += 1;
      if (request.headers[GRANT_HEADER] === undefined) return send(reply, grantRefusal('MISSING', note));
    },
    handler: async (request: FastifyRequest, reply: FastifyReply) =>
      send(reply, await answer(use, request.headers[GRANT_HEADER], request.body)),
  });
  const data = granted('DATA');
  const factsDoor = granted('FACTS');
  server.post('/graphql', { onRequest: data.onRequest }, data.handler);
  server.post('/facts', { onRequest: factsDoor.onRequest }, factsDoor.handler);
  server.get('/health/ready', async (_request, reply) => {
    const ready = await settings.source.ready().catch(() => false);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
  if (settings.demo) server.get('/calls', async () => calls);

  let closing = false;
  server.addHook('onSend', async (_request, reply) => {
    // Else a kept-alive connection holds the end up long after its last answer.
    if (closing) reply.header('connection', 'close');
  });
  const url = await server.listen({ port: settings.port, host: settings.host });
  return {
    url,
    async close() {
      closing = true;
      await server.close();
      await settings.source.close();
    },
  };
}

/** The body stays bytes: the grant is bound to exactly these. Everything a person could read stays out of caches. */
function acceptJsonBytes(server: FastifyInstance, note: NoteTaker): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  server.setNotFoundHandler((_request, reply) => send(reply, refusal(404, 'BAD_USER_INPUT')));
  server.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error);
    if (status === 500) note({ event: 'internal-error' });
    return send(reply, refusal(status, status === 500 ? 'INTERNAL' : 'BAD_USER_INPUT'));
  });
}

function send(reply: FastifyReply, { status, body }: Reply): FastifyReply {
  return reply.code(status).send(body);
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
