// What stands behind the AuthZEN endpoints: a point that decides. The protocol needs no more of it than this.
import type { Caller } from '../vocabulary/caller.ts';
import type { CallEvent } from '../vocabulary/record.ts';
import type { Refusal } from '../vocabulary/refusal.ts';
import type { Visit } from '../vocabulary/visit.ts';
import type { ActionSearch, Ask, Call, ResourceSearch, SubjectSearch } from './messages.ts';

export type Json = Readonly<Record<string, unknown>>;
export type Evaluated = { readonly decision: boolean; readonly context?: Json };
/** One result of a search: an entity, or for an action its name. */
export type Found = Json;

/** For one call. A Refusal ends it: nothing of it is answered. */
export type DecisionPoint = {
  /** Why this caller may ask nothing here at all, whatever the question; null: he or she may. */
  readonly refusal: Refusal | null;
  /** Called in the order of the answer. */
  readonly evaluate: (ask: Ask) => Promise<Evaluated | Refusal>;
  /** All results, in an order that stays the same. */
  readonly subjects: (search: SubjectSearch) => Promise<readonly Found[] | Refusal>;
  readonly resources: (search: ResourceSearch) => Promise<readonly Found[] | Refusal>;
  readonly actions: (search: ActionSearch) => Promise<readonly Found[] | Refusal>;
  /** Nothing leaves before this has resolved without a Refusal. */
  readonly end: (answers: readonly boolean[] | number | null, refusal: Refusal | null) => Promise<Refusal | null>;
};

/** `call` null: it could not be read. */
export type OpenPoint = (visit: Visit, caller: Caller | null, event: CallEvent, call: Call | null) => DecisionPoint;
