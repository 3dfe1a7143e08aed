// Own cases in, as the own organisation's source tells them; those that are open today with an involvement of this professional today out.
import type { OwnCaseFact } from '../../schema/facts-format.ts';
import type { LocalDate, ProfessionalId } from '../../schema/identifiers.ts';
import type { Capacity } from '../../schema/names/capacity.ts';
import { holdsOn } from './day.ts';

/** The day on which a case closes is the first on which it is no longer open. */
export function isOpenOn({ openedOn, closedOn }: OwnCaseFact, day: LocalDate): boolean {
  return openedOn <= day && (closedOn === null || day < closedOn);
}

export function isOwnToday(ownCase: OwnCaseFact, asker: ProfessionalId, today: LocalDate): boolean {
  if (!isOpenOn(ownCase, today)) return false;
  return ownCase.involvement.some(
    ({ kind, professional, team, ...period }) =>
      kind !== 'CONSULT' &&
      holdsOn(today, period) &&
      // A team's involvement names no professional; the source tells only those of the asker's own teams.
      (professional === null ? kind === 'TEAM' && team !== null : professional === asker),
  );
}

export type Member = {
  readonly id: OwnCaseFact['persons'][number]['id'];
  readonly registered: boolean;
  readonly capacities: readonly Capacity[];
};

/** Who is in the case today; a person recorded twice is one member with both capacities, registered only if recorded so each time. */
export function membersToday(ownCase: OwnCaseFact, today: LocalDate): readonly Member[] {
  const members = new Map<Member['id'], Member>();
  for (const { id, registered, capacities, ...period } of ownCase.persons) {
    if (!holdsOn(today, period)) continue;
    const before = members.get(id);
    members.set(id, {
      id,
      registered: registered && (before?.registered ?? true),
      capacities: [...new Set([...(before?.capacities ?? []), ...capacities])],
    });
  }
  return [...members.values()];
}

/** Newest first; equal days by id, so that the order never depends on the source's. */
export function newestFirst(left: OwnCaseFact, right: OwnCaseFact): number {
  if (left.openedOn !== right.openedOn) return left.openedOn < right.openedOn ? 1 : -1;
  return left.id < right.id ? -1 : 1;
}
