// What each kind of shield takes away: one predicate per kind over an opened cell.
import type { InnerKey } from '../../schema/identifiers.ts';
import type { Cell } from '../vocabulary/decision.ts';
import type { SubjectFacts } from '../vocabulary/facts.ts';
import type { StoredShield } from '../vocabulary/stored.ts';
import type { Asker } from './towards.ts';

/** The people who live with a shielded person as far as a shield knows: see `living.ts`. */
export type LivingWith = (person: InnerKey) => ReadonlySet<InnerKey>;

export function covers(
  shield: StoredShield,
  cell: Cell,
  subject: SubjectFacts,
  asker: Asker,
  livingWith: LivingWith,
): boolean {
  switch (shield.kind) {
    case 'ADDRESS':
    case 'LOCATION':
      return cell.category === 'ADDRESS' && livingWith(shield.subject).has(subject.person);
    case 'REPORTER':
      return cell.category === 'REPORTER' && shield.subject === subject.person;
    case 'CONTACT_BAN':
      // Towards the banned person's own view; it never blinds the professional.
      return asker.isDataSubject && shield.subject === subject.person && asker.person !== subject.person;
    case 'HOLD':
      return (
        shield.subject === subject.person &&
        // A hold keeps data from going out: the holder's own people are not out.
        cell.holder !== asker.organisation &&
        (shield.holder === null || shield.holder === cell.holder) &&
        (shield.categories === null || shield.categories.includes(cell.category))
      );
    case 'OWN_VIEW':
      return (
        asker.isDataSubject &&
        (shield.subject === subject.person || shield.subject === asker.person) &&
        (shield.categories === null || shield.categories.includes(cell.category))
      );
    default:
      shield.kind satisfies never;
      return true;
  }
}
