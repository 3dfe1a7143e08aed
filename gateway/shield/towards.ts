// Which shields stand between this asker and somebody today.
import type { InnerKey, LocalDate } from '../../schema/identifiers.ts';
import type { Facts } from '../vocabulary/facts.ts';
import type { StoredShield } from '../vocabulary/stored.ts';

export type Asker = {
  readonly organisation: Facts['organisation'];
  /** The data subject who asks for an own view; null for a professional. */
  readonly person: InnerKey | null;
  readonly isDataSubject: boolean;
};

export function askerOf(facts: Facts): Asker {
  const self = [...facts.subjects.values()].find((subject) => subject.isCaller);
  return {
    organisation: facts.organisation,
    person: self?.person ?? null,
    isDataSubject: facts.caller.kind === 'DATA_SUBJECT',
  };
}

export function standsToday(shield: StoredShield, today: LocalDate): boolean {
  return shield.from <= today && (shield.until === null || today <= shield.until);
}

/** Towards an organisation, one person, or everyone. */
export function standsBefore({ towards }: StoredShield, asker: Asker): boolean {
  return towards === null || towards === asker.organisation || (asker.person !== null && towards === asker.person);
}
