// What holds of every decision, on generated facts, consents, releases, necessities, claims, shields and rules.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../gateway/decide/compile.ts';
import { shield } from '../../gateway/shield/shield.ts';
import type { Decision, Opened } from '../../gateway/vocabulary/decision.ts';
import type { Fact, Facts, SubjectFacts } from '../../gateway/vocabulary/facts.ts';
import { unjoinable } from '../../gateway/vocabulary/policy-overlap.ts';
import type { PolicyRule } from '../../gateway/vocabulary/policy-rule.ts';
import { type StoredShield, storedShield } from '../../gateway/vocabulary/stored.ts';
import { WITHHELD_CODES } from '../../schema/names/codes.ts';
import {
  ask,
  asking,
  CHILD,
  child,
  consentWith,
  day,
  type FactsChange,
  factsWith,
  LAW,
  MOTHER,
  MOTHER_FACTS,
  mother,
  necessityWith,
  OWN,
  policyWith,
  releaseWith,
  rowWith,
  ruleWith,
  subjectFacts,
  TEAM,
  VT,
} from '../rooms/decide-world.ts';

const law = [
  ...LAW,
  rowWith({
    id: 'ordered',
    force: 'MUST',
    conditions: [{ kind: 'CLAIM_IN_FORCE', claims: ['SUPERVISION_ORDER'], about: 'SUBJECT_OR_CHILD_OF_SUBJECT' }],
  }),
  rowWith({
    id: 'ordered-task',
    force: 'OWN',
    sources: [],
    conditions: [{ kind: 'CLAIM_IN_FORCE', claims: ['SUPERVISION_ORDER'], about: 'CASE' }],
  }),
  rowWith({ id: 'young', force: 'MUST', conditions: [{ kind: 'AGE', below: 16 }] }),
  rowWith({ id: 'by-switch', force: 'MUST', conditions: [{ kind: 'SWITCH', name: 'open-question' }] }),
  rowWith({ id: 'unasked', force: 'MAY', unaskedOnly: true }),
  rowWith({ id: 'explicit', force: 'OWN', sources: [], consent: 'REQUIRED', specialGround: true }),
];
const CATEGORIES = ['PLAN', 'HEALTH', 'INVOLVEMENT', 'SAFETY_REPORT'] as const;
const asks = [
  ...CATEGORIES.map((category) => ask('LOCAL_TEAM', category)),
  ...CATEGORIES.map((category) => ask('VEILIG_THUIS', category, '2024-01-01', '2026-03-01')),
];
const reading = asking(asks);

const someOf = <Value>(...values: readonly Value[]) => fc.subarray([...values], { minLength: 1 });
const rule = fc
  .record({
    source: fc.constantFrom(
      { kind: 'LOCAL_TEAM', whose: 'OWN' },
      { kind: 'LOCAL_TEAM', whose: 'OTHER' },
      { kind: 'VEILIG_THUIS', whose: 'OTHER' },
    ),
    categories: someOf(...CATEGORIES),
    about: someOf('CHILD', 'PARENT_WITH_CUSTODY', 'PARENT_WITHOUT_CUSTODY'),
    regime: fc.constantFrom('CONSENT', 'POWERS', 'MEASURE'),
    processing: someOf('own-task', 'explicit', 'ordered-task'),
    disclosure: someOf('duty', 'may', 'consent', 'ordered', 'young', 'by-switch', 'unasked'),
    special: fc.subarray(['special', 'explicit']),
    conditions: fc.subarray([
      { kind: 'AGE', below: 12 },
      { kind: 'CASE_KIND', in: ['PLAN'] },
      { kind: 'SWITCH', name: 'open-question' },
    ]),
    monthsBefore: fc.constantFrom(undefined, null, 6, 60),
    fields: fc.constantFrom(undefined, ['Plan.kind'], ['Plan.kind', 'Plan.status']),
  })
  .map(({ source, disclosure, monthsBefore, fields, ...rest }) => ({
    source,
    ...rest,
    disclosure: source.whose === 'OWN' ? [] : disclosure,
    ...(monthsBefore === undefined ? {} : { monthsBefore }),
    ...(fields === undefined ? {} : { fields }),
  }));
