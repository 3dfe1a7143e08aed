// One holder's server: settings and a Source enter; an HTTP server that answers grants, and nothing but grants, leaves.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import { factsQuestion } from '../../schema/facts-format.ts';
import type { Grant } from '../../schema/grant-format.ts';
import { GRANT_HEADER } from '../../schema/grant-format.ts';
import type { Organisation } from '../../schema/organisation.ts';
import { executorOf, queryBody } from './execute.ts';
import type { FactsHandlers } from './facts.ts';
import { answerFacts } from './facts.ts';
import { type KeySetAddress, remoteKeys } from './grant/keys.ts';
import type { GrantRefusal } from './grant/refusal.ts';
import type { UsedGrants } from './grant/used.ts';
import { usedGrants } from './grant/used.ts';
import type { GrantRules } from './grant/verify.ts';
import { verifyGrant } from './grant/verify.ts';
import { guardSchema } from './guard.ts';
import type { NoteTaker } from './note.ts';
import { noteTo } from './note.ts';
import { permitOf } from './permit.ts';
import { rowReader } from './rows.ts';
import { rulesOf } from './rules.ts';
import { readSdl, schemaOf } from './sdl.ts';
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
  const schema = schemaOf(await readSdl(settings.sdl));
  guardSchema(schema, rulesOf(schema));
  const run = executorOf(schema);
  const grants: GrantRules = {
    holder: settings.holder.oin,
    issuer: settings.gatewayIssuer,
    keys: remoteKeys(settings.gatewayJwks),
    used: settings.used ?? usedGrants(now),
    now,
  };
  const calls = { data: 0, facts: 0 };
  const server = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    http: { maxHeaderSize: HEADER_LIMIT },
  });
  acceptJsonBytes(server, note);

  const granted = (
    use: Grant['use'],
    answer: (grant: Grant, body: unknown, reply: FastifyReply) => Promise<unknown>,
  ) => ({
    // Before the body is read, so that nobody without a grant can make this server work.
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      calls[use === 'DATA' ? 'data' : 'facts'] += 1;
      if (request.headers[GRANT_HEADER] === undefined) return refuseGrant(reply, 'MISSING', note);
    },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const header = request.headers[GRANT_HEADER];
      const body = request.body;
      if (typeof header !== 'string' || !Buffer.isBuffer(body)) return refuseGrant(reply, 'NOT_A_JWS', note);
      const verified = await verifyGrant(header, use, body, grants);
      if (!verified.ok) return refuseGrant(reply, verified.refusal, note);
      return answer(verified.grant, jsonOf(body), reply);
    },
  });

  const data = granted('DATA', async (grant, body, reply) => {
    const query = queryBody.safeParse(body);
    if (!query.success) return refuse(reply, 400, 'GRAPHQL_VALIDATION_FAILED');
    const permit = permitOf(grant, settings.holder.oin);
    const executed = await run(query.data, {
      permit,
      reader: rowReader(settings.source, permit.internal),
      holder: settings.holder,
    });
    if (executed.ok) return reply.send({ data: executed.data });
    switch (executed.cause) {
      case 'QUERY':
        note({ event: 'query-refused' });
        return refuse(reply, 400, 'GRAPHQL_VALIDATION_FAILED');
      case 'SOURCE':
        note({ event: 'source-failed' });
        return refuse(reply, 503, 'SOURCE_UNREACHABLE');
      case 'INTERNAL':
        note({ event: 'internal-error' });
        return refuse(reply, 500, 'INTERNAL');
    }
  });

  const facts = granted('FACTS', async (grant, body, reply) => {
    const question = factsQuestion.safeParse(body);
    if (!question.success) return refuse(reply, 400, 'BAD_USER_INPUT');
    // Own cases are told to the own organisation only: to another it would say that there is a case.
    if (question.data.ask === 'OWN_CASES' && grant.sub !== settings.holder.oin)
      return refuseGrant(reply, 'NOT_OWN', note);
    try {
      const answer = await answerFacts(settings.facts, question.data);
      return answer === null ? refuse(reply, 400, 'BAD_USER_INPUT') : reply.send(answer);
    } catch {
      note({ event: 'facts-failed' });
      return refuse(reply, 503, 'SOURCE_UNREACHABLE');
    }
  });

  server.post('/graphql', { onRequest: data.onRequest }, data.handler);
  server.post('/facts', { onRequest: facts.onRequest }, facts.handler);
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
  server.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'BAD_USER_INPUT'));
  server.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error);
    if (status === 500) note({ event: 'internal-error' });
    return refuse(reply, status, status === 500 ? 'INTERNAL' : 'BAD_USER_INPUT');
  });
}

const MESSAGES = {
  GRANT_MISSING: 'This holder answers only calls that carry a grant.',
  GRANT_INVALID: 'This grant is not accepted.',
  GRAPHQL_VALIDATION_FAILED: 'This query cannot be answered here.',
  BAD_USER_INPUT: 'This request cannot be read.',
  SOURCE_UNREACHABLE: 'The holder cannot read its own files now.',
  INTERNAL: 'The holder could not answer.',
} as const;

function refuse(reply: FastifyReply, status: number, code: keyof typeof MESSAGES): FastifyReply {
  return reply.code(status).send({ errors: [{ message: MESSAGES[code], extensions: { code } }] });
}

/** One sentence for every cause: which check failed is nobody's business outside. */
function refuseGrant(reply: FastifyReply, cause: GrantRefusal, note: NoteTaker): FastifyReply {
  note({ event: 'grant-refused', cause });
  return refuse(reply, 401, cause === 'MISSING' ? 'GRANT_MISSING' : 'GRANT_INVALID');
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
