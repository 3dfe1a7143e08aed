// How a request ended, in the three words that ADL and the processing log share; and which decision held in the end.
import type { ErrorCode } from '../../schema/names/codes.ts';
import type { Decision } from '../vocabulary/decision.ts';
import type { WalkEnd } from '../vocabulary/record.ts';

/** A denial is no error (ADL 'status'). */
export type Outcome = 'Ok' | 'Unset' | 'Error';

const FAULTS: ReadonlySet<ErrorCode> = new Set([
  'SOURCE_UNREACHABLE',
  'GATEWAY_STALE',
  'AUDIT_UNAVAILABLE',
  'OVERLOADED',
  'INTERNAL',
]);

export function outcomeOf(end: WalkEnd): Outcome {
  if (end.refusal !== null) return FAULTS.has(end.refusal.code) ? 'Error' : 'Unset';
  if (end.acted !== null) return end.acted.said.problems.length === 0 ? 'Ok' : 'Unset';
  const decision = decisionInForce(end);
  return decision !== null && [...decision.cells.values()].some(({ verdict }) => verdict.outcome === 'ALLOW')
    ? 'Ok'
    : 'Unset';
}

/** The one that the answer was made under: what fetch asked in the end, else what was decided first. */
export function decisionInForce(end: WalkEnd): Decision | null {
  return end.verified?.asked.decision ?? end.asked?.decision ?? end.decision;
}
