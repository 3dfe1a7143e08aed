// Crisis duty (design 5, emergency): whoever is on it and in no own case declares an emergency about an open case of the own organisation, and
// once a second person has confirmed it sees of that case the people in danger. For any other purpose, role or case: nothing.
import type { OwnCaseFact } from '../../schema/facts-format.ts';
import type { LocalDate } from '../../schema/identifiers.ts';
import { DECLARES_EMERGENCY } from '../vocabulary/act.ts';
import type { ProfessionalCaller } from '../vocabulary/caller.ts';
import type { EmergencyFact } from '../vocabulary/facts.ts';
import type { Reading } from '../vocabulary/operation.ts';
import { isOpenOn, isOwnToday, type Member, membersToday } from './own-cases.ts';

export type Duty = {
  /** Whether the own source is asked for cases of colleagues as well. */
  readonly asksAnyone: boolean;
  /** Open today, and the asker is involved or on duty for it. */
  readonly isOwn: (ownCase: OwnCaseFact) => boolean;
  /** The asker is not involved: here by duty alone. */
  readonly isByDuty: (ownCase: OwnCaseFact) => boolean;
  readonly membersOf: (ownCase: OwnCaseFact) => readonly Member[];
};

export function dutyOf(
  { professional, role }: ProfessionalCaller,
  reading: Pick<Reading, 'profile' | 'act'>,
  emergencies: readonly EmergencyFact[],
  today: LocalDate,
): Duty {
  const asksAnyone = role === 'CRISIS_DUTY' && reading.profile.purpose === 'ACUTE_DANGER';
  // Who is on duty declares and asks; nothing else in a colleague's case is theirs to write.
  const acts = asksAnyone && reading.act !== null;
  const declares = asksAnyone && reading.act?.name === DECLARES_EMERGENCY;
  const involved = (ownCase: OwnCaseFact): boolean => isOwnToday(ownCase, professional, today);
  const isByDuty = (ownCase: OwnCaseFact): boolean =>
    asksAnyone &&
    !involved(ownCase) &&
    isOpenOn(ownCase, today) &&
    (acts ? declares : emergencies.some((one) => one.ownCase === ownCase.id));
  return {
    asksAnyone,
    isOwn: (ownCase) => involved(ownCase) || isByDuty(ownCase),
    isByDuty,
    membersOf(ownCase) {
      const members = membersToday(ownCase, today);
      if (!isByDuty(ownCase) || declares) return members;
      const inDanger = new Set(emergencies.filter((one) => one.ownCase === ownCase.id).flatMap(({ people }) => people));
      return members.filter(({ id }) => inDanger.has(id));
    },
  };
}
