// What people are told about consents they are in: that a yes of theirs was written down, so that they can see and end it with an own login.
import type { Said } from '../../../../gateway/vocabulary/consent-book.ts';
import type { StoredConsent } from '../../../../gateway/vocabulary/stored.ts';
import { innerKey, oin } from '../../../../schema/identifiers.ts';
import type { ActContext } from '../act.ts';
import { nowOf } from './speaker.ts';

/** Each alone, and nobody about another's answer. */
export async function tellGivers(
  { id, about }: Pick<StoredConsent, 'id' | 'about'>,
  said: readonly Said[],
  context: ActContext,
): Promise<void> {
  if (context.facts.caller.kind === 'DATA_SUBJECT') return;
  for (const { statement } of said) {
    if (statement.answer !== 'GIVEN' || oin.safeParse(statement.by).success) continue;
    await context.books.tasks.add({
      id: context.newId(),
      kind: 'CONSENT_RECORDED',
      addressee: { person: innerKey.parse(statement.by) },
      roles: [],
      about,
      reference: id,
      dueOn: null,
      state: 'OPEN',
      createdAt: nowOf(context),
      note: null,
    });
  }
}
