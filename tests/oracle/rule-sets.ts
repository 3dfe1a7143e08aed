// Law tables and rules as no jurist would write them: every member of a row and a rule at every value, so that the oracle does not depend on what the
// default pack happens to use.
import fc from 'fast-check';
import type { Condition } from '../../gateway/vocabulary/condition.ts';
import { type LawRow, lawRow } from '../../gateway/vocabulary/law-row.ts';
import { type PolicyRule, policyRule } from '../../gateway/vocabulary/policy-rule.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import { CAPACITIES, CUSTODY_CAPACITIES } from '../../schema/names/capacity.ts';
import { CASE_KINDS, HOUSEHOLD_KINDS } from '../../schema/names/case-kind.ts';
import type { Category } from '../../schema/names/category.ts';
import { CLAIM_KINDS } from '../../schema/names/claim-kind.ts';
import { REGIMES } from '../../schema/names/decision.ts';
import { valuesOf } from '../../schema/names/define.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Role } from '../../schema/names/role.ts';

const KINDS = ['VEILIG_THUIS', 'LOCAL_TEAM_PROVIDER', 'RVDK'] as const satisfies readonly OrganisationKind[];
const HOLDERS = [...KINDS, 'LOCAL_TEAM_MUNICIPAL', 'PERSONS_REGISTER'] as const satisfies readonly OrganisationKind[];
const SOME = ['PLAN', 'HEALTH', 'INVOLVEMENT', 'SAFETY_REPORT', 'CRIMINAL'] as const satisfies readonly Category[];
const ROLES: readonly Role[] = ['FAMILY_WORKER', 'TRIAGIST', 'DATA_SUBJECT'];
const PURPOSES: readonly Purpose[] = ['SUPPORT_PLAN', 'VT_INVESTIGATION', 'ACUTE_DANGER'];
const { PARENT: _parent, ...PLAIN } = CAPACITIES;
const WHO = valuesOf({ ...PLAIN, ...CUSTODY_CAPACITIES });
const SWITCHES = ['open-question', 'restriction-yields-to-duty'] as const;
const ROWS = 5;

/** Mostly all of them. */
const most = <Value>(values: readonly Value[]): fc.Arbitrary<Value[]> =>
  fc
    .tuple(fc.nat({ max: 3 }), fc.subarray([...values], { minLength: 1 }))
    .map(([which, some]) => (which === 2 ? some : [...values]));

/** One time in four something else than usual. */
const rarely = <Value>(other: fc.Arbitrary<Value>, usual: Value): fc.Arbitrary<Value> =>
  fc.tuple(fc.nat({ max: 3 }), other).map(([which, value]) => (which === 2 ? value : usual));

/** From and until, on either side of the day of most situations. */
const SPANS: readonly (readonly [string, string | null])[] = [
  ['2015-01-01', null],
  ['2026-11-20', '2026-11-20'],
  ['2015-01-01', '2026-11-19'],
  ['2026-11-21', null],
];

const someCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant('CLAIM_IN_FORCE' as const),
    claims: fc.subarray([...valuesOf(CLAIM_KINDS)], { minLength: 1, maxLength: 3 }),
    about: fc.constantFrom('SUBJECT', 'SUBJECT_OR_CHILD_OF_SUBJECT', 'CASE'),
  }),
  fc.record({ kind: fc.constant('CASE_KIND' as const), in: fc.subarray([...valuesOf(CASE_KINDS)], { minLength: 1 }) }),
  fc.record({
    kind: fc.constant('HOUSEHOLD_KIND' as const),
    in: fc.subarray([...valuesOf(HOUSEHOLD_KINDS)], { minLength: 1 }),
  }),
  fc.constantFrom<Condition>(
    { kind: 'AGE', below: 12 },
    { kind: 'AGE', from: 12 },
    { kind: 'AGE', from: 12, below: 18 },
    { kind: 'AGE' },
    { kind: 'SWITCH', name: SWITCHES[0] },
    { kind: 'SWITCH', name: 'a-switch-that-is-nowhere' },
    { kind: 'SUBJECT_IS_CALLER' },
    { kind: 'CALLER_HAS_CUSTODY' },
  ),
);

