// Two gateways over one store: this process and another. What is said at one holds at the other, at once and in what is already under way there.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { verifyRecord } from '../../gateway/adapters/store/audit-verify.ts';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { type HeldHolder, holdHolder } from '../support/held-holder.ts';
import { type SecondGateway, startSecondGateway } from '../support/second-gateway.ts';
import { type System, startSystem } from '../support/system.ts';

let system: System;
let second: SecondGateway;
let sql: Sql;
/** Both by the same name. */
let gateways: Readonly<Record<string, (persona: string) => Promise<{ status: number; text: string; body: unknown }>>>;

beforeAll(async () => {
  system = await startSystem();
  second = await startSecondGateway(system);
  sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
  gateways = { 'the first gateway': system.example, 'the second gateway': second.example };
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await second?.close();
  await system?.close();
});

const clock = z.object({ now: z.string() });
const clockAt = async (url: string): Promise<string> =>
  clock.parse(await (await fetch(`${url}/demo/clock`)).json()).now;

/** What the municipality's team told De Wissel of, by consent of both parents. */
const BY_CONSENT = 'De ouders bespreken op zondag de week.';

async function withdraw(): Promise<void> {
  const now = await clockAt(system.url);
  await sql`INSERT INTO consent_statement (consent, ordinal, by_person, capacity, answer, said_at)
    SELECT consent, 100 + ordinal, by_person, capacity, 'WITHDRAWN', ${now} FROM consent_statement
    JOIN consent ON consent.id = consent WHERE recipient = ${system.oin('team-b')}`;
}

const answerOf = z.object({
  extensions: z.object({
    access: z.object({
      recordId: z.string(),
      opened: z.array(z.object({ holder: z.string() })),
      sources: z.array(z.object({ holder: z.string(), status: z.string() })),
    }),
  }),
});
const recordOf = z.object({ rechecks: z.array(z.unknown()) });

async function rechecksOf(answer: unknown): Promise<number> {
  const { recordId } = answerOf.parse(answer).extensions.access;
  const [row] = await sql`SELECT body FROM audit_row WHERE record_id = ${recordId} AND kind = 'DECISION'`;
  return recordOf.parse(JSON.parse(row?.body)).rechecks.length;
}

const openedAt = (body: unknown, holder: string): unknown[] =>
  answerOf.parse(body).extensions.access.opened.filter((one) => one.holder === system.oin(holder));

describe('two gateways', () => {
  afterEach(() => sql`DELETE FROM consent_statement WHERE ordinal >= 100`);

  it('give the same answer', async () => {
    const [first, other] = await Promise.all([system.example('lotte'), second.example('lotte')]);
    const data = (body: unknown) => z.object({ data: z.unknown() }).parse(body).data;
    expect(first.text).toContain(BY_CONSENT);
    expect(data(other.body)).toEqual(data(first.body));
  });

  it('share one domain clock, which moves at both whoever is asked to', async () => {
    const [first, other] = [await clockAt(system.url), await clockAt(second.url)];
    expect(Math.abs(Date.parse(first) - Date.parse(other))).toBeLessThan(5_000);
    await system.moveClock('2026-12-01T10:00:00+01:00');
    await expect.poll(() => clockAt(second.url), { timeout: 10_000 }).toMatch(/^2026-12-01T09:00:/);
    await fetch(`${second.url}/demo/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"to":"2026-11-22T10:00:00+01:00"}',
    });
    await expect.poll(() => clockAt(system.url), { timeout: 10_000 }).toMatch(/^2026-11-22T09:00:/);
  });

  it('and one that starts later finds the clock where it stands', async () => {
    await system.moveClock('2026-12-05T10:00:00+01:00');
    const third = await startSecondGateway(system);
    try {
      expect(await clockAt(third.url)).toMatch(/^2026-12-05T09:00:/);
    } finally {
      await third.close();
      await system.moveClock('2026-11-22T10:00:00+01:00');
    }
  });

  it('a withdrawal holds at both for the next question', async () => {
    expect((await second.example('lotte')).text).toContain(BY_CONSENT);
    await withdraw();
    for (const [name, ask] of Object.entries(gateways)) {
      const { status, text, body } = await ask('lotte');
      expect([name, status, text.includes(BY_CONSENT), openedAt(body, 'team-a')]).toEqual([name, 200, false, []]);
    }
  });

  it('write a chain each, and the record as a whole is sound', async () => {
    const { chains, findings, heads } = await verifyRecord(sql);
    expect(findings).toEqual([]);
    expect(heads.filter(({ seq }) => Number(seq) > 0).length).toBeGreaterThanOrEqual(2);
    expect(chains).toBeGreaterThanOrEqual(2);
  });
});

describe.each(['the first gateway', 'the second gateway'])('a request under way at %s', (name) => {
  let held: HeldHolder;
  const ask = () => {
    const asking = gateways[name];
    if (asking === undefined) throw new Error('there are two gateways');
    return asking('lotte');
  };

  beforeEach(async () => {
    held = await holdHolder(sql, system.oin('register'));
    // It has heard where the register is now.
    await expect
      .poll(async () => [(await ask()).text.includes(BY_CONSENT), held.calls() > 0], { timeout: 10_000 })
      .toEqual([true, true]);
  });
  afterEach(async () => {
    await held.close();
    await sql`DELETE FROM consent_statement WHERE ordinal >= 100`;
  });

  it('whose first source is slow: a withdrawal meanwhile keeps the later source from being asked', async () => {
    const called = (await system.calls('team-a')).data;
    const waits = held.waitFor('/facts');
    const asked = ask();
    await waits;
    await withdraw();
    held.letGo();
    const { status, text, body } = await asked;
    expect([status, text.includes(BY_CONSENT), openedAt(body, 'team-a')]).toEqual([200, false, []]);
    expect((await system.calls('team-a')).data).toBe(called);
  });

  it('whose slowest source is not the one that was withdrawn: what came before is not answered either', async () => {
    const called = (await system.calls('team-a')).data;
    const waits = held.waitFor('/graphql');
    const asked = ask();
    await waits;
    await expect.poll(async () => (await system.calls('team-a')).data, { timeout: 10_000 }).toBe(called + 1);
    await withdraw();
    held.letGo();
    const { status, text, body } = await asked;
    expect([status, text.includes(BY_CONSENT), openedAt(body, 'team-a')]).toEqual([200, false, []]);
    expect(await rechecksOf(body)).toBe(1);
    const { sources } = answerOf.parse(body).extensions.access;
    expect(sources.find(({ holder }) => holder === system.oin('register'))?.status).toBe('ANSWERED');
  });
});
