// The gateway behind AuthZEN: the same rooms as for a GraphQL question decide, and one record is durable before an answer leaves.

import { WITHOUT_CASES } from '../../schema/names/role.ts';
import type { CallAudit } from '../audit/audit.ts';
import type { Gather } from '../gather/gather.ts';
import type { Caller, ProfessionalCaller } from '../vocabulary/caller.ts';
import { cellKeyOf } from '../vocabulary/decision.ts';
import type { OutwardIds, PolicySet, Registry } from '../vocabulary/ports.ts';
import type { CallPart } from '../vocabulary/record.ts';
import { isRefusal, type Refusal, refuse } from '../vocabulary/refusal.ts';
import { requestFor, requestKind } from '../vocabulary/request-handle.ts';
import { traceOf } from '../vocabulary/trace.ts';
import type { Visit } from '../vocabulary/visit.ts';
import { approvedId, reevaluated } from './approval.ts';
import { type Group, Groups } from './groups.ts';
import { type Ask, type Call, isFlaw } from './messages.ts';
import type { Capabilities } from './metadata.ts';
import { decidePart, type PartRooms } from './part.ts';
import type { Evaluated, OpenPoint } from './point.ts';
import { type No, type Question, questionOf } from './question.ts';
import { createSearches } from './searches.ts';
import { denied, evaluatedOf, type Wording } from './verdict.ts';

export type DecisionPointSettings = Omit<PartRooms, 'gather'> & {
  /** For one call: facts are asked in its trace and for its purpose, by the asker, about the people named (null: everybody). */
  readonly gatherFor: (
    visit: Visit,
    purpose: Group['purpose'],
    asker: ProfessionalCaller,
    people: Group['people'],
  ) => Gather;
  readonly audit: CallAudit;
  readonly ids: OutwardIds;
  readonly registry: Registry;
  readonly policySet: () => PolicySet;
  readonly capabilities: Capabilities;
};

export function createDecisionPoint(settings: DecisionPointSettings): OpenPoint {
  const { gatherFor, audit, capabilities, policySet, ids, registry } = settings;
  return (arrived, caller, event, call) => {
    const visit = traced(arrived, call);
    const { law, purposes } = policySet();
    const wording: Wording = {
      visit,
      capabilities,
      law: new Map(law.map((row) => [row.id, row])),
      binding: () => null,
    };
    const ports = { ids, registry, purposes: () => purposes };
    const asker = askerOf(caller);
    const groups = new Groups((about, reading, people) =>
      isRefusal(asker)
        ? Promise.resolve({ about, reading, facts: null, decision: null, asked: null, refusal: asker })
        : decidePart(
            { ...settings, gather: gatherFor(visit, reading.profile.purpose, asker, people) },
            visit,
            asker,
            about,
            reading,
          ),
    );

    /** A request is made by whoever was denied, in that role: not for a colleague. */
    const wordingFor = ({ about, purpose }: Question): Wording => ({
      ...wording,
      binding(cell, reason, expires) {
        if (!capabilities.accessRequests || isRefusal(asker) || requestKind(asker, reason) !== 'RELEASE') return null;
        if (about.professional !== asker.professional || about.role !== asker.role) return null;
        const { subject, holder, category } = cell;
        const handle = requestFor(
          asker,
          purpose,
          reason,
          { subjects: [subject], holder, categories: [category] },
          expires,
        );
        if (handle === null) return null;
        return ids.seal('REQUEST', handle, asker.organisation.oin);
      },
    });

    const answer = async (question: Question, approval?: unknown): Promise<Evaluated | Refusal> => {
      const group = groups.join(question);
      const found = await groups.decided(group);
      if ('refusal' in found) return unanswered(found, wording);
      const { person, holder, category } = question.cell;
      const subjects = [...found.part.facts.subjects.values()].filter((subject) => subject.person === person);
      for (const { key } of subjects) group.cells.add(cellKeyOf(key, holder, category));
      const evaluated = evaluatedOf(
        found.cells,
        subjects.map(({ key }) => key),
        question.cell,
        wordingFor(question),
      );
      if (!capabilities.accessRequests || approval === undefined || isRefusal(asker)) return evaluated;
      const named = approvedId(approval);
      const release = named === null ? null : ids.open('RECORD', named, asker.organisation.oin);
      return reevaluated(evaluated, { named, release }, found.part.facts, question.cell);
    };

    const questions = new Map<Ask, Question | No | { readonly flaw: string }>();
    if (!isRefusal(asker)) {
      for (const ask of asksOf(call)) {
        const question = questionOf(ask, asker, ports);
        // All of a group is known before its first is answered.
        if ('cell' in question) groups.join(question);
        questions.set(ask, question);
      }
    }
    const searches = createSearches({ asker, groups, answer, ports });

    return {
      refusal: isRefusal(asker) ? asker : null,
      async evaluate(ask) {
        if (isRefusal(asker)) return asker;
        const question = questions.get(ask) ?? questionOf(ask, asker, ports);
        if (isFlaw(question)) {
          return {
            decision: false,
            context: { record_id: visit.recordId, error: { status: 400, message: question.flaw } },
          };
        }
        return 'reason' in question ? denied(question.reason, wording) : answer(question, ask.context.approval);
      },
      ...searches,
      async end(answers, refusal) {
        const { requestId, recordId, clock, trace } = visit;
        const parts = await groups.parts();
        const recorded = await audit({ requestId, recordId, clock, trace, caller, event, parts, answers, refusal });
        return isRefusal(recorded) ? recorded : null;
      },
    };
  };
}

/** A professional who works on cases, through the application of his or her organisation; anybody else may not ask here at all. */
function askerOf(caller: Caller | null): ProfessionalCaller | Refusal {
  if (caller?.kind === 'PROFESSIONAL' && !WITHOUT_CASES.has(caller.role)) return caller;
  return refuse(
    'CALLER_NOT_ALLOWED',
    'Deze vragen zijn voor een zaaksysteem, met het token van een professional die aan zaken werkt.',
    'These questions are for a case system, with the token of a professional who works on cases.',
    'no asker of decisions',
  );
}

/** Somebody asked about who has no own cases gets a no like any other; what could not be looked up is a no with its reason; the rest ends the call. */
function unanswered({ refusal }: CallPart, wording: Wording): Evaluated | Refusal {
  switch (refusal?.code) {
    case 'SOURCE_UNREACHABLE':
      return denied('FACT_UNAVAILABLE', wording);
    case 'CALLER_NOT_ALLOWED':
      return denied(null, wording);
    default:
      if (refusal === null) throw new TypeError('a part that ended without a reason');
      return refusal;
  }
}

function asksOf(call: Call | null): readonly Ask[] {
  if (call?.kind === 'EVALUATION') return [call.ask];
  return call?.kind === 'EVALUATIONS' ? call.items.flatMap((item) => (isFlaw(item) ? [] : [item])) : [];
}

/** NLGov: `context.traceparent` serves where the header says nothing. */
function traced(visit: Visit, call: Call | null): Visit {
  if (call === null || visit.trace.parentSpanId !== null) return visit;
  const [first] = asksOf(call);
  const context = 'context' in call ? call.context : first?.context;
  const said = context?.traceparent;
  return typeof said === 'string' ? { ...visit, trace: traceOf(said) } : visit;
}
