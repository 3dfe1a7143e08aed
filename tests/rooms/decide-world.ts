// A small world for tests of decide and shield: facts as gather would give them, and a policy of one law row per force. Each test changes one thing.
import type { Caller } from '../../gateway/vocabulary/caller.ts';
import { dayOf } from '../../gateway/vocabulary/clock.ts';
import type { Decision, Verdict } from '../../gateway/vocabulary/decision.ts';
import { cellKeyOf } from '../../gateway/vocabulary/decision.ts';
import type { ConsentFact, Facts, OwnCase, SubjectFacts } from '../../gateway/vocabulary/facts.ts';
import { type LawRow, lawRow } from '../../gateway/vocabulary/law-row.ts';
import type { CategoryAsk, Reading } from '../../gateway/vocabulary/operation.ts';
import { type PolicyRule, policyRule } from '../../gateway/vocabulary/policy-rule.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import type { Holder } from '../../gateway/vocabulary/registration.ts';
import { storedNecessity, storedRelease, storedRequest } from '../../gateway/vocabulary/stored.ts';
import { subjectKeyOf } from '../../gateway/vocabulary/subject.ts';
import { caseId, innerKey, localDate, oin, professionalId } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';

export const NOW = Date.parse('2026-11-20T10:00:00+01:00');
export const CASE = caseId.parse('the-own-case');
export const CHILD = innerKey.parse('child-of-the-case');
export const MOTHER = innerKey.parse('mother-of-the-case');
export const OWN = oin.parse('00000000000000000001');
export const TEAM = oin.parse('00000000000000000002');
export const VT = oin.parse('00000000000000000003');
export const REGISTER = oin.parse('00000000000000000009');
export const day = (text: string) => localDate.parse(text);
export const child = subjectKeyOf(CASE, CHILD);
export const mother = subjectKeyOf(CASE, MOTHER);
const ALL = [
  'CHILD',
  'PARENT_WITH_CUSTODY',
  'PARENT_WITHOUT_CUSTODY',
  'GUARDIAN',
  'FOSTER_PARENT',
  'LEGAL_REPRESENTATIVE',
  'PARTNER',
  'ADULT',
  'OTHER_INVOLVED',
];

export function holder(at: typeof OWN, kind: OrganisationKind, source: SourceKind, more: Partial<Holder> = {}): Holder {
  return {
    organisation: { oin: at, kind, name: kind, region: 'Lindemeer' },
    source,
    url: 'http://127.0.0.1:1',
    desk: { name: 'desk', phone: '1', hours: 'always' },
    tellsPlace: false,
    emergencyProfile: false,
    ...more,
  };
}

export const HOLDERS: readonly Holder[] = [
  holder(OWN, 'LOCAL_TEAM_PROVIDER', 'LOCAL_TEAM'),
  holder(TEAM, 'LOCAL_TEAM_MUNICIPAL', 'LOCAL_TEAM'),
  holder(VT, 'VEILIG_THUIS', 'VEILIG_THUIS'),
  holder(REGISTER, 'PERSONS_REGISTER', 'PERSONS'),
];

/** Only authenticate makes callers; a test states one. */
export function callerWith(more: Partial<Record<'role' | 'motherOrganisation', unknown>> = {}): Caller {
  return {
    kind: 'PROFESSIONAL',
    professional: professionalId.parse('asker'),
    organisation: { oin: OWN, kind: 'LOCAL_TEAM_PROVIDER', name: 'own', region: 'Lindemeer' },
    motherOrganisation: null,
    role: 'FAMILY_WORKER',
    assurance: 'high',
    client: 'case-system',
    ...more,
  } as Caller;
}

export function subjectFacts(more: Partial<SubjectFacts> = {}): SubjectFacts {
  return {
    key: child,
    ownCase: CASE,
    person: CHILD,
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
    ...more,
  };
}

export const MOTHER_FACTS = subjectFacts({
  key: mother,
  person: MOTHER,
  capacities: ['PARENT'],
  ruleCapacities: { state: 'KNOWN', value: ['PARENT_WITH_CUSTODY'] },
  age: { state: 'KNOWN', value: 38 },
  childrenInCase: { state: 'KNOWN', value: [CHILD] },
  minorityEnds: { state: 'KNOWN', value: day('2006-01-01') },
});

export type FactsChange = Partial<Omit<Facts, symbol | 'subjects' | 'cases'>> & {
  readonly subjects?: readonly SubjectFacts[];
  readonly ownCase?: Partial<OwnCase>;
};

/** Only gather makes facts; a test states them. */
export function factsWith({ subjects = [subjectFacts()], ownCase, ...more }: FactsChange = {}): Facts {
  const theCase: OwnCase = {
    id: CASE,
    kind: 'PLAN',
    householdKind: 'WITH_CHILDREN',
    openedOn: day('2026-03-31'),
    region: 'Lindemeer',
    members: subjects.map(({ key }) => key),
    claims: [],
    ...ownCase,
  };
  return {
    clock: { domain: NOW, wall: NOW, today: dayOf(NOW) },
    caller: callerWith(),
    organisation: OWN,
    organisationKind: 'LOCAL_TEAM_PROVIDER',
    roots: new Map([['r0_household', { cases: [CASE], hasNextPage: false }]]),
    cases: new Map([[CASE, theCase]]),
    subjects: new Map(subjects.map((subject) => [subject.key, subject])),
    holders: new Map([[CASE, HOLDERS]]),
    consents: [],
    releases: [],
    requests: [],
    necessities: [],
    consentVersion: 1n,
    ...more,
  } as unknown as Facts;
}

