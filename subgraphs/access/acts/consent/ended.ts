// What a recipient is told when a consent no longer holds: that it ended, never who ended it.
import type { StoredConsent } from '../../../../gateway/vocabulary/stored.ts';
import type { ActContext } from '../act.ts';
import type { Reached } from './reach.ts';
import { nowOf } from './speaker.ts';

/** `after`: the same consent with what was said now. Nothing is told of one that did not hold, or still does. */
export async function tellThatItEnded(
  { consent, about }: Reached,
  after: StoredConsent,
  context: ActContext,
): Promise<void> {
  const { id, holder, recipient } = consent;
  const alike = await context.books.consents.between(consent.about, holder, recipient);
  const holds = (one: StoredConsent): boolean =>
    about === null ? seemsToHold(one, context) : context.consenting.holds(one, about, alike);
  if (!holds(consent) || holds(after)) return;
  await context.books.tasks.add({
    id: context.newId(),
    kind: 'CONSENT_ENDED',
    addressee: { organisation: recipient },
    roles: [],
    about: consent.about,
    reference: id,
    dueOn: null,
    state: 'OPEN',
    createdAt: nowOf(context),
    note: null,
  });
}

/** For who gave it for somebody and is no longer asked about that person: the record alone. */
function seemsToHold({ statements, from, until }: StoredConsent, { clock }: ActContext): boolean {
  const last = new Map(statements.map(({ by, answer }) => [by, answer]));
  return from <= clock.today && clock.today <= until && [...last.values()].every((answer) => answer === 'GIVEN');
}
