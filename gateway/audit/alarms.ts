// A source sent what was not asked: verify dropped it and counted it; the record tells it apart from the decision.
import type { WalkEnd } from '../vocabulary/record.ts';

export function alarmRows(end: WalkEnd): readonly Readonly<Record<string, unknown>>[] {
  return (end.verified?.alarms ?? []).map(({ holder, kind, count }) => ({
    trace_id: end.trace.traceId,
    timestamp: end.clock.wall,
    holder,
    kind,
    count,
  }));
}
