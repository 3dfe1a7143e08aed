// Numbers to pick with in, and the situation that they make for a policy set out: a caller, an own case with its people, what was given, and
// what is asked. Zero always picks what helps a rule to open, so that a difference shrinks to the plainest situation that shows it.
import fc from 'fast-check';
import type { Caller } from '../../gateway/vocabulary/caller.ts';
import type { Period } from '../../gateway/vocabulary/decision.ts';
import type { ConsentFact, Fact, Facts, OwnCase, SubjectFacts } from '../../gateway/vocabulary/facts.ts';
import type { LawRow } from '../../gateway/vocabulary/law-row.ts';
import type { CategoryAsk, Reading } from '../../gateway/vocabulary/operation.ts';
import type { PolicyRule } from '../../gateway/vocabulary/policy-rule.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import type { StoredNecessity, StoredRelease } from '../../gateway/vocabulary/stored.ts';
import { storedRelease } from '../../gateway/vocabulary/stored.ts';
import { subjectKeyOf } from '../../gateway/vocabulary/subject.ts';
import type { ClaimFact } from '../../schema/facts-format.ts';
import { caseId, innerKey, type LocalDate, localDate, professionalId } from '../../schema/identifiers.ts';
import { CASE_KINDS, HOUSEHOLD_KINDS } from '../../schema/names/case-kind.ts';
import { CATEGORIES, type Category } from '../../schema/names/category.ts';
import { CLAIM_KINDS } from '../../schema/names/claim-kind.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { PURPOSES, type Purpose } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import { SOURCE_KINDS } from '../../schema/names/source-kind.ts';
import { anyHolder, HOLDERS, holderOfKind, OTHER_KIND } from './partners.ts';

export type Situation = {
  readonly facts: Facts;
  readonly reading: Reading;
  readonly switches: Readonly<Record<string, boolean>>;
};

const few = fc.nat({ max: 60 });
/** True once in so many: what usually is as the rule wants it. */
const rarely = (times: number) => fc.nat({ max: times - 1 }).map((number) => number === 1);

const personPicks = fc.record({
  as: few,
  custody: few,
  age: few,
  children: few,
  minority: few,
  unregistered: rarely(8),
  restricted: rarely(8),
  isCaller: fc.boolean(),
  inCallersCustody: fc.boolean(),
});
const givenPicks = fc.record({
  about: few,
  holder: few,
  category: few,
  more: few,
  elsewhere: few,
  dates: few,
  invalid: rarely(5),
  kind: few,
  basis: few,
});
export const picks = fc.record({
  rule: fc.nat({ max: 9_999 }),
  role: few,
  kind: few,
  purpose: few,
  stray: fc.nat({ max: 19 }),
  mother: fc.nat({ max: 5 }),
  today: few,
  openedOn: few,
  caseKind: few,
  household: few,
  people: fc.array(personPicks, { minLength: 1, maxLength: 3 }),
  claimless: rarely(6),
  claims: fc.array(fc.record({ kind: few, about: few }), { minLength: 1, maxLength: 3 }),
  consents: fc.array(givenPicks, { maxLength: 3 }),
  releases: fc.array(givenPicks, { maxLength: 2 }),
  necessities: fc.array(givenPicks, { maxLength: 3 }),
  asks: fc.array(fc.record({ category: few, dates: fc.nat({ max: 11 }) }), { minLength: 1, maxLength: 3 }),
  strays: fc.array(fc.record({ source: few, category: few }), { maxLength: 1 }),
  switches: few,
});
export type Picks = typeof picks extends fc.Arbitrary<infer Value> ? Value : never;
type PersonPicks = Picks['people'][number];
type GivenPicks = Picks['consents'][number];

const CASE = caseId.parse('the-own-case');
const PEOPLE = ['first', 'second', 'third'].map((name) => innerKey.parse(`${name}-of-the-case`));
const STRANGER = innerKey.parse('somebody-outside-it');
const ASKER = professionalId.parse('asker');
const TODAY = '2026-11-20';
const DAYS = ['2026-02-28', '2024-02-29', '2027-01-01', '2030-06-15', '2014-12-31', '2015-01-01', '2016-03-31'];
const day = (text: string): LocalDate => localDate.parse(text);

function at<Value>(list: readonly Value[], number: number): Value {
  const value = list[number % list.length];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}

