// The checks of a decision in their order: each first failure with its literal code, unknown and missing first.
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../gateway/decide/compile.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { CategoryAsk } from '../../gateway/vocabulary/operation.ts';
import type { PolicyRule } from '../../gateway/vocabulary/policy-rule.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import {
  ask,
  asking,
  CHILD,
  callerWith,
  child,
  consentWith,
  day,
  factsWith,
  LAW,
  MOTHER_FACTS,
  mother,
  necessityWith,
  OWN,
  policyWith,
  releaseWith,
  requestWith,
  rowWith,
  ruleWith,
  subjectFacts,
  TEAM,
  VT,
  verdictAt,
} from './decide-world.ts';

function decide(
  rules: readonly PolicyRule[],
  facts: Facts = factsWith(),
  {
    asks = [ask('LOCAL_TEAM', 'PLAN')],
    policy = {},
    purpose = 'SUPPORT_PLAN',
  }: { asks?: readonly CategoryAsk[]; policy?: Partial<PolicySet>; purpose?: string } = {},
) {
  return compilePolicy(policyWith(rules, policy)).decide(facts, asking(asks, { purpose }));
}
const atTeam = (...args: Parameters<typeof decide>) => verdictAt(decide(...args), child, TEAM, 'PLAN');
const codeOf = (...args: Parameters<typeof decide>) => {
  const verdict = atTeam(...args);
  return verdict?.outcome === 'ALLOW' ? 'ALLOW' : verdict?.code;
};

const duty = ruleWith();
const may = ruleWith({ id: 'by-release', disclosure: ['may'] });
const byConsent = ruleWith({ id: 'by-consent', disclosure: ['consent'] });
const powers = ruleWith({ id: 'powers', regime: 'POWERS' });

