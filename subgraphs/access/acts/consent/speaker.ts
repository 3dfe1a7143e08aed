// Who speaks in an act about a consent: whoever holds the login, or the member of the case whose word a professional writes down.
import type { SubjectFacts } from '../../../../gateway/vocabulary/facts.ts';
import type { ConsentStatement } from '../../../../gateway/vocabulary/stored.ts';
import { type Instant, instant } from '../../../../schema/identifiers.ts';
import type { ActContext } from '../act.ts';
import type { Audience } from './request-text.ts';

export type Capacity = ConsentStatement['capacity'];
export type Speaker = { readonly by: ConsentStatement['by']; readonly capacity: Capacity | null };

/** In which capacity somebody can end a consent about this person today; null: in none. From twelve for oneself, and for a child with custody over it. */
export function capacityOf(
  by: ConsentStatement['by'],
  about: SubjectFacts | null,
  { consenting }: ActContext,
): Extract<Capacity, 'SELF' | 'CUSTODY_HOLDER'> | null {
  if (about === null || about.age.state !== 'KNOWN') return null;
  if (by === about.person) return about.age.value >= 12 ? 'SELF' : null;
  const holders = consenting.giversOf(about, false)?.custody ?? [];
  return holders.some((holder) => holder === by) ? 'CUSTODY_HOLDER' : null;
}

/** For whom a text is: about oneself by age, about a child as one with custody over it. */
export function audienceOf(by: ConsentStatement['by'], { person, age }: SubjectFacts): Audience {
  if (by !== person) return 'PARENT';
  return age.state === 'KNOWN' && age.value < 16 ? 'CHILD' : 'ADULT';
}

/** The moment of the act, on the domain's clock. */
export function nowOf({ clock }: ActContext): Instant {
  return instant.parse(new Date(clock.domain).toISOString());
}
