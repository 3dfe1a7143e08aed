// Whose own view it is receives what was released to that person, and nothing that was released to anybody else.
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../gateway/decide/compile.ts';
import type { Caller } from '../../gateway/vocabulary/caller.ts';
import {
  ask,
  asking,
  CHILD,
  child,
  factsWith,
  LAW,
  MOTHER,
  policyWith,
  releaseWith,
  rowWith,
  ruleWith,
  subjectFacts,
  TEAM,
  VT,
  verdictAt,
} from './decide-world.ts';

const rule = ruleWith({
  recipient: { kinds: [], roles: ['DATA_SUBJECT'], purposes: ['OWN_FILE'] },
  regime: 'SUBJECT_RIGHT',
  processing: ['released'],
  disclosure: ['released'],
});
const policy = policyWith([rule], {
  law: [...LAW, rowWith({ id: 'released', regimes: ['SUBJECT_RIGHT'], recipients: [] })],
  purposes: [
    {
      purpose: 'OWN_FILE',
      activity: 'https://samenzicht.example/register/x',
      users: [{ kind: null, roles: ['DATA_SUBJECT'] }],
    },
  ],
});
const release = (more: Readonly<Record<string, unknown>> = {}) =>
  releaseWith({ recipient: MOTHER, roles: ['DATA_SUBJECT'], purposes: ['OWN_FILE'], basis: 'released', ...more });

/** The mother's own view, with what is about her child in it. */
function verdictOf(releases: readonly ReturnType<typeof release>[], asker: typeof MOTHER | null = MOTHER) {
  const facts = factsWith({
    // Only authenticate makes callers; a test states one.
    caller: { kind: 'DATA_SUBJECT', role: 'DATA_SUBJECT', assurance: 'high', client: 'portal' } as Caller,
    organisation: null,
    organisationKind: null,
    asker,
    subjects: [subjectFacts({ callerHasCustody: true })],
    releases,
  });
  return verdictAt(
    compilePolicy(policy).decide(facts, asking([ask('LOCAL_TEAM', 'PLAN')], { purpose: 'OWN_FILE' })),
    child,
    TEAM,
    'PLAN',
  );
}

describe('in an own view', () => {
  it('what the controller released to the asker opens, with the release as evidence', () => {
    expect(verdictOf([release()])).toMatchObject({
      outcome: 'ALLOW',
      rule: 'rule',
      via: 'RELEASE',
      regime: 'SUBJECT_RIGHT',
      bases: ['released'],
      evidence: 'release-1',
    });
  });

  it.each([
    ['nothing was released', []],
    ['it was released to somebody else', [release({ recipient: CHILD })]],
    ['it was released about somebody else', [release({ about: MOTHER })]],
    ['another holder released it', [release({ holder: VT })]],
    ['another category was released', [release({ categories: ['SUPPORT'] })]],
    ['it was released to the organisation for its work', [releaseWith({ basis: 'released' })]],
  ])('it waits where %s', (_why, releases) => {
    expect(verdictOf(releases)).toMatchObject({ outcome: 'PENDING_RELEASE', code: 'PENDING_RELEASE' });
  });

  it('nothing that was released to anybody opens to whom the register does not know', () => {
    expect(verdictOf([release(), release({ id: 'release-2', recipient: CHILD })], null)).toMatchObject({
      outcome: 'PENDING_RELEASE',
    });
  });
});