describe('a decision stops at its first failure', () => {
  it('without any rule everything is closed with NO_POLICY, and nobody is present', () => {
    const decision = decide([]);
    expect([...decision.cells.values()].map(({ verdict }) => verdict)).toEqual([
      { outcome: 'DENY', code: 'NO_POLICY', reported: 'NO_POLICY', nearest: [] },
      { outcome: 'DENY', code: 'NO_POLICY', reported: 'NO_POLICY', nearest: [] },
    ]);
    expect(decision.present.size).toBe(0);
  });

  it('a purpose that is not in the register is PURPOSE_NOT_ALLOWED', () => {
    expect(codeOf([duty], factsWith(), { policy: { purposes: [] } })).toBe('PURPOSE_NOT_ALLOWED');
    expect(codeOf([duty], factsWith(), { purpose: 'VT_INVESTIGATION' })).toBe('PURPOSE_NOT_ALLOWED');
  });

  it('a role that the register does not name for this kind of organisation is ROLE_NOT_ALLOWED, before NO_POLICY', () => {
    expect(codeOf([], factsWith({ caller: callerWith({ role: 'TEAM_LEAD' }) }))).toBe('ROLE_NOT_ALLOWED');
    expect(codeOf([duty], factsWith({ organisationKind: 'VEILIG_THUIS' }))).toBe('ROLE_NOT_ALLOWED');
    expect(codeOf([duty], factsWith({ organisationKind: null }))).toBe('ROLE_NOT_ALLOWED');
  });

  it('a person in another capacity than any rule names is NO_OWN_CASE', () => {
    expect(codeOf([ruleWith({ about: ['PARTNER'] })])).toBe('NO_OWN_CASE');
  });

  it('a parent of whom custody is unknown or not to be had is FACT_UNKNOWN or FACT_UNAVAILABLE where custody matters, and fits where it does not', () => {
    const only = ruleWith({ about: ['PARENT_WITH_CUSTODY'] });
    const codeWith = (state: 'UNKNOWN' | 'UNAVAILABLE', rule: PolicyRule) => {
      const verdict = verdictAt(
        decide([rule], factsWith({ subjects: [{ ...MOTHER_FACTS, ruleCapacities: { state } }] })),
        mother,
        TEAM,
        'PLAN',
      );
      return verdict?.outcome === 'ALLOW' ? 'ALLOW' : verdict?.code;
    };
    expect(codeWith('UNKNOWN', only)).toBe('FACT_UNKNOWN');
    expect(codeWith('UNAVAILABLE', only)).toBe('FACT_UNAVAILABLE');
    expect(codeWith('UNKNOWN', duty)).toBe('ALLOW');
  });

  it('a condition of the rule that fails is NO_POLICY, one of unknown fact FACT_UNKNOWN', () => {
    expect(codeOf([ruleWith({ conditions: [{ kind: 'AGE', from: 12 }] })])).toBe('NO_POLICY');
    expect(codeOf([ruleWith({ conditions: [{ kind: 'AGE', below: 12 }] })])).toBe('ALLOW');
    const ageless = factsWith({ subjects: [subjectFacts({ age: { state: 'UNKNOWN' } })] });
    expect(codeOf([ruleWith({ conditions: [{ kind: 'AGE', below: 12 }] })], ageless)).toBe('FACT_UNKNOWN');
  });

  it('a restriction at the own organisation is RESTRICTED, at every holder, and yields to a duty only by its switch', () => {
    const restricted = factsWith({ subjects: [subjectFacts({ restricted: true })], releases: [releaseWith()] });
    expect(codeOf([duty], restricted)).toBe('RESTRICTED');
    expect(codeOf([duty], restricted, { policy: { switches: { 'restriction-yields-to-duty': false } } })).toBe(
      'RESTRICTED',
    );
    const yielding = { policy: { switches: { 'restriction-yields-to-duty': true } } };
    expect(codeOf([duty], restricted, yielding)).toBe('ALLOW');
    expect(codeOf([may], restricted, yielding)).toBe('RESTRICTED');
    const own = ruleWith({ id: 'own', source: { kind: 'LOCAL_TEAM', whose: 'OWN' }, disclosure: [] });
    expect(verdictAt(decide([own], restricted, yielding), child, OWN, 'PLAN')).toMatchObject({ code: 'RESTRICTED' });
  });

  it.each([
    ['for other recipients', { recipients: ['RVDK'] }],
    ['for other categories', { categories: ['SUPPORT'] }],
    ['about other people', { about: ['PARTNER'] }],
    ['not yet in force', { validFrom: '2027-01-01' }],
    ['no longer in force', { validUntil: '2026-11-19' }],
    ['that only limits', { force: 'LIMIT' }],
    ['whose condition fails', { conditions: [{ kind: 'CASE_KIND', in: ['REPORT'] }] }],
  ])('a processing row %s is NO_LEGAL_BASIS', (_how, change) => {
    const law = [
      ...LAW.filter(({ id }) => id !== 'own-task'),
      rowWith({ id: 'own-task', force: 'OWN', sources: [], ...change }),
    ];
    expect(codeOf([duty], factsWith(), { policy: { law } })).toBe('NO_LEGAL_BASIS');
  });

  it('a processing or disclosure row that does not exist is NO_LEGAL_BASIS', () => {
    expect(codeOf([ruleWith({ processing: ['gone'] })])).toBe('NO_LEGAL_BASIS');
    expect(codeOf([ruleWith({ disclosure: ['gone'] })])).toBe('NO_LEGAL_BASIS');
  });

  it.each([
    ['of other holders', { sources: ['RVDK'] }],
    ['for other recipients', { recipients: ['RVDK'] }],
    ['that is a ground of the recipient', { force: 'OWN' }],
  ])('a disclosure row %s is NO_LEGAL_BASIS', (_how, change) => {
    const law = [...LAW.filter(({ id }) => id !== 'duty'), rowWith({ id: 'duty', force: 'MUST', ...change })];
    expect(codeOf([duty], factsWith(), { policy: { law } })).toBe('NO_LEGAL_BASIS');
  });

  it.each([
    ['none', []],
    ['one that is not valid', [consentWith({ valid: false })]],
    ['one of another role', [consentWith({ roles: ['FIXED_CONTACT'] })]],
    ['one for another purpose', [consentWith({ purposes: ['SUPPORT_ACCESS'] })]],
    ['one for another category', [consentWith({ categories: ['SUPPORT'] })]],
    ['one at another holder', [consentWith({ holder: VT })]],
    ['one about somebody else', [consentWith({ about: MOTHER_FACTS.person })]],
    ['one that ended yesterday', [consentWith({ until: day('2026-11-19') })]],
  ])('where only consent could open, %s is NO_VALID_CONSENT', (_which, consents) => {
    expect(codeOf([byConsent], factsWith({ consents }))).toBe('NO_VALID_CONSENT');
  });

  it('a duty whose fact is unknown goes before a missing consent, a duty that does not hold goes after it', () => {
    const ofAge = (below: number) => [
      ...LAW,
      rowWith({ id: 'young', force: 'MUST', conditions: [{ kind: 'AGE', below }] }),
    ];
    const young = ruleWith({ id: 'young', disclosure: ['young'] });
    expect(codeOf([byConsent, young], factsWith(), { policy: { law: ofAge(5) } })).toBe('NO_VALID_CONSENT');
    const ageless = factsWith({ subjects: [subjectFacts({ age: { state: 'UNKNOWN' } })] });
    expect(codeOf([byConsent, young], ageless, { policy: { law: ofAge(5) } })).toBe('FACT_UNKNOWN');
  });

  it('special data that opens by explicit consent still opens when a ground without consent comes to hold as well (G3)', () => {
    const law = [
      ...LAW,
      rowWith({ id: 'explicit', force: 'OWN', sources: [], consent: 'REQUIRED', specialGround: true }),
      rowWith({ id: 'on-report', force: 'OWN', sources: [], conditions: [{ kind: 'CASE_KIND', in: ['REPORT'] }] }),
    ];
    const both = ruleWith({ categories: ['HEALTH'], processing: ['explicit', 'on-report'], special: ['explicit'] });
    const consents = [consentWith({ categories: ['HEALTH'] })];
    const health = (facts: Facts) =>
      verdictAt(decide([both], facts, { asks: [ask('LOCAL_TEAM', 'HEALTH')], policy: { law } }), child, TEAM, 'HEALTH');
    expect(health(factsWith({ consents }))).toMatchObject({
      bases: ['explicit', 'duty'],
      evidence: 'consent-1',
    });
    const reported = { kind: 'REPORT' } as const;
    expect(health(factsWith({ consents, ownCase: reported }))).toMatchObject({
      bases: ['on-report', 'duty', 'explicit'],
      evidence: 'consent-1',
    });
    expect(health(factsWith({ ownCase: reported }))).toMatchObject({ code: 'SPECIAL_DATA' });
  });

  it('special data without a ground for it is SPECIAL_DATA, also at the own organisation; with one the ground stands last', () => {
    const asks = [ask('LOCAL_TEAM', 'HEALTH')];
    const own = { categories: ['HEALTH'], source: { kind: 'LOCAL_TEAM', whose: 'OWN' }, disclosure: [] };
    expect(verdictAt(decide([ruleWith(own)], factsWith(), { asks }), child, OWN, 'HEALTH')).toMatchObject({
      code: 'SPECIAL_DATA',
      reported: 'NOT_AVAILABLE',
    });
    // A row that is no special ground does not serve as one.
    expect(
      verdictAt(decide([ruleWith({ ...own, special: ['own-task'] })], factsWith(), { asks }), child, OWN, 'HEALTH'),
    ).toMatchObject({ code: 'SPECIAL_DATA' });
    expect(
      verdictAt(decide([ruleWith({ ...own, special: ['special'] })], factsWith(), { asks }), child, OWN, 'HEALTH'),
    ).toMatchObject({
      outcome: 'ALLOW',
      via: 'INTERNAL',
      bases: ['own-task', 'special'],
    });
  });

  it('the period starts 24 months before the case, or where the rule says; null has no limit', () => {
    expect(atTeam([duty])).toMatchObject({ period: { from: '2024-03-31', until: null } });
    expect(atTeam([ruleWith({ monthsBefore: 1 })])).toMatchObject({ period: { from: '2026-02-28', until: null } });
    expect(atTeam([ruleWith({ monthsBefore: null })])).toMatchObject({ period: { from: null, until: null } });
  });

  it("an adult's own minority never opens by default, and an unknown end of it is FACT_UNKNOWN", () => {
    const grown = (minorityEnds: ReturnType<typeof subjectFacts>['minorityEnds']) =>
      factsWith({ subjects: [subjectFacts({ minorityEnds })] });
    expect(atTeam([duty], grown({ state: 'KNOWN', value: day('2026-06-01') }))).toMatchObject({
      period: { from: '2026-06-01' },
    });
    expect(codeOf([duty], grown({ state: 'UNKNOWN' }))).toBe('FACT_UNKNOWN');
    expect(codeOf([duty], grown({ state: 'UNAVAILABLE' }))).toBe('FACT_UNAVAILABLE');
    expect(codeOf([ruleWith({ monthsBefore: null })], grown({ state: 'UNKNOWN' }))).toBe('ALLOW');
  });

  it('dates of the arguments that miss the period are OUT_OF_PERIOD; dates that touch it, or one ask without dates, are not', () => {
    const asked = (...asks: readonly CategoryAsk[]) => codeOf([duty], factsWith(), { asks });
    expect(asked(ask('LOCAL_TEAM', 'PLAN', '2020-01-01', '2024-03-30'))).toBe('OUT_OF_PERIOD');
    expect(asked(ask('LOCAL_TEAM', 'PLAN', '2020-01-01', '2024-03-31'))).toBe('ALLOW');
    expect(asked(ask('LOCAL_TEAM', 'PLAN', '2020-01-01', '2020-12-31'), ask('LOCAL_TEAM', 'PLAN'))).toBe('ALLOW');
    expect(asked(ask('LOCAL_TEAM', 'PLAN'), ask('LOCAL_TEAM', 'PLAN', '2020-01-01', '2020-12-31'))).toBe('ALLOW');
  });

  it('under powers or a measure, beyond the base set, a stated necessity is needed; under consent it is not', () => {
    expect(codeOf([powers])).toBe('NEEDS_NECESSITY');
    expect(codeOf([powers], factsWith({ necessities: [necessityWith()] }))).toBe('ALLOW');
    expect(codeOf([ruleWith({ regime: 'MEASURE' })])).toBe('NEEDS_NECESSITY');
    const involvement = ruleWith({ regime: 'POWERS', categories: ['INVOLVEMENT'] });
    expect(
      verdictAt(
        decide([involvement], factsWith(), { asks: [ask('LOCAL_TEAM', 'INVOLVEMENT')] }),
        child,
        TEAM,
        'INVOLVEMENT',
      ),
    ).toMatchObject({ outcome: 'ALLOW' });
  });

  it.each([
    ['about somebody else', { about: MOTHER_FACTS.person }],
    ['at another holder', { holder: VT }],
    ['of another organisation', { recipient: VT }],
    ['for another purpose', { purpose: 'SUPPORT_ACCESS' }],
    ['for another category', { category: 'SUPPORT' }],
    ['that ended yesterday', { until: '2026-11-19' }],
    ['that starts tomorrow', { from: '2026-11-21' }],
  ])('a necessity %s serves nothing here', (_which, change) => {
    expect(codeOf([powers], factsWith({ necessities: [necessityWith(change)] }))).toBe('NEEDS_NECESSITY');
  });

  it.each([
    ['none', []],
    ['one about somebody else', [releaseWith({ about: MOTHER_FACTS.person })]],
    ['one by another holder', [releaseWith({ holder: VT })]],
    ['one to another organisation', [releaseWith({ recipient: VT })]],
    ['one on another basis', [releaseWith({ basis: 'duty' })]],
    ['one for another role', [releaseWith({ roles: ['FIXED_CONTACT'] })]],
    ['one for another purpose', [releaseWith({ purposes: ['SUPPORT_ACCESS'] })]],
    ['one for another category', [releaseWith({ categories: ['SUPPORT'] })]],
    ['one that ended yesterday', [releaseWith({ until: '2026-11-19' })]],
  ])('what the holder may release waits with %s: PENDING_RELEASE', (_which, releases) => {
    expect(codeOf([may], factsWith({ releases }))).toBe('PENDING_RELEASE');
  });

  it('what was asked waits until its deadline, and after it was asked in vain, whatever the holder did', () => {
    const asked = (more = {}) => factsWith({ requests: [requestWith(more)] });
    expect(codeOf([may], asked({ dueOn: '2026-11-20' }))).toBe('PENDING_RELEASE');
    expect(codeOf([may], asked())).toBe('NOT_RELEASED');
    expect(atTeam([may], asked())).toMatchObject({ outcome: 'DENY', reported: 'NOT_RELEASED', releasableUnder: 'may' });
    const again = factsWith({ requests: [requestWith(), requestWith({ id: 'request-2', dueOn: '2026-11-27' })] });
    expect(codeOf([may], again)).toBe('PENDING_RELEASE');
    expect(codeOf([may], factsWith({ requests: [requestWith()], releases: [releaseWith()] }))).toBe('ALLOW');
  });

  it.each([
    ['about somebody else', { about: MOTHER_FACTS.person }],
    ['to another holder', { holder: VT }],
    ['by another organisation', { recipient: VT }],
    ['in another role', { role: 'FIXED_CONTACT' }],
    ['for another purpose', { purpose: 'SUPPORT_ACCESS' }],
    ['for another category', { categories: ['SUPPORT'] }],
  ])('what was asked %s says nothing of this cell: PENDING_RELEASE', (_which, change) => {
    expect(codeOf([may], factsWith({ requests: [requestWith(change)] }))).toBe('PENDING_RELEASE');
  });

  it('a release opens via RELEASE, a push via PUSH, with the release as evidence', () => {
    expect(atTeam([may], factsWith({ releases: [releaseWith()] }))).toMatchObject({
      via: 'RELEASE',
      evidence: 'release-1',
      bases: ['own-task', 'may'],
    });
    expect(atTeam([may], factsWith({ releases: [releaseWith({ kind: 'PUSH' })] }))).toMatchObject({ via: 'PUSH' });
  });

  it('a standing release opens that a plan exists and whose it is, and no other category than its cap', () => {
    const standing = [releaseWith({ kind: 'STANDING', about: null, categories: ['PLAN', 'SUPPORT'] })];
    expect(atTeam([may], factsWith({ releases: standing }))).toMatchObject({
      via: 'RELEASE',
      fields: ['Plan.holder', 'Plan.kind', 'Plan.recordId', 'Plan.validFrom', 'Plan.validUntil'],
    });
    const support = ruleWith({ disclosure: ['may'], categories: ['SUPPORT'] });
    const decision = decide([support], factsWith({ releases: standing }), { asks: [ask('LOCAL_TEAM', 'SUPPORT')] });
    expect(verdictAt(decision, child, TEAM, 'SUPPORT')).toMatchObject({ code: 'PENDING_RELEASE' });
  });

  it('a row under which a holder provides unasked only cannot be waited for', () => {
    const law = [...LAW.filter(({ id }) => id !== 'may'), rowWith({ id: 'may', force: 'MAY', unaskedOnly: true })];
    expect(codeOf([may], factsWith(), { policy: { law } })).toBe('NO_LEGAL_BASIS');
    expect(codeOf([may], factsWith({ releases: [releaseWith({ kind: 'PUSH' })] }), { policy: { law } })).toBe('ALLOW');
  });
});