const row: fc.Arbitrary<Omit<LawRow, 'id'>> = fc
  .record({
    force: fc.constantFrom('MUST', 'MAY', 'OWN', 'LIMIT', 'MAY', 'MUST'),
    consent: fc.constantFrom('NONE', 'NONE', 'REQUIRED'),
    unaskedOnly: fc.constantFrom(undefined, undefined, false, true),
    emergencyOnly: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, true),
    regimes: most(valuesOf(REGIMES)),
    recipients: most(KINDS),
    sources: most(HOLDERS),
    categories: most(SOME),
    about: most(WHO),
    conditions: rarely(fc.array(someCondition, { minLength: 1, maxLength: 2 }), []),
    specialGround: fc.boolean(),
    valid: rarely(fc.constantFrom(...SPANS), ['2015-01-01', null]),
  })
  .map(({ valid: [validFrom, validUntil], unaskedOnly, emergencyOnly, ...rest }) =>
    lawRow.parse({
      id: 'to-be-numbered',
      article: 'made up',
      says: { nl: 'x', en: 'x' },
      informs: false,
      setsSecrecyAside: false,
      certainty: 'U',
      question: null,
      validFrom,
      validUntil,
      ...(unaskedOnly === undefined ? {} : { unaskedOnly }),
      ...(emergencyOnly === undefined ? {} : { emergencyOnly }),
      ...rest,
    }),
  );

const idOf = (at: number) => `row-${at}`;
/** Some rows, now and then also one that does not exist. */
const ids = (from: number, until: number, least: number): fc.Arbitrary<string[]> =>
  fc
    .tuple(
      fc.subarray(
        Array.from({ length: until - from }, (_row, at) => idOf(from + at)),
        { minLength: least },
      ),
      rarely<string[]>(fc.constant([idOf(ROWS)]), []),
    )
    .map((parts) => parts.flat());
const rule: fc.Arbitrary<Omit<PolicyRule, 'id'>> = fc
  .record({
    kinds: fc
      .tuple(fc.nat({ max: 5 }), most<OrganisationKind>(KINDS))
      .map(([which, some]) => (which === 2 ? [] : some)),
    roles: most(ROLES),
    purposes: most(PURPOSES),
    kind: fc.constantFrom('LOCAL_TEAM', 'VEILIG_THUIS', 'RVDK', 'PERSONS'),
    whose: fc.constantFrom('OTHER', 'OTHER', 'OWN'),
    holders: rarely(fc.subarray<OrganisationKind>([...HOLDERS], { minLength: 1 }), undefined),
    categories: most(SOME),
    about: most(WHO),
    regime: fc.constantFrom(...valuesOf(REGIMES)),
    // Any row may be cited as anything; the first two are mostly the recipient's own.
    processing: rarely(ids(0, ROWS, 1), ['row-0', 'row-1']),
    disclosure: ids(0, ROWS, 1),
    special: ids(0, ROWS, 0),
    conditions: rarely(fc.array(someCondition, { minLength: 1, maxLength: 1 }), []),
    monthsBefore: fc.constantFrom(undefined, undefined, null, 0, 6, 25),
  })
  .map(({ kinds, roles, purposes, kind, whose, holders, monthsBefore, ...rest }) =>
    policyRule.parse({
      id: 'to-be-numbered',
      says: { nl: 'x', en: 'x' },
      recipient: { kinds, roles, purposes },
      source: { kind, whose, ...(holders === undefined ? {} : { holders }) },
      ...(monthsBefore === undefined ? {} : { monthsBefore }),
      ...rest,
    }),
  );

/** Not what the door would let in: rows that do not exist are cited, and rules are wider than their rows. Such a rule opens nothing by that. */
export const ruleSets: fc.Arbitrary<PolicySet> = fc
  .record({
    law: fc.array(row, { minLength: ROWS, maxLength: ROWS }),
    rules: fc.array(rule, { minLength: 1, maxLength: 4 }),
    purposes: rarely(most(PURPOSES), [...PURPOSES]),
    users: rarely<(OrganisationKind | null)[]>(most([...KINDS, null]), [...KINDS, 'LOCAL_TEAM_MUNICIPAL', null]),
    roles: rarely(most(ROLES), [...ROLES]),
  })
  .map(
    ({ law, rules, purposes, users, roles }): PolicySet => ({
      version: 'made-up',
      law: law.map((one, at) =>
        lawRow.parse({ ...one, id: idOf(at), ...(at < 2 && one.force !== 'LIMIT' ? { force: 'OWN' } : {}) }),
      ),
      rules: rules.map((one, at) => policyRule.parse({ ...one, id: `rule-${at}` })),
      purposes: purposes.map((purpose) => ({
        purpose,
        activity: `https://samenzicht.example/register/${purpose}`,
        users: users.map((kind) => ({ kind, roles })),
      })),
      switches: Object.fromEntries(SWITCHES.map((name) => [name, false])),
    }),
  );
