// What the record says of an act: its name, whom it was about as pseudonyms, what it made; and one line of the processing log for each person.
import type { Purpose } from '../../schema/names/purpose.ts';
import type { ActSaid } from '../vocabulary/act.ts';
import type { WalkEnd } from '../vocabulary/record.ts';
import { outcomeOf } from './outcome.ts';
import { newSpan, type RecordKeys, whoOf } from './record-keys.ts';

type Json = Readonly<Record<string, unknown>>;

/** NEN 7513 event: a change in what is kept about a person's consents, releases and the like (DCM 110113 security alert covers such decisions). */
const ACT_RECORDED = '110113';
/** An act's operation may name a purpose that is in no register: nothing opens under it. */
const UNREGISTERED = 'urn:samenzicht:activity:unregistered';

const UNSEEN = { about: [], holder: null, reference: null } as const;

export function actOf(said: ActSaid, keys: RecordKeys): Json {
  const { name, about, holder, reference, problems } = said.unseen === true ? { ...said, ...UNSEEN } : said;
  return { name, about: about.map((person) => keys.pseudonyms.subject(person)), holder, reference, problems };
}

export function actLines(
  end: WalkEnd,
  keys: RecordKeys & { readonly activity: (purpose: Purpose) => string | undefined },
  parentSpan: string,
  endedAt: number,
): readonly Json[] {
  const { acted, caller, facts, reading } = end;
  if (acted === null || acted.said.unseen === true || caller === null || reading === null) return [];
  const who = whoOf(caller, facts, keys);
  const { purpose } = reading.profile;
  return [...new Set(acted.said.about)].map((person) => ({
    trace_id: end.trace.traceId,
    span_id: newSpan(),
    parent_span_id: parentSpan,
    status: outcomeOf(end),
    name: `act ${acted.said.name}`,
    start_time: end.clock.wall,
    end_time: endedAt,
    resource: { attributes: { 'service.name': 'samenzicht-gateway', 'nen7513.AuditSourceTypeCode': '6' } },
    attributes: {
      'dpl.core.processing_activity_id': keys.activity(purpose) ?? UNREGISTERED,
      'dpl.core.data_subject_id': keys.pseudonyms.subject(person),
      'dpl.core.data_subject_id_type': 'urn:samenzicht:pseudonym',
      'dpl.nen7513.eventTypeCode': ACT_RECORDED,
      'dpl.nen7513.users': [{ userID: who.id, userIsRequestor: true, roleIDCode: who.role, purposeOfUse: purpose }],
    },
    act: acted.said.name,
    done: acted.said.problems.length === 0,
  }));
}