describe('with several rules', () => {
  it('one that allows opens, whatever the others lack', () => {
    expect(codeOf([may, byConsent, duty])).toBe('ALLOW');
  });

  it('a duty names the verdict before a consent, and a consent before a release', () => {
    const facts = factsWith({ consents: [consentWith()], releases: [releaseWith()] });
    expect(atTeam([may, byConsent, duty], facts)).toMatchObject({ rule: 'rule', via: 'DUTY' });
    expect(atTeam([may, byConsent], facts)).toMatchObject({
      rule: 'by-consent',
      via: 'CONSENT',
      evidence: 'consent-1',
    });
  });

  it('the one that got furthest gives the code, and the nearest say what each lacked first', () => {
    expect(atTeam([byConsent, may, ruleWith({ id: 'partner', about: ['PARTNER'] })])).toEqual({
      outcome: 'PENDING_RELEASE',
      code: 'PENDING_RELEASE',
      reported: 'PENDING_RELEASE',
      nearest: [
        { rule: 'by-release', code: 'PENDING_RELEASE', lacked: 'may: a release by the holder' },
        { rule: 'by-consent', code: 'NO_VALID_CONSENT', lacked: 'consent: a valid consent that names this' },
        { rule: 'partner', code: 'NO_OWN_CASE', lacked: 'in the own case as PARTNER' },
      ],
      releasableUnder: 'may',
    });
  });

  it('what they open together is no less than what any of them opens, with the bases of each', () => {
    const wide = ruleWith({ id: 'wide', disclosure: ['consent'], monthsBefore: 36 });
    expect(atTeam([duty, wide], factsWith({ consents: [consentWith()] }))).toMatchObject({
      rule: 'rule',
      via: 'DUTY',
      period: { from: '2023-03-31' },
      bases: ['own-task', 'duty', 'consent'],
    });
    const fields = [
      ruleWith({ id: 'kinds', fields: ['Plan.kind'] }),
      ruleWith({ id: 'states', fields: ['Plan.status'] }),
    ];
    expect(atTeam(fields)).toMatchObject({ fields: ['Plan.kind', 'Plan.status'] });
  });
});