const rules = fc
  .array(rule, { minLength: 1, maxLength: 6 })
  .map((list) => list.map((one, at): PolicyRule => ruleWith({ id: `rule-${at}`, ...one })))
  // As at the door: rules that differ in fields and in period are refused.
  .filter((list) => unjoinable(list).length === 0);

const fact = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Fact<Value>> =>
  fc.oneof(
    { weight: 4, arbitrary: value.map((known): Fact<Value> => ({ state: 'KNOWN', value: known })) },
    fc.constant<Fact<Value>>({ state: 'UNKNOWN' }),
    fc.constant<Fact<Value>>({ state: 'UNAVAILABLE' }),
  );
const aChild = fc
  .record({
    age: fact(fc.integer({ min: 0, max: 20 })),
    minorityEnds: fact(fc.constantFrom(null, day('2026-05-01'))),
    restricted: fc.boolean(),
    registered: fc.boolean(),
  })
  .map((more): SubjectFacts => subjectFacts(more));
const aMother = fc
  .record({
    ruleCapacities: fact(fc.subarray(['PARENT_WITH_CUSTODY', 'PARENT_WITHOUT_CUSTODY'] as const)),
    childrenInCase: fact(fc.subarray([CHILD])),
    minorityEnds: fact(fc.constantFrom(null, day('2006-01-01'), day('2026-05-01'))),
  })
  .map((more): SubjectFacts => ({ ...MOTHER_FACTS, ...more }));

const who = fc.constantFrom(CHILD, MOTHER);
const where = fc.constantFrom(TEAM, VT);
const consents = fc
  .array(
    fc.record({ about: who, holder: where, categories: someOf(...CATEGORIES), valid: fc.boolean() }).map(consentWith),
    { maxLength: 4 },
  )
  .map((list) => list.map((one, at) => ({ ...one, id: `consent-${at}` })));
const releases = fc
  .array(
    fc.record({
      kind: fc.constantFrom('ANSWER', 'PUSH', 'STANDING'),
      about: who,
      holder: where,
      categories: someOf(...CATEGORIES),
      basis: fc.constantFrom('may', 'unasked'),
    }),
    { maxLength: 4 },
  )
  .map((list) =>
    list.map(({ about, ...one }, at) =>
      releaseWith({ ...one, about: one.kind === 'STANDING' ? null : about, id: `release-${at}` }),
    ),
  );
const necessities = fc
  .array(fc.record({ about: who, holder: where, category: fc.constantFrom(...CATEGORIES) }), { maxLength: 6 })
  .map((list) => list.map((one, at) => necessityWith({ ...one, id: `necessity-${at}` })));
const claims = fc.subarray([CHILD, null]).map((about) =>
  about.map((person) => ({
    kind: 'SUPERVISION_ORDER',
    number: '1',
    date: '2026-01-01',
    about: person,
    recordedBy: 'colleague',
    reviewedBy: null,
    contested: false,
    from: '2026-01-01',
    until: null,
  })),
);
const world = fc.record({ aChild, aMother, consents, releases, necessities, claims }).map(
  ({ aChild: one, aMother: other, claims: made, ...given }): FactsChange => ({
    subjects: [one, other],
    ownCase: { claims: made as never },
    ...given,
  }),
);
const switches = fc.constantFrom({}, { 'open-question': false }, { 'open-question': true });

const decide = (list: readonly PolicyRule[], facts: Facts, on: Readonly<Record<string, boolean>> = {}): Decision =>
  compilePolicy(policyWith(list, { law, switches: on })).decide(facts, reading);

/** What a decision opens: per cell how far back and which fields; nothing else counts as more or less. */
function opensNoMore(less: Decision, more: Decision): boolean {
  return [...less.cells].every(([key, { verdict }]) => {
    if (verdict.outcome !== 'ALLOW') return true;
    const other = more.cells.get(key)?.verdict;
    return other?.outcome === 'ALLOW' && within(verdict, other);
  });
}
function within(inner: Opened, outer: Opened): boolean {
  const from = outer.period.from === null || (inner.period.from !== null && inner.period.from >= outer.period.from);
  const fields = outer.fields === null || inner.fields?.every((field) => outer.fields?.includes(field)) === true;
  return from && fields;
}
const without = <Item>(list: readonly Item[] | undefined, at: number) =>
  (list ?? []).filter((_item, index) => index !== at % Math.max(1, list?.length ?? 0));
