// What the record would hold of a case: the end of its walk in, through the audit room; its decision record and processing lines out, people and
// holders by name.
import { z } from 'zod';
import { oin } from '../../../schema/identifiers.ts';
import { type AuditSettings, createAudit } from '../../audit/audit.ts';
import type { Caller } from '../../vocabulary/caller.ts';
import type { ClockReading } from '../../vocabulary/clock.ts';
import type { AuditRow, PolicySet } from '../../vocabulary/ports.ts';
import type { WalkEnd } from '../../vocabulary/record.ts';
import { isRefusal } from '../../vocabulary/refusal.ts';
import { beginVisit, endBefore } from '../../vocabulary/visit.ts';
import type { OrganisationName } from './case-format.ts';
import { nameOf, partnerAt } from './ports.ts';

/** Why a cell opened, or the true code of why not. */
export type RecordedCell = {
  readonly rule?: string | undefined;
  readonly bases?: readonly string[] | undefined;
  readonly regime?: string | undefined;
  readonly via?: string | undefined;
  readonly evidence?: string | null | undefined;
  readonly code?: string | undefined;
};
export type CaseRecord = {
  readonly status: string;
  readonly refusal: string | null;
  readonly noOwnCase: boolean;
  /** Of which something opened. */
  readonly holders: readonly OrganisationName[];
  /** By person: authorised, in an own case, by consent, in an emergency (T or F each), and every cell by holder and category. */
  readonly lines: ReadonlyMap<
    string,
    { readonly controls: string; readonly at: (holder: OrganisationName, category: string) => RecordedCell | undefined }
  >;
};

const group = z.looseObject({ holder: oin, source: z.string(), categories: z.array(z.string()) });
const opened = group.extend({
  rule: z.string(),
  bases: z.array(z.string()),
  regime: z.string(),
  via: z.string(),
  evidence: z.string().nullable(),
});
const decisionRow = z.looseObject({
  status: z.string(),
  body: z.looseObject({
    'adl.core.request': z.looseObject({ roots: z.array(z.looseObject({ code: z.string().optional() })) }),
    'adl.core.response': z.looseObject({
      refusal: z.looseObject({ code: z.string() }).nullable(),
      holders: z.array(oin),
    }),
  }),
});
const processingRow = z.looseObject({
  attributes: z.looseObject({ 'dpl.core.data_subject_id': z.string(), 'dpl.nen7513.controles': z.string() }),
  opened: z.array(opened),
  withheld: z.array(group.extend({ code: z.string() })),
});

export async function recordOf(
  came: Pick<WalkEnd, 'reading' | 'facts' | 'decision' | 'refusal'>,
  caller: Caller,
  clock: ClockReading,
  { purposes }: PolicySet,
): Promise<CaseRecord> {
  const rows: AuditRow[] = [];
  const activities = new Map(purposes.map(({ purpose, activity }) => [purpose, activity]));
  const settings: AuditSettings = {
    log: {
      append: async (some) => {
        rows.push(...some);
      },
    },
    // A case is about nobody, so that its record names everybody.
    pseudonyms: { professional: () => 'asker', subject: nameOf, ownCase: (id) => id },
    sealing: { seal: () => '' },
    activity: (purpose) => activities.get(purpose),
    wall: () => clock.wall,
  };
  const arrival = { authorization: undefined, requestId: undefined, traceparent: undefined };
  const visit = beginVisit(
    { ...arrival, signal: new AbortController().signal },
    { domain: () => clock.domain, wall: () => clock.wall },
  );
  const written = await createAudit(settings)({ ...endBefore(visit, caller), ...came });
  if (isRefusal(written)) throw new Error('the record of this case cannot be made');
  return readRows(rows);
}

function readRows(rows: readonly AuditRow[]): CaseRecord {
  const [decision, ...others] = rows
    .filter(({ kind }) => kind === 'DECISION')
    .map(({ body }) => decisionRow.parse(body));
  if (decision === undefined || others.length > 0) throw new Error('a request has one decision record');
  const { 'adl.core.request': request, 'adl.core.response': response } = decision.body;
  const lines = rows.filter(({ kind }) => kind === 'PROCESSING').map(({ body }) => processingRow.parse(body));
  return {
    status: decision.status,
    refusal: response.refusal?.code ?? null,
    noOwnCase: request.roots.every(({ code }) => code === 'NO_OWN_CASE'),
    holders: response.holders.map(partnerAt),
    lines: new Map(
      lines.map((line) => {
        const cells = new Map([...line.opened, ...line.withheld].flatMap((one) => cellsOf(one)));
        const at = (holder: OrganisationName, category: string) => cells.get(`${holder}|${category}`);
        const { 'dpl.core.data_subject_id': person, 'dpl.nen7513.controles': controls } = line.attributes;
        return [person, { controls, at }];
      }),
    ),
  };
}

function cellsOf(one: z.infer<typeof group> & RecordedCell): [string, RecordedCell][] {
  const at = one.source === 'ACCESS' ? 'access' : partnerAt(one.holder);
  return one.categories.map((category) => [`${at}|${category}`, one]);
}
