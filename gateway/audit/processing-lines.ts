// One line of the processing log for each person decided about (Logboek Dataverwerkingen, with the members of its NEN 7513 extension).
import type { InnerKey } from '../../schema/identifiers.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Cell, Decision, Verdict } from '../vocabulary/decision.ts';
import type { WalkEnd } from '../vocabulary/record.ts';
import { decisionInForce, type Outcome, outcomeOf } from './outcome.ts';
import { newSpan, partsOf, type RecordKeys, type Who, whoOf } from './record-keys.ts';
import type { Numbering } from './verdicts.ts';

type Json = Readonly<Record<string, unknown>>;
type Decided = { readonly cell: Cell; readonly verdict: Verdict };
type LineKeys = RecordKeys & {
  readonly numbering: Numbering;
  readonly activity: (purpose: Purpose) => string | undefined;
};

/** A purpose that is not in the register has no entry to point to; nothing opens under it. */
const UNREGISTERED = 'urn:samenzicht:activity:unregistered';
/** DCM 110110, patient record (NEN 7513 as iWlz RFC0021 gives it). */
const RECORD_ACCESSED = '110110';

/** `parentSpan`: the decision record's own span. A person in two own cases is one person: one line. */
export function processingLines(end: WalkEnd, keys: LineKeys, parentSpan: string, endedAt: number): readonly Json[] {
  const decision = decisionInForce(end);
  const { caller, reading, facts } = end;
  if (decision === null || caller === null || reading === null || facts === null) return [];
  const people = new Map<InnerKey, Decided[]>();
  for (const { person } of facts.subjects.values()) people.set(person, []);
  for (const decided of decision.cells.values()) {
    const { person } = partsOf(decided.cell.subject);
    const known = people.get(person);
    if (known === undefined) people.set(person, [decided]);
    else known.push(decided);
  }
  const who = whoOf(caller, facts, keys);
  const { purpose } = reading.profile;
  return [...people].map(([person, decided]) => {
    const { opened, withheld } = grouped(decided, keys.numbering);
    return {
      trace_id: end.trace.traceId,
      span_id: newSpan(),
      parent_span_id: parentSpan,
      status: statusOf(end, opened.length),
      name: `household view for ${purpose}`,
      start_time: end.clock.wall,
      end_time: endedAt,
      resource: { attributes: { 'service.name': 'samenzicht-gateway', 'nen7513.AuditSourceTypeCode': '6' } },
      attributes: {
        'dpl.core.processing_activity_id': keys.activity(purpose) ?? UNREGISTERED,
        'dpl.core.data_subject_id': keys.pseudonyms.subject(person),
        'dpl.core.data_subject_id_type': 'urn:samenzicht:pseudonym',
        ...nen7513(who, purpose, decision, decided, reading.emergency !== null),
      },
      opened,
      withheld,
      emergency: reading.emergency !== null,
    };
  });
}

function statusOf(end: WalkEnd, opened: number): Outcome {
  return end.refusal === null ? (opened > 0 ? 'Ok' : 'Unset') : outcomeOf(end);
}

function describeOpened(verdict: Extract<Verdict, { outcome: 'ALLOW' }>): Json {
  const { rule, bases, regime, via, evidence } = verdict;
  return { rule, bases, regime, via, evidence };
}

type Group = { readonly entry: Json; readonly categories: string[] };

/** What opened on the same ground, or stays closed for the same code, at one holder is one entry with its categories. */
function grouped(
  decided: readonly Decided[],
  { numberOf }: Numbering,
): { opened: readonly Json[]; withheld: readonly Json[] } {
  const opened = new Map<string, Group>();
  const withheld = new Map<string, Group>();
  const put = (
    into: Map<string, Group>,
    ground: number | string,
    { holder, source, category }: Cell,
    said: () => Json,
  ) => {
    const key = `${holder}|${source}|${ground}`;
    const known = into.get(key);
    if (known !== undefined) known.categories.push(category);
    else into.set(key, { entry: { holder, source, ...said() }, categories: [category] });
  };
  for (const { cell, verdict } of decided) {
    if (verdict.outcome === 'ALLOW') put(opened, numberOf(verdict), cell, () => describeOpened(verdict));
    else put(withheld, verdict.code, cell, () => ({ code: verdict.code }));
  }
  const plain = (groups: Map<string, Group>) =>
    [...groups.values()].map(({ entry, categories }) => ({ ...entry, categories }));
  return { opened: plain(opened), withheld: plain(withheld) };
}

function nen7513(
  who: Who,
  purpose: Purpose,
  decision: Decision,
  decided: readonly Decided[],
  emergency: boolean,
): Json {
  const opened = decided.flatMap(({ verdict }) => (verdict.outcome === 'ALLOW' ? [verdict] : []));
  const consents = opened.flatMap(({ via, evidence }) => (via === 'CONSENT' && evidence !== null ? [evidence] : []));
  const letter = (yes: boolean): string => (yes ? 'T' : 'F');
  return {
    'dpl.nen7513.eventTypeCode': RECORD_ACCESSED,
    'dpl.nen7513.users': [
      { userID: who.id, userIsRequestor: true, roleIDCode: who.role, purposeOfUse: purpose },
      ...(who.organisation === null
        ? []
        : [{ userID: who.organisation, userIsRequestor: false, roleIDCode: 'ORGANISATION' }]),
    ],
    'dpl.nen7513.autorisatieProtocol': decision.policyVersion,
    'dpl.nen7513.behandelrelatieProtocol': 'own-case',
    'dpl.nen7513.toestemmingsProfiel': [...new Set(consents)].sort(),
    // Authorisation, relation by own case, consent, emergency button.
    'dpl.nen7513.controles': [opened.length > 0, true, consents.length > 0, emergency].map(letter).join(''),
  };
}
