// A walk that read a data subject's own access log: that reading is recorded too (NEN 7513: inzage in de log), whatever came of it.
import type { WalkEnd } from '../vocabulary/record.ts';
import { type RecordKeys, whoOf } from './record-keys.ts';

export function logReadRows(end: WalkEnd, keys: RecordKeys): readonly Readonly<Record<string, unknown>>[] {
  const { caller, facts, reading, trace, clock } = end;
  const me = (reading?.profile.tree ?? []).filter(({ parent, name }) => parent === 'Query' && name === 'me');
  const asks = me.some(({ selections }) => selections?.get('DataSubject')?.some(({ name }) => name === 'accessLog'));
  if (!asks || caller === null || caller.kind !== 'DATA_SUBJECT') return [];
  const who = whoOf(caller, facts, keys);
  return [
    {
      trace_id: trace.traceId,
      timestamp: clock.wall,
      name: 'own access log',
      who,
      'dpl.core.data_subject_id': who.id,
      'dpl.core.data_subject_id_type': 'urn:samenzicht:pseudonym',
    },
  ];
}
