// G1 for the access log: whatever is added that a data subject may not know of (looks by organisations that have not told him or her, at any
// place of the log, and what such organisations opened to others), every page keeps its bytes. The record, its index and the pages are the real ones.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOutwardIds } from '../../gateway/adapters/outward-ids.ts';
import { createAccessLog } from '../../gateway/adapters/store/access-log.ts';
import { openAuditLog } from '../../gateway/adapters/store/audit-log.ts';
import type { AuditRow } from '../../gateway/vocabulary/ports.ts';
import { createReadLog } from '../../subgraphs/access/access-log.ts';
import { askedOf, CASE, decisionOf, factsOf, opened, subjectIn } from '../rooms/audit-walk-end.ts';
import { openTestStore, type TestStore } from '../store/a-store.ts';
import { MOTHER, OTHER_TEAM, SAFE_HOME, sampleWorld, TEAM } from '../store/sample-world.ts';

const self = { ...subjectIn(CASE, MOTHER), isCaller: true };
const TOLD = [TEAM, OTHER_TEAM];

type Opened = {
  readonly holder: string;
  readonly source: string;
  readonly categories: readonly string[];
  readonly bases: readonly string[];
  readonly via: string;
};
type Look = {
  readonly by: string;
  readonly opened: readonly Opened[];
  readonly emergency: boolean;
  readonly purpose?: string;
};

const told = fc.constantFrom(...TOLD);
const anyone = fc.constantFrom(...TOLD, SAFE_HOME);
const openedAt = (holder: fc.Arbitrary<string>): fc.Arbitrary<Opened> =>
  fc.record({
    holder,
    source: fc.constantFrom('LOCAL_TEAM', 'VEILIG_THUIS'),
    categories: fc.subarray(['PLAN', 'INVOLVEMENT', 'SAFETY', 'SAFETY_REPORT'], { minLength: 1 }),
    bases: fc.subarray(['jw-7.3.8', 'jw-7.3.11-1', 'wmo-4.1.1-2-d']),
    via: fc.constantFrom('INTERNAL', 'CONSENT', 'PUSH'),
  });
/** What may be known of one look, and what is added to it that may not. */
const known = fc.record({
  look: fc.record({
    by: told,
    opened: fc.array(openedAt(told), { minLength: 1, maxLength: 3 }),
    emergency: fc.boolean(),
  }),
  added: fc.array(openedAt(fc.constant(SAFE_HOME)), { maxLength: 2 }),
});
/** One that may not be known of: by an organisation that told nothing, or by another that saw nothing but what such a one opened. */
const hidden: fc.Arbitrary<Look> = fc.oneof(
  fc.record({
    by: fc.constant(SAFE_HOME as string),
    opened: fc.array(openedAt(anyone), { minLength: 1, maxLength: 3 }),
    emergency: fc.boolean(),
  }),
  fc.record({
    by: told,
    opened: fc.array(openedAt(fc.constant(SAFE_HOME)), { minLength: 1, maxLength: 2 }),
    emergency: fc.boolean(),
  }),
  // Somebody else was in danger.
  fc.record({
    by: told,
    opened: fc.array(openedAt(told), { minLength: 1, maxLength: 2 }),
    emergency: fc.constant(true),
    purpose: fc.constant('ACUTE_DANGER'),
  }),
);
const story = fc.array(fc.record({ before: fc.array(hidden, { maxLength: 3 }), one: known }), { maxLength: 6 });

describe('the access log of a data subject', () => {
  let store: TestStore;
  let round = 0;
  let now = 1_780_000_000_000;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.drop());

  const rowOf = (
    { by, opened: groups, emergency, purpose = 'SUPPORT_PLAN' }: Look,
    recordId: string,
    subject: string,
  ): AuditRow => ({
    recordId,
    kind: 'PROCESSING',
    body: {
      status: 'Ok',
      start_time: 1_780_000_000_000,
      attributes: {
        'dpl.core.data_subject_id': subject,
        'dpl.nen7513.users': [
          { userID: 'p', roleIDCode: 'FAMILY_WORKER', purposeOfUse: purpose },
          { userID: by, roleIDCode: 'ORGANISATION' },
        ],
      },
      opened: groups,
      emergency,
    },
  });

  /** Every page of `first` lines, with their cursors. */
  async function pages(subject: string, first: number): Promise<string> {
    const decision = decisionOf(TOLD.map((holder) => [self.key, holder, 'LOCAL_TEAM', 'INVOLVEMENT', opened]));
    const keys = [...decision.cells.keys()];
    const asked = {
      ...askedOf(decision),
      opened: new Set(keys),
      asked: new Map(keys.map((key) => [key, { opened, withoutLocating: false, origins: [] }])),
    };
    const ids = createOutwardIds(Buffer.alloc(32, 7));
    const read = createReadLog(factsOf([self]), asked, {
      log: createAccessLog(store.sql),
      pseudonyms: { subject: () => subject },
      ids,
      organisationOf: (oin) =>
        sampleWorld.registrations.find(({ organisation }) => organisation.oin === oin)?.organisation ?? null,
      lawOf: () => undefined,
    });
    const all: unknown[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof read>> = await read({ first, after });
      if (page === null) throw new Error('an own view has a log');
      all.push(page);
      const { hasNextPage, endCursor } = page.pageInfo;
      after = hasNextPage && endCursor !== null ? ids.seal('CURSOR', endCursor, `subject:${self.person}`) : null;
    } while (after !== null);
    return JSON.stringify(all);
  }

  test('keeps the bytes of every page, whatever is added that may not be known of', async () => {
    let [lines, added] = [0, 0];
    await fc.assert(
      fc.asyncProperty(story, fc.integer({ min: 1, max: 4 }), async (told, first) => {
        round += 1;
        const [full, bare] = [`full-${round}`, `bare-${round}`];
        const log = await openAuditLog({ databaseUrl: store.url, wall: () => now });
        const number = (at: number, kind: number): string =>
          `00000000-0000-4000-${String(kind).padStart(4, '0')}-${String(round * 1000 + at).padStart(12, '0')}`;
        for (const [at, { before, one }] of told.entries()) {
          now += 1000;
          const rows = before.map((look, index) => rowOf(look, number(at * 10 + index, 9000), full));
          await log.append([
            ...rows,
            rowOf({ ...one.look, opened: [...one.added, ...one.look.opened] }, number(at, 8000), full),
            rowOf(one.look, number(at, 8000), bare),
          ]);
          added += rows.length + one.added.length;
        }
        await log.close();
        lines += told.length;
        expect(await pages(full, first)).toBe(await pages(bare, first));
      }),
      { numRuns: 60 },
    );
    expect([lines > 60, added > 60]).toEqual([true, true]);
  });
});
