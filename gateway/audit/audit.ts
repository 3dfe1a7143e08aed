// The end of a walk in; proof that its record is durable out, or the refusal that keeps all data inside.
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Along } from '../vocabulary/along.ts';
import type { AuditLog, AuditRow, Pseudonyms } from '../vocabulary/ports.ts';
import type { CallEnd, Recorded, WalkEnd } from '../vocabulary/record.ts';
import { type Refusal, refuse } from '../vocabulary/refusal.ts';
import { actLines } from './act-lines.ts';
import { alarmRows } from './alarms.ts';
import { alongOf } from './along.ts';
import { callLines, callRecord } from './call-record.ts';
import { decisionRecord } from './decision-record.ts';
import { logReadRows } from './log-reads.ts';
import { processingLines } from './processing-lines.ts';
import { newSpan, type RecordKeys, remembered } from './record-keys.ts';
import { createNumbering } from './verdicts.ts';

export type AuditSettings = {
  readonly log: AuditLog;
  readonly pseudonyms: Pseudonyms & RecordKeys['pseudonyms'];
  readonly sealing: RecordKeys['sealing'];
  /** The URI of a purpose in the register of processing activities (AVG 30); undefined: not in the register. */
  readonly activity: (purpose: Purpose) => string | undefined;
  /** Wall time, ms since the epoch. */
  readonly wall: () => number;
};

export type Audit = (end: WalkEnd) => Promise<Recorded | Refusal>;
export type CallAudit = (end: CallEnd) => Promise<Recorded | Refusal>;

export function createAudit(settings: AuditSettings): Audit {
  return (end) =>
    durable(
      settings,
      end.recordId,
      () => rowsOf(end, settings),
      () => alongOf(end),
    );
}

/** For calls of the decision point. */
export function createCallAudit(settings: AuditSettings): CallAudit {
  return (end) => durable(settings, end.recordId, () => callRowsOf(end, settings));
}

/** Whatever goes wrong here, from building the record to the database, no data leaves. */
async function durable(
  { log }: AuditSettings,
  recordId: string,
  rows: () => readonly AuditRow[],
  along?: () => Along,
): Promise<Recorded | Refusal> {
  try {
    await (along === undefined ? log.append(rows()) : log.append(rows(), along()));
  } catch {
    // The error is dropped: a database's text may quote the row.
    return refuse(
      'AUDIT_UNAVAILABLE',
      'Deze vraag kan nu niet worden vastgelegd, en daarom gaat er geen gegeven naar buiten. Probeer het over een minuut opnieuw.',
      'This request cannot be recorded now, so no data leaves. Try again in a minute.',
      'record not written',
    );
  }
  // Only this line makes the proof: the rows are durable.
  return { recordId } as Recorded;
}

function rowsOf(end: WalkEnd, settings: AuditSettings): readonly AuditRow[] {
  const { recordId } = end;
  const keys = { ...settings, ...remembered(settings), numbering: createNumbering() };
  const spanId = newSpan();
  const endedAt = settings.wall();
  return [
    { recordId, kind: 'DECISION', body: decisionRecord(end, keys, spanId, endedAt) },
    ...processingLines(end, keys, spanId, endedAt).map((body) => ({ recordId, kind: 'PROCESSING', body }) as const),
    ...actLines(end, keys, spanId, endedAt).map((body) => ({ recordId, kind: 'PROCESSING', body }) as const),
    ...alarmRows(end).map((body) => ({ recordId, kind: 'ALARM', body }) as const),
    ...logReadRows(end, keys).map((body) => ({ recordId, kind: 'READ_OF_LOG', body }) as const),
  ];
}

function callRowsOf(end: CallEnd, settings: AuditSettings): readonly AuditRow[] {
  const { recordId } = end;
  const keys = { ...settings, ...remembered(settings) };
  const spanId = newSpan();
  const endedAt = settings.wall();
  return [
    { recordId, kind: 'DECISION', body: callRecord(end, keys, spanId, endedAt) },
    ...callLines(end, keys, spanId, endedAt).map((body) => ({ recordId, kind: 'PROCESSING', body }) as const),
  ];
}
