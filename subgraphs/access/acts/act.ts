// What every act is given and gives: the input as the schema coerced it enters; what was written, or why nothing was, leaves.
import type { z } from 'zod';
import type { ActTerms, Problem } from '../../../gateway/vocabulary/act.ts';
import type { Books } from '../../../gateway/vocabulary/books.ts';
import type { ClockReading } from '../../../gateway/vocabulary/clock.ts';
import type { Consenting } from '../../../gateway/vocabulary/consenting.ts';
import type { Facts, OwnCase, SubjectFacts } from '../../../gateway/vocabulary/facts.ts';
import type { JsonObject } from '../../../gateway/vocabulary/fetched.ts';
import type { LawId } from '../../../gateway/vocabulary/law-row.ts';
import type { EmergencyAsk } from '../../../gateway/vocabulary/operation.ts';
import type { PolicySet, Registry } from '../../../gateway/vocabulary/ports.ts';
import type { RequestHandle } from '../../../gateway/vocabulary/request-handle.ts';
import type { InnerKey, Instant, Oin } from '../../../schema/identifiers.ts';
import type { Category } from '../../../schema/names/category.ts';
import type { ProblemCode } from '../../../schema/names/problem.ts';
import type { Purpose } from '../../../schema/names/purpose.ts';

/** Named settings of an installation. */
export type ActRules = {
  /** How long an emergency is open, and how long one waits for its second person. */
  readonly emergencyMinutes: number;
  /** How many one professional can declare within a day (24 hours). */
  readonly emergenciesADay: number;
};

export type ActContext = {
  readonly facts: Facts;
  /** Of the operation (@access). */
  readonly purpose: Purpose;
  /** Of the operation; null: it names none. */
  readonly emergency: EmergencyAsk | null;
  /** Whether this role may use the purpose of the operation (AVG 30). */
  readonly mayUsePurpose: boolean;
  readonly rules: ActRules;
  readonly clock: ClockReading;
  /** The domain clock's moment. */
  readonly now: Instant;
  readonly terms: ActTerms;
  /** In force: the law table caps what can be released. */
  readonly policySet: PolicySet;
  readonly registry: Registry;
  readonly books: Books;
  readonly consenting: Consenting;
  /** The own case that the input named and that is the caller's today (a data subject: the own view); null: none. */
  readonly ownCase: OwnCase | null;
  /** A person of that case by outward id; null for anybody else. */
  readonly personOf: (outward: string) => SubjectFacts | null;
  /** A person by outward id, in whichever case; for those who have none. Null: not made for this organisation. */
  readonly keyOf: (outward: string) => InnerKey | null;
  /** The inner id of a record of the gateway's own; null: not made for this caller. */
  readonly recordOf: (outward: string) => string | null;
  /** What the handle of a request names; null: not made for this organisation, or not from the own case of this act. */
  readonly requestOf: (outward: string) => RequestHandle | null;
  /** Which of these categories wait for a release by that holder now (or did so in vain), each with the law row under which it may be released. */
  readonly releasableNow: (
    subject: SubjectFacts,
    holder: Oin,
    categories: readonly Category[],
  ) => ReadonlyMap<Category, LawId>;
  /** A new id for something that is written. */
  readonly newId: () => string;
};

export type Done = {
  /** Members of the result type by name; ids as inner keys. `problems` is added. */
  readonly result: JsonObject;
  readonly about: readonly InnerKey[];
  readonly holder: Oin | null;
  readonly reference: string;
  /** About a shield: the record keeps whom and what sealed. */
  readonly unseen?: true;
};
export type NotDone = {
  readonly problems: readonly Problem[];
  readonly about: readonly InnerKey[];
  /** What was there already. */
  readonly result?: JsonObject;
};

/** `perform` writes in the books or says why not; a thrown error drops all that was written. */
export type Act<Input> = {
  readonly input: z.ZodType<Input>;
  readonly perform: (input: Input, context: ActContext) => Promise<Done | NotDone>;
};

export function problem(code: ProblemCode, field: string | null = null): Problem {
  return { code, field };
}

/** `about`: whom it would have been about, for the record. */
export function notDone(problems: readonly Problem[], about: readonly InnerKey[] = []): NotDone {
  return { problems, about };
}
