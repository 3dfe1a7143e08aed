// The numbers that a generated situation is picked with. Zero always picks what helps a rule to open, so that a difference shrinks to the plainest
// situation that shows it. fast-check likes both ends of a range: what is to be rare stands somewhere inside.
import fc from 'fast-check';
import type { LawRow } from '../../gateway/vocabulary/law-row.ts';
import type { PolicyRule } from '../../gateway/vocabulary/policy-rule.ts';
import { caseId, innerKey, type LocalDate, localDate, professionalId } from '../../schema/identifiers.ts';

const few = fc.nat({ max: 60 });
/** True once in so many: what usually is as the rule wants it. */
const rarely = (times: number) => fc.nat({ max: times - 1 }).map((number) => number === 1);

const personPicks = fc.record({
  as: few,
  custody: few,
  age: few,
  children: few,
  minority: few,
  deceased: few,
  unregistered: rarely(8),
  restricted: rarely(8),
  isCaller: fc.boolean(),
  inCallersCustody: fc.boolean(),
});
const givenPicks = fc.record({
  about: few,
  holder: few,
  category: few,
  more: few,
  elsewhere: few,
  dates: few,
  invalid: rarely(5),
  kind: few,
  basis: few,
});
export const picks = fc.record({
  rule: fc.nat({ max: 9_999 }),
  role: few,
  kind: few,
  purpose: few,
  stray: fc.nat({ max: 19 }),
  mother: fc.nat({ max: 5 }),
  today: few,
  openedOn: few,
  caseKind: few,
  household: few,
  people: fc.array(personPicks, { minLength: 1, maxLength: 3 }),
  danger: few,
  claimless: rarely(6),
  claims: fc.array(fc.record({ kind: few, about: few }), { minLength: 1, maxLength: 3 }),
  consents: fc.array(givenPicks, { maxLength: 3 }),
  releases: fc.array(givenPicks, { maxLength: 2 }),
  requests: fc.array(givenPicks, { maxLength: 2 }),
  necessities: fc.array(givenPicks, { maxLength: 3 }),
  asks: fc.array(fc.record({ category: few, dates: fc.nat({ max: 11 }) }), { minLength: 1, maxLength: 3 }),
  strays: fc.array(fc.record({ source: few, category: few }), { maxLength: 1 }),
  switches: few,
});
export type Picks = typeof picks extends fc.Arbitrary<infer Value> ? Value : never;
export type PersonPicks = Picks['people'][number];
export type GivenPicks = Picks['consents'][number];

export const CASE = caseId.parse('the-own-case');
export const PEOPLE = ['first', 'second', 'third'].map((name) => innerKey.parse(`${name}-of-the-case`));
/** Whose own view it is, where it is one. */
export const DATA_SUBJECT = innerKey.parse('asks-for-oneself');
export const STRANGER = innerKey.parse('somebody-outside-it');
export const ELSEWHERE = caseId.parse('another-own-case');
export const ASKER = professionalId.parse('asker');
export const day = (text: string): LocalDate => localDate.parse(text);

export function at<Value>(list: readonly Value[], number: number): Value {
  const value = list[number % list.length];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}

/** What the rule and the law rows that it rests on require of the facts. */
export function conditionsOf(rule: PolicyRule, rows: readonly LawRow[]) {
  return [...rule.conditions, ...rows.flatMap(({ conditions }) => conditions)];
}
