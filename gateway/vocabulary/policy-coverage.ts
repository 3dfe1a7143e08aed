// Whether a rule stays within the law rows it cites: each (recipient, holder, category, capacity) it opens rests on a row that covers it.
import type { RuleCapacity } from '../../schema/names/capacity.ts';
import type { Category } from '../../schema/names/category.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import { type LawId, type LawRow, serves } from './law-row.ts';
import type { PolicyRule } from './policy-rule.ts';

/** Needs a ground of AVG 9 or 10 beside processing and disclosure. */
export const SPECIAL_CATEGORIES: ReadonlySet<Category> = new Set<Category>(['HEALTH', 'CRIMINAL', 'MEDICAL_ALERT']);

type Cell = {
  readonly recipient: OrganisationKind | null;
  readonly holder: OrganisationKind;
  readonly category: Category;
  readonly capacity: RuleCapacity;
};
type Place = 'processing' | 'disclosure' | 'special';

/** One fault per kind of ground, with the first cell it misses and how many more. */
export function uncoveredCells(
  rule: PolicyRule,
  law: ReadonlyMap<string, LawRow>,
  holders: readonly OrganisationKind[],
): readonly { path: string; reason: string }[] {
  const cells = cellsOf(rule, holders);
  return (['processing', 'disclosure', 'special'] as const).flatMap((place) => {
    const rows = rule[place].flatMap((id: LawId) => law.get(id) ?? []);
    const missed = cells.filter(
      (cell) => needs(place, cell, rule) && !rows.some((row) => coversCell(place, row, cell, rule)),
    );
    const [first, ...more] = missed;
    if (first === undefined) return [];
    return [{ path: place, reason: `${sentence(place, first)}${more.length > 0 ? ` (and ${more.length} more)` : ''}` }];
  });
}

function cellsOf(rule: PolicyRule, holders: readonly OrganisationKind[]): readonly Cell[] {
  const recipients = rule.recipient.kinds.length === 0 ? [null] : rule.recipient.kinds;
  return recipients.flatMap((recipient) =>
    (rule.source.holders ?? holders).flatMap((holder) =>
      rule.categories.flatMap((category) => rule.about.map((capacity) => ({ recipient, holder, category, capacity }))),
    ),
  );
}

function needs(place: Place, { category }: Cell, { source }: PolicyRule): boolean {
  if (place === 'disclosure') return source.whose === 'OTHER';
  return place === 'processing' || SPECIAL_CATEGORIES.has(category);
}

function coversCell(
  place: Place,
  row: LawRow,
  { recipient, holder, category, capacity }: Cell,
  rule: PolicyRule,
): boolean {
  if (!serves(row, recipient) || !row.categories.includes(category) || !row.about.includes(capacity)) return false;
  switch (place) {
    case 'processing':
      return row.force !== 'LIMIT';
    case 'disclosure':
      return (
        (row.force === 'MUST' || row.force === 'MAY') &&
        row.sources.includes(holder) &&
        row.regimes.includes(rule.regime)
      );
    case 'special':
      return row.specialGround;
    default:
      return place satisfies never;
  }
}

function sentence(place: Place, { recipient, holder, category, capacity }: Cell): string {
  const cell = `(recipient ${recipient ?? 'DATA_SUBJECT'}, holder ${holder}, category ${category}, about ${capacity})`;
  switch (place) {
    case 'processing':
      return `no processing row covers ${cell}`;
    case 'disclosure':
      return `no disclosure row covers ${cell}`;
    case 'special':
      return `special data without a ground for it: ${cell}`;
    default:
      return place satisfies never;
  }
}
