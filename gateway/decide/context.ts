// What one cell's checks look at: the facts, this person in this own case, and the holder that would be asked.
import type { InnerKey, LocalDate, Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Role } from '../../schema/names/role.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { Period } from '../vocabulary/decision.ts';
import type { ConsentFact, EmergencyFact, Facts, OwnCase, SubjectFacts } from '../vocabulary/facts.ts';
import type { StoredNecessity, StoredRelease, StoredRequest } from '../vocabulary/stored.ts';

/** What a person's checks look at, made once per subject. */
export type SubjectContext = {
  readonly facts: Facts;
  readonly ownCase: OwnCase;
  readonly subject: SubjectFacts;
  readonly role: Role;
  readonly purpose: Purpose;
  readonly today: LocalDate;
  readonly consents: readonly ConsentFact[];
  /** About this person, and standing ones. */
  readonly releases: readonly StoredRelease[];
  /** By the own organisation, about this person. */
  readonly requests: readonly StoredRequest[];
  readonly necessities: readonly StoredNecessity[];
  /** Whether powers and measures of the caller's organisation work in this case; false leaves consent alone (RVT, design 5). */
  readonly powers: boolean;
  /** Open now, and it names this person; null: none. */
  readonly emergency: EmergencyFact | null;
};

export type CellContext = SubjectContext & {
  readonly holder: Oin;
  readonly holderKind: OrganisationKind;
  readonly source: SourceKind;
  readonly category: Category;
  readonly own: boolean;
  /** Of the holder. */
  readonly emergencyProfile: boolean;
  /** Dates that the operation's arguments name for this category; empty: none, the rule's own period applies. */
  readonly asked: readonly Period[];
};

const NOTHING: readonly never[] = [];

/** Everything given to the caller about one person, found by person. */
export function givenByPerson(facts: Facts): (person: InnerKey) => {
  consents: readonly ConsentFact[];
  releases: readonly StoredRelease[];
  requests: readonly StoredRequest[];
  necessities: readonly StoredNecessity[];
} {
  const standing = facts.releases.filter((release) => release.about === null);
  const consents = Map.groupBy(facts.consents, (consent) => consent.about);
  const releases = Map.groupBy(facts.releases, (release) => release.about);
  const requests = Map.groupBy(facts.requests, (request) => request.about);
  const necessities = Map.groupBy(facts.necessities, (necessity) => necessity.about);
  return (person) => {
    const named = releases.get(person);
    return {
      consents: consents.get(person) ?? NOTHING,
      releases: named === undefined ? standing : [...named, ...standing],
      requests: requests.get(person) ?? NOTHING,
      necessities: necessities.get(person) ?? NOTHING,
    };
  };
}

/**
 * A seconded professional brings the powers of the mother organisation only to cases that are open and assigned there: the cases asked are
 * those of the token's organisation, so it has to be the mother organisation itself, with a claim in the case (a task that was taken on).
 */
export function powersWork(facts: Facts, ownCase: OwnCase): boolean {
  const { caller } = facts;
  if (caller.kind === 'DATA_SUBJECT' || caller.motherOrganisation === null) return true;
  return caller.motherOrganisation.oin === caller.organisation.oin && ownCase.claims.length > 0;
}

/** The emergency that opens something about this person, if there is one. */
export function emergencyAbout({ emergencies = [] }: Facts, ownCase: OwnCase, person: InnerKey): EmergencyFact | null {
  return emergencies.find((one) => one.ownCase === ownCase.id && one.people.includes(person)) ?? null;
}
