// One request from its arrival to its answer: what is fixed before any room has looked at it.
import { randomUUID } from 'node:crypto';
import type { Caller } from './caller.ts';
import { type Clock, type ClockReading, readClock } from './clock.ts';
import type { Errand, TraceContext } from './ports.ts';
import type { WalkEnd } from './record.ts';
import { requestIdOf, traceOf } from './trace.ts';

export type Arrival = {
  readonly authorization: string | undefined;
  readonly requestId: string | undefined;
  readonly traceparent: string | undefined;
  /** Aborts when the client is gone or its time is up. */
  readonly signal: AbortSignal;
};

export type Visit = Errand & {
  readonly requestId: string;
  readonly recordId: string;
  readonly clock: ClockReading;
  readonly trace: TraceContext;
};

export function beginVisit(arrival: Arrival, clock: Clock): Visit {
  return {
    requestId: requestIdOf(arrival.requestId),
    recordId: randomUUID(),
    clock: readClock(clock),
    trace: traceOf(arrival.traceparent),
    signal: arrival.signal,
  };
}

/** The end of a walk that has not come anywhere yet. */
export function endBefore(visit: Visit, caller: Caller | null): WalkEnd {
  const { requestId, recordId, clock, trace } = visit;
  return {
    requestId,
    recordId,
    clock,
    trace,
    caller,
    reading: null,
    facts: null,
    decision: null,
    asked: null,
    rechecks: [],
    verified: null,
    acted: null,
    refusal: null,
  };
}
