// What a decision point says of one cell: permitted with rule, bases and limits, or denied with the reason that may be known. The same as a GraphQL
// answer would report of it, in the same words.

import type { WithheldCode } from '../../schema/names/codes.ts';
import type { Cells } from '../answer/cells.ts';
import { WITHHELD_WORDS } from '../answer/words.ts';
import { type Cell, cellKeyOf, type Opened } from '../vocabulary/decision.ts';
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
  /** How a request for this cell proves which denial it is about; null: there is none to make. */
  readonly binding: (cell: Cell, reason: WithheldCode, expires: number) => string | null;
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
  const [first] = closed;
  return denied(first?.verdict.reported ?? null, wording, first?.cell ?? null);
}

function permitted(
  { rule, bases, regime, via, period, fields }: Opened,
  { visit, capabilities, law }: Omit<Wording, 'binding'>,
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

/** `reason` null: nothing that may be told, the same as of what does not exist. `cell` null: nothing was decided. */
export function denied(
  reason: WithheldCode | null,
  { visit, binding }: Pick<Wording, 'visit' | 'binding'>,
  cell: Cell | null = null,
): Evaluated {
  const { recordId, clock } = visit;
  if (reason === null) return { decision: false, context: { record_id: recordId } };
  const expires = clock.wall + REQUESTABLE_MS;
  const token = cell === null ? null : binding(cell, reason, expires);
  return {
    decision: false,
    context: {
      record_id: recordId,
      reason,
      reason_user: WITHHELD_WORDS[reason],
      ...(token === null
        ? {}
        : {
            evaluation_id: recordId,
            evaluated_at: new Date(clock.wall).toISOString(),
            access_request: {
              expires_at: new Date(expires).toISOString(),
              template: 'release',
              binding_token: token,
              display: DISCLOSES,
            },
          }),
    },
  };
}

/** What whoever asks has to know first; `context.discloses_own_case: true` says that it is. */
const DISCLOSES = {
  title: 'Verzoek om vrijgave',
  description:
    'Een verzoek vertelt de organisatie die dit houdt dat uw organisatie een zaak met deze persoon heeft. A request tells the organisation that holds this that yours has a case with this person.',
};
