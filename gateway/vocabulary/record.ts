// What audit writes: one decision record per answer and one processing line per person decided about. Nothing a source sent, no BSN, no token.

import type { Acted } from './act.ts';
import type { Asked } from './asked.ts';
import type { Caller, ProfessionalCaller } from './caller.ts';
import type { ClockReading } from './clock.ts';
import type { Decision } from './decision.ts';
import type { Facts } from './facts.ts';
import type { Verified } from './fetched.ts';
import type { Reading } from './operation.ts';
import type { Refusal } from './refusal.ts';

/** A gathering anew while the request was under way. `consentVersion` null: it ended in a refusal. */
export type Recheck = { readonly clock: ClockReading; readonly consentVersion: bigint | null };

/** What is known of a request when it ends, however far it came. */
export type WalkEnd = {
  readonly requestId: string;
  readonly recordId: string;
  readonly clock: ClockReading;
  readonly trace: { readonly traceId: string; readonly parentSpanId: string | null };
  readonly caller: Caller | null;
  readonly reading: Reading | null;
  readonly facts: Facts | null;
  readonly decision: Decision | null;
  readonly asked: Asked | null;
  /** One for each change of consent that was seen between decision and fetch, in their order. */
  readonly rechecks: readonly Recheck[];
  readonly verified: Verified | null;
  /** A mutation's; null: none, or it did not come that far. */
  readonly acted: Acted | null;
  readonly refusal: Refusal | null;
};

declare const recorded: unique symbol;
/** Proof that the record is durable: only audit makes it, and answer needs it. */
export type Recorded = { readonly recordId: string; readonly [recorded]: true };

/** What the decision log calls a call of the decision point (ADL `event_name`). */
export type CallEvent =
  | 'adl.access_evaluation'
  | 'adl.access_evaluations'
  | 'adl.search_subject'
  | 'adl.search_resource'
  | 'adl.search_action';

/** One professional who was asked about, for one purpose, as far as that came: the rooms of a walk, and no data of anybody. */
export type CallPart = Pick<WalkEnd, 'reading' | 'facts' | 'decision' | 'asked' | 'refusal'> & {
  readonly about: ProfessionalCaller;
};

/** What is known of a call of the decision point when it ends. */
export type CallEnd = Pick<WalkEnd, 'requestId' | 'recordId' | 'clock' | 'trace' | 'caller' | 'refusal'> & {
  readonly event: CallEvent;
  readonly parts: readonly CallPart[];
  /** The decisions in their order, or how many a search found; null: none was given. */
  readonly answers: readonly boolean[] | number | null;
};
