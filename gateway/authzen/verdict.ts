// What a decision point says of one cell: permitted with rule, bases and limits, or denied with the reason that may be known. The same as a GraphQL
// answer would report of it, in the same words.

import type { WithheldCode } from '../../schema/names/codes.ts';
import type { Cells } from '../answer/cells.ts';
import { WITHHELD_WORDS } from '../answer/words.ts';
import { cellKeyOf, type Opened } from '../vocabulary/decision.ts';
import type { LawRow } from '../vocabulary/law-row.ts';
import type { SubjectKey } from '../vocabulary/subject.ts';
import type { Visit } from '../vocabulary/visit.ts';
import type { Capabilities } from './metadata.ts';
import type { Evaluated, Json } from './point.ts';
import type { CellAsked } from './question.ts';

export type Wording = {
  readonly visit: Visit;
  readonly capabilities: Capabilities;
  /** Of the policy in force, by id. */
  readonly law: ReadonlyMap<string, LawRow>;
};

/** What waits for an act of somebody: only those two can be asked for. */
const ACCESS_REQUESTS: Partial<Record<WithheldCode, string>> = {
  PENDING_RELEASE: 'release',
  NEEDS_NECESSITY: 'necessity',
};
/** How long a denial may be named in a request for access. */
const REQUESTABLE_MS = 15 * 60_000;

/** `subjects`: that person in each own case. One that opens decides; else the first that is reported at all. */
export function evaluatedOf(
  cells: Cells,
  subjects: readonly SubjectKey[],
  { holder, category }: CellAsked,
  wording: Wording,
): Evaluated {
  for (const subject of subjects) {
    const opened = cells.open(subject, holder, category);
    if (opened !== undefined) return permitted(opened, wording);
  }
  const closed = subjects.flatMap((subject) => {
    const key = cellKeyOf(subject, holder, category);
    return cells.closed.filter((cell) => cell.key === key);
  });
  return denied(closed[0]?.verdict.reported ?? null, wording);
}

function permitted(
  { rule, bases, regime, via, period, fields }: Opened,
  { visit, capabilities, law }: Wording,
): Evaluated {
  const limits = { period, fields };
  const informs = bases.filter((basis) => law.get(basis)?.informs === true);
  const obligations: Json[] = [
    { id: 'limits', type: 'custom', properties: { name: 'limits', ...limits } },
    ...(informs.length === 0
      ? []
      : [{ id: 'inform', type: 'custom', properties: { name: 'inform-data-subject', bases: informs } }]),
  ];
  return {
    decision: true,
    context: {
      record_id: visit.recordId,
      rule,
      bases,
      regime,
      via,
      ...limits,
      ...(capabilities.obligations ? { obligations } : {}),
    },
  };
}

/** Null: nothing that may be told, the same as of what does not exist. */
export function denied(reason: WithheldCode | null, { visit, capabilities }: Omit<Wording, 'law'>): Evaluated {
  const { recordId, clock } = visit;
  if (reason === null) return { decision: false, context: { record_id: recordId } };
  const template = ACCESS_REQUESTS[reason];
  return {
    decision: false,
    context: {
      record_id: recordId,
      reason,
      reason_user: WITHHELD_WORDS[reason],
      ...(capabilities.accessRequests === null || template === undefined
        ? {}
        : {
            evaluation_id: recordId,
            evaluated_at: new Date(clock.wall).toISOString(),
            access_request: {
              expires_at: new Date(clock.wall + REQUESTABLE_MS).toISOString(),
              endpoint: capabilities.accessRequests,
              template,
            },
          }),
    },
  };
}