const RUNS = { numRuns: 400 };

describe('of every decision holds', () => {
  it('that the generated worlds open some cells and close others, in every way there is', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(rules, world, switches, (list, facts, on) => {
        for (const { verdict } of decide(list, factsWith(facts), on).cells.values())
          seen.add(verdict.outcome === 'ALLOW' ? verdict.via : verdict.code);
      }),
      { numRuns: 1_500, seed: 20261122 },
    );
    expect([...seen].sort()).toEqual([
      'CONSENT',
      'DUTY',
      'FACT_UNAVAILABLE',
      'FACT_UNKNOWN',
      'INTERNAL',
      'NEEDS_NECESSITY',
      'NO_LEGAL_BASIS',
      'NO_OWN_CASE',
      'NO_POLICY',
      'NO_VALID_CONSENT',
      'OUT_OF_PERIOD',
      'PENDING_RELEASE',
      'PUSH',
      'RELEASE',
      'RESTRICTED',
      'SPECIAL_DATA',
    ]);
  });

  it('that every cell has its reason: opened with rule and bases, closed with a code (G9)', () => {
    fc.assert(
      fc.property(rules, world, switches, (list, facts, on) => {
        const { cells } = decide(list, factsWith(facts), on);
        expect(cells.size).toBeGreaterThan(0);
        for (const { verdict } of cells.values()) {
          if (verdict.outcome === 'ALLOW') {
            expect(verdict.bases.length).toBeGreaterThan(0);
            expect(list.map(({ id }) => id)).toContain(verdict.rule);
          } else {
            expect(Object.keys(WITHHELD_CODES)).toContain(verdict.code);
            expect(Object.keys(WITHHELD_CODES)).toContain(verdict.reported);
          }
        }
      }),
      RUNS,
    );
  });

  it('that the same input gives the same decision, whatever the order of rules and of what was given (G8)', () => {
    fc.assert(
      fc.property(rules, world, switches, (list, facts, on) => {
        const shuffled = {
          ...facts,
          consents: [...(facts.consents ?? [])].reverse(),
          releases: [...(facts.releases ?? [])].reverse(),
          necessities: [...(facts.necessities ?? [])].reverse(),
        };
        expect(decide([...list].reverse(), factsWith(shuffled), on)).toEqual(decide(list, factsWith(facts), on));
      }),
      RUNS,
    );
  });

  it('that without rules nothing opens and nobody is present', () => {
    fc.assert(
      fc.property(world, (facts) => {
        const decision = decide([], factsWith(facts));
        expect([...decision.cells.values()].every(({ verdict }) => verdict.outcome === 'DENY')).toBe(true);
        expect(decision.present.size).toBe(0);
      }),
      RUNS,
    );
  });
});

