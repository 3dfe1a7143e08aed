// A household for measuring decisions: five members in one own case of a local team, asked about at every holder of the region. 300 cells.
import type { Caller } from '../gateway/vocabulary/caller.ts';
import { dayOf } from '../gateway/vocabulary/clock.ts';
import type { Facts, OwnCase, SubjectFacts } from '../gateway/vocabulary/facts.ts';
import type { CategoryAsk, Reading } from '../gateway/vocabulary/operation.ts';
import type { Holder } from '../gateway/vocabulary/registration.ts';
import { subjectKeyOf } from '../gateway/vocabulary/subject.ts';
import { caseId, innerKey, localDate, oin, professionalId } from '../schema/identifiers.ts';
import type { Category } from '../schema/names/category.ts';
import type { OrganisationKind } from '../schema/names/organisation-kind.ts';
import type { SourceKind } from '../schema/names/source-kind.ts';

const NOW = Date.parse('2026-11-20T10:00:00+01:00');
const CASE = caseId.parse('the-own-case');
const KINDS: readonly (readonly [OrganisationKind, SourceKind])[] = [
  ['LOCAL_TEAM_PROVIDER', 'LOCAL_TEAM'],
  ['LOCAL_TEAM_MUNICIPAL', 'LOCAL_TEAM'],
  ['VEILIG_THUIS', 'VEILIG_THUIS'],
  ['RVDK', 'RVDK'],
  ['CERTIFIED_INSTITUTION', 'CERTIFIED_INSTITUTION'],
];
/** Twelve at five holders: with five members 300 cells. */
const ASKED: readonly Category[] = [
  'INVOLVEMENT',
  'SUPPORT',
  'PLAN',
  'LIFE_DOMAINS',
  'SAFETY',
  'SAFETY_PLAN',
  'SAFETY_REPORT',
  'HEALTH',
  'MEASURE',
  'INVESTIGATION',
  'JOURNAL',
  'EDUCATION',
];

const holders = KINDS.map(
  ([kind, source], at): Holder => ({
    organisation: { oin: oin.parse(String(at + 1).padStart(20, '0')), kind, name: kind, region: 'Lindemeer' },
    source,
    url: 'http://127.0.0.1:1',
    desk: { name: 'desk', phone: '1', hours: 'always' },
    tellsPlace: false,
    emergencyProfile: false,
  }),
);

function subject(name: string, change: Partial<SubjectFacts>): SubjectFacts {
  const person = innerKey.parse(`${name}-of-the-household`);
  return {
    key: subjectKeyOf(CASE, person),
    ownCase: CASE,
    person,
    registered: true,
    capacities: ['CHILD'],
    ruleCapacities: { state: 'KNOWN', value: ['CHILD'] },
    birthDate: { state: 'UNKNOWN' },
    age: { state: 'KNOWN', value: 8 },
    custody: { state: 'KNOWN', value: null },
    childrenInCase: { state: 'KNOWN', value: [] },
    deceased: { state: 'KNOWN', value: false },
    minorityEnds: { state: 'KNOWN', value: null },
    isCaller: false,
    callerHasCustody: false,
    restricted: false,
    ...change,
  };
}
const adult: Partial<SubjectFacts> = {
  age: { state: 'KNOWN', value: 38 },
  minorityEnds: { state: 'KNOWN', value: localDate.parse('2006-01-01') },
};
const subjects = [
  subject('child', {}),
  subject('youth', { age: { state: 'KNOWN', value: 15 } }),
  subject('mother', {
    ...adult,
    capacities: ['PARENT'],
    ruleCapacities: { state: 'KNOWN', value: ['PARENT_WITH_CUSTODY'] },
  }),
  subject('father', { ...adult, capacities: ['PARENT'], ruleCapacities: { state: 'UNKNOWN' } }),
  subject('partner', { ...adult, capacities: ['PARTNER'], ruleCapacities: { state: 'KNOWN', value: ['PARTNER'] } }),
];

/** `members` of the five, asked about `categories` of the twelve, at all holders. */
export function householdOf(members: number, categories: number): { facts: Facts; reading: Reading; cells: number } {
  const some = subjects.slice(0, members);
  const [own] = holders;
  if (own === undefined) throw new RangeError('there are holders');
  const caller = {
    kind: 'PROFESSIONAL',
    professional: professionalId.parse('asker'),
    organisation: own.organisation,
    motherOrganisation: null,
    role: 'FAMILY_WORKER',
    assurance: 'high',
    client: 'bench',
    // Only authenticate makes callers, gather facts and read readings; here they are stated, to be measured on.
  } as Caller;
  const ownCase: OwnCase = {
    id: CASE,
    kind: 'PLAN',
    householdKind: 'WITH_CHILDREN',
    openedOn: localDate.parse('2026-03-31'),
    region: 'Lindemeer',
    members: some.map(({ key }) => key),
    claims: [],
  };
  const facts: Omit<Facts, symbol> = {
    clock: { domain: NOW, wall: NOW, today: dayOf(NOW) },
    caller,
    organisation: own.organisation.oin,
    asker: null,
    organisationKind: own.organisation.kind,
    roots: new Map([['r0_household', { cases: [CASE], hasNextPage: false }]]),
    cases: new Map([[CASE, ownCase]]),
    subjects: new Map(some.map((one) => [one.key, one])),
    holders: new Map([[CASE, holders]]),
    consents: some.flatMap(({ person }) =>
      holders.slice(1, 3).map((holder, at) => ({
        id: `consent-${at}-${person}`,
        about: person,
        holder: holder.organisation.oin,
        roles: ['FAMILY_WORKER' as const],
        purposes: ['SUPPORT_PLAN' as const],
        categories: ['PLAN' as const, 'INVOLVEMENT' as const, 'SUPPORT' as const],
        from: localDate.parse('2026-01-01'),
        until: localDate.parse('2026-12-31'),
        valid: at === 0,
      })),
    ),
    releases: [],
    requests: [],
    necessities: [],
    consentVersion: 1n,
  };
  const asks = [...new Set(KINDS.map(([, source]) => source))].flatMap((source) =>
    ASKED.slice(0, categories).map((category): CategoryAsk => ({ source, category, period: null })),
  );
  const reading = {
    profile: { purpose: 'SUPPORT_PLAN', wantsDecisions: false },
    roots: [],
    asks,
    variables: {},
    emergency: null,
  };
  return {
    facts: facts as Facts,
    reading: reading as unknown as Reading,
    cells: members * holders.length * categories,
  };
}
