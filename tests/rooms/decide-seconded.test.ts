// Who is seconded from another organisation (RVT, design 5): powers at the mother organisation's own cases alone, elsewhere what the family agreed to.
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../gateway/decide/compile.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { PolicyRule } from '../../gateway/vocabulary/policy-rule.ts';
import { claimFact } from '../../schema/facts-format.ts';
import {
  ask,
  asking,
  callerWith,
  child,
  consentWith,
  factsWith,
  necessityWith,
  OWN,
  policyWith,
  REGISTER,
  releaseWith,
  ruleWith,
  TEAM,
  VT,
  verdictAt,
} from './decide-world.ts';

const TASK = claimFact.parse({
  kind: 'REPORT_RECEIVED',
  number: '1',
  date: '2026-01-01',
  about: null,
  recordedBy: 'colleague',
  reviewedBy: null,
  contested: false,
  from: '2026-01-01',
  until: null,
});

/** Everything that a family and another holder can give, asked under the token of OWN by somebody whose mother organisation is `mother`. */
const secondedFrom = (mother: typeof OWN, claims = [TASK]) =>
  factsWith({
    caller: callerWith({ motherOrganisation: { oin: mother, kind: 'RVDK', name: 'mother', region: null } }),
    ownCase: { claims },
    necessities: [necessityWith()],
    releases: [releaseWith()],
    consents: [consentWith()],
  });

const rule = (more: Readonly<Record<string, unknown>> = {}) => ruleWith({ regime: 'POWERS', ...more });
const ownRule = (more: Readonly<Record<string, unknown>> = {}) =>
  rule({ source: { kind: 'LOCAL_TEAM', whose: 'OWN' }, disclosure: [], ...more });

const decide = (one: PolicyRule, facts: Facts) =>
  compilePolicy(policyWith([one])).decide(facts, asking([ask('LOCAL_TEAM', 'PLAN'), ask('PERSONS', 'IDENTITY')]));
const atOwn = (one: PolicyRule, facts: Facts) => verdictAt(decide(one, facts), child, OWN, 'PLAN');
const atTeam = (one: PolicyRule, facts: Facts) => verdictAt(decide(one, facts), child, TEAM, 'PLAN');

const WITHOUT_POWERS = {
  outcome: 'DENY',
  code: 'NO_LEGAL_BASIS',
  nearest: [
    {
      rule: 'rule',
      code: 'NO_LEGAL_BASIS',
      lacked: 'powers that work here: a case assigned at the mother organisation, under its own token',
    },
  ],
};

describe('a professional seconded from elsewhere', () => {
  it.each(['POWERS', 'MEASURE'])(
    'under the token of another organisation than the mother has no %s: not at its own file, not elsewhere',
    (regime) => {
      expect(atOwn(ownRule({ regime }), secondedFrom(VT))).toMatchObject(WITHOUT_POWERS);
      expect(atTeam(rule({ regime }), secondedFrom(VT))).toMatchObject(WITHOUT_POWERS);
      expect(atOwn(ownRule({ regime }), factsWith())).toMatchObject({ outcome: 'ALLOW', via: 'INTERNAL' });
    },
  );

  it("under the mother's own token has them in a case with a task taken on, and in no other", () => {
    expect(atOwn(ownRule(), secondedFrom(OWN))).toMatchObject({ outcome: 'ALLOW', via: 'INTERNAL' });
    expect(atTeam(rule(), secondedFrom(OWN))).toMatchObject({ outcome: 'ALLOW', via: 'DUTY' });
    expect(atOwn(ownRule(), secondedFrom(OWN, []))).toMatchObject(WITHOUT_POWERS);
    expect(atTeam(rule(), secondedFrom(OWN, []))).toMatchObject(WITHOUT_POWERS);
  });

  it('has what the family agreed to, and the voluntary file of the organisation that he or she works for', () => {
    const voluntary = { regime: 'CONSENT' };
    expect(atTeam(rule({ ...voluntary, disclosure: ['consent'] }), secondedFrom(VT))).toMatchObject({
      outcome: 'ALLOW',
      via: 'CONSENT',
    });
    expect(atOwn(ownRule(voluntary), secondedFrom(VT))).toMatchObject({ outcome: 'ALLOW', via: 'INTERNAL' });
  });

  it('is given nothing elsewhere without consent, in the voluntary frame either: by no duty and by no release', () => {
    const voluntary = { regime: 'CONSENT' };
    expect(atTeam(rule(voluntary), secondedFrom(VT))).toMatchObject(WITHOUT_POWERS);
    expect(atTeam(rule({ ...voluntary, disclosure: ['may'] }), secondedFrom(VT))).toMatchObject(WITHOUT_POWERS);
    expect(atTeam(rule({ ...voluntary, disclosure: ['may'] }), factsWith({ releases: [releaseWith()] }))).toMatchObject(
      {
        outcome: 'ALLOW',
        via: 'RELEASE',
      },
    );
  });

  it('reads the register all the same, on the authority of the organisation that asks', () => {
    const register = rule({ source: { kind: 'PERSONS', whose: 'OTHER' }, categories: ['IDENTITY'] });
    expect(verdictAt(decide(register, secondedFrom(VT)), child, REGISTER, 'IDENTITY')).toMatchObject({
      outcome: 'ALLOW',
      via: 'DUTY',
    });
  });
});