export function situationOf(set: PolicySet, picked: Picks): Situation {
  const rule = at(set.rules, picked.rule);
  const rows = set.law.filter(({ id }) => [...rule.processing, ...rule.disclosure, ...rule.special].includes(id));
  const { kinds, roles, purposes } = rule.recipient;
  const kind = kinds.length === 0 ? null : picked.stray === 7 ? at(OTHER_KIND, picked.kind) : at(kinds, picked.kind);
  const role = picked.stray === 8 ? at(valuesOf(ROLES), picked.role) : at(roles, picked.role);
  const purpose = picked.stray === 9 ? at(valuesOf(PURPOSES), picked.purpose) : at(purposes, picked.purpose);
  const today = day(picked.today % 4 < 3 ? TODAY : at(daysFor(rows), Math.floor(picked.today / 4)));
  const own = kind === null ? null : holderOfKind(kind);
  const { asks, categories } = asked(rule, picked, today);
  const subjects = picked.people.map((person, number) => subjectOf(person, number, picked, rule, rows));
  const where = { rule, role, purpose, categories, subjects, today, own };
  const releases = picked.releases.map((one, number) =>
    releaseOf(one, number, where, rows.length === 0 ? set.law : rows),
  );

  const ownCase: OwnCase = {
    id: CASE,
    kind: kind === null ? null : at(fitting(rows, rule, 'CASE_KIND', valuesOf(CASE_KINDS)), picked.caseKind),
    householdKind: at(fitting(rows, rule, 'HOUSEHOLD_KIND', valuesOf(HOUSEHOLD_KINDS)), picked.household),
    openedOn: at(
      [day('2026-03-31'), today, day('2013-05-30'), null],
      picked.openedOn % 23 === 17 ? 3 : picked.openedOn % 3,
    ),
    region: 'Lindemeer',
    members: subjects.map(({ key }) => key),
    claims: (picked.claimless ? [] : picked.claims).map((claim) => claimOf(claim, rule, rows, subjects.length)),
  };
  const facts: Omit<Facts, symbol> = {
    clock: { domain: 0, wall: 0, today },
    caller: callerOf(kind, role, own, picked.mother),
    organisation: own?.organisation.oin ?? null,
    organisationKind: kind,
    roots: new Map([['r0_household', { cases: [CASE], hasNextPage: false }]]),
    cases: new Map([[CASE, ownCase]]),
    subjects: new Map(subjects.map((subject) => [subject.key, subject])),
    holders: new Map([[CASE, HOLDERS]]),
    consents: picked.consents.map((one, number) => consentOf(one, number, where)),
    releases,
    necessities: picked.necessities.map((one, number) => necessityOf(one, number, where)),
    consentVersion: 1n,
  };
  const reading = { profile: { purpose, wantsDecisions: false }, roots: [], asks, variables: {}, emergency: null };
  return {
    // Only gather makes facts and read makes readings; here they are stated.
    facts: facts as Facts,
    reading: reading as unknown as Reading,
    switches: switchesOf(set, picked.switches),
  };
}

/** Days around those on which a row begins or ends, and others. */
function daysFor(rows: readonly LawRow[]): readonly string[] {
  const edges = rows.flatMap(({ validFrom, validUntil }) => [validFrom, ...(validUntil === null ? [] : [validUntil])]);
  const around = edges.flatMap((edge) =>
    [-1, 0, 1].map((days) => new Date(Date.parse(edge) + days * 86_400_000).toISOString().slice(0, 10)),
  );
  return [...around, ...DAYS];
}

function callerOf(
  kind: Facts['organisationKind'],
  role: string,
  own: ReturnType<typeof holderOfKind> | null,
  mother: number,
): Caller {
  if (own === null || kind === null) {
    return { kind: 'DATA_SUBJECT', role: 'DATA_SUBJECT', assurance: 'high', client: 'page' } as Caller;
  }
  const { organisation } = own;
  const motherOrganisation = mother === 2 ? organisation : mother === 3 ? anyHolder(1).organisation : null;
  // Only authenticate makes callers; here one is stated.
  return {
    kind: 'PROFESSIONAL',
    professional: ASKER,
    organisation,
    motherOrganisation,
    role,
    assurance: 'high',
    client: 'case-system',
  } as Caller;
}

const CAPACITY_SETS: readonly SubjectFacts['capacities'][] = [
  ['CHILD'],
  ['PARENT'],
  ['PARENT'],
  ['GUARDIAN'],
  ['FOSTER_PARENT'],
  ['LEGAL_REPRESENTATIVE'],
  ['PARTNER'],
  ['ADULT'],
  ['OTHER_INVOLVED'],
  ['CHILD', 'PARENT'],
  ['PARENT', 'PARTNER'],
];
const UNKNOWN = { state: 'UNKNOWN' } as const;
const UNAVAILABLE = { state: 'UNAVAILABLE' } as const;

