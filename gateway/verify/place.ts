// Where a value stands (whose, at which holder, under which category) enters with the value; whether it may stand there leaves.
import { type CaseId, type InnerKey, innerKey, type Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { Gate } from '../vocabulary/admits.ts';
import type { Asked } from '../vocabulary/asked.ts';
import { cellKeyOf } from '../vocabulary/decision.ts';
import type { Facts } from '../vocabulary/facts.ts';
import type { Json, JsonObject } from '../vocabulary/fetched.ts';
import { partsOfSubjectKey, subjectKeyOf } from '../vocabulary/subject.ts';

export type Place = {
  /** Of the person in whose file it stands, at the holder. */
  readonly gate: Gate;
  readonly ownCase: CaseId | undefined;
  readonly holder: Oin;
  /** The nearest category above; null right below the person or file. */
  readonly category: Category | null;
  /** Right below the person or file: a row, with days of its own. */
  readonly isRow: boolean;
};

/** Asked of this holder, about this person too, in this case. */
export function isOpenFor(person: Json, place: Place, asked: Asked): boolean {
  const key = keyOf(person);
  if (key === null || place.ownCase === undefined || place.category === null) return false;
  return asked.asked.has(cellKeyOf(subjectKeyOf(place.ownCase, key), place.holder, place.category));
}

/** In this case, and visible in it. */
export function isMember(person: Json, place: Place, asked: Asked, facts: Facts): boolean {
  const key = keyOf(person);
  if (key === null || place.ownCase === undefined) return false;
  const subject = subjectKeyOf(place.ownCase, key);
  return asked.decision.present.has(subject) && facts.cases.get(place.ownCase)?.members.includes(subject) === true;
}

/** Granted to this holder in another case of the same request: a holder cannot tell cases apart. */
export function isElsewhere(person: Json, place: Place, asked: Asked): boolean {
  const key = keyOf(person);
  if (key === null) return false;
  for (const { cell } of asked.decision.cells.values()) {
    const parts = partsOfSubjectKey(cell.subject);
    if (parts?.person !== key || parts.ownCase === place.ownCase || cell.holder !== place.holder) continue;
    if (asked.asked.has(cellKeyOf(cell.subject, cell.holder, cell.category))) return true;
  }
  return false;
}

/**
 * False only for certain: every date of the row lies after the period's end, or every one is known and lies before its beginning. What a
 * holder does not date, it has judged itself.
 */
export function isInPeriod(row: JsonObject, dates: readonly string[], place: Place): boolean {
  const period = place.category === null ? null : (place.gate.cell(place.category).asked?.opened.period ?? null);
  if (period === null || dates.length === 0) return true;
  const values = dates.map((key) => row[key] ?? null);
  const known = values.filter((value) => typeof value === 'string');
  if (known.length === 0) return true;
  const { from, until } = period;
  if (until !== null && known.every((date) => date.slice(0, 10) > until.slice(0, date.length))) return false;
  return !(from !== null && known.length === values.length && known.every((date) => date < from.slice(0, date.length)));
}

function keyOf(person: Json): InnerKey | null {
  const parsed = innerKey.safeParse(person);
  return parsed.success ? parsed.data : null;
}
