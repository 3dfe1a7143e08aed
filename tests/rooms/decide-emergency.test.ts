// An emergency in decide and shield: whom, where and what it opens, and that it never tells where somebody is.
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../gateway/decide/compile.ts';
import { shield } from '../../gateway/shield/shield.ts';
import { gateOf } from '../../gateway/vocabulary/admits.ts';
import { cellKeyOf } from '../../gateway/vocabulary/decision.ts';
import type { EmergencyFact } from '../../gateway/vocabulary/facts.ts';
import { caseId } from '../../schema/identifiers.ts';
import {
  ask,
  asking,
  CASE,
  CHILD,
  child,
  factsWith,
  HOLDERS,
  LAW,
  MOTHER,
  MOTHER_FACTS,
  mother,
  policyWith,
  rowWith,
  ruleWith,
  subjectFacts,
  TEAM,
  verdictAt,
} from './decide-world.ts';

const row = rowWith({ id: 'emergency-row', regimes: ['POWERS'], emergencyOnly: true });
const rule = ruleWith({
  id: 'in-danger',
  recipient: { kinds: ['LOCAL_TEAM_PROVIDER'], roles: ['FAMILY_WORKER'], purposes: ['ACUTE_DANGER', 'SUPPORT_PLAN'] },
  categories: ['PLAN'],
  regime: 'POWERS',
  processing: ['own-task'],
  disclosure: ['emergency-row'],
});
const users = [{ kind: 'LOCAL_TEAM_PROVIDER', roles: ['FAMILY_WORKER'] }] as const;
const purposes = (['ACUTE_DANGER', 'SUPPORT_PLAN'] as const).map((purpose) => ({
  purpose,
  activity: 'https://samenzicht.example/register/x',
  users: users.map(({ kind, roles }) => ({ kind, roles: [...roles] })),
}));
const { decide } = compilePolicy(policyWith([rule], { law: [...LAW, row], purposes }));
const open: EmergencyFact = { id: 'emergency-1', ownCase: CASE, people: [CHILD] };
const profiled = new Map([[CASE, HOLDERS.map((one) => ({ ...one, emergencyProfile: one.organisation.oin === TEAM }))]]);

function decided(
  {
    emergencies = [open],
    holders = profiled,
  }: { emergencies?: readonly EmergencyFact[]; holders?: typeof profiled } = {},
  purpose = 'ACUTE_DANGER',
) {
  const facts = factsWith({ subjects: [subjectFacts(), MOTHER_FACTS], emergencies, holders });
  const decision = decide(facts, asking([ask('LOCAL_TEAM', 'PLAN')], { purpose }));
  return { facts, decision };
}
const codeAt = (subject: typeof child, change = {}, purpose = 'ACUTE_DANGER') => {
  const verdict = verdictAt(decided(change, purpose).decision, subject, TEAM, 'PLAN');
  return verdict?.outcome === 'ALLOW' ? `${verdict.via} ${verdict.evidence}` : verdict?.code;
};

describe('an emergency', () => {
  it('opens of whoever is in danger, without release and without a stated necessity, and is named in the record', () => {
    expect(codeAt(child)).toBe('EMERGENCY emergency-1');
  });

  it('opens nothing about anybody else, without a profile, in another case, for another purpose, or when there is none', () => {
    expect(codeAt(mother)).toBe('EMERGENCY_NOT_OPEN');
    expect(codeAt(child, { holders: new Map([[CASE, HOLDERS]]) })).toBe('EMERGENCY_NOT_OPEN');
    expect(codeAt(child, { emergencies: [{ ...open, ownCase: caseId.parse('another-case') }] })).toBe(
      'EMERGENCY_NOT_OPEN',
    );
    expect(codeAt(child, { emergencies: [] })).toBe('EMERGENCY_NOT_OPEN');
    expect(codeAt(child, {}, 'SUPPORT_PLAN')).toBe('EMERGENCY_NOT_OPEN');
    expect(codeAt(mother, { emergencies: [{ ...open, people: [MOTHER] }] })).toBe('EMERGENCY emergency-1');
  });

  it('never opens a locating field, at the gate, in the question or in the answer', () => {
    const { facts, decision } = decided();
    const asked = shield(decision, facts, []);
    expect(asked.asked.get(cellKeyOf(child, TEAM, 'PLAN'))?.withoutLocating).toBe(true);
    const gate = gateOf(asked, child, TEAM);
    const field = { parent: 'Plan', name: 'x', category: 'PLAN', selections: null } as const;
    expect([gate.isOpened({ ...field, locating: false }), gate.isAsked({ ...field, locating: false })]).toEqual([
      true,
      true,
    ]);
    expect([gate.isOpened({ ...field, locating: true }), gate.isAsked({ ...field, locating: true })]).toEqual([
      false,
      false,
    ]);
  });
});
