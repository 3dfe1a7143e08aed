// What is written and read of releases and the requests for them: by the asker, by the holder's professionals, and by those who sign a standing one.
import type { InnerKey, Instant, LocalDate, Oin, ProfessionalId } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Role } from '../../schema/names/role.ts';
import type { LawId } from './law-row.ts';
import type { StoredRelease, StoredRequest } from './stored.ts';

/** Who asked, and why (sealed for the holder). */
export type Asking = {
  readonly reason: string;
  readonly askedBy: ProfessionalId;
  readonly motherOrganisation: Oin | null;
};
/** As the holder has it. */
export type ReleaseRequest = StoredRequest &
  Asking & {
    readonly askedAt: Instant;
    /** One for each category: under which law row it may be released. */
    readonly bases: readonly LawId[];
    readonly answered: boolean;
  };

export interface RequestBook {
  /** `submission`: of an Idempotency-Key with its body; null: none. */
  add(request: Omit<ReleaseRequest, 'answered'>, submission: Uint8Array | null): Promise<void>;
  /** What was made with this Idempotency-Key (`submission`: 32 bytes of the key, then 32 of the body); `same`: with the same body. */
  bySubmission(
    recipient: Oin,
    submission: Uint8Array,
  ): Promise<{ readonly request: StoredRequest; readonly same: boolean } | null>;
  /** Of a recipient about one person at one holder, that wait on that day. */
  waiting(recipient: Oin, about: InnerKey, holder: Oin, today: LocalDate): Promise<readonly StoredRequest[]>;
  /** Of any asker about that person at this holder, whatever their state: who asked does not decide for the holder. */
  toHolderAbout(holder: Oin, about: InnerKey): Promise<readonly ReleaseRequest[]>;
  /** Null: none of this holder. Nobody else can answer it until the act ends. */
  toHolder(id: string, holder: Oin): Promise<ReleaseRequest | null>;
  /** Sealed for the holder: the asker is told of it nowhere. */
  answer(
    id: string,
    holder: Oin,
    said: { readonly answer: 'RELEASED' | 'REFUSED'; readonly answeredBy: ProfessionalId },
  ): Promise<void>;
}

/** Who decided, and what was said with it to the recipient (sealed). */
export type Releasing = {
  readonly decidedBy: readonly ProfessionalId[];
  readonly note: string | null;
  /** The request that it answers; null: unasked. */
  readonly request: string | null;
};

export interface ReleaseBook {
  /** Whether the same was released already, for at least as long. Nobody else can release it until the act ends. */
  holdsAlready(release: Omit<StoredRelease, 'id'>, today: LocalDate): Promise<boolean>;
  add(release: StoredRelease, by: Releasing): Promise<void>;
  /** Null: none of this holder. */
  ofHolder(id: string, holder: Oin): Promise<StoredRelease | null>;
  /** `lastDay`: the last on which it holds. */
  end(id: string, lastDay: LocalDate): Promise<void>;
}

/** A standing release that one of its two signers has signed. */
export type StandingDraft = {
  readonly id: string;
  readonly holder: Oin;
  readonly recipient: Oin;
  readonly roles: readonly Role[];
  readonly purposes: readonly Purpose[];
  readonly categories: readonly Category[];
  readonly basis: LawId;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly signedAs: Role;
  readonly signedBy: ProfessionalId;
};

export interface StandingBook {
  add(draft: StandingDraft): Promise<void>;
  /** Null: none of this holder that waits for its second signature. */
  open(id: string, holder: Oin): Promise<StandingDraft | null>;
  signed(id: string): Promise<void>;
}

/** A release as its holder lists it. */
export type ReleaseListed = StoredRelease & { readonly waitsFor: Role | null };

/** What its recipient sees of a push: to whoever has no own case with the person it is no more than this. */
export type Offered = {
  readonly id: string;
  readonly holder: Oin;
  readonly about: InnerKey;
  readonly purposes: readonly Purpose[];
  readonly categories: readonly Category[];
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly note: string | null;
};

/** Lists, read outside any act. */
export interface ReleaseLists {
  /** By an organisation about these people, newest first, each with what was released on it, whether or not that has ended. */
  requestsBy(
    recipient: Oin,
    about: readonly InnerKey[],
  ): Promise<readonly (StoredRequest & { readonly askedAt: Instant; readonly released: readonly StoredRelease[] })[]>;
  /** To a holder about these people, newest first. */
  requestsTo(holder: Oin, about: readonly InnerKey[]): Promise<readonly ReleaseRequest[]>;
  /** By a holder, in force on that day: about these people; `standing`: the standing ones and those that wait for a signature as well. */
  releasesBy(
    holder: Oin,
    about: readonly InnerKey[],
    today: LocalDate,
    standing: boolean,
  ): Promise<readonly ReleaseListed[]>;
  /** Pushed to an organisation for this role, in force on that day. */
  offeredTo(recipient: Oin, role: Role, today: LocalDate): Promise<readonly Offered[]>;
}