/** Only read makes readings; a test states what it asks. */
export function asking(
  asks: readonly CategoryAsk[],
  more: { purpose?: string; wantsDecisions?: boolean } = {},
): Reading {
  const profile = { purpose: more.purpose ?? 'SUPPORT_PLAN', wantsDecisions: more.wantsDecisions ?? false };
  return { profile, roots: [], asks, variables: {}, emergency: null } as unknown as Reading;
}

export function ask(
  source: SourceKind,
  category: Category,
  from: string | null = null,
  until: string | null = null,
): CategoryAsk {
  const period =
    from === null && until === null
      ? null
      : { from: from === null ? null : day(from), until: until === null ? null : day(until) };
  return { source, category, period };
}

export function rowWith(more: Readonly<Record<string, unknown>>): LawRow {
  return lawRow.parse({
    id: 'row',
    article: 'article',
    says: { nl: 'x', en: 'x' },
    force: 'MAY',
    consent: 'NONE',
    regimes: ['CONSENT', 'POWERS', 'MEASURE'],
    recipients: ['LOCAL_TEAM_PROVIDER'],
    sources: ['LOCAL_TEAM_MUNICIPAL', 'LOCAL_TEAM_PROVIDER', 'VEILIG_THUIS', 'PERSONS_REGISTER'],
    categories: ['PLAN', 'INVOLVEMENT', 'HEALTH', 'SAFETY_REPORT', 'IDENTITY', 'SUPPORT', 'SAFETY_PLAN'],
    about: ALL,
    conditions: [],
    specialGround: false,
    informs: false,
    setsSecrecyAside: false,
    validFrom: '2015-01-01',
    validUntil: null,
    certainty: 'C',
    question: null,
    ...more,
  });
}

export const LAW: readonly LawRow[] = [
  rowWith({ id: 'own-task', force: 'OWN', sources: [] }),
  rowWith({ id: 'duty', force: 'MUST' }),
  rowWith({ id: 'may', force: 'MAY' }),
  rowWith({ id: 'consent', force: 'MAY', consent: 'REQUIRED' }),
  rowWith({ id: 'special', force: 'OWN', sources: [], specialGround: true }),
];

export function ruleWith(more: Readonly<Record<string, unknown>> = {}): PolicyRule {
  return policyRule.parse({
    id: 'rule',
    says: { nl: 'x', en: 'x' },
    recipient: { kinds: ['LOCAL_TEAM_PROVIDER'], roles: ['FAMILY_WORKER'], purposes: ['SUPPORT_PLAN'] },
    source: { kind: 'LOCAL_TEAM', whose: 'OTHER' },
    categories: ['PLAN'],
    about: ALL,
    regime: 'CONSENT',
    processing: ['own-task'],
    disclosure: ['duty'],
    special: [],
    conditions: [],
    ...more,
  });
}

export function policyWith(rules: readonly PolicyRule[], more: Partial<PolicySet> = {}): PolicySet {
  return {
    version: 'test-1',
    law: LAW,
    rules,
    purposes: [
      {
        purpose: 'SUPPORT_PLAN',
        activity: 'https://samenzicht.example/register/x',
        users: [{ kind: 'LOCAL_TEAM_PROVIDER', roles: ['FAMILY_WORKER'] }],
      },
    ],
    switches: {},
    ...more,
  };
}

export function consentWith(more: Partial<ConsentFact> = {}): ConsentFact {
  return {
    id: 'consent-1',
    about: CHILD,
    holder: TEAM,
    roles: ['FAMILY_WORKER'],
    purposes: ['SUPPORT_PLAN'],
    categories: ['PLAN'],
    from: day('2026-01-01'),
    until: day('2026-12-31'),
    valid: true,
    ...more,
  };
}

export const releaseWith = (more: Readonly<Record<string, unknown>> = {}) =>
  storedRelease.parse({
    id: 'release-1',
    kind: 'ANSWER',
    about: CHILD,
    holder: TEAM,
    recipient: OWN,
    roles: ['FAMILY_WORKER'],
    purposes: ['SUPPORT_PLAN'],
    categories: ['PLAN'],
    basis: 'may',
    from: '2026-11-01',
    until: '2026-12-31',
    ...more,
  });

/** Asked ten days ago; the deadline was yesterday. */
export const requestWith = (more: Readonly<Record<string, unknown>> = {}) =>
  storedRequest.parse({
    id: 'request-1',
    about: CHILD,
    holder: TEAM,
    recipient: OWN,
    role: 'FAMILY_WORKER',
    purpose: 'SUPPORT_PLAN',
    categories: ['PLAN'],
    dueOn: '2026-11-19',
    until: '2026-12-31',
    ...more,
  });

export const necessityWith = (more: Readonly<Record<string, unknown>> = {}) =>
  storedNecessity.parse({
    id: 'necessity-1',
    about: CHILD,
    holder: TEAM,
    recipient: OWN,
    purpose: 'SUPPORT_PLAN',
    category: 'PLAN',
    code: 'NEEDED',
    from: '2026-11-01',
    until: '2026-11-30',
    ...more,
  });

export function verdictAt(
  decision: Decision,
  subject: typeof child,
  at: typeof OWN,
  category: Category,
): Verdict | undefined {
  return decision.cells.get(cellKeyOf(subject, at, category))?.verdict;
}