describe('who is decided about, and where', () => {
  it('a person without BSN is decided about at the own organisation alone', () => {
    const own = ruleWith({ id: 'own', source: { kind: 'LOCAL_TEAM', whose: 'OWN' }, disclosure: [] });
    const decision = decide([duty, own], factsWith({ subjects: [subjectFacts({ registered: false })] }));
    expect([...decision.cells.values()].map(({ cell }) => cell.holder)).toEqual([OWN]);
    expect([...decision.present]).toEqual([child]);
  });

  it('a member for whom something else opens is present, one for whom nothing opens is not', () => {
    const aboutChildren = ruleWith({ about: ['CHILD'], categories: ['SUPPORT'] });
    const decision = decide([aboutChildren], factsWith({ subjects: [subjectFacts(), MOTHER_FACTS] }));
    expect([...decision.present]).toEqual([child]);
    expect([...decision.cells.values()].map(({ verdict }) => verdict.outcome)).toEqual([
      'DENY',
      'DENY',
      'DENY',
      'DENY',
    ]);
  });

  it('every decision of the household is made only where it is asked for, and never speaks of the reporter', () => {
    const facts = factsWith();
    const few = decide([duty], facts);
    expect(few.all).toBe(few.cells);
    const all = compilePolicy(policyWith([duty])).decide(
      facts,
      asking([ask('LOCAL_TEAM', 'PLAN')], { wantsDecisions: true }),
    ).all;
    const categories = new Set([...all.values()].map(({ cell }) => cell.category));
    expect(categories.size).toBe(22);
    expect(categories.has('REPORTER')).toBe(false);
    expect(categories.has('NONE')).toBe(false);
  });

  it.each([
    'SAFETY_REPORT',
    'SAFETY_NOTICE',
    'HEALTH',
    'CRIMINAL',
    'INVESTIGATION',
    'INVOLVEMENT',
    'MEASURE',
    'REPORTER',
  ] as const)(
    'a denial of %s at another Veilig Thuis is reported as NOT_AVAILABLE, with the true code in the record',
    (category) => {
      const decision = decide([], factsWith(), { asks: [ask('VEILIG_THUIS', category)] });
      expect(verdictAt(decision, child, VT, category)).toMatchObject({ code: 'NO_POLICY', reported: 'NOT_AVAILABLE' });
    },
  );

  it('a denial of involvement at a local team is told as it is', () => {
    const decision = decide([], factsWith(), { asks: [ask('LOCAL_TEAM', 'INVOLVEMENT')] });
    expect(verdictAt(decision, child, TEAM, 'INVOLVEMENT')).toMatchObject({ reported: 'NO_POLICY' });
  });

  it('acute danger at another holder says that the emergency is not open', () => {
    const policy = { purposes: [{ ...policyWith([]).purposes[0], purpose: 'ACUTE_DANGER' }] as PolicySet['purposes'] };
    expect(codeOf([], factsWith(), { policy, purpose: 'ACUTE_DANGER' })).toBe('EMERGENCY_NOT_OPEN');
  });
});

