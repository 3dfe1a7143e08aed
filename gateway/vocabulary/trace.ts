// What a request says of itself (X-Request-ID, traceparent) enters; ids that may stand in a record and travel on leave.
import { randomBytes, randomUUID } from 'node:crypto';
import { bsn } from '../../schema/identifiers.ts';
import type { TraceContext } from './ports.ts';

const REQUEST_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,127}$/;
const NINE_DIGITS = /(?<!\d)\d{9}(?!\d)/g;

/** The client's own, where it can be one of ours; a text that could name a person is not taken over. */
export function requestIdOf(header: string | undefined): string {
  if (header === undefined || !REQUEST_ID.test(header)) return randomUUID();
  const numbers = header.match(NINE_DIGITS) ?? [];
  return numbers.some((digits) => bsn.safeParse(digits).success) ? randomUUID() : header;
}

/** W3C Trace Context, version 00 and what later versions keep of it. */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** A header that is missing or not valid begins a new trace. */
export function traceOf(header: string | undefined): TraceContext {
  const [, version, traceId, parentSpanId, flags, more] = TRACEPARENT.exec(header ?? '') ?? [];
  const isValid =
    version !== undefined &&
    version !== 'ff' &&
    (version !== '00' || more === undefined) &&
    !/^0+$/.test(traceId ?? '0') &&
    !/^0+$/.test(parentSpanId ?? '0');
  if (!isValid || traceId === undefined || parentSpanId === undefined || flags === undefined) {
    return { traceId: randomBytes(16).toString('hex'), parentSpanId: null, sampled: true };
  }
  return { traceId, parentSpanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}
