// Who lives with a shielded person, as far as the own case can tell: an address of a child gives its parent's away.
import type { InnerKey } from '../../schema/identifiers.ts';
import type { Facts } from '../vocabulary/facts.ts';

/**
 * Nobody knows here who lives where, so cautiously: with an adult (or a young parent) every child of the cases that he or she is in; with a child only
 * that child, since who protects it protects each child of that home.
 */
export function livingWith(facts: Facts, person: InnerKey): ReadonlySet<InnerKey> {
  const people = new Set([person]);
  for (const subject of facts.subjects.values()) {
    if (subject.person !== person || subject.capacities.every((capacity) => capacity === 'CHILD')) continue;
    for (const key of facts.cases.get(subject.ownCase)?.members ?? []) {
      const member = facts.subjects.get(key);
      if (member?.capacities.includes('CHILD')) people.add(member.person);
    }
  }
  return people;
}
