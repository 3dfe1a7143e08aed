// What was given to the asker serves on its first and on its last day, of several the first by id, and opens no more than it says.
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../gateway/decide/compile.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { PolicyRule } from '../../gateway/vocabulary/policy-rule.ts';
import type { Category } from '../../schema/names/category.ts';
import {
  ask,
  asking,
  child,
  consentWith,
  day,
  factsWith,
  LAW,
  necessityWith,
  policyWith,
  releaseWith,
  rowWith,
  ruleWith,
  subjectFacts,
  TEAM,
  verdictAt,
} from './decide-world.ts';

const law = [
  ...LAW,
  rowWith({ id: 'measure-may', force: 'MAY', categories: ['MEASURE', 'PLAN', 'INVOLVEMENT'] }),
  rowWith({ id: 'measure-task', force: 'OWN', sources: [], categories: ['MEASURE'] }),
  rowWith({ id: 'shapes', force: 'LIMIT' }),
  rowWith({ id: 'shapes-others', force: 'LIMIT', about: ['PARTNER'] }),
  rowWith({ id: 'young-task', force: 'OWN', sources: [], conditions: [{ kind: 'AGE', below: 12 }] }),
  rowWith({ id: 'report-task', force: 'OWN', sources: [], conditions: [{ kind: 'CASE_KIND', in: ['REPORT'] }] }),
];
const at = (rule: PolicyRule, facts: Facts, category: Category = 'PLAN', asks = [ask('LOCAL_TEAM', category)]) =>
  verdictAt(compilePolicy(policyWith([rule], { law })).decide(facts, asking(asks)), child, TEAM, category);

const byConsent = ruleWith({ disclosure: ['consent'] });
const byRelease = ruleWith({ disclosure: ['may'] });
const underPowers = ruleWith({ regime: 'POWERS' });
const today = { from: day('2026-11-20'), until: day('2026-11-20') };
const later = { from: day('2026-11-21'), until: day('2026-12-31') };
const past = { from: day('2026-01-01'), until: day('2026-11-19') };

describe('what was given for one day', () => {
  it.each<[string, PolicyRule, (dates: typeof today) => Facts]>([
    ['a consent', byConsent, (dates) => factsWith({ consents: [consentWith(dates)] })],
    ['a necessity', underPowers, (dates) => factsWith({ necessities: [necessityWith(dates)] })],
    ['a release', byRelease, (dates) => factsWith({ releases: [releaseWith(dates)] })],
  ])('%s serves that day, and neither before nor after', (_what, rule, given) => {
    expect(at(rule, given(today))?.outcome).toBe('ALLOW');
    expect(at(rule, given(later))?.outcome).not.toBe('ALLOW');
    expect(at(rule, given(past))?.outcome).not.toBe('ALLOW');
  });
});

describe('of several', () => {
  it('consents and releases the first by id is the evidence, in whatever order they come', () => {
    const consents = ['consent-3', 'consent-1', 'consent-2'].map((id) => consentWith({ id }));
    expect(at(byConsent, factsWith({ consents }))).toMatchObject({ evidence: 'consent-1' });
    const releases = ['release-3', 'release-1', 'release-2'].map((id) => releaseWith({ id }));
    expect(at(byRelease, factsWith({ releases }))).toMatchObject({ evidence: 'release-1' });
  });

  it('releases an answer comes before a standing one, which opens less', () => {
    const standing = releaseWith({ id: 'release-0', kind: 'STANDING', about: null });
    expect(at(byRelease, factsWith({ releases: [standing, releaseWith()] }))).toMatchObject({
      evidence: 'release-1',
      fields: null,
    });
    expect(at(byRelease, factsWith({ releases: [standing] }))).toMatchObject({ evidence: 'release-0' });
  });

  it('dates that are asked one within the period is enough', () => {
    const asks = [
      ask('LOCAL_TEAM', 'PLAN', '2020-01-01', '2020-12-31'),
      ask('LOCAL_TEAM', 'PLAN', '2026-01-01', '2026-12-31'),
    ];
    expect(at(ruleWith(), factsWith(), 'PLAN', asks)?.outcome).toBe('ALLOW');
  });
});

describe('a standing release', () => {
  const standing = (categories: readonly Category[], basis = 'measure-may') =>
    factsWith({ releases: [releaseWith({ kind: 'STANDING', about: null, categories, basis })] });
  const ruleOf = (category: Category, more: Readonly<Record<string, unknown>> = {}) =>
    ruleWith({
      disclosure: ['measure-may'],
      processing: ['own-task', 'measure-task'],
      categories: [category],
      ...more,
    });

  it.each<Category>(['INVOLVEMENT', 'MEASURE'])('opens %s whole', (category) => {
    expect(at(ruleOf(category), standing([category]), category)).toMatchObject({ outcome: 'ALLOW', fields: null });
  });

  it('opens of a plan no field that the rule leaves out', () => {
    const rule = ruleOf('PLAN', { fields: ['Plan.kind', 'PlanPart.text'] });
    expect(at(rule, standing(['PLAN']))).toMatchObject({ fields: ['Plan.kind'] });
  });
});

describe('an opening names', () => {
  it('the rows that shape it where they apply, after the ground of the holder', () => {
    expect(at(ruleWith({ disclosure: ['duty', 'shapes-others', 'shapes'] }), factsWith())).toMatchObject({
      bases: ['own-task', 'duty', 'shapes'],
    });
  });
});

describe('of several grounds', () => {
  it('one that could not be known says more than one that does not hold, in whatever order they stand', () => {
    const ageless = factsWith({ subjects: [subjectFacts({ age: { state: 'UNKNOWN' } })] });
    for (const processing of [
      ['young-task', 'report-task'],
      ['report-task', 'young-task'],
    ]) {
      expect(at(ruleWith({ processing }), ageless)).toMatchObject({
        code: 'FACT_UNKNOWN',
        nearest: [{ rule: 'rule', code: 'FACT_UNKNOWN', lacked: 'young-task: age from 0 below 12' }],
      });
    }
  });

  it('of the holder the one that came furthest says what is lacking, and nothing is lacking where one opens', () => {
    const rule = ruleWith({ disclosure: ['consent', 'may', 'duty'] });
    expect(at(ruleWith({ disclosure: ['may', 'consent'] }), factsWith())).toMatchObject({
      code: 'PENDING_RELEASE',
      nearest: [{ rule: 'rule', code: 'PENDING_RELEASE', lacked: 'may: a release by the holder' }],
    });
    expect(at(rule, factsWith())).toMatchObject({ outcome: 'ALLOW', via: 'DUTY', bases: ['own-task', 'duty'] });
  });
});
