// What gather found out before anything is decided: only what the caller may know (INVARIANT known-to, design 5).
import type { ClaimFact, CustodyFact, OwnCaseFact } from '../../schema/facts-format.ts';
import type { CaseId, InnerKey, LocalDate, Oin, PartialDate } from '../../schema/identifiers.ts';
import type { Capacity, RuleCapacity } from '../../schema/names/capacity.ts';
import type { Category } from '../../schema/names/category.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Role } from '../../schema/names/role.ts';
import type { Caller } from './caller.ts';
import type { ClockReading } from './clock.ts';
import type { Holder } from './registration.ts';
import type { StoredNecessity, StoredRelease, StoredRequest } from './stored.ts';
import type { SubjectKey } from './subject.ts';

/** A fact with three values: known, nobody knows, or its source could not be asked. Anything but known is closed. */
export type Fact<Value> =
  | { readonly state: 'KNOWN'; readonly value: Value }
  | { readonly state: 'UNKNOWN' }
  | { readonly state: 'UNAVAILABLE' };

/** Consent as decide sees it: valid or not. Why it is not is nobody's fact (design 5). */
export type ConsentFact = {
  readonly id: string;
  readonly about: InnerKey;
  readonly holder: Oin;
  readonly roles: readonly Role[];
  readonly purposes: readonly Purpose[];
  readonly categories: readonly Category[];
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly valid: boolean;
};

export type SubjectFacts = {
  readonly key: SubjectKey;
  readonly ownCase: CaseId;
  readonly person: InnerKey;
  /** False: without BSN, never asked of another holder. */
  readonly registered: boolean;
  /** As recorded in the own case. */
  readonly capacities: readonly Capacity[];
  /** As rules see them: PARENT is with or without custody over a child of this case; undetermined is UNKNOWN. */
  readonly ruleCapacities: Fact<readonly RuleCapacity[]>;
  readonly birthDate: Fact<PartialDate | null>;
  /** Whole years today. */
  readonly age: Fact<number>;
  readonly custody: Fact<CustodyFact | null>;
  /** Children of this case whose parent or guardian this person is by the register (for claims about a child). */
  readonly childrenInCase: Fact<readonly InnerKey[]>;
  readonly deceased: Fact<boolean>;
  /**
   * The day from which rows about this person are no longer of his or her own minority: the 18th birthday of an adult. Null where there is no such
   * limit: a minor today, or a person without BSN, whose file began with the own case.
   */
  readonly minorityEnds: Fact<LocalDate | null>;
  readonly isCaller: boolean;
  readonly callerHasCustody: boolean;
  readonly restricted: boolean;
};

/** An own case, open today, in which the caller is involved today; for an own view a case of one's own with `kind` null. */
export type OwnCase = {
  readonly id: CaseId;
  readonly kind: OwnCaseFact['kind'] | null;
  readonly householdKind: OwnCaseFact['householdKind'];
  readonly openedOn: LocalDate | null;
  readonly region: string | null;
  readonly members: readonly SubjectKey[];
  /** Reviewed, uncontested, in force today. */
  readonly claims: readonly ClaimFact[];
  /** The caller is not involved, and here by crisis duty alone. Absent: an own case. */
  readonly byDuty?: boolean;
};

/** An emergency that is open now, for this caller: the people in danger of one own case. */
export type EmergencyFact = { readonly id: string; readonly ownCase: CaseId; readonly people: readonly InnerKey[] };

declare const gathered: unique symbol;
export type Facts = {
  readonly clock: ClockReading;
  readonly caller: Caller;
  /** OIN of the caller's organisation; null for a data subject. */
  readonly organisation: Oin | null;
  readonly organisationKind: OrganisationKind | null;
  /** Whose own view this is; null for a professional, and for whom the register does not know. */
  readonly asker: InnerKey | null;
  /** Which own cases each root field names, by its key, in answer order; missing or empty: none. */
  readonly roots: ReadonlyMap<string, { readonly cases: readonly CaseId[]; readonly hasNextPage: boolean }>;
  readonly cases: ReadonlyMap<CaseId, OwnCase>;
  readonly subjects: ReadonlyMap<SubjectKey, SubjectFacts>;
  /** Whom this request may turn to: own organisation, those named in what was given to the caller, the region's per kind (design 4). By case. */
  readonly holders: ReadonlyMap<CaseId, readonly Holder[]>;
  readonly consents: readonly ConsentFact[];
  /** In force today. */
  readonly releases: readonly StoredRelease[];
  /** Requests for a release by the own organisation whose end is not past. */
  readonly requests: readonly StoredRequest[];
  readonly necessities: readonly StoredNecessity[];
  /** Absent: none. */
  readonly emergencies?: readonly EmergencyFact[];
  /** The store's version of consents, releases and shields at the moment of reading. */
  readonly consentVersion: bigint;
  readonly [gathered]: true;
};
