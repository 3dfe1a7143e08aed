// Facts in; the people whose shields have to be known before anything is asked out.
import type { InnerKey } from '../../schema/identifiers.ts';
import type { Facts } from '../vocabulary/facts.ts';
import { custodyHolders } from './living.ts';

/** The members, and whoever has custody over one of them: a child's address may be that of a parent who stands in no own case. */
export function whoseShields(facts: Facts): ReadonlySet<InnerKey> {
  return new Set([...facts.subjects.values()].flatMap((subject) => [subject.person, ...custodyHolders(subject)]));
}
