// A request enters; the signal that nobody waits for its answer any more leaves.
import type { FastifyReply } from 'fastify';

/** Aborts when the connection closes before the answer has left, or after `patience` ms. Once the answer has left it never does. */
export function waitingSignal(reply: FastifyReply, patience: number): AbortSignal {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), patience);
  reply.raw.once('close', () => {
    clearTimeout(timer);
    if (!reply.raw.writableFinished) over.abort();
  });
  return over.signal;
}
