// Who stands in one call: whole cases, no person twice, and never more than a header can carry.
import { describe, expect, it } from 'vitest';
import { subjectsOf } from '../../gateway/fetch/call.ts';
import { questionsOf } from '../../gateway/fetch/question.ts';
import { readSourceOperation } from '../../gateway/fetch/source-operation.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import { type Holder, registration } from '../../gateway/vocabulary/registration.ts';
import { subjectKeyOf } from '../../gateway/vocabulary/subject.ts';
import { caseId, innerKey, localDate } from '../../schema/identifiers.ts';
import { realIndex } from '../support/operations.ts';
import { askedOf, grants, TEAM } from './fetch-situation.ts';

const CATEGORIES = ['PLAN', 'SUPPORT', 'INVOLVEMENT', 'SAFETY_PLAN', 'JOURNAL'] as const;
const OPERATION = readSourceOperation(
  `query Q($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person {
    localTeam { plans { status } events { title } involvement { team } safetyPlans { status } journal { text } } } } }`,
  realIndex,
);
const HOLDER: Holder = {
  ...registration.parse({
    organisation: { oin: TEAM, kind: 'LOCAL_TEAM_MUNICIPAL', name: 'Team', region: 'Noord' },
    source: 'LOCAL_TEAM',
    url: 'http://127.0.0.1:9',
    desk: { name: 'Balie', phone: '088-0000000', hours: 'altijd' },
    tellsPlace: false,
    emergencyProfile: false,
  }),
  source: 'LOCAL_TEAM',
  url: 'http://127.0.0.1:9',
};

/** `people` of each case, by number: the same number is the same person. */
function questionsFor(cases: readonly (readonly number[])[]) {
  const members = cases.flatMap((people, at) =>
    people.map((person) => {
      const id = caseId.parse(`case-${String(at).padStart(4, '0')}`);
      return { id, subject: subjectKeyOf(id, innerKey.parse(String(person).padStart(36, 'person-'))) };
    }),
  );
  const opened = { period: { from: localDate.parse('2024-01-01'), until: localDate.parse('2027-01-01') } };
  const asked = askedOf(
    members.flatMap(({ subject }) => CATEGORIES.map((category) => ({ subject, holder: TEAM, category, opened }))),
  );
  const facts = {
    organisation: TEAM,
    holders: new Map(members.map(({ id }) => [id, [HOLDER]])),
    subjects: new Map(members.map(({ subject }) => [subject, { registered: true }])),
  } as unknown as Facts; // Only these are read.
  const ask = {
    source: 'LOCAL_TEAM',
    path: 'r0_caseload.nodes.members.person',
    operation: OPERATION,
    subjects: members.map(({ subject }) => subject),
    variables: {},
  } as const;
  return questionsOf([ask], facts, asked).map((question) => ({ question, subjects: subjectsOf(question, asked) }));
}

describe('the calls to one holder', () => {
  it('take cases together that share nobody', () => {
    const calls = questionsFor([[1, 2], [3], [4, 5]]);
    expect(calls.map(({ subjects }) => subjects.length)).toEqual([5]);
  });

  it('keep apart the cases that share somebody', () => {
    const calls = questionsFor([[1, 2], [2, 3], [4], [1]]);
    expect(calls.map(({ subjects }) => subjects.map(({ id }) => Number(id.slice(-1))))).toEqual([
      [1, 2, 4],
      [2, 3, 1],
    ]);
  });

  it('name no more than fits in a header, however long the caseload', () => {
    const calls = questionsFor(Array.from({ length: 40 }, (_, at) => [2 * at, 2 * at + 1]));
    expect(calls).toHaveLength(4);
    expect(calls.flatMap(({ subjects }) => subjects)).toHaveLength(80);
    const lengths = calls.map(
      ({ subjects }) =>
        grants.sign({
          aud: TEAM,
          sub: TEAM,
          role: 'FAMILY_WORKER',
          act: 'a-pseudonym-of-27-characters',
          purpose: 'SUPPORT_PLAN',
          use: 'DATA',
          subjects,
          claims: [],
          bodyHash: 'x'.repeat(43),
        }).length,
    );
    expect(Math.max(...lengths)).toBeLessThan(14_000);
  });

  it('leave one case whole, however large', () => {
    const calls = questionsFor([Array.from({ length: 25 }, (_, at) => at)]);
    expect(calls.map(({ subjects }) => subjects.length)).toEqual([25]);
  });
});
