// INVARIANT known-to: a policy whose decision would depend on what the asker may not know is refused, naming the rule, the fact and who may know it.
import { afterEach, describe, expect, it } from 'vitest';
import { condition, SECRETS } from '../../gateway/vocabulary/condition.ts';
import { FACTS, factsOf } from '../../gateway/vocabulary/policy-facts.ts';
import { faultsOf, removeCopies } from './changed.ts';

afterEach(removeCopies);

const TEAMS = 'default/local-teams.yaml';
const PUSH = 'disclosure: [wmo-4.1.1-2-d]\n  special: []\n  conditions: []';
const withCondition = (text: string) => PUSH.replace('conditions: []', `conditions: [${text}]`);

describe('a condition that wants a fact of somebody else', () => {
  it.each([
    ['HOLDER_HAS_FILE', 'whether the holder has a file: only the holder may know that'],
    ['CONSENT_REFUSED', 'whether somebody refused consent: only who refused and who recorded it may know that'],
    ['REPORT_EXISTS', 'whether there is a report at Veilig Thuis: only Veilig Thuis may know that'],
    ['SHIELD_PLACED', 'whether a shield was placed: only who placed it may know that'],
  ])('is refused by the name of the fact: %s', async (fact, words) => {
    const faults = await faultsOf([TEAMS, PUSH, withCondition(`{ kind: ${fact} }`)]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^default\/local-teams\.yaml:\d+: team-veilig-thuis-push: conditions\.0\.kind: /);
    expect(faults[0]).toContain(`it would depend on ${fact}, ${words}, and a denial would tell it (known-to)`);
  });

  it('is told apart from one that is merely misspelt', async () => {
    const faults = await faultsOf([TEAMS, PUSH, withCondition('{ kind: CLAIM_IN_FORCES }')]);
    expect(faults[0]).toContain('CLAIM_IN_FORCES is no condition; the kinds are CLAIM_IN_FORCE, CASE_KIND,');
  });

  it('has a name in the list of secrets, and no condition bears such a name', () => {
    const names = Object.keys(SECRETS);
    expect(names.length).toBeGreaterThanOrEqual(13);
    expect(names.filter((name) => Object.hasOwn(FACTS, name))).toEqual([]);
    expect(names.filter((kind) => condition.safeParse({ kind }).success)).toEqual([]);
  });
});

describe('each condition reads facts that are declared', () => {
  it.each([
    [{ kind: 'CLAIM_IN_FORCE', claims: ['REPORT_RECEIVED'], about: 'CASE' }, ['CLAIM']],
    [{ kind: 'CLAIM_IN_FORCE', claims: ['SUPERVISION_ORDER'], about: 'SUBJECT' }, ['CLAIM', 'BIRTH_DATE']],
    [
      { kind: 'CLAIM_IN_FORCE', claims: ['SHARED_SUPPORT'], about: 'SUBJECT_OR_CHILD_OF_SUBJECT' },
      ['CLAIM', 'CUSTODY'],
    ],
    [{ kind: 'CASE_KIND', in: ['PLAN'] }, ['CASE_KIND']],
    [{ kind: 'HOUSEHOLD_KIND', in: ['UNKNOWN'] }, ['HOUSEHOLD_KIND']],
    [{ kind: 'AGE', from: 12 }, ['BIRTH_DATE']],
    [{ kind: 'SWITCH', name: 'any' }, ['SWITCH']],
    [{ kind: 'SUBJECT_IS_CALLER' }, ['SELF']],
    [{ kind: 'CALLER_HAS_CUSTODY' }, ['OWN_CUSTODY', 'BIRTH_DATE']],
  ])('%j', (stated, facts) => {
    expect(factsOf(condition.parse(stated))).toEqual(facts);
  });
});

describe('a fact that another asker may know and this one may not', () => {
  it('is refused in a rule of the data subject: a claim stands in the case of an organisation', async () => {
    const faults = await faultsOf([
      'default/own-view.yaml',
      'conditions: [{ kind: SUBJECT_IS_CALLER }]',
      'conditions: [{ kind: SUBJECT_IS_CALLER }, { kind: CLAIM_IN_FORCE, claims: [REPORT_RECEIVED], about: CASE }]',
    ]);
    expect(faults).toEqual([
      expect.stringContaining(
        'own-view-register: conditions.1: by its condition CLAIM_IN_FORCE it would depend on CLAIM, a claim in the own case, which (a data subject) may not know: it stands in the case of an organisation (known-to)',
      ),
    ]);
  });

  it('is refused in the law row that a rule rests on', async () => {
    const faults = await faultsOf([
      'law/avg.yaml',
      'conditions: [{ kind: SUBJECT_IS_CALLER }, { kind: AGE, from: 12 }]',
      'conditions: [{ kind: SUBJECT_IS_CALLER }, { kind: HOUSEHOLD_KIND, in: [WITH_CHILDREN] }]',
    ]);
    expect(faults).toContainEqual(
      expect.stringContaining(
        'own-view-register: processing.0: by the condition HOUSEHOLD_KIND of avg-15 it would depend on HOUSEHOLD_KIND',
      ),
    );
  });

  it('is refused in a rule of a professional: asker and subject are two people', async () => {
    const faults = await faultsOf([TEAMS, PUSH, withCondition('{ kind: SUBJECT_IS_CALLER }')]);
    expect(faults[0]).toContain(
      'it would depend on SELF, that the person is the asker, which (LOCAL_TEAM_MUNICIPAL, FAMILY_WORKER, SUPPORT_PLAN) may not know',
    );
  });

  it('is refused where the register does not open it to this asker: a restraining order without the register', async () => {
    const faults = await faultsOf([
      'default/register.yaml',
      'SUPERVISION_ORDER, GUARDIANSHIP, JUVENILE_PROBATION, RESTRAINING_ORDER]',
      'SUPERVISION_ORDER, GUARDIANSHIP, JUVENILE_PROBATION]',
    ]);
    expect(faults).toContainEqual(
      expect.stringContaining(
        'vt-restraining-order-own-file: monthsBefore: by the limit in time it would depend on BIRTH_DATE, the birth date, which (VEILIG_THUIS, TRIAGIST, RESTRAINING_ORDER) may not know: no rule opens it in the register to this asker (known-to)',
      ),
    );
  });

  it('is refused where a rule tells parents apart and the register opens no custody', async () => {
    const faults = await faultsOf([
      'default/register.yaml',
      'categories: [IDENTITY, ADDRESS, CUSTODY]',
      'categories: [IDENTITY, ADDRESS]',
    ]);
    expect(faults).toContainEqual(
      expect.stringContaining(
        'institution-order-local-teams: about: by telling parents with from parents without custody it would depend on CUSTODY, custody today, which (CERTIFIED_INSTITUTION, YOUTH_PROTECTOR, SUPERVISION_ORDER) may not know',
      ),
    );
  });
});
