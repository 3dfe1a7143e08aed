// A verified grant, indexed: which categories of which persons may leave, and with which limits.
import type { Grant, GrantCell } from '../../schema/grant-format.ts';
import type { InnerKey, Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import { withinPeriod } from './period.ts';
import type { RowLimits } from './source.ts';

/** What an own view opens by machine: of these only what the person was told of or signed. The rest opens by release, row by row judged already. */
const TOLD_OR_SIGNED: ReadonlySet<Category> = new Set<Category>(['INVOLVEMENT', 'PLAN']);

export interface Permit {
  /** Whether the holder's own organisation is asking. */
  readonly internal: boolean;
  /** Whether the person is in the grant at all. */
  has(person: string): boolean;
  cell(person: string, category: Category): GrantCell | null;
  /** Whether a row may leave as data of this category: for the persons given and for each person it is about. */
  admits(row: RowLimits, persons: readonly InnerKey[], category: Category): boolean;
}

export function permitOf(grant: Grant, holder: Oin): Permit {
  const cells = new Map(
    grant.subjects.map((subject) => [
      subject.id as string,
      new Map(subject.cells.map((cell) => [cell.category, cell])),
    ]),
  );
  const internal = grant.sub === holder;
  const isOwnView = grant.role === 'DATA_SUBJECT';
  const isShown = (row: RowLimits, category: Category): boolean =>
    !isOwnView || !TOLD_OR_SIGNED.has(category) || row.shownTo.some((person) => person === grant.sub);

  const cell = (person: string, category: Category): GrantCell | null => cells.get(person)?.get(category) ?? null;

  const notHeld = (row: RowLimits): boolean => {
    switch (row.heldFrom) {
      case 'NOBODY':
        return true;
      case 'OTHER_ORGANISATIONS':
        return internal;
      case 'EVERYONE':
        return false;
    }
  };

  return {
    internal,
    has: (person) => cells.has(person),
    cell,
    admits(row, persons, category) {
      if (!notHeld(row) || !isShown(row, category)) return false;
      const owners = [...persons, ...row.about];
      return owners.every((owner) => {
        const open = cell(owner, category);
        return open !== null && admitsRow(open, row, holder);
      });
    },
  };
}

function admitsRow(cell: GrantCell, row: RowLimits, holder: Oin): boolean {
  if (row.origin !== null && row.origin !== holder && !cell.origins.includes(row.origin)) return false;
  return withinPeriod(row, { from: cell.from ?? null, until: cell.until ?? null });
}
