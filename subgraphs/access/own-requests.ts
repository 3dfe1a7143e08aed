// What a data subject sent to holders, and what came of it: the facts of the own view and what may be asked enter; the list for `me` leaves.
import type { Asked } from '../../gateway/vocabulary/asked.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { OwnRequest, OwnRequests } from '../../gateway/vocabulary/own-request.ts';
import type { SubjectKey } from '../../gateway/vocabulary/subject.ts';
import type { Oin } from '../../schema/identifiers.ts';
import type { Organisation } from '../../schema/organisation.ts';

export type OwnRequestShown = Omit<OwnRequest, 'by' | 'about' | 'holder'> & {
  readonly about: SubjectKey;
  readonly holder: Organisation;
};

/** Without those about a child who has left this view: with what its holder answered it is the child's. */
export function createOwnRequestsShown(
  { asker, subjects }: Facts,
  asked: Asked,
  ports: { readonly ownRequests: OwnRequests; readonly organisationOf: (oin: Oin) => Organisation | null },
): () => Promise<readonly OwnRequestShown[]> {
  return async () => {
    if (asker === null) return [];
    const people = new Map([...subjects.values()].map(({ person, key }) => [person, key]));
    const self = people.get(asker);
    const shown = new Set(
      [...asked.decision.cells].flatMap(([key, { cell }]) =>
        cell.subject === self && cell.category === 'CONSENT_RECORD' && asked.asked.has(key) ? [cell.holder] : [],
      ),
    );
    const found = shown.size === 0 ? [] : await ports.ownRequests.ofPerson(asker);
    return found.flatMap(({ by: _by, about, holder, ...request }) => {
      const organisation = shown.has(holder) ? ports.organisationOf(holder) : null;
      const subject = people.get(about);
      return organisation === null || subject === undefined
        ? []
        : [{ ...request, about: subject, holder: organisation }];
    });
  };
}
