// Ends of walks for the audit room: a family worker asks about a child and a mother in one own case. Values that must never be recorded
// are canaries. The rooms' brands are cast here, as these rooms did not run.
import { parse } from 'graphql';
import type { Asked } from '../../gateway/vocabulary/asked.ts';
import type { Caller } from '../../gateway/vocabulary/caller.ts';
import {
  type Cell,
  cellKeyOf,
  type Decision,
  type Opened,
  type Verdict,
  type Withheld,
} from '../../gateway/vocabulary/decision.ts';
import type { Facts, SubjectFacts } from '../../gateway/vocabulary/facts.ts';
import type { Verified } from '../../gateway/vocabulary/fetched.ts';
import { lawId } from '../../gateway/vocabulary/law-row.ts';
import type { OperationProfile, Reading } from '../../gateway/vocabulary/operation.ts';
import { ruleId } from '../../gateway/vocabulary/policy-rule.ts';
import type { WalkEnd } from '../../gateway/vocabulary/record.ts';
import { type SubjectKey, subjectKeyOf } from '../../gateway/vocabulary/subject.ts';
import { bsn, caseId, type InnerKey, localDate, type Oin, professionalId } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import { CHILD, MOTHER, OTHER_TEAM, sampleWorld, TEAM } from '../store/sample-world.ts';

export const CANARY = 'CANARY';
export const CASE = caseId.parse('case-CANARY-0001');
export const SECOND_CASE = caseId.parse('case-CANARY-0002');
export const CANARY_BSN = bsn.parse('999990019');

const NOW = Date.parse('2026-11-22T09:00:00Z');

/** What a room would have made. */
function branded<Branded>(value: Omit<Branded, symbol>): Branded {
  return value as Branded;
}

const [team] = sampleWorld.registrations;
if (team === undefined) throw new Error('the sample world has a team');

export const worker = branded<Extract<Caller, { kind: 'PROFESSIONAL' }>>({
  kind: 'PROFESSIONAL',
  professional: professionalId.parse('skj.CANARY'),
  organisation: team.organisation,
  motherOrganisation: null,
  role: 'FAMILY_WORKER',
  assurance: 'loa3',
  client: 'case-system',
});
export const citizen = branded<Extract<Caller, { kind: 'DATA_SUBJECT' }>>({
  kind: 'DATA_SUBJECT',
  bsn: CANARY_BSN,
  role: 'DATA_SUBJECT',
  assurance: 'loa4',
  client: 'portal',
});

const document = parse(`query CANARY @access(purpose: SUPPORT_PLAN) { household(id: "CANARY") { id } }`);
const [operation] = document.definitions;
if (operation?.kind !== 'OperationDefinition') throw new Error('one operation');

const profile: OperationProfile = {
  hash: 'a'.repeat(64),
  document,
  operation,
  purpose: 'SUPPORT_PLAN',
  tree: [],
  asks: [],
  wantsDecisions: false,
};
export const reading = branded<Reading>({
  profile,
  variables: { id: CANARY, bsn: CANARY_BSN },
  roots: [{ kind: 'HOUSEHOLD', key: 'r0_household', id: CASE }],
  asks: [{ source: 'LOCAL_TEAM', category: 'PLAN', period: null }],
  emergency: null,
  act: null,
});

export function subjectIn(ownCase: typeof CASE, person: InnerKey): SubjectFacts {
  return {
    key: subjectKeyOf(ownCase, person),
    ownCase,
    person,
    registered: true,
    capacities: ['CHILD'],
    ruleCapacities: { state: 'KNOWN', value: ['CHILD'] },
    birthDate: { state: 'UNKNOWN' },
    age: { state: 'KNOWN', value: 9 },
    custody: { state: 'UNKNOWN' },
    childrenInCase: { state: 'KNOWN', value: [] },
    deceased: { state: 'KNOWN', value: false },
    minorityEnds: { state: 'KNOWN', value: null },
    isCaller: false,
    callerHasCustody: false,
    restricted: false,
  };
}

export function factsOf(subjects: readonly SubjectFacts[], caller: Caller = worker): Facts {
  const cases = [...new Set(subjects.map(({ ownCase }) => ownCase))];
  return branded<Facts>({
    clock: { domain: NOW, wall: NOW, today: localDate.parse('2026-11-22') },
    caller,
    organisation: caller.kind === 'PROFESSIONAL' ? caller.organisation.oin : null,
    asker: null,
    organisationKind: 'LOCAL_TEAM_MUNICIPAL',
    roots: new Map([['r0_household', { cases, hasNextPage: false }]]),
    cases: new Map(),
    subjects: new Map(subjects.map((subject) => [subject.key, subject])),
    holders: new Map(),
    consents: [],
    releases: [],
    requests: [],
    necessities: [],
    consentVersion: 41n,
  });
}

export const opened: Opened = {
  outcome: 'ALLOW',
  rule: ruleId.parse('team-plan-by-consent'),
  bases: [lawId.parse('jw-7.3.11-1')],
  regime: 'CONSENT',
  via: 'CONSENT',
  period: { from: null, until: null },
  fields: null,
  evidence: 'consent-0001',
};
export const closed: Withheld = { outcome: 'DENY', code: 'NO_LEGAL_BASIS', reported: 'NOT_AVAILABLE', nearest: [] };

type Row = readonly [subject: SubjectKey, holder: Oin, source: SourceKind, category: Category, verdict: Verdict];

export function decisionOf(rows: readonly Row[]): Decision {
  const cells = new Map(
    rows.map(([subject, holder, source, category, verdict]) => {
      const cell: Cell = { subject, holder, source, category };
      return [cellKeyOf(subject, holder, category), { cell, verdict }];
    }),
  );
  return branded<Decision>({ policyVersion: 'default-1', cells, present: new Set(), all: cells });
}

export function askedOf(decision: Decision, shields: Asked['shields'] = []): Asked {
  return branded<Asked>({ decision, opened: new Set(), asked: new Map(), shields });
}

export function verifiedOf(asked: Asked, more: Partial<Verified> = {}): Verified {
  return branded<Verified>({
    data: { r0_household: { members: [{ person: { name: CANARY } }] } },
    holders: [{ holder: OTHER_TEAM, source: 'LOCAL_TEAM', status: 'ANSWERED', asOf: '2026-11-22T09:00:00Z' }],
    failures: [],
    asked,
    calls: [{ holder: OTHER_TEAM, subjects: 1, milliseconds: 12 }],
    alarms: [],
    ...more,
  });
}

export const child = subjectIn(CASE, CHILD);
export const mother = subjectIn(CASE, MOTHER);

/** The child's plan at the other team opens, the mother's stays closed. */
export const usualDecision = decisionOf([
  [child.key, OTHER_TEAM, 'LOCAL_TEAM', 'PLAN', opened],
  [child.key, TEAM, 'LOCAL_TEAM', 'SAFETY', closed],
  [mother.key, OTHER_TEAM, 'LOCAL_TEAM', 'PLAN', closed],
]);

export function walkEnd(change: Partial<WalkEnd> = {}): WalkEnd {
  const asked = askedOf(usualDecision);
  return {
    requestId: 'request-1',
    recordId: 'record-1',
    clock: { domain: NOW + 5, wall: NOW, today: localDate.parse('2026-11-22') },
    trace: { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', parentSpanId: '00f067aa0ba902b7' },
    caller: worker,
    reading,
    facts: factsOf([child, mother]),
    decision: usualDecision,
    asked,
    rechecks: [],
    acted: null,
    verified: verifiedOf(asked),
    refusal: null,
    ...change,
  };
}
