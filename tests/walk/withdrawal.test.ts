// Consent that is withdrawn while a request of the running system stands between its decision and its first fetch. What holds it there is a
// lock on the table of shields, which the walk reads after it has decided.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { type Reply, type System, startSystem } from '../support/system.ts';

let system: System;
let sql: Sql;

beforeEach(async () => {
  system = await startSystem();
  sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
});
afterEach(async () => {
  await sql.end({ timeout: 1 });
  await system.close();
});

/** What happens in `meanwhile` happens after the decision and before anything is fetched. */
async function askedWhile(meanwhile: () => Promise<unknown>): Promise<Reply> {
  const holding = await sql.reserve();
  await holding`BEGIN`;
  try {
    await holding`LOCK TABLE shield IN ACCESS EXCLUSIVE MODE`;
    const asked = system.example('lotte');
    await waitingForShields();
    await meanwhile();
    await holding`ROLLBACK`;
    return await asked;
  } finally {
    holding.release();
  }
}

async function waitingForShields(): Promise<void> {
  for (;;) {
    const [row] =
      await sql`SELECT count(*)::int AS n FROM pg_locks WHERE relation = 'shield'::regclass AND NOT granted`;
    if (row?.n > 0) return;
    await sleep(5);
  }
}

const clock = z.object({ now: z.string() });

/** Everything that was given to the asker's organisation, withdrawn by those who gave it, at the domain clock's now. */
async function withdrawn(): Promise<void> {
  const { now } = clock.parse(await (await fetch(`${system.url}/demo/clock`)).json());
  await sql`INSERT INTO consent_statement (consent, ordinal, by_person, capacity, answer, said_at)
    SELECT consent, 100 + ordinal, by_person, capacity, 'WITHDRAWN', ${now} FROM consent_statement
    JOIN consent ON consent.id = consent WHERE recipient = ${system.oin('team-b')}`;
}

const answerOf = z.object({
  extensions: z.object({
    access: z.object({
      recordId: z.string(),
      opened: z.array(z.object({ holder: z.string(), via: z.string() })),
      withheld: z.array(z.object({ holder: z.string().optional(), code: z.string() })),
    }),
  }),
});
const recordOf = z.object({
  clocks: z.object({ domain: z.number(), wall: z.number() }),
  rechecks: z.array(z.object({ domain: z.number(), wall: z.number(), today: z.string(), consents: z.string() })),
  body: z.object({
    'adl.core.response': z.object({ narrowed: z.object({ cells: z.array(z.unknown()) }).nullable() }),
  }),
});
async function recorded(answer: Reply) {
  const { recordId } = answerOf.parse(answer.body).extensions.access;
  const [row] = await sql`SELECT body FROM audit_row WHERE record_id = ${recordId} AND kind = 'DECISION'`;
  return recordOf.parse(JSON.parse(row?.body));
}

const BY_CONSENT = 'De ouders bespreken op zondag de week.';

describe('attack 33: a withdrawal between decision and fetch of the same request', () => {
  it('closes what was not fetched yet, also when it is stamped later than the first clock reading by more than a minute', async () => {
    const before = await system.example('lotte');
    expect(before.text).toContain(BY_CONSENT);
    const called = (await system.calls('team-a')).data;

    const answer = await askedWhile(async () => {
      await system.moveClock('+5m');
      await withdrawn();
    });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(BY_CONSENT);
    const { opened, withheld } = answerOf.parse(answer.body).extensions.access;
    expect(opened.filter(({ holder }) => holder === system.oin('team-a'))).toEqual([]);
    expect(withheld.filter(({ holder }) => holder === system.oin('team-a')).map(({ code }) => code)).toContain(
      'NO_VALID_CONSENT',
    );
    expect((await system.calls('team-a')).data).toBe(called);

    const { clocks, rechecks, body } = await recorded(answer);
    expect(rechecks).toHaveLength(1);
    expect((rechecks[0]?.domain ?? 0) - clocks.domain).toBeGreaterThanOrEqual(5 * 60_000);
    expect((rechecks[0]?.wall ?? 0) - clocks.wall).toBeLessThan(60_000);
    expect(body['adl.core.response'].narrowed?.cells.length).toBeGreaterThan(0);
  });

  it('what opens in between stays closed, and without a change nothing is gathered anew', async () => {
    const quiet = await system.example('lotte');
    expect((await recorded(quiet)).rechecks).toEqual([]);

    await withdrawn();
    const answer = await askedWhile(() => sql`DELETE FROM consent_statement WHERE ordinal >= 100`);
    expect(answer.text).not.toContain(BY_CONSENT);
    const { opened } = answerOf.parse(answer.body).extensions.access;
    expect(opened.filter(({ holder }) => holder === system.oin('team-a'))).toEqual([]);
    expect((await recorded(answer)).rechecks).toHaveLength(1);
    expect((await system.example('lotte')).text).toContain(BY_CONSENT);
  });
});