describe('less never shows more (G3)', () => {
  it.each(['consents', 'releases', 'necessities'] as const)('one of the %s less', (kind) => {
    fc.assert(
      fc.property(rules, world, switches, fc.nat(), (list, facts, on, at) => {
        const less = { ...facts, [kind]: without<unknown>(facts[kind], at) };
        expect(opensNoMore(decide(list, factsWith(less), on), decide(list, factsWith(facts), on))).toBe(true);
      }),
      RUNS,
    );
  });

  it('a consent that is no longer valid', () => {
    fc.assert(
      fc.property(rules, world, switches, fc.nat(), (list, facts, on, at) => {
        const less = {
          ...facts,
          consents: (facts.consents ?? []).map((one, index) => (index === at % 4 ? { ...one, valid: false } : one)),
        };
        expect(opensNoMore(decide(list, factsWith(less), on), decide(list, factsWith(facts), on))).toBe(true);
      }),
      RUNS,
    );
  });

  it('a claim less', () => {
    fc.assert(
      fc.property(rules, world, switches, (list, facts, on) => {
        const less = { ...facts, ownCase: { claims: (facts.ownCase?.claims ?? []).slice(1) } };
        expect(opensNoMore(decide(list, factsWith(less), on), decide(list, factsWith(facts), on))).toBe(true);
      }),
      RUNS,
    );
  });

  it('any fact of a person that is lost, unknown or not to be had', () => {
    const lost = fc.constantFrom('age', 'minorityEnds', 'ruleCapacities', 'childrenInCase', 'custody', 'deceased');
    fc.assert(
      fc.property(
        rules,
        world,
        switches,
        lost,
        fc.constantFrom('UNKNOWN', 'UNAVAILABLE'),
        fc.nat(1),
        (list, facts, on, name, state, at) => {
          const less = {
            ...facts,
            subjects: (facts.subjects ?? []).map((one, index) => (index === at ? { ...one, [name]: { state } } : one)),
          };
          expect(opensNoMore(decide(list, factsWith(less), on), decide(list, factsWith(facts), on))).toBe(true);
        },
      ),
      RUNS,
    );
  });

  it('a restriction more, a rule less, a switch that is off or missing', () => {
    fc.assert(
      fc.property(rules, world, fc.nat(), (list, facts, at) => {
        const all = decide(list, factsWith(facts), { 'open-question': true });
        const restricted = { ...facts, subjects: (facts.subjects ?? []).map((one) => ({ ...one, restricted: true })) };
        expect(opensNoMore(decide(list, factsWith(restricted), { 'open-question': true }), all)).toBe(true);
        expect(opensNoMore(decide(without(list, at), factsWith(facts), { 'open-question': true }), all)).toBe(true);
        expect(opensNoMore(decide(list, factsWith(facts), { 'open-question': false }), all)).toBe(true);
        expect(opensNoMore(decide(list, factsWith(facts)), all)).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('shields', () => {
  const shields = fc
    .array(
      fc.record({
        subject: who,
        kind: fc.constantFrom('ADDRESS', 'LOCATION', 'REPORTER', 'CONTACT_BAN', 'HOLD', 'OWN_VIEW'),
        towards: fc.constantFrom(null, OWN, TEAM, MOTHER),
        holder: fc.constantFrom(null, TEAM, VT),
        categories: fc.constantFrom(null, ['PLAN'], ['ADDRESS', 'INVOLVEMENT']),
        from: fc.constantFrom('2026-01-01', '2026-12-01'),
        until: fc.constantFrom(null, '2026-06-30', '2026-12-31'),
      }),
      { maxLength: 4 },
    )
    .map((list) => list.map((one, at): StoredShield => storedShield.parse({ id: `shield-${at}`, ...one })));

  it('one more only takes from what is asked, never from the decision, and what is asked was opened', () => {
    fc.assert(
      fc.property(rules, world, switches, shields, fc.nat(), (list, change, on, placed, at) => {
        const facts = factsWith(change);
        const decision = decide(list, facts, on);
        const before = structuredClone([...decision.cells]);
        const more = shield(decision, facts, placed);
        const less = shield(decision, facts, without(placed, at));
        for (const [key, cell] of more.asked) {
          const unshielded = less.asked.get(key);
          expect(unshielded?.opened).toEqual(cell.opened);
          expect(cell.withoutLocating || unshielded?.withoutLocating === false).toBe(true);
          expect(cell.origins.every((oin) => unshielded?.origins.includes(oin))).toBe(true);
          expect(more.opened.has(key)).toBe(true);
          expect(decision.cells.get(key)?.verdict.outcome).toBe('ALLOW');
        }
        expect([...more.opened].every((key) => less.opened.has(key))).toBe(true);
        expect(more.decision).toBe(decision);
        expect([...decision.cells]).toEqual(before);
      }),
      RUNS,
    );
  });

  it('without any, all that is opened is asked', () => {
    fc.assert(
      fc.property(rules, world, (list, change) => {
        const facts = factsWith(change);
        const { asked, opened } = shield(decide(list, facts), facts, []);
        expect([...asked.keys()]).toEqual([...opened]);
      }),
      RUNS,
    );
  });

  it('the two people of the world are those whose cells are decided', () => {
    const cells = decide([ruleWith()], factsWith({ subjects: [subjectFacts(), MOTHER_FACTS] })).cells;
    expect(new Set([...cells.values()].map(({ cell }) => cell.subject))).toEqual(new Set([child, mother]));
  });
});
