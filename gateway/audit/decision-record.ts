// One decision record, shaped as the Authorization Decision Log wants it (Logius ADL). Pseudonyms and our own names only; what a shield
// removed, which calls were made in the end and why somebody saw an emergency stand in it sealed, always at the same length or steps of it.
import { ERROR_STATUS } from '../../schema/names/codes.ts';
import type { Decision } from '../vocabulary/decision.ts';
import type { WalkEnd } from '../vocabulary/record.ts';
import { actOf } from './act-lines.ts';
import { decisionInForce, outcomeOf } from './outcome.ts';
import { ownerOf, partsOf, type RecordKeys, whoOf } from './record-keys.ts';
import { cellGroups, type Numbering, plainVerdict } from './verdicts.ts';

export const SEALED_STEP = 2048;

type Json = Readonly<Record<string, unknown>>;
export type DecisionKeys = RecordKeys & { readonly numbering: Numbering };

export function decisionRecord(end: WalkEnd, keys: DecisionKeys, spanId: string, endedAt: number): Json {
  const { trace, decision, facts, clock } = end;
  return {
    trace_id: trace.traceId,
    span_id: spanId,
    ...(trace.parentSpanId === null ? {} : { parent_span_id: trace.parentSpanId }),
    event_name: 'adl.access_evaluations',
    timestamp: clock.wall,
    status: outcomeOf(end),
    attributes: {
      'adl.core.policies': decision === null ? null : `policy:${decision.policyVersion}`,
      'adl.core.information': facts === null ? null : `consents:${facts.consentVersion}`,
    },
    body: { 'adl.core.request': requestOf(end, keys), 'adl.core.response': responseOf(end, keys) },
    clocks: { domain: clock.domain, wall: clock.wall, today: clock.today, ended: endedAt },
    // What `narrowed` was decided on, by clocks of its own.
    rechecks: end.rechecks.map(({ clock: { domain, wall, today }, consentVersion }) => ({
      domain,
      wall,
      today,
      consents: consentVersion === null ? null : `consents:${consentVersion}`,
    })),
    request_id: end.requestId,
    sealed: keys.sealing.seal(ownerOf(end.caller), `record/${end.recordId}`, sealedPart(end, keys), SEALED_STEP),
    resource: { 'service.name': 'samenzicht-gateway' },
  };
}

export function requestOf(end: WalkEnd, keys: RecordKeys): Json {
  const { caller, reading, facts } = end;
  return {
    who: caller === null ? null : whoOf(caller, facts, keys),
    purpose: reading?.profile.purpose ?? null,
    operation: reading?.profile.hash ?? null,
    emergency: reading?.emergency?.danger ?? null,
    asks: (reading?.asks ?? []).map(({ source, category, period }) => ({ source, category, period })),
    roots: (reading?.roots ?? []).map(({ kind, key }) => {
      const cases = facts?.roots.get(key)?.cases ?? [];
      const none = facts !== null && cases.length === 0;
      return { kind, cases: cases.map((id) => keys.pseudonyms.ownCase(id)), ...(none ? { code: 'NO_OWN_CASE' } : {}) };
    }),
  };
}

export function responseOf(end: WalkEnd, keys: DecisionKeys): Json {
  const { decision, refusal, verified } = end;
  const inForce = decisionInForce(end);
  return {
    refusal:
      refusal === null
        ? null
        : { code: refusal.code, status: ERROR_STATUS[refusal.code], cause: refusal.cause ?? null },
    act: end.acted === null ? null : actOf(end.acted.said, keys),
    decision: decision === null ? null : { cells: cellGroups(everyCell(decision), keys.numbering, keys) },
    // What changed between decision and fetch: consent withdrawn, for one.
    narrowed:
      decision === null || inForce === null || inForce === decision ? null : narrowedOf(decision, inForce, keys),
    // After both: each may have added to the list.
    verdicts: keys.numbering.list.map(plainVerdict),
    // By decision alone, so that a holder dropped under a shield does not stand out here.
    holders: decision === null ? [] : openedHolders(inForce ?? decision),
    unreachable: (verified?.holders ?? []).filter(({ status }) => status === 'UNREACHABLE').map(({ holder }) => holder),
    failures: verified?.failures ?? [],
    alarms: verified?.alarms ?? [],
  };
}

function everyCell(decision: Decision): Decision['cells'] {
  return decision.all === decision.cells ? decision.cells : new Map([...decision.all, ...decision.cells]);
}

/** Whose data open. What the gateway itself keeps is addressed under an organisation as well, and none of it is that organisation's. */
function openedHolders(decision: Decision): readonly string[] {
  const opened = [...decision.cells.values()].filter(
    ({ cell, verdict }) => verdict.outcome === 'ALLOW' && cell.source !== 'ACCESS',
  );
  return [...new Set(opened.map(({ cell }) => cell.holder))].sort();
}

/** Cells whose outcome is no longer what was decided first, with the verdict that held in the end. */
function narrowedOf(first: Decision, last: Decision, keys: DecisionKeys): Json {
  const policy = last.policyVersion === first.policyVersion ? {} : { policy: last.policyVersion };
  const changed = [...last.cells].filter(
    ([key, { verdict }]) => first.cells.get(key)?.verdict.outcome !== verdict.outcome,
  );
  return { ...policy, cells: cellGroups(new Map(changed), keys.numbering, keys) };
}

/** Short, so that it nearly always fits one step: (kind, person, holder, category) and (holder, status, people asked about, ms). */
export function sealedPart(end: WalkEnd, keys: RecordKeys): string {
  const asked = end.verified?.asked ?? end.asked;
  const statusOf = new Map((end.verified?.holders ?? []).map(({ holder, status }) => [holder, status]));
  return JSON.stringify({
    shields: (asked?.shields ?? []).map(({ kind, subject, holder, category }) => [
      kind,
      keys.pseudonyms.subject(partsOf(subject).person),
      holder,
      category,
    ]),
    calls: (end.verified?.calls ?? []).map(({ holder, subjects, milliseconds }) => [
      holder,
      statusOf.get(holder) ?? null,
      subjects,
      milliseconds,
    ]),
    emergency: end.reading?.emergency?.reason ?? null,
    ...unseenAct(end, keys),
  });
}

/** What was done about a shield: whom it is about, and its id. */
function unseenAct({ acted }: WalkEnd, keys: RecordKeys): Json {
  if (acted === null || acted.said.unseen !== true) return {};
  const { about, reference } = acted.said;
  return { act: [about.map((person) => keys.pseudonyms.subject(person)), reference] };
}
