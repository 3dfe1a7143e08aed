// The rows of one list and one category in; its occurrences, each with its history, out.
import type { Category, CategoryColumns } from './columns.ts';

/** Element (`01.20`) to value; an element without value is left out. */
export type Values = ReadonlyMap<string, string>;

/** One marriage, one child, one residence: as it is now, and as it was before, newest first. */
export interface Occurrence {
  readonly current: Values;
  readonly history: readonly Values[];
}

export interface Occurrences {
  /** The first is what stands in the first row, perhaps with no values. A person has one of each but marriages and children. */
  readonly all: readonly Occurrence[];
  /** Rows of this category that no marker explains: left out, since nothing says whether they hold today. */
  readonly unmarked: number;
}

export type Categories = ReadonlyMap<Category, Occurrences>;

/** What holds today of a category that a person has once. */
export function currentOf(categories: Categories, category: Category): Values {
  return categories.get(category)?.all[0]?.current ?? new Map();
}

const MANY: ReadonlySet<Category> = new Set(['05', '09']);

/**
 * The marker at the end of a category (`05.H`) tells what the NEXT row holds of it: `05` another occurrence, `55` what the one before it was
 * earlier (50 and the category), nothing where there is no more.
 */
export function occurrencesOf(
  category: Category,
  columns: CategoryColumns,
  rows: readonly (readonly string[])[],
): Occurrences {
  const all: { current: Values; history: Values[] }[] = [];
  const earlier = String(50 + Number(category));
  let marker = category as string;
  let unmarked = 0;
  /** Off after a row without marker: whose history follows is then not known. */
  let following = true;
  for (const [at, cells] of rows.entries()) {
    const filled = columns.places.some((place) => cells[place] !== '');
    const last = all.at(-1);
    if (at === 0 || (marker === category && MANY.has(category) && filled)) {
      all.push({ current: valuesOf(columns, cells), history: [] });
      following = true;
    } else if (marker === earlier && filled && following && last !== undefined) {
      last.history.push(valuesOf(columns, cells));
    } else if (filled) {
      unmarked += 1;
      following = false;
    }
    marker = cells[columns.marker] ?? '';
  }
  return { all, unmarked };
}

function valuesOf({ elements }: CategoryColumns, cells: readonly string[]): Values {
  const values = new Map<string, string>();
  for (const [element, place] of elements) {
    const value = cells[place];
    if (value !== undefined && value !== '') values.set(element, value);
  }
  return values;
}
