// A consent by its outward id, for whoever may act on it: the person or a parent it concerns, or a professional whom its record is shown to.
// For everybody else it does not exist.
import type { Facts, SubjectFacts } from '../../../../gateway/vocabulary/facts.ts';
import type { StoredConsent } from '../../../../gateway/vocabulary/stored.ts';
import type { ActContext } from '../act.ts';

export type Reached = {
  readonly consent: StoredConsent;
  /** Whom it is about; null: not among the people of this request (somebody who gave it for another, long ago). */
  readonly about: SubjectFacts | null;
};

/** Nobody else acts on it until this act is settled. */
export async function reachConsent(outward: string, context: ActContext): Promise<Reached | null> {
  const id = context.recordOf(outward);
  const consent = id === null ? null : await context.books.consents.find(id);
  if (consent === null) return null;
  const members = (context.ownCase?.members ?? []).flatMap((key) => context.facts.subjects.get(key) ?? []);
  const about = members.find(({ person }) => person === consent.about) ?? null;
  return isWithin(consent, about, context.facts) ? { consent, about } : null;
}

function isWithin(consent: StoredConsent, about: SubjectFacts | null, facts: Facts): boolean {
  const { caller, asker } = facts;
  const { statements, recipient, holder, details } = consent;
  if (caller.kind === 'DATA_SUBJECT')
    return about !== null || (asker !== null && statements.some(({ by }) => by === asker));
  const { oin } = caller.organisation;
  return about !== null && [recipient, holder, details?.recorder].includes(oin) && isShownTo(consent, about, facts);
}

/** As it is shown (consents.ts): what a child said is the child's and the recorder's, and where nobody said yes nobody was asked. */
export function isShownTo(
  { recordedBy, statements }: StoredConsent,
  { age }: SubjectFacts,
  { caller }: Facts,
): boolean {
  if (caller.kind === 'DATA_SUBJECT' || recordedBy === caller.professional) return true;
  const shown = age.state === 'KNOWN' && (age.value < 12 || age.value >= 18);
  return shown && statements.some(({ answer }) => answer === 'GIVEN');
}
