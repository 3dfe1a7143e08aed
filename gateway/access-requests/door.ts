// POST /access/v1/requests and GET /access/v1/requests/ID: ARAP draft 1 over HTTP. Every request goes the way of the graph, so each has its record; what is
// wrong is told as RFC 9457 says.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ERROR_STATUS } from '../../schema/names/codes.ts';
import type { Answer } from '../answer/answer.ts';
import type { Admission, Place } from '../http/admission.ts';
import { statusOf } from '../http/status.ts';
import type { ReadRequest } from '../read/read.ts';
import type { Caller } from '../vocabulary/caller.ts';
import { internalFault } from '../vocabulary/faults.ts';
import type { OutwardIds } from '../vocabulary/ports.ts';
import { isRefusal, type Refusal, refuse } from '../vocabulary/refusal.ts';
import type { Arrival, Visit } from '../vocabulary/visit.ts';
import { type Outcome, problemOf, questionIn, statusIn, TASKS, taskIn } from './access-request.ts';

export type RequestSettings = {
  readonly publicUrl: string;
  readonly arrive: (arrival: Arrival) => Promise<{ readonly visit: Visit; readonly caller: Caller | Refusal }>;
  readonly ask: (visit: Visit, caller: Caller, question: ReadRequest) => Promise<Answer>;
  readonly refuse: (visit: Visit, caller: Caller | null, refusal: Refusal) => Promise<Answer>;
  readonly ids: OutwardIds;
  readonly trouble: (error: unknown) => void;
};
type Limits = { readonly patience: number; readonly admission: Admission };
type Known = { readonly visit: Visit; readonly caller: Caller; readonly place: Place };

export function serveRequests(server: FastifyInstance, settings: RequestSettings, limits: Limits): void {
  const known = new WeakMap<FastifyRequest, Known>();
  const route = (
    method: 'GET' | 'POST',
    url: string,
    answer: (found: Known, request: FastifyRequest) => Promise<Outcome>,
  ) =>
    server.route({
      method,
      url,
      async onRequest(request, reply) {
        const place = limits.admission.arrive(reply.raw);
        return place.during(async () => {
          const { visit, caller } = await settings.arrive(arrivalOf(request, reply, limits.patience));
          reply.header('x-request-id', request.headers['x-request-id'] ?? visit.requestId);
          const turnedAway = isRefusal(caller) ? caller : place.admit(caller);
          if (isRefusal(caller) && caller.code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
          if (turnedAway !== null)
            return send(reply, await ended(visit, isRefusal(caller) ? null : caller, turnedAway));
          if (!isRefusal(caller)) known.set(request, { visit, caller, place });
          return undefined;
        });
      },
      handler(request, reply) {
        const found = known.get(request);
        if (found === undefined) throw new TypeError('a request that did not arrive');
        return found.place.during(async () => send(reply, await answer(found, request)));
      },
      async errorHandler(error, request, reply) {
        const found = known.get(request);
        const status = statusOf(error);
        if (status >= 500) settings.trouble(error);
        if (found === undefined || status >= 500) return send(reply, refusalOf(internalFault()));
        await found.place.during(() => settings.refuse(found.visit, found.caller, notReadable()));
        return send(reply, problemOf('invalid_request', 'the body has to be a JSON object, sent as application/json'));
      },
    });

  route('POST', '/access/v1/requests', async ({ visit, caller }, request) => {
    if (caller.kind !== 'PROFESSIONAL') return ended(visit, caller, notForYou());
    const key = request.headers['idempotency-key'];
    const question = questionIn(
      request.body,
      typeof key === 'string' ? key : undefined,
      caller,
      visit.clock,
      settings.ids,
    );
    if ('problem' in question) {
      // It was asked, so it is recorded.
      const answered = await settings.refuse(visit, caller, notReadable());
      return answered.status === 400 ? question.problem : failed(answered);
    }
    const answered = await settings.ask(visit, caller, question);
    return answered.status === 200 && answered.errors === undefined
      ? taskIn(answered, settings.publicUrl)
      : failed(answered);
  });

  route('GET', '/access/v1/requests/:id', async ({ visit, caller }, request) => {
    if (caller.kind !== 'PROFESSIONAL') return ended(visit, caller, notForYou());
    const { id } = request.params as { id: string }; // Fastify types parameters as unknown; this route has this one.
    const answered = await settings.ask(visit, caller, TASKS);
    return answered.status === 200 && answered.errors === undefined
      ? statusIn(answered, id, settings.publicUrl)
      : failed(answered);
  });

  async function ended(visit: Visit, caller: Caller | null, refusal: Refusal): Promise<Outcome> {
    return failed(await settings.refuse(visit, caller, refusal));
  }
}

/** What the walk said instead of an answer: in its own words, with its own status. */
function failed({ status, errors }: Answer): Outcome {
  const [error] = errors ?? [];
  const code = error?.extensions.code ?? 'INTERNAL';
  // An own source that cannot be reached is no answer here, where it may be a part of one in the graph.
  const said = status === 200 ? 503 : status;
  return { status: said, body: { type: 'about:blank', title: code, status: said, detail: error?.message ?? '' } };
}

function refusalOf({ code, message }: Refusal): Outcome {
  const status = ERROR_STATUS[code];
  return { status, body: { type: 'about:blank', title: code, status, detail: message.en } };
}

function send(reply: FastifyReply, { status, body, location }: Outcome): FastifyReply {
  if (location !== undefined) reply.header('location', location);
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return reply.code(status).type(`${type}; charset=utf-8`).send(JSON.stringify(body));
}

function arrivalOf(request: FastifyRequest, reply: FastifyReply, patience: number): Arrival {
  const { authorization, traceparent } = request.headers;
  const requestId = request.headers['x-request-id'];
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return {
    authorization,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    traceparent: typeof traceparent === 'string' ? traceparent : undefined,
    signal: AbortSignal.any([gone.signal, AbortSignal.timeout(patience)]),
  };
}

function notReadable(): Refusal {
  return refuse(
    'BAD_USER_INPUT',
    'Dit verzoek om toegang is niet te gebruiken. Zie docs/release.md.',
    'This request for access cannot be used. See docs/release.md.',
    'access request not usable',
  );
}

function notForYou(): Refusal {
  return refuse(
    'CALLER_NOT_ALLOWED',
    'Een verzoek om vrijgave doet een professional met een eigen zaak.',
    'A release is asked for by a professional with a case of his or her own.',
    'no asker of releases',
  );
}
