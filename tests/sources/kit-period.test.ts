// Days and years held against a period: what is not certain is outside.
import { describe, expect, it } from 'vitest';
import { localDate, partialDate } from '../../schema/identifiers.ts';
import { withinPeriod } from '../../subgraphs/kit/period.ts';

const date = partialDate.nullable();
const day = localDate.nullable();

const CASES: [from: string | null, until: string | null, start: string | null, end: string | null, within: boolean][] =
  [
    // Without limits everything is inside, also what has no date.
    [null, null, null, null, true],
    ['2020-01-01', '2020-01-01', null, null, true],
    // First and last day count.
    ['2026-01-01', '2026-01-01', '2026-01-01', '2026-01-31', true],
    ['2026-01-31', '2026-01-31', '2026-01-01', '2026-01-31', true],
    ['2025-12-31', '2025-12-31', '2026-01-01', '2026-01-31', false],
    ['2026-02-01', '2026-02-01', '2026-01-01', '2026-01-31', false],
    // A stretch that touches the period is inside, however long.
    ['2020-01-01', '2026-01-01', '2026-01-01', null, true],
    ['2020-01-01', '2025-12-31', '2026-01-01', null, false],
    ['2020-01-01', null, '2026-01-01', '2026-01-31', true],
    ['2026-02-01', null, '2026-01-01', '2026-01-31', false],
    // No date at all: any limit keeps it in.
    [null, null, '2026-01-01', null, false],
    [null, null, null, '2026-01-31', false],
    [null, '2026-01-15', '2026-01-01', null, true],
    [null, '2026-01-15', null, '2026-01-31', false],
    // A year counts as its worst day.
    ['2026', '2026', '2026-01-01', null, true],
    ['2026', '2026', '2026-01-02', null, false],
    ['2026', '2026', null, '2026-12-31', true],
    ['2026', '2026', null, '2026-12-30', false],
    ['2020', '2026', '2026-06-01', null, false],
    ['2020', '2027', '2026-06-01', null, true],
  ];

describe('a row within a period', () => {
  it.each(CASES)('%s to %s in %s to %s: %s', (from, until, start, end, within) => {
    expect(
      withinPeriod(
        { from: date.parse(from), until: date.parse(until) },
        { from: day.parse(start), until: day.parse(end) },
      ),
    ).toBe(within);
  });
});
