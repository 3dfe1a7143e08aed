// POST /graphql: who asks is known before a byte of the question is read; then the walk. One record per request, also for what cannot be read.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLDoor, type GraphQLReply, replyOf } from '../apollo.ts';
import type { Caller } from '../vocabulary/caller.ts';
import { notReadable } from '../vocabulary/faults.ts';
import { isRefusal } from '../vocabulary/refusal.ts';
import type { Trust } from '../vocabulary/trust.ts';
import type { Visit } from '../vocabulary/visit.ts';
import type { Walk } from '../walk.ts';
import type { Admission, Place } from './admission.ts';
import type { Metrics } from './metrics.ts';
import { withNamedDocument } from './named-document.ts';
import { statusOf } from './status.ts';
import { waitingSignal } from './waiting.ts';

export type GraphQLSettings = {
  readonly walk: Walk;
  readonly door: GraphQLDoor;
  readonly metrics: Metrics;
  readonly trust: Trust;
  /** ms after which holders are no longer waited for. */
  readonly patience: number;
  readonly admission: Admission;
};

type Known = { readonly visit: Visit; readonly caller: Caller; readonly began: number; readonly place: Place };

export function serveGraphQL(server: FastifyInstance, settings: GraphQLSettings): void {
  const { walk, door, metrics, trust, patience, admission } = settings;
  const known = new WeakMap<FastifyRequest, Known>();

  server.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'POST') {
      // A question in an address would end up in logs on the way.
      return reply
        .code(405)
        .header('allow', 'POST')
        .send({ errors: [{ message: 'Ask with POST and a JSON body.' }] });
    }
    const began = performance.now();
    const place = admission.arrive(reply.raw);
    return place.during(async () => {
      const { visit, caller } = await walk.arrive({
        authorization: request.headers.authorization,
        requestId: headerOf(request, 'x-request-id'),
        traceparent: headerOf(request, 'traceparent'),
        signal: waitingSignal(reply, patience),
      });
      reply.header('x-request-id', visit.requestId);
      const { accept } = request.headers;
      if (isRefusal(caller)) {
        if (caller.code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
        return send(reply, began, replyOf(await walk.refuse(visit, null, caller), accept));
      }
      const turnedAway = place.admit(caller);
      if (turnedAway !== null) {
        reply.header('retry-after', '1');
        return send(reply, began, replyOf(await walk.refuse(visit, caller, turnedAway), accept));
      }
      known.set(request, { visit, caller, began, place });
      return undefined;
    });
  });

  server.setErrorHandler(async (error, request, reply) => {
    const found = known.get(request);
    if (found === undefined) return reply.code(500).send({ errors: [{ message: 'Something went wrong.' }] });
    const status = statusOf(error);
    const answer = await found.place.during(() => walk.refuse(found.visit, found.caller, notReadable()));
    return send(reply, found.began, {
      ...replyOf(answer, request.headers.accept),
      status: answer.status === 400 ? status : answer.status,
    });
  });

  // Every method comes to the hook above; only POST comes past it.
  server.all('/graphql', async (request, reply) => {
    const found = known.get(request);
    if (found === undefined) throw new TypeError('a request that did not arrive');
    const { visit, caller, began, place } = found;
    const { accept } = request.headers;
    const body = withNamedDocument(request.body, caller, trust);
    const answer = await place.during(async () =>
      isRefusal(body)
        ? replyOf(await walk.refuse(visit, caller, body), accept)
        : door.answer({ body, accept }, visit, caller),
    );
    return send(reply, began, answer);
  });

  function send(reply: FastifyReply, began: number, { status, contentType, body }: GraphQLReply): FastifyReply {
    metrics.answered(status, performance.now() - began);
    return reply.code(status).type(contentType).send(body);
  }
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