/** Once in twelve each: nobody knows; could not be asked. */
function fact<Value>(values: readonly Value[], number: number): Fact<Value> {
  if (number % 12 === 11) return UNKNOWN;
  if (number % 12 === 10) return UNAVAILABLE;
  return { state: 'KNOWN', value: at(values, Math.floor(number / 2)) };
}

function subjectOf(
  one: PersonPicks,
  number: number,
  picked: Picks,
  rule: PolicyRule,
  rows: readonly LawRow[],
): SubjectFacts {
  const person = at(PEOPLE, number);
  const capacities = at(CAPACITY_SETS, one.as + number);
  const others = capacities.filter((capacity) => capacity !== 'PARENT');
  const custody = [
    ['PARENT_WITH_CUSTODY'],
    ['PARENT_WITHOUT_CUSTODY'],
    ['PARENT_WITH_CUSTODY', 'PARENT_WITHOUT_CUSTODY'],
    [],
  ] as const;
  const children = PEOPLE.slice(0, picked.people.length).filter((other) => other !== person);
  return {
    key: subjectKeyOf(CASE, person),
    ownCase: CASE,
    person,
    registered: !one.unregistered,
    capacities,
    ruleCapacities: capacities.includes('PARENT')
      ? fact(
          custody.map((more) => [...others, ...more]),
          one.custody,
        )
      : { state: 'KNOWN', value: others },
    age: fact([...edges(rule, rows), 8, 17, 18, 15, 16, 11, 12, 38], one.age),
    custody: UNKNOWN,
    childrenInCase: fact([children, children.slice(0, 1), []], one.children),
    deceased: UNKNOWN,
    minorityEnds: fact([null, null, day('2006-01-01'), day('2026-05-01'), day('2030-01-01')], one.minority),
    isCaller: one.isCaller,
    callerHasCustody: one.inCallersCustody,
    restricted: one.restricted,
  };
}

/** Ages at which a condition of the rule begins or ceases to hold. */
function edges(rule: PolicyRule, rows: readonly LawRow[]): readonly number[] {
  return [...rule.conditions, ...rows.flatMap(({ conditions }) => conditions)].flatMap((one) =>
    one.kind === 'AGE'
      ? [one.from, one.below].flatMap((edge) => (edge === undefined ? [] : [edge, Math.max(0, edge - 1)]))
      : [],
  );
}

/** The values that conditions of the rule name, before all others. */
function fitting<Value extends string>(
  rows: readonly LawRow[],
  rule: PolicyRule,
  kind: 'CASE_KIND' | 'HOUSEHOLD_KIND',
  values: readonly Value[],
): readonly Value[] {
  const named: readonly string[] = [...rule.conditions, ...rows.flatMap(({ conditions }) => conditions)].flatMap(
    (one) => (one.kind === kind ? one.in : []),
  );
  return [...values.filter((value) => named.includes(value)), ...values];
}

function claimOf(
  one: { kind: number; about: number },
  rule: PolicyRule,
  rows: readonly LawRow[],
  people: number,
): ClaimFact {
  const named = [...rule.conditions, ...rows.flatMap(({ conditions }) => conditions)].flatMap((condition) =>
    condition.kind === 'CLAIM_IN_FORCE' ? condition.claims : [],
  );
  const kind =
    named.length > 0 && one.kind % 4 < 3 ? at(named, Math.floor(one.kind / 4)) : at(valuesOf(CLAIM_KINDS), one.kind);
  return {
    kind,
    number: '1',
    date: day('2026-01-01'),
    about: at([...PEOPLE.slice(0, people), null, ...PEOPLE.slice(0, people), STRANGER], one.about),
    recordedBy: ASKER,
    reviewedBy: null,
    contested: false,
    from: day('2026-01-01'),
    until: null,
  };
}

type Where = {
  readonly rule: PolicyRule;
  readonly role: Facts['caller']['role'];
  readonly purpose: Purpose;
  readonly categories: readonly Category[];
  readonly subjects: readonly SubjectFacts[];
  readonly today: LocalDate;
  readonly own: ReturnType<typeof holderOfKind> | null;
};

function aboutOf(one: GivenPicks, { subjects }: Where) {
  return at(
    [...subjects.map(({ person }) => person), STRANGER],
    one.about % (one.elsewhere % 7 === 6 ? 60 : subjects.length),
  );
}

function holderOf(one: GivenPicks, { rule, own }: Where) {
  const fit = HOLDERS.filter(
    ({ source, organisation }) => source === rule.source.kind && organisation.oin !== own?.organisation.oin,
  );
  return at(one.elsewhere % 7 === 5 || fit.length === 0 ? HOLDERS : fit, one.holder).organisation.oin;
}

