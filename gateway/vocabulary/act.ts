// An act: one mutation, by which a person has something written in the gateway's own store. What it asks, what came of it, what the record says.
import { z } from 'zod';
import type { InnerKey, Oin } from '../../schema/identifiers.ts';
import type { ProblemCode } from '../../schema/names/problem.ts';
import { consentTerms } from './consenting.ts';
import type { Facts } from './facts.ts';
import type { JsonObject } from './fetched.ts';
import type { Reading } from './operation.ts';

/** The one act for which crisis duty needs no own case. */
export const DECLARES_EMERGENCY = 'declareEmergency';

/** As read made it: coerced by the schema, ids still as they came (outward). */
export type ActAsk = {
  /** Response key in our own tree. */
  readonly key: string;
  /** Name of the mutation field. */
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
};

/** Why it was not done, and at which member of the input; null: the act as a whole. */
export type Problem = { readonly code: ProblemCode; readonly field: string | null };

/** For the record: whom it is about and what it made, no text of anybody. Without problems it was done. */
export type ActSaid = {
  readonly name: string;
  readonly about: readonly InnerKey[];
  readonly holder: Oin | null;
  /** Id of what was written; null: nothing was. */
  readonly reference: string | null;
  readonly problems: readonly ProblemCode[];
  /** About a shield: whom it is about and what it made stand in the sealed part of the record alone, and in no line about anybody. */
  readonly unseen?: boolean;
};

/** What was done and is not yet kept: it lies in an open transaction until its record is durable. */
export type Acted = {
  readonly said: ActSaid;
  /** In the shape of the tree; ids are inner keys. */
  readonly data: JsonObject;
  /** Exactly once. Keeps or drops all that was written; rejects when it cannot be kept, and then nothing is. */
  readonly settle: (keep: boolean) => Promise<void>;
};

/** Rejects when the store cannot be written; nothing of it is then kept. */
export type DoAct = (reading: Reading, facts: Facts) => Promise<Acted>;

/** policies/terms.json. */
export const actTerms = consentTerms.extend({
  /** How many working days the holder has to answer a request for a release; after them it has ended. */
  releaseAnswerWorkingDays: z.int().min(1).max(30),
});
export type ActTerms = z.infer<typeof actTerms>;
