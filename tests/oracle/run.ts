// A policy set, a number of requests and a seed in; how many were compared and every difference, in its plainest form, out.
import fc from 'fast-check';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import type { Outcome } from '../../schema/names/decision.ts';
import { type Compare, type Comparison, createCompare, type Difference } from './compare.ts';
import { createOracle } from './oracle.ts';
import { picks } from './picks.ts';
import { ruleSets } from './rule-sets.ts';
import { type Situation, situationOf } from './situation.ts';

export type Found = {
  readonly difference: Difference;
  readonly situation: Situation;
  /** Null: of the policy set that was given; else a made-up one. */
  readonly madeUp: PolicySet | null;
  /** For fast-check, to see it again. */
  readonly seed: number;
};
export type Report = {
  /** One request: one category of one person at one holder, asked by one caller for one purpose. */
  readonly requests: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Rules of the given set that opened something. */
  readonly opened: ReadonlySet<string>;
  readonly differences: readonly Found[];
};
export type Run = {
  readonly set: PolicySet;
  readonly requests: number;
  readonly seed: number;
  /** The engine's side, when a test breaks it on purpose. */
  readonly engine?: PolicySet;
  /** Also made-up rule sets, for three requests in ten; absent: yes. */
  readonly madeUp?: boolean;
  /** After so many differences more of them say nothing new; absent: 5. */
  readonly enough?: number;
  readonly heard?: (sofar: Report) => void;
};

const SITUATIONS = 400;
const SETS = 12;
const SITUATIONS_OF_A_SET = 25;

export function compareMany({ set, requests, seed, engine = set, madeUp = true, enough = 5, heard }: Run): Report {
  const outcomes = { ALLOW: 0, PENDING_RELEASE: 0, NEEDS_NECESSITY: 0, DENY: 0 };
  const opened = new Set<string>();
  const differences: Found[] = [];
  let compared = 0;
  const given = createCompare(engine, createOracle(set, { name: 'given' }));
  const report = (): Report => ({ requests: compared, outcomes, opened, differences });
  const count = (comparison: Comparison): Comparison => {
    compared += comparison.cells;
    for (const outcome of comparison.outcomes) outcomes[outcome] += 1;
    return comparison;
  };

  for (let round = 0; compared < requests && differences.length < enough; round += 1) {
    const at = seed + round;
    const found =
      madeUp && round % 10 >= 7
        ? ofMadeUpSets(at, count)
        : ofGivenSet(set, at, (situation) => {
            const comparison = count(given(situation));
            for (const rule of comparison.opening) opened.add(rule);
            return comparison;
          });
    if (found !== null) differences.push(found);
    heard?.(report());
  }
  return report();
}

function ofGivenSet(set: PolicySet, seed: number, compare: Compare): Found | null {
  const property = fc.property(picks, (picked) => compare(situationOf(set, picked)).differences.length === 0);
  const [picked] = fc.check(property, { numRuns: SITUATIONS, seed }).counterexample ?? [];
  return picked === undefined ? null : foundIn(situationOf(set, picked), compare, { madeUp: null, seed });
}

function ofMadeUpSets(seed: number, count: (comparison: Comparison) => Comparison): Found | null {
  let latest: { readonly set: PolicySet; readonly compare: Compare } | null = null;
  const compareFor = (set: PolicySet): Compare => {
    if (latest?.set === set) return latest.compare;
    const compare = createCompare(set, createOracle(set, { name: 'made-up', whole: true }));
    latest = { set, compare };
    return compare;
  };
  const situations = fc.array(picks, { minLength: 1, maxLength: SITUATIONS_OF_A_SET, size: 'max' });
  const property = fc.property(ruleSets, situations, (set, list) => {
    const compare = compareFor(set);
    return list.every((picked) => count(compare(situationOf(set, picked))).differences.length === 0);
  });
  const [set, list] = fc.check(property, { numRuns: SETS, seed }).counterexample ?? [];
  if (set === undefined || list === undefined) return null;
  const compare = compareFor(set);
  const differing = list.find((picked) => compare(situationOf(set, picked)).differences.length > 0);
  return differing === undefined ? null : foundIn(situationOf(set, differing), compare, { madeUp: set, seed });
}

function foundIn(situation: Situation, compare: Compare, more: Pick<Found, 'madeUp' | 'seed'>): Found | null {
  const [difference] = compare(situation).differences;
  return difference === undefined ? null : { difference, situation, ...more };
}
