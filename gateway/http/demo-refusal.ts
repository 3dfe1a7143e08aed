// A status and a sentence enter; the body that the demo's doors refuse with leaves.
import type { FastifyReply } from 'fastify';

export function refused(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message }] });
}
