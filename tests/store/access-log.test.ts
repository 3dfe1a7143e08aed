// The record read back for one data subject: what audit wrote of looks by others, and nothing else of it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAccessLog } from '../../gateway/adapters/store/access-log.ts';
import { openAuditLog } from '../../gateway/adapters/store/audit-log.ts';
import type { LogPlace } from '../../gateway/vocabulary/look.ts';
import type { AuditRow } from '../../gateway/vocabulary/ports.ts';
import { openTestStore, type TestStore } from './a-store.ts';
import { OTHER_TEAM, SAFE_HOME, TEAM } from './sample-world.ts';

const MIA = 'pseudonym-of-mia-0000000000';
const recordId = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;

type Line = { at: number; subject?: string; by?: string; status?: string; users?: readonly unknown[] };
function line({ at, subject = MIA, by = TEAM, status = 'Ok', users }: Line): AuditRow {
  return {
    recordId: recordId(at),
    kind: 'PROCESSING',
    body: {
      status,
      start_time: 1_780_000_000_000 + at,
      attributes: {
        'dpl.core.data_subject_id': subject,
        'dpl.nen7513.users': users ?? [
          { userID: 'pseudonym', userIsRequestor: true, roleIDCode: 'FAMILY_WORKER', purposeOfUse: 'SUPPORT_PLAN' },
          { userID: by, userIsRequestor: false, roleIDCode: 'ORGANISATION' },
        ],
      },
      opened: [
        { holder: TEAM, source: 'LOCAL_TEAM', categories: ['PLAN'], bases: ['jw-7.3.8'], via: 'INTERNAL', rule: 'x' },
      ],
      withheld: [],
      emergency: false,
    },
  };
}

describe('the access log of one person', () => {
  let store: TestStore;
  beforeEach(async () => {
    store = await openTestStore();
  });
  afterEach(() => store.drop());

  async function written(...batches: readonly (readonly AuditRow[])[]): Promise<void> {
    let now = 1_780_000_000_000;
    const log = await openAuditLog({ databaseUrl: store.url, wall: () => now });
    for (const rows of batches) {
      now += 1000;
      await log.append(rows);
    }
    await log.close();
  }
  const looks = async (by: readonly string[] = [TEAM], after: LogPlace | null = null, most = 100) =>
    createAccessLog(store.sql).looksAt(MIA, by as never, { after, most });
  const ids = async (...asked: Parameters<typeof looks>) => (await looks(...asked)).map(({ look }) => look.recordId);

  test('holds what was opened to whom, why and when; the newest first', async () => {
    await written([line({ at: 1 })], [line({ at: 2 })]);
    expect(await ids()).toEqual([recordId(2), recordId(1)]);
    expect((await looks())[1]?.look).toEqual({
      recordId: recordId(1),
      at: 1_780_000_000_001,
      organisation: TEAM,
      role: 'FAMILY_WORKER',
      purpose: 'SUPPORT_PLAN',
      emergency: false,
      opened: [{ holder: TEAM, source: 'LOCAL_TEAM', categories: ['PLAN'], bases: ['jw-7.3.8'], via: 'INTERNAL' }],
    });
  });

  test('holds nobody else, no other organisation, no look that came to nothing, no own look, no act and no decision', async () => {
    await written([
      line({ at: 1, subject: 'pseudonym-of-noor-000000000' }),
      line({ at: 2, by: SAFE_HOME }),
      line({ at: 3, status: 'Unset' }),
      line({ at: 4, status: 'Error' }),
      line({ at: 5, users: [{ userID: 'x', roleIDCode: 'DATA_SUBJECT', purposeOfUse: 'OWN_FILE' }] }),
      { ...line({ at: 6 }), kind: 'DECISION' },
      { ...line({ at: 7 }), kind: 'READ_OF_LOG' },
      line({ at: 8 }),
    ]);
    expect(await ids()).toEqual([recordId(8)]);
    expect(await ids([TEAM, SAFE_HOME])).toEqual([recordId(8), recordId(2)]);
    expect(await ids([])).toEqual([]);
  });

  test('goes on after a place, also among lines that were written at the same moment', async () => {
    await written(
      [line({ at: 1 }), line({ at: 2 }), line({ at: 3, by: OTHER_TEAM }), line({ at: 4 })],
      [line({ at: 5 })],
    );
    const first = await looks([TEAM], null, 2);
    expect(first.map(({ look }) => look.recordId)).toEqual([recordId(5), recordId(4)]);
    expect(await ids([TEAM], first.at(-1)?.place ?? null)).toEqual([recordId(2), recordId(1)]);
  });

  test('is found by its index, among the lines of all others', async () => {
    const others = Array.from({ length: 3000 }, (_, at) => line({ at: at + 10, subject: `pseudonym-of-${at}` }));
    await written(others.slice(0, 1500), others.slice(1500), [line({ at: 1 })]);
    await store.sql`ANALYZE audit_row`;
    const plan = await store.sql`EXPLAIN SELECT record_id FROM audit_row WHERE kind = 'PROCESSING'
      AND body::jsonb #>> '{attributes,dpl.core.data_subject_id}' = ${MIA} ORDER BY written_at DESC, record_id DESC LIMIT 20`;
    expect(JSON.stringify(plan)).toContain('audit_looks');
    expect(await ids()).toEqual([recordId(1)]);
  });

  test('of which a line says something else than audit writes is not shown at all', async () => {
    await written([line({ at: 1 }), line({ at: 2, users: [{}, { userID: TEAM }] })]);
    await expect(looks()).rejects.toThrow();
  });

  test('throws while the store does not answer, and does not show an empty log', async () => {
    await store.sql`ALTER TABLE audit_row RENAME TO audit_row_gone`;
    await expect(looks()).rejects.toThrow();
  });
});
