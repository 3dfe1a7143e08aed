// Numbers to pick with in; a caller and everything that stands anywhere about the people of his or her cases out. Zero picks what opens most, so that a
// failure shrinks to a plain world.
import fc from 'fast-check';
import { CASEWORK_KINDS } from '../../gateway/vocabulary/policy-check.ts';
import type { GivenToCaller, PolicySet } from '../../gateway/vocabulary/ports.ts';
import {
  type StoredConsent,
  type StoredNecessity,
  type StoredRelease,
  type StoredShield,
  storedConsent,
  storedNecessity,
  storedRelease,
} from '../../gateway/vocabulary/stored.ts';
import { type OwnCaseFact, ownCaseFact, type PersonFact } from '../../schema/facts-format.ts';
import { type InnerKey, localDate, type Oin } from '../../schema/identifiers.ts';
import { CASE_KINDS } from '../../schema/names/case-kind.ts';
import { CATEGORIES, type Category } from '../../schema/names/category.ts';
import { valuesOf } from '../../schema/names/define.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Role } from '../../schema/names/role.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import { at, conditionsOf } from '../oracle/picks.ts';
import { HOME_REGION, PARTNERS, type Partner, partnerAt } from './partners.ts';
import { childrenOf, type Human, PEOPLE } from './people.ts';
import { baseRows, hash, type RowsOf } from './rows.ts';

export const NOW = Date.parse('2026-11-20T12:00:00+01:00');
export const TODAY = '2026-11-20';
export const ASKER = 'asker-of-the-questions';

export type WorldCaller =
  | {
      readonly kind: 'PROFESSIONAL';
      readonly organisation: Partner;
      readonly role: Role;
      readonly mother: Partner | null;
    }
  | { readonly kind: 'DATA_SUBJECT'; readonly human: Human };

export type GeneratedWorld = {
  /** What a rule opens: asked more often than the rest. */
  readonly looksAt: { readonly source: SourceKind; readonly categories: readonly Category[] };
  readonly caller: WorldCaller;
  readonly purpose: Purpose;
  readonly rows: RowsOf;
  /** What each organisation's case system tells of its own professional's cases. */
  readonly cases: ReadonlyMap<Oin, readonly OwnCaseFact[]>;
  /** What the register knows; null: it is out of reach. */
  readonly register: readonly PersonFact[] | null;
  readonly given: Omit<GivenToCaller, 'version'>;
  readonly shields: readonly StoredShield[];
};

const few = fc.nat({ max: 60 });
const rarely = (times: number) => fc.nat({ max: times - 1 }).map((number) => number === 1);
const givenPicks = fc.record({ about: few, holder: few, categories: few, state: few, basis: few, stray: few });

export const worldPicks = fc.record({
  rule: fc.nat({ max: 9_999 }),
  role: few,
  kind: few,
  purpose: few,
  mother: fc.nat({ max: 5 }),
  members: fc.array(fc.nat({ max: PEOPLE.length - 1 }), { minLength: 1, maxLength: 5 }),
  secondCase: fc.array(fc.nat({ max: PEOPLE.length - 1 }), { maxLength: 2 }),
  caseKind: few,
  claimless: rarely(5),
  consents: fc.array(givenPicks, { maxLength: 4 }),
  releases: fc.array(givenPicks, { maxLength: 2 }),
  necessities: fc.array(givenPicks, { maxLength: 3 }),
  /** Consent, release and necessity for every person at every holder of the rule. */
  generous: fc.boolean(),
  restricted: rarely(6),
  registerDown: rarely(30),
  salt: fc.nat({ max: 999_999 }),
  rowsPerKind: fc.constantFrom(1, 2, 3),
});
export type WorldPicks = typeof worldPicks extends fc.Arbitrary<infer Value> ? Value : never;

export const CASES = [
  'case-of-the-family',
  'case-of-another-one',
  'case-that-has-ended',
  'case-of-a-colleague',
] as const;

