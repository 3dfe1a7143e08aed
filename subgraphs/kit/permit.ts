// A verified grant, indexed: which categories of which persons may leave, and with which limits.
import type { Grant, GrantCell } from '../../schema/grant-format.ts';
import { type InnerKey, type Oin, oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import { withinPeriod } from './period.ts';
import type { RowLimits } from './source.ts';

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
  const viewer = viewerOf(grant);
  // INVARIANT own-view: about one person alone (oneself, or a child of one's own), and only what the holder says was shown to the viewer. A source that
  // says nothing shows nothing.
  const isShown = (row: RowLimits, owners: readonly InnerKey[]): boolean =>
    viewer === null || (row.shownTo.some((one) => one === viewer) && owners.every((one) => one === owners[0]));

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
      const owners = [...persons, ...row.about];
      if (!notHeld(row) || !isShown(row, owners)) return false;
      return owners.every((owner) => {
        const open = cell(owner, category);
        return open !== null && admitsRow(open, row, holder);
      });
    },
  };
}

/** Whose own view it is; null: an organisation asks. Who is neither clearly one nor the other is shown no more than in an own view. */
function viewerOf({ role, sub }: Grant): Grant['sub'] | null {
  return role !== 'DATA_SUBJECT' && oin.safeParse(sub).success ? null : sub;
}

function admitsRow(cell: GrantCell, row: RowLimits, holder: Oin): boolean {
  if (row.origin !== null && row.origin !== holder && !cell.origins.includes(row.origin)) return false;
  return withinPeriod(row, { from: cell.from ?? null, until: cell.until ?? null });
}
