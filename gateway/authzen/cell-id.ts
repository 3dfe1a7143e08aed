// The id of a resource: one category of one person at one holder, `PERSON.CATEGORY.OIN`. The person is an outward id of the asking organisation.
import { type Oin, oin } from '../../schema/identifiers.ts';
import { CATEGORIES, type Category } from '../../schema/names/category.ts';
import { isOneOf } from '../../schema/names/define.ts';

export const CELL = 'cell';

export type CellId = { readonly person: string; readonly category: Category; readonly holder: Oin };

export function cellIdOf({ person, category, holder }: CellId): string {
  return [person, category, holder].join('.');
}

/** Null: not of this form. NONE is no cell. */
export function parseCellId(id: string): CellId | null {
  const [person, category, holder, ...more] = id.split('.');
  const at = oin.safeParse(holder);
  if (person === undefined || person === '' || more.length > 0 || !at.success) return null;
  return isOneOf(CATEGORIES, category) && category !== 'NONE' ? { person, category, holder: at.data } : null;
}
