import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPseudonyms } from '../../gateway/adapters/pseudonyms.ts';
import { createSealing } from '../../gateway/adapters/sealing.ts';
import { createAudit } from '../../gateway/audit/audit.ts';
import type { AuditRow } from '../../gateway/vocabulary/ports.ts';
import { refuse } from '../../gateway/vocabulary/refusal.ts';
import { innerKey, localDate } from '../../schema/identifiers.ts';
import { CHILD, MOTHER, OTHER_TEAM, TEAM } from '../store/sample-world.ts';
import {
  askedOf,
  CANARY,
  CANARY_BSN,
  CASE,
  child,
  citizen,
  closed,
  decisionOf,
  factsOf,
  mother,
  opened,
  reading,
  SECOND_CASE,
  subjectIn,
  usualDecision,
  verifiedOf,
  walkEnd,
  worker,
} from './audit-walk-end.ts';

const NOW = 1_795_338_000_000;
const day = (text: string) => localDate.parse(text);
const ACTIVITY = 'https://samenzicht.example/register/support-plan';

describe('audit', () => {
  let rows: AuditRow[];
  const pseudonyms = createPseudonyms(randomBytes(32));
  const sealing = createSealing(randomBytes(32));
  let audit: ReturnType<typeof createAudit>;
  beforeEach(() => {
    rows = [];
    audit = createAudit({
      log: { append: async (added) => void rows.push(...added) },
      pseudonyms,
      sealing,
      activity: (purpose) => (purpose === 'SUPPORT_PLAN' ? ACTIVITY : undefined),
      wall: () => 1_795_000_000_000,
    });
  });
  afterEach(() => {
    // Whatever a test let happen: nothing that was asked or sent stands in the record.
    expect(JSON.stringify(rows)).not.toContain(CANARY);
    expect(JSON.stringify(rows)).not.toContain(CANARY_BSN);
    expect(JSON.stringify(rows)).not.toContain(CHILD);
  });
  const kinds = () => rows.map(({ kind }) => kind);
  const body = (at: number) => rows[at]?.body ?? {};

  test('gives proof only of its own record', async () => {
    expect(await audit(walkEnd())).toEqual({ recordId: 'record-1' });
    expect(rows.every(({ recordId }) => recordId === 'record-1')).toBe(true);
  });

  test('one decision record says who asked, for what, under which policy, with every verdict and its reasons', async () => {
    await audit(walkEnd());
    expect(kinds()).toEqual(['DECISION', 'PROCESSING', 'PROCESSING']);
    expect(body(0)).toMatchObject({
      trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
      span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      parent_span_id: '00f067aa0ba902b7',
      event_name: 'adl.access_evaluations',
      timestamp: 1795338000000,
      status: 'Ok',
      attributes: { 'adl.core.policies': 'policy:default-1', 'adl.core.information': 'consents:41' },
      rechecks: [],
      clocks: { domain: 1795338000005, wall: 1795338000000, today: '2026-11-22', ended: 1795000000000 },
      body: {
        'adl.core.request': {
          who: {
            id: pseudonyms.professional(worker, TEAM),
            organisation: TEAM,
            role: 'FAMILY_WORKER',
            client: 'case-system',
            assurance: 'loa3',
          },
          purpose: 'SUPPORT_PLAN',
          operation: 'a'.repeat(64),
          emergency: null,
          roots: [{ kind: 'HOUSEHOLD', cases: [pseudonyms.ownCase(CASE)] }],
        },
        'adl.core.response': {
          refusal: null,
          narrowed: null,
          holders: [OTHER_TEAM],
          unreachable: [],
          verdicts: [
            {
              outcome: 'ALLOW',
              rule: 'team-plan-by-consent',
              bases: ['jw-7.3.11-1'],
              regime: 'CONSENT',
              via: 'CONSENT',
              evidence: 'consent-0001',
            },
            { outcome: 'DENY', code: 'NO_LEGAL_BASIS', reported: 'NOT_AVAILABLE' },
          ],
          decision: {
            cells: [
              { subject: pseudonyms.subject(CHILD), holder: OTHER_TEAM, source: 'LOCAL_TEAM', verdict: { PLAN: 0 } },
              { subject: pseudonyms.subject(CHILD), holder: TEAM, source: 'LOCAL_TEAM', verdict: { SAFETY: 1 } },
              { subject: pseudonyms.subject(MOTHER), holder: OTHER_TEAM, source: 'LOCAL_TEAM', verdict: { PLAN: 1 } },
            ],
          },
        },
      },
    });
  });

  test('one processing line for each person decided about, with what opened on which ground and what did not', async () => {
    await audit(walkEnd());
    expect(body(1)).toMatchObject({
      trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
      parent_span_id: body(0).span_id,
      status: 'Ok',
      start_time: 1795338000000,
      end_time: 1795000000000,
      attributes: {
        'dpl.core.processing_activity_id': ACTIVITY,
        'dpl.core.data_subject_id': pseudonyms.subject(CHILD),
        'dpl.nen7513.users': [
          { userID: pseudonyms.professional(worker, TEAM), roleIDCode: 'FAMILY_WORKER', purposeOfUse: 'SUPPORT_PLAN' },
          { userID: TEAM },
        ],
        'dpl.nen7513.autorisatieProtocol': 'default-1',
        'dpl.nen7513.toestemmingsProfiel': ['consent-0001'],
        'dpl.nen7513.controles': 'TTTF',
      },
      opened: [{ holder: OTHER_TEAM, via: 'CONSENT', bases: ['jw-7.3.11-1'], categories: ['PLAN'] }],
      withheld: [{ holder: TEAM, code: 'NO_LEGAL_BASIS', categories: ['SAFETY'] }],
      emergency: false,
    });
    expect(body(2)).toMatchObject({
      status: 'Unset',
      attributes: { 'dpl.core.data_subject_id': pseudonyms.subject(MOTHER), 'dpl.nen7513.controles': 'FTFF' },
      opened: [],
    });
    expect(body(1).span_id).not.toBe(body(2).span_id);
  });

  test.each([0, 1, 2, 7, 40])('%i people, as many lines', async (people) => {
    const subjects = Array.from({ length: people }, (_, at) => subjectIn(CASE, innerKey.parse(`${CHILD}-${at}`)));
    const decision = decisionOf(subjects.map(({ key }) => [key, OTHER_TEAM, 'LOCAL_TEAM', 'PLAN', opened]));
    await audit(walkEnd({ facts: factsOf(subjects), decision, asked: askedOf(decision), verified: null }));
    expect(kinds().filter((kind) => kind === 'PROCESSING')).toHaveLength(people);
    const about = rows.slice(1).map(({ body }) => JSON.stringify(body));
    for (const { person } of subjects)
      expect(about.filter((text) => text.includes(pseudonyms.subject(person)))).toHaveLength(1);
  });

  test('a member of whom nothing was asked has a line: that he or she is a member was told', async () => {
    await audit(walkEnd({ decision: decisionOf([]), asked: null, verified: null }));
    expect(kinds()).toEqual(['DECISION', 'PROCESSING', 'PROCESSING']);
  });

  test('a person in two own cases is one person: one line with what both opened', async () => {
    const again = subjectIn(SECOND_CASE, CHILD);
    const decision = decisionOf([
      [child.key, OTHER_TEAM, 'LOCAL_TEAM', 'PLAN', opened],
      [again.key, TEAM, 'LOCAL_TEAM', 'SUPPORT', opened],
    ]);
    await audit(walkEnd({ facts: factsOf([child, again]), decision, asked: askedOf(decision), verified: null }));
    expect(kinds()).toEqual(['DECISION', 'PROCESSING']);
    expect(body(1).opened).toMatchObject([
      { holder: OTHER_TEAM, categories: ['PLAN'] },
      { holder: TEAM, categories: ['SUPPORT'] },
    ]);
  });

  test('a refusal is recorded with its code and cause, also when nobody is known', async () => {
    const refusal = refuse('UNAUTHENTICATED', 'Geen geldig token.', 'No valid token.', 'claim exp');
    await audit(
      walkEnd({ caller: null, reading: null, facts: null, decision: null, asked: null, verified: null, refusal }),
    );
    expect(kinds()).toEqual(['DECISION']);
    expect(body(0)).toMatchObject({
      status: 'Unset',
      body: {
        'adl.core.request': { who: null, purpose: null },
        'adl.core.response': { refusal: { code: 'UNAUTHENTICATED', status: 401, cause: 'claim exp' }, decision: null },
      },
    });
  });

  test('a fault of ours is an error, a denial is none', async () => {
    await audit(walkEnd({ verified: null, refusal: refuse('INTERNAL', 'Fout.', 'Error.', 'internal') }));
    expect(body(0).status).toBe('Error');
    rows = [];
    const denied = decisionOf([[mother.key, OTHER_TEAM, 'LOCAL_TEAM', 'PLAN', closed]]);
    await audit(walkEnd({ decision: denied, asked: askedOf(denied), verified: null }));
    expect(body(0).status).toBe('Unset');
  });

  test('a root without an own case is told apart here, and here alone', async () => {
    await audit(walkEnd({ facts: factsOf([]), decision: decisionOf([]), asked: null, verified: null }));
    expect(body(0)).toMatchObject({
      body: { 'adl.core.request': { roots: [{ kind: 'HOUSEHOLD', cases: [], code: 'NO_OWN_CASE' }] } },
    });
    expect(kinds()).toEqual(['DECISION']);
  });

  test('what the gateway itself keeps is no datum of the organisation under which it is addressed', async () => {
    const own = decisionOf([
      [mother.key, TEAM, 'ACCESS', 'CONSENT_RECORD', opened],
      [mother.key, OTHER_TEAM, 'LOCAL_TEAM', 'PLAN', opened],
    ]);
    await audit(walkEnd({ decision: own, asked: askedOf(own), verified: null }));
    expect(body(0)).toMatchObject({ body: { 'adl.core.response': { holders: [OTHER_TEAM] } } });
  });

  test('consent withdrawn between decision and fetch leaves both verdicts', async () => {
    const last = decisionOf([
      [child.key, OTHER_TEAM, 'LOCAL_TEAM', 'PLAN', { ...closed, code: 'NO_VALID_CONSENT' }],
      [child.key, TEAM, 'LOCAL_TEAM', 'SAFETY', closed],
      [mother.key, OTHER_TEAM, 'LOCAL_TEAM', 'PLAN', closed],
    ]);
    const rechecks = [
      { clock: { domain: NOW + 70_000, wall: NOW + 70, today: day('2026-11-23') }, consentVersion: 42n },
      { clock: { domain: NOW + 90_000, wall: NOW + 90, today: day('2026-11-23') }, consentVersion: null },
    ];
    await audit(walkEnd({ rechecks, verified: verifiedOf(askedOf(last)) }));
    expect(body(0)).toMatchObject({
      status: 'Unset',
      clocks: { domain: NOW + 5, wall: NOW, today: '2026-11-22' },
      rechecks: [
        { domain: NOW + 70_000, wall: NOW + 70, today: '2026-11-23', consents: 'consents:42' },
        { domain: NOW + 90_000, wall: NOW + 90, today: '2026-11-23', consents: null },
      ],
      body: {
        'adl.core.response': {
          decision: { cells: [{ verdict: { PLAN: 0 } }, {}, {}] },
          narrowed: { cells: [{ subject: pseudonyms.subject(CHILD), holder: OTHER_TEAM, verdict: { PLAN: 2 } }] },
          verdicts: [{ outcome: 'ALLOW' }, { code: 'NO_LEGAL_BASIS' }, { outcome: 'DENY', code: 'NO_VALID_CONSENT' }],
        },
      },
    });
    expect(body(1).opened).toEqual([]);
  });

  test('what a shield took away stands sealed, and the open part is the same as without it', async () => {
    const asked = askedOf(usualDecision, [
      { kind: 'LOCATION', subject: child.key, holder: OTHER_TEAM, category: 'PLAN' },
    ]);
    await audit(walkEnd({ asked, verified: verifiedOf(asked, { holders: [], calls: [] }) }));
    const { sealed, ...shielded } = body(0);
    rows = [];
    await audit(walkEnd());
    const { sealed: plain, ...unshielded } = body(0);
    expect({ ...shielded, span_id: '' }).toEqual({ ...unshielded, span_id: '' });
    expect(String(sealed)).toHaveLength(String(plain).length);
    expect(JSON.parse(sealing.open(TEAM, 'record/record-1', String(sealed)))).toMatchObject({
      shields: [['LOCATION', pseudonyms.subject(CHILD), OTHER_TEAM, 'PLAN']],
      calls: [],
    });
  });

  test('the reason of an emergency stands sealed, its kind of danger open', async () => {
    const emergency = { reason: 'CANARY reason', danger: 'VIOLENCE_NOW' } as const;
    await audit(walkEnd({ reading: { ...reading, emergency } }));
    expect(body(0)).toMatchObject({ body: { 'adl.core.request': { emergency: 'VIOLENCE_NOW' } } });
    expect(body(1).emergency).toBe(true);
    expect(sealing.open(TEAM, 'record/record-1', String(body(0).sealed))).toContain('CANARY reason');
  });

  test('a source that sent more than was asked has an alarm row of its own', async () => {
    const alarms = [{ holder: OTHER_TEAM, kind: 'EXTRA_FIELD', count: 3 }];
    await audit(walkEnd({ verified: verifiedOf(askedOf(usualDecision), { alarms }) }));
    expect(kinds()).toEqual(['DECISION', 'PROCESSING', 'PROCESSING', 'ALARM']);
    expect(body(3)).toMatchObject({ holder: OTHER_TEAM, kind: 'EXTRA_FIELD', count: 3 });
  });

  test('a data subject stands in the record under the pseudonym of the person, not of the BSN', async () => {
    const self = { ...child, isCaller: true };
    await audit(walkEnd({ caller: citizen, facts: factsOf([self], citizen) }));
    expect(body(0)).toMatchObject({
      body: {
        'adl.core.request': { who: { kind: 'DATA_SUBJECT', id: pseudonyms.subject(CHILD), organisation: null } },
      },
    });
  });

  test('a purpose that is not in the register has no entry to point to', async () => {
    await audit(walkEnd({ reading: { ...reading, profile: { ...reading.profile, purpose: 'STATISTICS' } } }));
    expect(body(1)).toMatchObject({
      attributes: { 'dpl.core.processing_activity_id': 'urn:samenzicht:activity:unregistered' },
    });
  });

  test('a record that cannot be written is a refusal, and tells nothing of the failure', async () => {
    const failing = createAudit({
      log: { append: () => Promise.reject(new Error(`duplicate key CANARY`)) },
      pseudonyms,
      sealing,
      activity: () => ACTIVITY,
      wall: Date.now,
    });
    const refusal = await failing(walkEnd());
    expect(refusal).toMatchObject({ kind: 'REFUSAL', code: 'AUDIT_UNAVAILABLE', cause: 'record not written' });
    expect(JSON.stringify(refusal)).not.toContain('CANARY');
  });
});
