// What audit writes: one decision record per answer and one processing line per person decided about. Nothing a source sent, no BSN, no token.

import type { Asked } from './asked.ts';
import type { Caller } from './caller.ts';
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
  readonly refusal: Refusal | null;
};

declare const recorded: unique symbol;
/** Proof that the record is durable: only audit makes it, and answer needs it. */
export type Recorded = { readonly recordId: string; readonly [recorded]: true };
