// The engine held against Cedar on generated requests: they never differ; and where one side is broken on purpose, that is found.
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeProblems, loadPolicies } from '../../gateway/adapters/policies.ts';
import type { LawRow } from '../../gateway/vocabulary/law-row.ts';
import type { PolicyRule } from '../../gateway/vocabulary/policy-rule.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import { localDate } from '../../schema/identifiers.ts';
import { createCompare } from './compare.ts';
import { describeFound } from './describe.ts';
import { createOracle, type Oracle } from './oracle.ts';
import { picks } from './picks.ts';
import { compareMany, type Report } from './run.ts';
import { situationOf } from './situation.ts';

const SEED = 20261122;
/** A limit and no measure: a machine that does ten other things takes minutes. */
const SLOW = 600_000;

let pack: PolicySet;
beforeAll(async () => {
  const loaded = await loadPolicies(fileURLToPath(new URL('../../policies', import.meta.url)));
  if (loaded.kind === 'PROBLEMS') throw new Error(describeProblems(loaded.problems));
  pack = loaded.set;
});

const told = ({ differences }: Report) => differences.map((found) => `\n${describeFound(found)}`).join('\n');

/** A policy under which the engine opens nothing: all that the oracle says otherwise is a difference. */
const NOTHING: PolicySet = { version: 'nothing', law: [], rules: [], purposes: [], switches: {} };

describe('the engine and Cedar', () => {
  it(
    'never differ in 20,000 requests, on the default pack and on made-up rule sets, of every outcome',
    () => {
      const report = compareMany({ set: pack, requests: 20_000, seed: SEED });
      expect(told(report)).toBe('');
      expect(report.requests).toBeGreaterThanOrEqual(20_000);
      for (const outcome of ['ALLOW', 'PENDING_RELEASE', 'NEEDS_NECESSITY'] as const) {
        expect(report.outcomes[outcome], outcome).toBeGreaterThan(200);
      }
      expect(report.opened.size / pack.rules.length).toBeGreaterThan(0.6);
    },
    SLOW,
  );
});

describe('asking Cedar only the rules that can matter', () => {
  it('gives what asking it all rules gives', () => {
    const [all, some] = [true, false].map((whole) => createOracle(pack, { name: `whole ${whole}`, whole }));
    if (all === undefined || some === undefined) throw new Error('two oracles');
    const answers = (oracle: Oracle) =>
      fc.sample(picks, { numRuns: 25, seed: SEED }).flatMap((picked) => {
        const { cells, differences } = createCompare(NOTHING, oracle)(situationOf(pack, picked));
        return [cells, ...differences.map((one) => one.oracle)];
      });
    const said = answers(all);
    expect(said.filter((one) => typeof one === 'object' && one.outcome !== 'DENY').length).toBeGreaterThan(5);
    expect(answers(some)).toEqual(said);
  });
});

type Break = (set: PolicySet) => PolicySet;
const row =
  (id: string, change: (row: LawRow) => Partial<LawRow>): Break =>
  (set) => ({ ...set, law: set.law.map((one) => (one.id === id ? { ...one, ...change(one) } : one)) });
const rules =
  (change: (rule: PolicyRule) => Partial<PolicyRule>): Break =>
  (set) => ({ ...set, rules: set.rules.map((one) => ({ ...one, ...change(one) })) });

/** Rules on the order of a court, and one on age: enough to break something in. */
const ORDER = 'jw-7.3.11-4';
const OF_AGE = 'consent-records-about-children-under-twelve';
const few = (): PolicySet => ({
  ...pack,
  rules: pack.rules.filter(({ id, disclosure }) => id === OF_AGE || disclosure.some((one) => one === ORDER)),
});

describe('a difference is found', () => {
  it(
    'when one row of the pack loses its condition on the side of the engine: a rule that opens too much, in its plainest form',
    () => {
      const engine = row(ORDER, () => ({ conditions: [] }))(pack);
      const { differences } = compareMany({
        set: pack,
        engine,
        requests: 20_000,
        seed: SEED,
        madeUp: false,
        enough: 1,
      });
      const [found] = differences;
      if (found === undefined) throw new Error('not found');
      const named = pack.rules.find(({ id }) => id === found.difference.engine.rule);
      expect(named?.disclosure).toContain(ORDER);
      expect(found.situation.facts.consents).toEqual([]);
      expect(found.situation.facts.releases).toEqual([]);
      expect(describeFound(found)).toContain(`"rule":"${named?.id}"`);
    },
    SLOW,
  );

  it.each<[string, Break]>([
    ['an age is one year off', rules(({ id }) => (id === OF_AGE ? { conditions: [{ kind: 'AGE', below: 13 }] } : {}))],
    [
      'a claim need not name the person',
      row(ORDER, ({ conditions }) => ({
        conditions: conditions.map((one) => (one.kind === 'CLAIM_IN_FORCE' ? { ...one, about: 'CASE' } : one)),
      })),
    ],
    ['a row ends the day before', row(ORDER, () => ({ validUntil: localDate.parse('2026-11-19') }))],
    [
      'a row serves one category less',
      row(ORDER, ({ categories }) => ({ categories: categories.filter((one) => one !== 'PLAN') })),
    ],
    ['rules reach one month less far back', rules(() => ({ monthsBefore: 23 }))],
    [
      'rules need no ground for special data',
      (set) => ({
        ...set,
        law: set.law.map((one) => ({ ...one, specialGround: true })),
        rules: set.rules.map((one) => ({ ...one, special: one.processing })),
      }),
    ],
    ['no capacity is left out', rules(({ about }) => ({ about: about.filter((one) => one !== 'CHILD') }))],
    ['a purpose is out of the register', (set) => ({ ...set, purposes: set.purposes.slice(0, 1) })],
  ])(
    'when on the side of the engine %s',
    (_what, broken) => {
      const set = few();
      expect(set.rules.length).toBeGreaterThan(2);
      const run = { set, requests: 10_000, seed: SEED, madeUp: false, enough: 1 };
      expect(compareMany({ ...run, engine: broken(set) }).differences).toHaveLength(1);
    },
    SLOW,
  );
});
