// One field of one holder's file on one subject: is it open, is it asked? The path rule holds level by level: below a closed field nothing is looked at.
import type { Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { Asked } from './asked.ts';
import { cellKeyOf } from './decision.ts';
import type { Facts } from './facts.ts';
import type { Holder } from './registration.ts';
import { partsOfSubjectKey, type SubjectKey } from './subject.ts';

export type GatedField = {
  readonly parent: string;
  readonly name: string;
  /** Null: nobody classified it, so it is closed. */
  readonly category: Category | null;
  readonly locating: boolean;
  /** Null for a leaf: field limits of a rule count for leaves. */
  readonly selections: object | null;
};

/** Reported as opened: what is not asked for all that is empty, never closed. */
export function isOpened(asked: Asked, subject: SubjectKey, holder: Oin, field: GatedField): boolean {
  if (field.category === null) return false;
  if (field.category === 'NONE') return true;
  const key = cellKeyOf(subject, holder, field.category);
  if (!asked.opened.has(key)) return false;
  const verdict = asked.decision.cells.get(key)?.verdict;
  return verdict?.outcome === 'ALLOW' && withinLimits(verdict.fields, field);
}

/** Really asked of the holder. */
export function isAsked(asked: Asked, subject: SubjectKey, holder: Oin, field: GatedField): boolean {
  if (field.category === null) return false;
  if (field.category === 'NONE') return true;
  const cell = asked.asked.get(cellKeyOf(subject, holder, field.category));
  if (cell === undefined || (cell.withoutLocating && field.locating)) return false;
  return withinLimits(cell.opened.fields, field);
}

function withinLimits(limits: readonly string[] | null, field: GatedField): boolean {
  return limits === null || field.selections !== null || limits.includes(`${field.parent}.${field.name}`);
}

/**
 * The holders of one kind with an open category among those of `fields` (the fields right below a file field, or the register's of Person),
 * in OIN order: one file item each, and one call.
 */
export function openedHolders(
  facts: Facts,
  asked: Asked,
  subject: SubjectKey,
  source: SourceKind,
  fields: readonly Pick<GatedField, 'category'>[],
): readonly Holder[] {
  const ownCase = partsOfSubjectKey(subject)?.ownCase;
  const holders = ownCase === undefined ? undefined : facts.holders.get(ownCase);
  return (holders ?? [])
    .filter((holder) => holder.source === source)
    .filter(({ organisation }) =>
      fields.some(
        ({ category }) =>
          category !== null && category !== 'NONE' && asked.opened.has(cellKeyOf(subject, organisation.oin, category)),
      ),
    )
    .toSorted((one, other) => (one.organisation.oin < other.organisation.oin ? -1 : 1));
}