export function worldOf(set: PolicySet, picked: WorldPicks): GeneratedWorld {
  const usable = set.rules.filter(({ recipient }) => recipient.purposes.some((purpose) => purpose !== 'ACUTE_DANGER'));
  const rule = at(usable, picked.rule);
  const purpose = at(
    rule.recipient.purposes.filter((one) => one !== 'ACUTE_DANGER'),
    picked.purpose,
  );
  const law = set.law.filter(({ id }) => [...rule.processing, ...rule.disclosure, ...rule.special].includes(id));
  const casework = rule.recipient.kinds.filter((kind) => CASEWORK_KINDS.some((one) => one === kind));
  const members = [...new Set(picked.members)].map((number) => at(PEOPLE, number));
  const second = [...new Set(picked.secondCase)].map((number) => at(PEOPLE, number));
  const caller: WorldCaller =
    casework.length === 0
      ? { kind: 'DATA_SUBJECT', human: members.find(({ registered }) => registered) ?? at(PEOPLE, 1) }
      : {
          kind: 'PROFESSIONAL',
          organisation: at(
            PARTNERS.filter(({ organisation }) => organisation.kind === at(casework, picked.kind)),
            picked.kind >> 2,
          ),
          role: at(rule.recipient.roles, picked.role),
          mother: picked.mother === 3 ? at(PARTNERS, picked.kind) : null,
        };
  const own = caller.kind === 'PROFESSIONAL' ? caller.organisation.organisation.oin : null;
  const family =
    caller.kind === 'PROFESSIONAL'
      ? [...members, ...second]
      : [caller.human, ...PEOPLE.filter(({ key }) => childrenOf(caller.human.key).includes(key))];
  const where: Where = { set, rule, purpose, caller, own, people: family };
  const everyone = where.people.flatMap((_, about) => [0, 1].map((holder) => ({ ...PLAIN, about, holder })));
  const generous = picked.generous ? everyone : [];

  return {
    looksAt: { source: rule.source.kind, categories: rule.categories },
    caller,
    purpose,
    rows: baseRows(picked.salt, picked.rowsPerKind),
    cases: casesOf(picked, members, second, where, law),
    register: picked.registerDown ? null : PEOPLE.filter(({ registered }) => registered).map(({ facts }) => facts),
    given: {
      consents: [...generous, ...picked.consents].map((one, number) => consentOf(one, number, where)),
      releases: [...generous, ...picked.releases].map((one, number) => releaseOf(one, number, where)),
      requests: [],
      necessities: [
        ...generous.flatMap((one) => rule.categories.map((_, category) => ({ ...one, categories: category }))),
        ...picked.necessities,
      ].map((one, number) => necessityOf(one, number, where)),
      claims: [],
      restrictions:
        picked.restricted && own !== null
          ? [
              {
                id: 'restriction-0',
                about: (members[0] ?? at(PEOPLE, 0)).key,
                organisation: own,
                from: day('2026-01-01'),
                until: null,
              },
            ]
          : [],
    },
    shields: [],
  };
}

const PLAIN = { about: 0, holder: 0, categories: 0, state: 0, basis: 0, stray: 0 };

type Where = {
  readonly set: PolicySet;
  readonly rule: PolicySet['rules'][number];
  readonly purpose: Purpose;
  readonly caller: WorldCaller;
  readonly own: Oin | null;
  readonly people: readonly Human[];
};
type GivenPicks = WorldPicks['consents'][number];

const day = (text: string) => localDate.parse(text);

function casesOf(
  picked: WorldPicks,
  members: readonly Human[],
  second: readonly Human[],
  { rule, own }: Where,
  law: PolicySet['law'],
): ReadonlyMap<Oin, readonly OwnCaseFact[]> {
  if (own === null) return new Map();
  const conditions = conditionsOf(rule, law);
  const wanted = conditions.flatMap((one) => (one.kind === 'CASE_KIND' ? one.in : []));
  const claims = picked.claimless ? [] : conditions.flatMap((one) => (one.kind === 'CLAIM_IN_FORCE' ? one.claims : []));
  const made = (id: string, persons: readonly Human[], more: object = {}): OwnCaseFact =>
    ownCaseFact.parse({
      id,
      kind: at(wanted.length > 0 ? wanted : valuesOf(CASE_KINDS), picked.caseKind),
      householdKind: 'WITH_CHILDREN',
      openedOn: '2026-02-01',
      closedOn: null,
      region: HOME_REGION,
      involvement: [{ professional: ASKER, team: null, kind: 'LEAD', from: '2026-02-01', until: null }],
      persons: persons.map(({ key, registered, capacities }) => ({
        id: key,
        registered,
        capacities,
        from: '2026-02-01',
        until: null,
      })),
      claims: claims.map((kind) => ({
        kind,
        number: '1',
        date: '2026-02-01',
        about: null,
        recordedBy: 'a-colleague',
        reviewedBy: 'another-colleague',
        contested: false,
        from: '2026-02-01',
        until: null,
      })),
      ...more,
    });
  const cases = [made(CASES[0], members)];
  if (second.length > 0) cases.push(made(CASES[1], second, { openedOn: '2026-04-01' }));
  return new Map([[own, cases]]);
}

/** Who receives: the caller's organisation; where a data subject asks, some other one. */
function recipientOf({ own, caller, purpose }: Where) {
  return caller.kind === 'PROFESSIONAL'
    ? { recipient: own, roles: [caller.role], purposes: [purpose] }
    : { recipient: PARTNERS[1]?.organisation.oin, roles: ['FAMILY_WORKER'], purposes: ['SUPPORT_PLAN'] };
}

function holderOf(one: GivenPicks, { rule, own }: Where): Oin {
  const fit = PARTNERS.filter(({ source, organisation }) => source === rule.source.kind && organisation.oin !== own);
  const others = PARTNERS.filter(({ source, organisation }) => source !== 'PERSONS' && organisation.oin !== own);
  return at(one.stray % 5 === 4 || fit.length === 0 ? others : fit, one.holder).organisation.oin;
}

function categoriesOf(one: GivenPicks, { rule }: Where) {
  const all = valuesOf(CATEGORIES).filter((category) => category !== 'NONE');
  if (one.categories % 3 === 0) return [...rule.categories];
  return one.categories % 3 === 1
    ? [at(rule.categories, one.categories)]
    : all.filter((_, number) => hash(`${one.categories}${number}`) % 2 === 0);
}

