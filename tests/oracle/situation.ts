// Numbers to pick with in, and the situation that they make for a policy set out: a caller, an own case with its people, what was given, and
// what is asked.
import type { Caller } from '../../gateway/vocabulary/caller.ts';
import type { Condition } from '../../gateway/vocabulary/condition.ts';
import type { Period } from '../../gateway/vocabulary/decision.ts';
import type { Facts, OwnCase } from '../../gateway/vocabulary/facts.ts';
import type { LawRow } from '../../gateway/vocabulary/law-row.ts';
import type { CategoryAsk, Reading } from '../../gateway/vocabulary/operation.ts';
import type { PolicyRule } from '../../gateway/vocabulary/policy-rule.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import type { Holder } from '../../gateway/vocabulary/registration.ts';
import type { ClaimFact } from '../../schema/facts-format.ts';
import type { LocalDate } from '../../schema/identifiers.ts';
import { CASE_KINDS, HOUSEHOLD_KINDS } from '../../schema/names/case-kind.ts';
import { CATEGORIES, type Category } from '../../schema/names/category.ts';
import { CLAIM_KINDS } from '../../schema/names/claim-kind.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { PURPOSES } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import { SOURCE_KINDS } from '../../schema/names/source-kind.ts';
import { consentOf, necessityOf, releaseOf, requestOf } from './given.ts';
import { anyHolder, HOLDERS, holderOfKind, OTHER_KIND } from './partners.ts';
import { subjectOf } from './people.ts';
import { ASKER, at, CASE, conditionsOf, DATA_SUBJECT, day, ELSEWHERE, PEOPLE, type Picks, STRANGER } from './picks.ts';

export type Situation = {
  readonly facts: Facts;
  readonly reading: Reading;
  readonly switches: Readonly<Record<string, boolean>>;
};

const TODAY = '2026-11-20';
const DAYS = ['2026-02-28', '2024-02-29', '2027-01-01', '2030-06-15', '2014-12-31', '2015-01-01', '2016-03-31'];

export function situationOf(set: PolicySet, picked: Picks): Situation {
  const rule = at(set.rules, picked.rule);
  const rows = set.law.filter(({ id }) => [...rule.processing, ...rule.disclosure, ...rule.special].includes(id));
  const conditions = conditionsOf(rule, rows);
  const { kinds, roles, purposes } = rule.recipient;
  const kind = kinds.length === 0 ? null : picked.stray === 7 ? at(OTHER_KIND, picked.kind) : at(kinds, picked.kind);
  const role = picked.stray === 8 ? at(valuesOf(ROLES), picked.role) : at(roles, picked.role);
  const purpose = picked.stray === 9 ? at(valuesOf(PURPOSES), picked.purpose) : at(purposes, picked.purpose);
  const today = day(picked.today % 4 < 3 ? TODAY : at(daysFor(rows), Math.floor(picked.today / 4)));
  const own = kind === null ? null : holderOfKind(kind);
  const { asks, categories } = asked(rule, picked, today);
  const subjects = picked.people.map((person, number) => subjectOf(person, number, picked.people.length, conditions));
  const where = { rule, role, purpose, categories, subjects, today, own };
  const releases = picked.releases.map((one, number) =>
    releaseOf(one, number, where, rows.length === 0 ? set.law : rows),
  );

  const ownCase: OwnCase = {
    id: CASE,
    kind: kind === null ? null : at(fitting(conditions, 'CASE_KIND', valuesOf(CASE_KINDS)), picked.caseKind),
    householdKind: at(fitting(conditions, 'HOUSEHOLD_KIND', valuesOf(HOUSEHOLD_KINDS)), picked.household),
    openedOn: at(
      [day('2026-03-31'), today, day('2013-05-30'), null],
      picked.openedOn % 23 === 17 ? 3 : picked.openedOn % 3,
    ),
    region: 'Lindemeer',
    members: subjects.map(({ key }) => key),
    claims: (picked.claimless ? [] : picked.claims).map((claim) => claimOf(claim, conditions, subjects.length)),
  };
  const facts: Omit<Facts, symbol> = {
    clock: { domain: 0, wall: 0, today },
    caller: callerOf(kind, role, own, picked.mother),
    organisation: own?.organisation.oin ?? null,
    organisationKind: kind,
    asker: kind === null ? DATA_SUBJECT : null,
    roots: new Map([['r0_household', { cases: [CASE], hasNextPage: false }]]),
    cases: new Map([[CASE, ownCase]]),
    subjects: new Map(subjects.map((subject) => [subject.key, subject])),
    holders: new Map([[CASE, HOLDERS]]),
    consents: picked.consents.map((one, number) => consentOf(one, number, where)),
    releases,
    requests: picked.requests.map((one, number) => requestOf(one, number, where)),
    necessities: picked.necessities.map((one, number) => necessityOf(one, number, where)),
    emergencies: emergenciesOf(picked.danger, subjects.length),
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

function callerOf(kind: Facts['organisationKind'], role: string, own: Holder | null, mother: number): Caller {
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

/** Mostly one that names everybody; else one that leaves somebody out, one of another case, or none. */
function emergenciesOf(danger: number, people: number): NonNullable<Facts['emergencies']> {
  const everybody = PEOPLE.slice(0, people);
  const one = { id: 'emergency-1', ownCase: CASE, people: everybody };
  if (danger % 6 === 3) return [{ ...one, people: everybody.slice(1) }];
  if (danger % 6 === 4) return [{ ...one, ownCase: ELSEWHERE }];
  return danger % 6 === 5 ? [] : [one];
}

/** The values that conditions of the rule name, before all others. */
function fitting<Value extends string>(
  conditions: readonly Condition[],
  kind: 'CASE_KIND' | 'HOUSEHOLD_KIND',
  values: readonly Value[],
): readonly Value[] {
  const named: readonly string[] = conditions.flatMap((one) => (one.kind === kind ? one.in : []));
  return [...values.filter((value) => named.includes(value)), ...values];
}

function claimOf(one: { kind: number; about: number }, conditions: readonly Condition[], people: number): ClaimFact {
  const named = conditions.flatMap((condition) => (condition.kind === 'CLAIM_IN_FORCE' ? condition.claims : []));
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
