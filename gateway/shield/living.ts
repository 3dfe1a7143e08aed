// Who lives with a shielded person, as far as the own case and the register can tell: an address of a child gives its parent's away.
import type { InnerKey } from '../../schema/identifiers.ts';
import type { Facts, SubjectFacts } from '../vocabulary/facts.ts';

/**
 * Nobody knows here who lives where, so cautiously: with an adult (or a young parent) every child of the cases that he or she is in, and every member
 * over whom he or she has custody; with a child only that child, since who protects it protects each child of that home.
 */
export function livingWith(facts: Facts, person: InnerKey): ReadonlySet<InnerKey> {
  const people = new Set([person]);
  for (const subject of facts.subjects.values()) {
    if (custodyHolders(subject).includes(person)) people.add(subject.person);
    if (subject.person !== person || subject.capacities.every((capacity) => capacity === 'CHILD')) continue;
    for (const key of facts.cases.get(subject.ownCase)?.members ?? []) {
      const member = facts.subjects.get(key);
      if (member?.capacities.includes('CHILD')) people.add(member.person);
    }
  }
  return people;
}

/** Whoever the register names, also where it is not settled whose custody it is. */
export function custodyHolders({ custody }: SubjectFacts): readonly InnerKey[] {
  if (custody.state !== 'KNOWN' || custody.value === null) return [];
  return custody.value.holders.flatMap(({ id }) => (id === null ? [] : [id]));
}

/** INVARIANT a failing lookup never shows more: with the register out of reach nobody can say whose shields protect these people too. */
export function homesUnavailable(facts: Facts): ReadonlySet<InnerKey> {
  const subjects = [...facts.subjects.values()].filter(({ custody }) => custody.state === 'UNAVAILABLE');
  return new Set(subjects.map(({ person }) => person));
}
