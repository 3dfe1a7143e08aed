// POST /access/v1/*: AuthZEN 1.0 over HTTP. Who asks is known before the question is read; a denial is 200; what cannot be answered is a sentence with
// its status. One record per call, also for what cannot be read.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ERROR_STATUS } from '../../schema/names/codes.ts';
import type { Admission, Place } from '../http/admission.ts';
import { statusOf } from '../http/status.ts';
import { waitingSignal } from '../http/waiting.ts';
import type { Caller } from '../vocabulary/caller.ts';
import { internalFault } from '../vocabulary/faults.ts';
import type { CallEvent } from '../vocabulary/record.ts';
import { isRefusal, type Refusal, refuse } from '../vocabulary/refusal.ts';
import type { Arrival, Visit } from '../vocabulary/visit.ts';
import { type Endpoint, isFlaw, parseCall } from './messages.ts';
import { type MetadataSettings, metadataOf } from './metadata.ts';
import type { Json, OpenPoint } from './point.ts';
import { answerCall } from './protocol.ts';

export type AuthzenSettings = MetadataSettings & {
  readonly arrive: (arrival: Arrival) => Promise<{ readonly visit: Visit; readonly caller: Caller | Refusal }>;
  readonly open: OpenPoint;
  /** Told of every unexpected error. */
  readonly trouble: (error: unknown) => void;
};
export type AuthzenLimits = {
  /** ms after which nobody is waited for. */
  readonly patience: number;
  readonly admission: Admission;
};

const EVENTS: Readonly<Record<Endpoint, CallEvent>> = {
  evaluation: 'adl.access_evaluation',
  evaluations: 'adl.access_evaluations',
  'search/subject': 'adl.search_subject',
  'search/resource': 'adl.search_resource',
  'search/action': 'adl.search_action',
};
const ENDPOINTS = Object.keys(EVENTS).filter((name): name is Endpoint => Object.hasOwn(EVENTS, name));

type Known = { readonly visit: Visit; readonly caller: Caller; readonly event: CallEvent; readonly place: Place };

export function serveAuthzen(server: FastifyInstance, settings: AuthzenSettings, limits: AuthzenLimits): void {
  const { arrive, open } = settings;
  const known = new WeakMap<FastifyRequest, Known>();

  const metadata = metadataOf(settings);
  server.get('/.well-known/authzen-configuration', (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(metadata),
  );

  for (const endpoint of ENDPOINTS) {
    const event = EVENTS[endpoint];
    server.route({
      method: 'POST',
      url: `/access/v1/${endpoint}`,
      async onRequest(request, reply) {
        const place = limits.admission.arrive(reply.raw);
        return place.during(async () => {
          const requestId = request.headers['x-request-id'];
          const { visit, caller } = await arrive({
            authorization: request.headers.authorization,
            requestId: typeof requestId === 'string' ? requestId : undefined,
            traceparent: typeof request.headers.traceparent === 'string' ? request.headers.traceparent : undefined,
            signal: waitingSignal(reply, limits.patience),
          });
          // As it was sent, also where it could not stand in the record.
          reply.header('x-request-id', requestId ?? visit.requestId);
          if (isRefusal(caller)) {
            if (caller.code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
            return refused(reply, visit, null, event, caller);
          }
          const turnedAway = place.admit(caller);
          if (turnedAway !== null) {
            reply.header('retry-after', '1');
            return refused(reply, visit, caller, event, turnedAway);
          }
          known.set(request, { visit, caller, event, place });
          return undefined;
        });
      },
      handler: (request, reply) => {
        const found = arrived(request);
        return found.place.during(() => answer(endpoint, found, request, reply));
      },
      async errorHandler(error, request, reply) {
        const found = known.get(request);
        if (found === undefined) return sentence(reply, 500, internalFault());
        const status = statusOf(error);
        // No JSON, none at all, another type of content: all are one status in AuthZEN.
        const unreadable =
          status < 500 ? notReadable('the body has to be a JSON object, sent as application/json') : internalFault();
        if (status >= 500) settings.trouble(error);
        const point = open(found.visit, found.caller, event, null);
        const refusal = point.refusal ?? unreadable;
        const said = (await found.place.during(() => point.end(null, refusal))) ?? refusal;
        return sentence(reply, said === unreadable && status === 413 ? 413 : ERROR_STATUS[said.code], said);
      },
    });
  }

  function arrived(request: FastifyRequest): Known {
    const found = known.get(request);
    if (found === undefined) throw new TypeError('a request that did not arrive');
    return found;
  }

  async function answer(
    endpoint: Endpoint,
    { visit, caller, event }: Known,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const call = parseCall(endpoint, request.body);
    const point = open(visit, caller, event, isFlaw(call) ? null : call);
    // Who may not ask at all is told so, and nothing of what is wrong with the question.
    if (isFlaw(call)) return refused(reply, visit, caller, event, point.refusal ?? notReadable(call.flaw));
    const answered = await answerCall(call, point).catch((error: unknown) => {
      settings.trouble(error);
      return internalFault();
    });
    const refusal = isRefusal(answered) ? answered : null;
    const unsaid = await point.end(isRefusal(answered) ? null : answered.answers, refusal);
    const said = unsaid ?? refusal;
    if (said !== null || isRefusal(answered)) return sentence(reply, null, said ?? internalFault());
    return send(reply, answered.body);
  }

  /** The way out for a call that ends before it was understood. */
  async function refused(
    reply: FastifyReply,
    visit: Visit,
    caller: Caller | null,
    event: CallEvent,
    refusal: Refusal,
  ): Promise<FastifyReply> {
    const said = (await open(visit, caller, event, null).end(null, refusal)) ?? refusal;
    return sentence(reply, null, said);
  }
}

function send(reply: FastifyReply, body: Json): FastifyReply {
  return reply.code(200).type('application/json; charset=utf-8').send(JSON.stringify(body));
}

/** `status` null: that of the code. An own source that cannot be reached is no answer here, where it may be a part of one in GraphQL. */
function sentence(reply: FastifyReply, status: number | null, { code, message }: Refusal): FastifyReply {
  return reply
    .code(status ?? (code === 'SOURCE_UNREACHABLE' ? 503 : ERROR_STATUS[code]))
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(`${code}: ${message.en}`));
}

function notReadable(what: string): Refusal {
  return refuse(
    'BAD_USER_INPUT',
    `Dit verzoek is niet te lezen (${what}). Zie AuthZEN 1.0 en docs/authzen.md.`,
    `This request cannot be read: ${what}. See AuthZEN 1.0 and docs/authzen.md.`,
    'not readable',
  );
}
