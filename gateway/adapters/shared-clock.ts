// The domain clock of a demo with several gateways: how far it stands ahead of the wall is kept in the store, so that all move as one. Demo only.
import { z } from 'zod';
import type { MovableClock } from './clock.ts';
import { inTime, type Sql } from './store/connect.ts';
import type { Topic } from './store/touch.ts';

export type SharedClock = {
  /** As MovableClock.move, for every gateway of this run. Rejects, with nothing moved, when the store cannot be reached. */
  readonly move: (to: string) => Promise<boolean>;
  readonly topic: Topic;
};

const CHANNEL = 'samenzicht_demo_clock';
/** Two gateways that start at once must not both make the table. */
const LOCK = 7_311_526;
const PATIENCE_MS = 2_000;
const rows = z.array(z.object({ ahead: z.string().transform(Number) }));

/** `run`: the start that this gateway belongs to. The first of a run says where the clock starts; who joins finds it where it stands, once it follows. */
export async function shareClock(sql: Sql, clock: MovableClock, run: string): Promise<SharedClock> {
  await inTime(
    sql.begin(async (tx) => {
      await tx`SELECT pg_advisory_xact_lock(${LOCK})`;
      await tx`CREATE TABLE IF NOT EXISTS demo_clock (run text PRIMARY KEY, ahead bigint NOT NULL)`;
      await tx`DELETE FROM demo_clock WHERE run <> ${run}`;
      await tx`INSERT INTO demo_clock (run, ahead) VALUES (${run}, ${clock.ahead()}) ON CONFLICT (run) DO NOTHING`;
    }),
    PATIENCE_MS,
  );
  /** Own moves: a reading that began before one is older than it. */
  let moves = 0;
  const read = async (): Promise<() => void> => {
    const before = moves;
    const [found] = rows.parse(await sql`SELECT ahead FROM demo_clock WHERE run = ${run}`);
    // Another start took the store over: this one is ending.
    return () => {
      if (found !== undefined && before === moves) clock.setAhead(found.ahead);
    };
  };
  return {
    async move(to) {
      const ahead = clock.aheadAt(to);
      if (ahead === null) return false;
      const moved = sql`WITH moved AS (UPDATE demo_clock SET ahead = ${ahead} WHERE run = ${run} RETURNING run)
        SELECT pg_notify(${CHANNEL}, '') FROM moved`;
      if ((await inTime(moved, PATIENCE_MS)).length === 0) throw new Error('the clock of this run is gone');
      moves += 1;
      clock.setAhead(ahead);
      return true;
    },
    topic: { channel: CHANNEL, read },
  };
}
