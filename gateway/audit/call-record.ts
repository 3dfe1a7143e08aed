// The end of a call of the decision point in (AuthZEN); its one decision record and a processing line for each person decided about out. As for a
// walk: pseudonyms and our own names only, what a shield removed sealed.
import { ERROR_STATUS } from '../../schema/names/codes.ts';
import type { CallEnd, CallPart, WalkEnd } from '../vocabulary/record.ts';
import { type DecisionKeys, requestOf, responseOf, SEALED_STEP, sealedPart } from './decision-record.ts';
import { outcomeOf } from './outcome.ts';
import { processingLines } from './processing-lines.ts';
import { ownerOf, type RecordKeys, whoOf } from './record-keys.ts';
import { createNumbering } from './verdicts.ts';

type Json = Readonly<Record<string, unknown>>;
export type CallKeys = RecordKeys & Pick<Parameters<typeof processingLines>[1], 'activity'>;

export function callRecord(end: CallEnd, keys: CallKeys, spanId: string, endedAt: number): Json {
  const { trace, clock, parts, caller, refusal, answers } = end;
  const walks = parts.map((part) => ({ walk: walkOf(end, part), about: part.about }));
  const versions = parts.flatMap(({ decision }) => decision?.policyVersion ?? []);
  const consents = parts.flatMap(({ facts }) => facts?.consentVersion ?? []);
  return {
    trace_id: trace.traceId,
    span_id: spanId,
    ...(trace.parentSpanId === null ? {} : { parent_span_id: trace.parentSpanId }),
    event_name: end.event,
    timestamp: clock.wall,
    status: refusal === null ? (opens(end) ? 'Ok' : 'Unset') : outcomeOf(walkOf(end, null)),
    attributes: {
      'adl.core.policies': joined(versions.map((version) => `policy:${version}`)),
      'adl.core.information': joined(consents.map((version) => `consents:${version}`)),
    },
    body: {
      'adl.core.request': {
        who: caller === null ? null : whoOf(caller, null, keys),
        parts: walks.map(({ walk, about }) => ({ ...requestOf(walk, keys), who: whoOf(about, null, keys) })),
      },
      'adl.core.response': {
        refusal:
          refusal === null
            ? null
            : { code: refusal.code, status: ERROR_STATUS[refusal.code], cause: refusal.cause ?? null },
        parts: walks.map(({ walk }) => responseOf(walk, numbered(keys))),
        answers,
      },
    },
    clocks: { domain: clock.domain, wall: clock.wall, today: clock.today, ended: endedAt },
    request_id: end.requestId,
    sealed: keys.sealing.seal(
      ownerOf(caller),
      `record/${end.recordId}`,
      JSON.stringify(walks.map(({ walk }) => JSON.parse(sealedPart(walk, keys)))),
      SEALED_STEP,
    ),
    resource: { 'service.name': 'samenzicht-gateway' },
  };
}

/** For each person decided about, once for each professional and purpose asked about. Nobody's file was looked into, so nothing of NEN 7513. */
export function callLines(end: CallEnd, keys: CallKeys, parentSpan: string, endedAt: number): readonly Json[] {
  return end.parts.flatMap((part) =>
    processingLines(walkOf(end, part), numbered(keys), parentSpan, endedAt).map(({ attributes, ...line }) => ({
      ...line,
      name: `access decision for ${part.reading?.profile.purpose ?? 'no purpose'}`,
      attributes: withoutLooking(attributes),
    })),
  );
}

function walkOf(end: CallEnd, part: CallPart | null): WalkEnd {
  const { requestId, recordId, clock, trace, caller } = end;
  const { reading = null, facts = null, decision = null, asked = null, refusal = end.refusal } = part ?? {};
  return {
    requestId,
    recordId,
    clock,
    trace,
    caller,
    reading,
    facts,
    decision,
    asked,
    refusal,
    rechecks: [],
    verified: null,
    acted: null,
  };
}

function opens({ answers }: CallEnd): boolean {
  return typeof answers === 'number' ? answers > 0 : (answers ?? []).some((answer) => answer);
}

function numbered(keys: CallKeys): DecisionKeys & CallKeys {
  return { ...keys, numbering: createNumbering() };
}

/** Each once; null: none. */
function joined(references: readonly string[]): string | null {
  return references.length === 0 ? null : [...new Set(references)].join(' ');
}

function withoutLooking(attributes: unknown): Json {
  if (typeof attributes !== 'object' || attributes === null) return {};
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !name.startsWith('dpl.nen7513.')));
}
