// However consent, rules and shields change while a request is under way: each look again asks for less than the one before, and for nothing that is
// not open at that moment. What may be asked is told as single possibilities, so that neither side knows of periods or lists.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecheck, type Standing } from '../../gateway/fetch/recheck.ts';
import type { Asked } from '../../gateway/vocabulary/asked.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import { isRefusal } from '../../gateway/vocabulary/refusal.ts';
import { localDate } from '../../schema/identifiers.ts';
import { askedOf, type CellRow, CHILD, OTHER_TEAM, PARENT, TEAM, VT } from '../rooms/fetch-situation.ts';

const FIELDS = ['Plan.status', 'Plan.kind', 'Plan.validFrom'];
const DAYS = ['2024-01-01', '2025-01-01', '2026-01-01'].map((day) => localDate.parse(day));

const day = fc.option(fc.constantFrom(...DAYS), { nil: null });
const row: fc.Arbitrary<CellRow> = fc.record({
  subject: fc.constantFrom(CHILD, PARENT),
  holder: fc.constantFrom(TEAM, OTHER_TEAM),
  category: fc.constantFrom('PLAN' as const, 'SUPPORT' as const),
  opened: fc.record({
    period: fc.record({ from: day, until: day }),
    fields: fc.option(fc.uniqueArray(fc.constantFrom(...FIELDS)), { nil: null }),
  }),
  asked: fc.boolean(),
  withoutLocating: fc.boolean(),
  origins: fc.uniqueArray(fc.constantFrom(VT, OTHER_TEAM)),
});
const moment = fc.uniqueArray(row, {
  maxLength: 8,
  selector: ({ subject, holder, category }) => `${subject}${holder}${category}`,
});

/** Everything that could be shown, one by one: cell, field, day, whose row it was, and whether it tells a place. */
function possibilities({ asked, opened, decision }: Asked): ReadonlySet<string> {
  const all = new Set<string>();
  for (const key of opened) all.add(`opened ${key}`);
  for (const [key, { verdict }] of decision.cells) if (verdict.outcome === 'ALLOW') all.add(`decided ${key}`);
  for (const [key, { opened: limits, origins, withoutLocating }] of asked) {
    const { from, until } = limits.period;
    for (const field of limits.fields ?? FIELDS) {
      for (const on of DAYS) {
        if ((from !== null && on < from) || (until !== null && on > until)) continue;
        for (const origin of ['own', ...origins]) {
          all.add(`${key} ${field} ${on} ${origin}`);
          if (!withoutLocating) all.add(`${key} ${field} ${on} ${origin} with place`);
        }
      }
    }
  }
  return all;
}

/** `version` stands for what gather read. */
const factsAt = (version: number): Facts => ({ consentVersion: BigInt(version), cases: new Map() }) as unknown as Facts; // Stands for gather.

describe('looking again while a request is under way', () => {
  it('only ever narrows, and asks nothing that is closed at that moment', async () => {
    let looked = 0;
    await fc.assert(
      fc.asyncProperty(moment, fc.array(moment, { minLength: 1, maxLength: 4 }), async (first, later) => {
        const moments = [first, ...later].map(askedOf);
        let at = 0;
        const stands = (): Standing => ({ asked: moments[at] ?? askedOf([]), facts: factsAt(at) });
        const recheck = createRecheck(
          { consentVersion: async () => BigInt(at) },
          stands().asked,
          stands().facts,
          async () => stands(),
        );
        let before = possibilities(stands().asked);
        for (at = 0; at < moments.length; at += 1) {
          const standing = await recheck();
          if (isRefusal(standing)) throw new Error('it was refused');
          const now = possibilities(standing.asked);
          const open = possibilities(stands().asked);
          expect([...now].filter((one) => !before.has(one) || !open.has(one))).toEqual([]);
          looked += now.size;
          before = now;
        }
      }),
    );
    expect(looked).toBeGreaterThan(1_000);
  });
});
