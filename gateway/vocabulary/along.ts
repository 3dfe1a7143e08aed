// What is kept in the same transaction as a record: duties that an answer brings, and tries at what is no own case. No answer leaves without it.
import type { ClaimFact } from '../../schema/facts-format.ts';
import type { CaseId, InnerKey, Instant, LocalDate, Oin, ProfessionalId } from '../../schema/identifiers.ts';

/** One person of one own case whose data opened at another holder under powers or a measure. */
export type Look = {
  readonly organisation: Oin;
  readonly ownCase: CaseId;
  readonly person: InnerKey;
  readonly holder: Oin;
  /** On which the opening rests; none: on no claim. */
  readonly claims: readonly ClaimFact[];
  readonly today: LocalDate;
  readonly at: Instant;
};

/** A question that named a case or a person, and found no own case. Of whom it was is not kept. */
export type Try = {
  readonly organisation: Oin;
  readonly professional: ProfessionalId;
  readonly today: LocalDate;
  readonly at: Instant;
};

export type Along = { readonly looks: readonly Look[]; readonly tries: readonly Try[] };