function datesOf(one: GivenPicks, today: LocalDate): { from: LocalDate; until: LocalDate } {
  const long = { from: day('2000-01-01'), until: day('2099-12-31') };
  const spans = [
    long,
    long,
    long,
    { from: today, until: today },
    { from: day('2000-01-01'), until: before(today) },
    { from: after(today), until: day('2099-12-31') },
  ];
  return at(spans, one.dates);
}

function before(today: LocalDate): LocalDate {
  return day(new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10));
}

function after(today: LocalDate): LocalDate {
  return day(new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10));
}

function namedIn(one: GivenPicks, { role, purpose, categories }: Where) {
  return {
    roles: [one.elsewhere % 11 === 4 ? at(valuesOf(ROLES), one.more) : role],
    purposes: [one.elsewhere % 11 === 5 ? at(valuesOf(PURPOSES), one.more) : purpose],
    categories: one.more % 2 === 0 ? [...categories] : [at(categories, one.category)],
  };
}

function consentOf(one: GivenPicks, number: number, where: Where): ConsentFact {
  return {
    id: `consent-${number}`,
    about: aboutOf(one, where),
    holder: holderOf(one, where),
    ...namedIn(one, where),
    ...datesOf(one, where.today),
    valid: !one.invalid,
  };
}

function releaseOf(one: GivenPicks, number: number, where: Where, rows: readonly LawRow[]): StoredRelease {
  const may = rows.filter(({ force, consent }) => force === 'MAY' && consent === 'NONE').map(({ id }) => id);
  const kind = at(['ANSWER', 'PUSH', 'STANDING'] as const, one.kind);
  const recipient =
    one.elsewhere % 13 === 12
      ? anyHolder(one.holder).organisation.oin
      : (where.own?.organisation.oin ?? anyHolder(0).organisation.oin);
  return storedRelease.parse({
    id: `release-${number}`,
    kind,
    about: kind === 'STANDING' ? null : aboutOf(one, where),
    holder: holderOf(one, where),
    recipient,
    ...namedIn(one, where),
    basis: at(may.length === 0 ? rows.map(({ id }) => id) : may, one.basis),
    ...datesOf(one, where.today),
  });
}

function necessityOf(one: GivenPicks, number: number, where: Where): StoredNecessity {
  return {
    id: `necessity-${number}`,
    about: aboutOf(one, where),
    holder: holderOf(one, where),
    recipient:
      one.elsewhere % 13 === 12 || where.own === null
        ? anyHolder(one.holder).organisation.oin
        : where.own.organisation.oin,
    purpose: one.elsewhere % 11 === 5 ? at(valuesOf(PURPOSES), one.more) : where.purpose,
    category: at(where.categories, one.category),
    code: 'NEEDED',
    ...datesOf(one, where.today),
  };
}

/** Some categories of the rule, with or without dates, and now and then something else. */
function asked(
  rule: PolicyRule,
  picked: Picks,
  today: LocalDate,
): { asks: readonly CategoryAsk[]; categories: readonly Category[] } {
  const periods: readonly (Period | null)[] = [
    ...Array.from({ length: 8 }, () => null),
    { from: day('2025-01-01'), until: today },
    { from: null, until: day('2012-06-01') },
    { from: day('2024-03-31'), until: day('2024-03-31') },
    { from: day('2026-06-01'), until: day('2026-01-01') },
  ];
  const asks = new Map<string, CategoryAsk[]>();
  const add = (ask: CategoryAsk) => {
    const key = `${ask.source}|${ask.category}`;
    const list = asks.get(key) ?? [];
    if (list.length < 2) asks.set(key, [...list, ask]);
  };
  for (const { category, dates } of picked.asks) {
    add({ source: rule.source.kind, category: at(rule.categories, category), period: at(periods, dates) });
  }
  for (const { source, category } of picked.strays) {
    const kind = at(valuesOf(SOURCE_KINDS), source);
    const one = at(valuesOf(CATEGORIES), category);
    // The gateway's own records are consents, and nobody else holds any.
    if (one !== 'NONE' && (one === 'CONSENT_RECORD') === (kind === 'ACCESS'))
      add({ source: kind, category: one, period: null });
  }
  const list = [...asks.values()].flat();
  return { asks: list, categories: [...new Set(list.map(({ category }) => category))] };
}

/** Each switch on, off or not there at all. */
function switchesOf(set: PolicySet, number: number): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    Object.keys(set.switches).flatMap((name, at): [string, boolean][] => {
      const state = Math.floor(number / 3 ** at) % 3;
      return state === 2 ? [] : [[name, state === 0]];
    }),
  );
}
