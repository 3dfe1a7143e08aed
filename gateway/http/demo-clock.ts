// GET and POST /demo/clock: where the domain clock stands and where it started; a new place for it enters. Demo only.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Instant } from '../../schema/identifiers.ts';
import { refused } from './demo-refusal.ts';

export type DemoClock = {
  readonly now: () => Instant;
  /** Where the world put it; null: at wall time. */
  readonly start: Instant | null;
  /** An instant or a distance (`+1d`); tells where it stands then. Null: not understood, nothing moved. Rejects when it cannot be moved now. */
  readonly move: (to: string) => Promise<Instant | null>;
};

const asked = z.object({ to: z.string().max(40) });

export function serveClock(server: FastifyInstance, { now, start, move }: DemoClock): void {
  server.get('/demo/clock', async () => ({ now: now(), start }));
  server.post('/demo/clock', async (request, reply) => {
    const parsed = asked.safeParse(request.body);
    const there = parsed.success ? await move(parsed.data.to).catch(() => undefined) : null;
    if (there === undefined) return refused(reply, 503, 'The clock cannot be moved now: the store does not answer.');
    if (there !== null) return reply.send({ now: there });
    return refused(
      reply,
      400,
      'Say where the clock goes: {"to": "2026-11-22T10:00:00+01:00"}, or {"to": "+1d"}, "-2h", "+90m".',
    );
  });
}
