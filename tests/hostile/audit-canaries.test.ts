// attacks.md 45-48 at the record: real rows in a real database. Nothing a source sent, no BSN, no token, no free text; no record, no answer.
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { createPseudonyms } from '../../gateway/adapters/pseudonyms.ts';
import { type OpenAuditLog, openAuditLog } from '../../gateway/adapters/store/audit-log.ts';
import { verifyRecord } from '../../gateway/adapters/store/audit-verify.ts';
import { connect } from '../../gateway/adapters/store/connect.ts';
import { type Audit, createAudit } from '../../gateway/audit/audit.ts';
import {
  askedOf,
  CANARY,
  CANARY_BSN,
  child,
  reading,
  usualDecision,
  verifiedOf,
  walkEnd,
} from '../rooms/audit-walk-end.ts';
import { everythingStored, openTestStore, type TestStore } from '../store/a-store.ts';
import { CHILD, OTHER_TEAM } from '../store/sample-world.ts';

describe('the record in the database', () => {
  let store: TestStore;
  let log: OpenAuditLog;
  let audit: Audit;
  beforeEach(async () => {
    store = await openTestStore();
    log = await openAuditLog({ databaseUrl: store.url, wall: Date.now, patience: 500 });
    audit = createAudit({
      log,
      pseudonyms: createPseudonyms(randomBytes(32)),
      sealing: store.sealing,
      activity: () => 'https://samenzicht.example/register/support-plan',
      wall: Date.now,
    });
  });
  afterEach(async () => {
    await log.close();
    await store.drop();
  });

  test('attack 48: holds no canary of a source, a case, a professional, a BSN or a reason', async () => {
    const asked = askedOf(usualDecision, [{ kind: CANARY, subject: child.key, holder: OTHER_TEAM, category: 'PLAN' }]);
    const alarms = [{ holder: OTHER_TEAM, kind: 'EXTRA_FIELD', count: 1 }];
    const emergency = { reason: CANARY, danger: 'MEDICAL' } as const;
    const end = walkEnd({ asked, verified: verifiedOf(asked, { alarms }), reading: { ...reading, emergency } });
    expect(await audit(end)).toEqual({ recordId: 'record-1' });
    const stored = await everythingStored(store.sql);
    expect(stored).toContain('team-plan-by-consent');
    for (const secret of [CANARY, CANARY_BSN, CHILD, 'skj.']) expect(stored).not.toContain(secret);
  });

  test('attack 46: stands before the proof is given, one decision and one line per person, however many end at once', async () => {
    const ends = Array.from({ length: 40 }, (_, at) => walkEnd({ recordId: `record-${at}` }));
    const counted = await Promise.all(
      ends.map(async (end) => {
        await audit(end);
        const rows = await store.sql`SELECT kind FROM audit_row WHERE record_id = ${end.recordId} ORDER BY seq`;
        return rows.map(({ kind }) => kind).join(' ');
      }),
    );
    expect(new Set(counted)).toEqual(new Set(['DECISION PROCESSING PROCESSING']));
    expect(counted).toHaveLength(40);
    expect((await verifyRecord(store.sql)).findings).toEqual([]);
  });

  test('attack 47: is written for a caller who asked not to be sampled', async () => {
    const trace = { ...walkEnd().trace, sampled: false };
    expect(await audit(walkEnd({ trace }))).toEqual({ recordId: 'record-1' });
    const [counted] = await store.sql`SELECT count(*) AS rows FROM audit_row`;
    expect(counted?.rows).toBe('3');
  });

  test('attack 45: that cannot be written because the table refuses is a refusal, and so is the next, until it can', async () => {
    const admin = await asAdministrator(store.url);
    await admin`ALTER TABLE audit_row ADD CONSTRAINT no_more CHECK (false) NOT VALID`;
    expect(await audit(walkEnd())).toMatchObject({ kind: 'REFUSAL', code: 'AUDIT_UNAVAILABLE' });
    expect(await audit(walkEnd())).toMatchObject({ kind: 'REFUSAL', code: 'AUDIT_UNAVAILABLE' });
    await admin`ALTER TABLE audit_row DROP CONSTRAINT no_more`;
    expect(await audit(walkEnd())).toEqual({ recordId: 'record-1' });
    await admin.end();
    expect(await verifyRecord(store.sql)).toMatchObject({ rows: 3, findings: [] });
  });

  test('attack 45: that another transaction keeps waiting is a refusal within the patience of an answer', async () => {
    const admin = await asAdministrator(store.url);
    await admin.begin(async (tx) => {
      await tx`LOCK TABLE audit_row IN ACCESS EXCLUSIVE MODE`;
      const started = performance.now();
      expect(await audit(walkEnd())).toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
      expect(performance.now() - started).toBeLessThan(1500);
    });
    await admin.end();
    await expect.poll(async () => 'recordId' in (await audit(walkEnd())), { timeout: 5000 }).toBe(true);
    expect((await verifyRecord(store.sql)).findings).toEqual([]);
  });

  test('whose head somebody moved is written no further', async () => {
    await audit(walkEnd());
    await store.sql`UPDATE audit_chain SET seq = seq + 1`;
    expect(await audit(walkEnd())).toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    const { findings } = await verifyRecord(store.sql);
    expect(findings.map(({ seq, kind }) => `${seq} ${kind}`)).toEqual(['4 MISSING']);
  });
});

async function asAdministrator(databaseUrl: string) {
  const url = new URL(inject('postgresUrl'));
  url.pathname = new URL(databaseUrl).pathname;
  return connect(url.href, { max: 1, patience: 5000 });
}