/** Given, mostly, by everyone who has a say; or refused, withdrawn, or by the person alone. */
function consentOf(one: GivenPicks, number: number, where: Where): StoredConsent {
  const about = at(where.people, one.about);
  const holders = about.facts.custody?.holders.flatMap(({ id }) => (id === null ? [] : [id])) ?? [];
  const said = (by: InnerKey, capacity: string, answer: string) => ({
    by,
    capacity,
    answer,
    at: '2026-03-01T10:00:00+01:00',
  });
  const state = at(['GIVEN', 'GIVEN', 'GIVEN', 'GIVEN', 'WITHDRAWN', 'REFUSED', 'ALONE'], one.state);
  const statements = [said(about.key, 'SELF', 'GIVEN'), ...holders.map((by) => said(by, 'CUSTODY_HOLDER', 'GIVEN'))];
  return storedConsent.parse({
    id: `consent-${number}`,
    about: about.key,
    holder: holderOf(one, where),
    ...recipientOf(where),
    categories: categoriesOf(one, where),
    from: '2026-03-01',
    until: '2027-03-01',
    textVersion: '1',
    evidence: 'ON_PAPER',
    recordedBy: 'a-colleague',
    recordedOn: '2026-03-01T10:00:00+01:00',
    statements:
      state === 'GIVEN'
        ? statements
        : state === 'ALONE'
          ? statements.slice(0, 1)
          : [...statements, { ...said(about.key, 'SELF', state), at: '2026-06-01T10:00:00+01:00' }],
  });
}

function releaseOf(one: GivenPicks, number: number, where: Where): StoredRelease {
  const may = where.set.law.filter(({ force, consent }) => force === 'MAY' && consent === 'NONE').map(({ id }) => id);
  const fitting = may.filter((id) => where.rule.disclosure.includes(id));
  const { caller, purpose } = where;
  const isOwn = caller.kind === 'DATA_SUBJECT';
  const kind = isOwn ? 'PUSH' : at(['ANSWER', 'PUSH', 'STANDING'] as const, one.state);
  return storedRelease.parse({
    id: `release-${number}`,
    kind,
    about: kind === 'STANDING' ? null : at(where.people, one.about).key,
    holder: holderOf(one, where),
    ...(isOwn ? { recipient: caller.human.key, roles: ['DATA_SUBJECT'], purposes: [purpose] } : recipientOf(where)),
    categories: categoriesOf(one, where),
    basis: at(fitting.length > 0 ? fitting : may, one.basis),
    from: '2026-03-01',
    until: '2027-02-01',
  });
}

function necessityOf(one: GivenPicks, number: number, where: Where): StoredNecessity {
  const { recipient } = recipientOf(where);
  return storedNecessity.parse({
    id: `necessity-${number}`,
    about: at(where.people, one.about).key,
    holder: holderOf(one, where),
    recipient,
    purpose: where.purpose,
    category: at(where.rule.categories, one.categories),
    code: 'NEEDED',
    from: '2026-11-10',
    until: '2026-12-01',
  });
}

/** For people to read. */
export function describeWorld(world: GeneratedWorld): string {
  const { caller, purpose, cases, given, shields, register } = world;
  const name = (key: string | null) => PEOPLE.find((one) => one.key === key)?.name ?? key ?? 'everybody';
  const who =
    caller.kind === 'PROFESSIONAL'
      ? `${caller.role} at ${caller.organisation.slug}${caller.mother === null ? '' : ` of ${caller.mother.slug}`}`
      : `the data subject ${caller.human.name}`;
  return [
    `caller: ${who}, for ${purpose}`,
    ...[...cases].flatMap(([holder, some]) =>
      some.map(
        ({ id, kind, persons, claims }) =>
          `case at ${partnerAt(holder).slug}: ${id}, ${kind}, ${persons.map(({ id: key }) => name(key)).join(', ')}${claims.length === 0 ? '' : `; claims ${claims.map((one) => one.kind).join(', ')}`}`,
      ),
    ),
    ...(register === null ? ['the register is out of reach'] : []),
    ...given.consents.map(
      (one) =>
        `consent about ${name(one.about)} from ${partnerAt(one.holder).slug}: ${one.categories.join(', ')} (${one.statements.map(({ by, answer }) => `${name(by)} ${answer}`).join(', ')})`,
    ),
    ...given.releases.map(
      (one) =>
        `release ${one.kind} about ${name(one.about)} from ${partnerAt(one.holder).slug} under ${one.basis}: ${one.categories.join(', ')}`,
    ),
    ...given.necessities.map(
      (one) => `necessity about ${name(one.about)} at ${partnerAt(one.holder).slug}: ${one.category}`,
    ),
    ...given.restrictions.map((one) => `restriction of ${name(one.about)}`),
    ...shields.map(
      (one) =>
        `shield ${one.kind} on ${name(one.subject)}${one.holder === null ? '' : ` at ${partnerAt(one.holder).slug}`}`,
    ),
  ].join('\n');
}
