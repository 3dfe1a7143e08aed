// The edges of ages, periods and capacities: the last value that holds and the first that does not.
import { describe, expect, it } from 'vitest';
import { capacityFits } from '../../gateway/decide/capacity.ts';
import { compilePolicy } from '../../gateway/decide/compile.ts';
import { overlaps } from '../../gateway/decide/period.ts';
import type { RuleCapacity } from '../../schema/names/capacity.ts';
import {
  ask,
  asking,
  child,
  day,
  factsWith,
  MOTHER_FACTS,
  policyWith,
  ruleWith,
  subjectFacts,
  TEAM,
  verdictAt,
} from './decide-world.ts';

const from = (text: string) => ({ from: day(text), until: null });
const until = (text: string) => ({ from: null, until: day(text) });
const between = (start: string, end: string) => ({ from: day(start), until: day(end) });
const ALL = { from: null, until: null };

describe('a period that is asked', () => {
  it.each([
    [ALL, ALL, true],
    [ALL, from('2026-01-01'), true],
    [from('2026-01-01'), ALL, true],
    [until('2025-12-31'), from('2026-01-01'), false],
    [until('2026-01-01'), from('2026-01-01'), true],
    [from('2026-01-02'), until('2026-01-01'), false],
    [from('2026-01-01'), until('2026-01-01'), true],
    [between('2026-01-01', '2026-02-01'), between('2026-02-01', '2026-03-01'), true],
    [between('2026-01-01', '2026-01-31'), between('2026-02-01', '2026-03-01'), false],
    [between('2026-02-01', '2026-01-01'), ALL, false],
    [between('2026-05-01', '2026-12-31'), between('2026-01-01', '2026-04-30'), false],
    [between('2026-03-01', '2026-03-02'), between('2026-01-01', '2026-12-31'), true],
  ])('%o leaves something of %o: %s', (asked, open, expected) => {
    expect(overlaps(asked, open)).toBe(expected);
  });
});

describe('an age', () => {
  const at = (age: number) => {
    const rule = ruleWith({ conditions: [{ kind: 'AGE', from: 12, below: 16 }] });
    const facts = factsWith({ subjects: [subjectFacts({ age: { state: 'KNOWN', value: age } })] });
    return verdictAt(
      compilePolicy(policyWith([rule])).decide(facts, asking([ask('LOCAL_TEAM', 'PLAN')])),
      child,
      TEAM,
      'PLAN',
    )?.outcome;
  };
  it('holds from the first and until before the second', () => {
    expect([11, 12, 15, 16].map(at)).toEqual(['DENY', 'ALLOW', 'ALLOW', 'DENY']);
  });
});

describe('a parent', () => {
  const fits = (named: readonly RuleCapacity[], known: readonly RuleCapacity[]) =>
    capacityFits({ ...MOTHER_FACTS, ruleCapacities: { state: 'KNOWN', value: known } }, new Set(named));
  it('fits where the kind of parent that she is today is named, and as no other', () => {
    expect(fits(['PARENT_WITH_CUSTODY'], ['PARENT_WITH_CUSTODY'])).toBe('HOLDS');
    expect(fits(['PARENT_WITHOUT_CUSTODY'], ['PARENT_WITH_CUSTODY'])).toBe('FAILS');
    expect(fits(['PARENT_WITHOUT_CUSTODY'], ['PARENT_WITH_CUSTODY', 'PARENT_WITHOUT_CUSTODY'])).toBe('HOLDS');
    expect(fits(['PARENT_WITH_CUSTODY', 'PARENT_WITHOUT_CUSTODY'], [])).toBe('HOLDS');
    expect(fits(['CHILD', 'GUARDIAN'], ['PARENT_WITH_CUSTODY'])).toBe('FAILS');
    expect(capacityFits(subjectFacts(), new Set(['PARENT_WITH_CUSTODY', 'PARENT_WITHOUT_CUSTODY']))).toBe('FAILS');
  });
});
