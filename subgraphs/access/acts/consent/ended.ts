// What a recipient is told when a consent no longer holds: that it ended, never who ended it.
import type { SubjectFacts } from '../../../../gateway/vocabulary/facts.ts';
import type { StoredConsent } from '../../../../gateway/vocabulary/stored.ts';
import type { InnerKey } from '../../../../schema/identifiers.ts';
import type { ActContext } from '../act.ts';
import { nowOf } from './speaker.ts';

/**
 * `before` and `after`: all consents about one person between the same parties. Nothing is told of one that did not hold, or still does.
 * `about` null: for who gave it for somebody and is no longer asked about that person.
 */
export async function tellWhatEnded(
  person: InnerKey,
  about: SubjectFacts | null,
  before: readonly StoredConsent[],
  after: readonly StoredConsent[],
  context: ActContext,
): Promise<void> {
  const holdsAmong = (all: readonly StoredConsent[], consent: StoredConsent | undefined): boolean =>
    consent !== undefined &&
    (about === null ? seemsToHold(consent, context) : context.consenting.holds(consent, about, all));
  for (const consent of before) {
    if (!holdsAmong(before, consent)) continue;
    if (
      holdsAmong(
        after,
        after.find(({ id }) => id === consent.id),
      )
    )
      continue;
    await context.books.tasks.add({
      id: context.newId(),
      kind: 'CONSENT_ENDED',
      addressee: { organisation: consent.recipient },
      roles: [],
      about: person,
      reference: consent.id,
      dueOn: null,
      state: 'OPEN',
      createdAt: nowOf(context),
      note: null,
    });
  }
}

/** By the record alone. */
function seemsToHold({ statements, from, until }: StoredConsent, { clock }: ActContext): boolean {
  const last = new Map(statements.map(({ by, answer }) => [by, answer]));
  return (
    last.size > 0 &&
    from <= clock.today &&
    clock.today <= until &&
    [...last.values()].every((answer) => answer === 'GIVEN')
  );
}