describe('conditions', () => {
  const claim = {
    kind: 'SUPERVISION_ORDER',
    number: '1',
    date: '2026-01-01',
    about: CHILD,
    recordedBy: 'colleague',
    reviewedBy: null,
    contested: false,
    from: '2026-01-01',
    until: null,
  };
  const ordered = (about: string) =>
    ruleWith({ conditions: [{ kind: 'CLAIM_IN_FORCE', claims: ['SUPERVISION_ORDER'], about }] });
  const withClaim = (change: object = {}, subjects = [subjectFacts(), MOTHER_FACTS]) =>
    factsWith({ subjects, ownCase: { claims: [{ ...claim, ...change }] as never } });
  const at = (subject: typeof child, rule: PolicyRule, facts: Facts) => {
    const verdict = verdictAt(decide([rule], facts), subject, TEAM, 'PLAN');
    return verdict?.outcome === 'ALLOW' ? 'ALLOW' : verdict?.code;
  };

  it('a condition on a switch that is missing is unknown, off it fails, on it holds', () => {
    const rule = ruleWith({ conditions: [{ kind: 'SWITCH', name: 'open-question' }] });
    expect(codeOf([rule])).toBe('FACT_UNKNOWN');
    expect(codeOf([rule], factsWith(), { policy: { switches: { 'open-question': false } } })).toBe('NO_POLICY');
    expect(codeOf([rule], factsWith(), { policy: { switches: { 'open-question': true } } })).toBe('ALLOW');
  });

  it("a claim reaches the person it names, that child's parents, or the whole case", () => {
    expect(at(child, ordered('SUBJECT'), withClaim())).toBe('ALLOW');
    expect(at(mother, ordered('SUBJECT'), withClaim())).toBe('NO_POLICY');
    expect(at(mother, ordered('SUBJECT_OR_CHILD_OF_SUBJECT'), withClaim())).toBe('ALLOW');
    expect(at(mother, ordered('CASE'), withClaim())).toBe('ALLOW');
    expect(at(child, ordered('CASE'), factsWith())).toBe('NO_POLICY');
    expect(at(child, ordered('CASE'), withClaim({ kind: 'GUARDIANSHIP' }))).toBe('NO_POLICY');
  });

  it('of whom somebody is the parent is unknown while custody is', () => {
    const unsure = [subjectFacts(), { ...MOTHER_FACTS, childrenInCase: { state: 'UNKNOWN' as const } }];
    expect(at(mother, ordered('SUBJECT_OR_CHILD_OF_SUBJECT'), withClaim({}, unsure))).toBe('FACT_UNKNOWN');
  });

  it('a measure for minors ends with the eighteenth birthday, is unknown without an age, and needs to name a member', () => {
    const aged = (age: ReturnType<typeof subjectFacts>['age']) => withClaim({}, [subjectFacts({ age }), MOTHER_FACTS]);
    expect(at(child, ordered('SUBJECT'), aged({ state: 'KNOWN', value: 17 }))).toBe('ALLOW');
    expect(at(child, ordered('SUBJECT'), aged({ state: 'KNOWN', value: 18 }))).toBe('NO_POLICY');
    expect(at(child, ordered('SUBJECT'), aged({ state: 'UNKNOWN' }))).toBe('FACT_UNKNOWN');
    expect(at(child, ordered('SUBJECT'), aged({ state: 'UNAVAILABLE' }))).toBe('FACT_UNAVAILABLE');
    expect(at(child, ordered('CASE'), withClaim({ about: null }))).toBe('FACT_UNKNOWN');
  });

  it('a measure ends with the death of the child it is about, and is unknown where that is', () => {
    const living = (deceased: ReturnType<typeof subjectFacts>['deceased']) =>
      withClaim({}, [subjectFacts({ deceased }), MOTHER_FACTS]);
    expect(at(child, ordered('SUBJECT'), living({ state: 'KNOWN', value: true }))).toBe('NO_POLICY');
    expect(at(mother, ordered('CASE'), living({ state: 'KNOWN', value: true }))).toBe('NO_POLICY');
    expect(at(child, ordered('SUBJECT'), living({ state: 'UNKNOWN' }))).toBe('FACT_UNKNOWN');
    expect(at(child, ordered('SUBJECT'), living({ state: 'UNAVAILABLE' }))).toBe('FACT_UNAVAILABLE');
    const report = ruleWith({ conditions: [{ kind: 'CLAIM_IN_FORCE', claims: ['REPORT_RECEIVED'], about: 'CASE' }] });
    const reported = withClaim({ kind: 'REPORT_RECEIVED' }, [
      subjectFacts({ deceased: { state: 'KNOWN', value: true } }),
    ]);
    expect(at(child, report, reported)).toBe('ALLOW');
  });

  it('the household and its case are of the kinds that are named', () => {
    const kind = (value: string) => ruleWith({ conditions: [{ kind: 'CASE_KIND', in: [value] }] });
    expect(codeOf([kind('PLAN')])).toBe('ALLOW');
    expect(codeOf([kind('REPORT')])).toBe('NO_POLICY');
    const household = ruleWith({ conditions: [{ kind: 'HOUSEHOLD_KIND', in: ['WITH_CHILDREN'] }] });
    expect(codeOf([household])).toBe('ALLOW');
    expect(codeOf([household], factsWith({ ownCase: { householdKind: 'WITHOUT_CHILDREN' } }))).toBe('NO_POLICY');
    expect(codeOf([household], factsWith({ ownCase: { householdKind: 'UNKNOWN' } }))).toBe('FACT_UNKNOWN');
  });

  it('who is the asker, and over whom the asker has custody, holds for nobody else', () => {
    const rule = (kind: string) => ruleWith({ conditions: [{ kind }] });
    expect(codeOf([rule('SUBJECT_IS_CALLER')])).toBe('NO_POLICY');
    expect(codeOf([rule('SUBJECT_IS_CALLER')], factsWith({ subjects: [subjectFacts({ isCaller: true })] }))).toBe(
      'ALLOW',
    );
    expect(codeOf([rule('CALLER_HAS_CUSTODY')])).toBe('NO_POLICY');
    const inCustody = (value: number) =>
      factsWith({ subjects: [subjectFacts({ callerHasCustody: true, age: { state: 'KNOWN', value } })] });
    expect(codeOf([rule('CALLER_HAS_CUSTODY')], inCustody(15))).toBe('ALLOW');
    expect(codeOf([rule('CALLER_HAS_CUSTODY')], inCustody(16))).toBe('NO_POLICY');
  });
});
