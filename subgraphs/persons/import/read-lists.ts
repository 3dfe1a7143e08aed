// Rows in, person lists out: a row whose first cell is filled begins one, the rows after it hold further occurrences of each category.
import { CATEGORIES, type Category, type Columns, readHeader } from './columns.ts';
import { type Categories, type Occurrences, occurrencesOf } from './occurrences.ts';
import { FileProblem } from './problem.ts';
import type { Row } from './read-rows.ts';

export interface ReadList {
  readonly line: number;
  readonly categories: Categories;
}

/** Not a list at all, for its form. */
export interface BadList {
  readonly line: number;
  readonly why: string;
}

/** A list whose rows run on for longer is none: rows pile up in memory until the next list begins. */
const MOST_ROWS = 10_000;

/** Throws FileProblem WRONG_HEADER or EMPTY. */
export async function* readLists(rows: AsyncIterable<Row>): AsyncGenerator<ReadList | BadList> {
  let columns: Columns | undefined;
  let list: Row[] = [];
  for await (const row of rows) {
    if (columns === undefined) {
      columns = readHeader(row.cells);
      continue;
    }
    if (row.cells.length === 1 && row.cells[0] === '') continue; // An empty line is no row.
    if (row.cells[0] !== '' && list.length > 0) {
      yield listOf(list, columns);
      list = [];
    }
    list.push(row);
    if (list.length > MOST_ROWS) {
      throw new FileProblem(
        'NOT_CSV',
        `The list that begins on line ${list[0]?.line} has no end. Nothing was imported.`,
      );
    }
  }
  if (columns === undefined)
    throw new FileProblem('EMPTY', 'The file is empty. A person list begins with a row of column names.');
  if (list.length > 0) yield listOf(list, columns);
}

function listOf(rows: readonly Row[], columns: Columns): ReadList | BadList {
  const [first] = rows;
  if (first === undefined) throw new TypeError('a list has at least one row');
  if (first.cells[0] === '') return { line: first.line, why: 'the row continues a person, and none is above it' };
  const odd = rows.find(({ cells }) => cells.length !== columns.width);
  if (odd !== undefined) {
    return { line: odd.line, why: `the row has ${odd.cells.length} cells where the header has ${columns.width}` };
  }
  const cells = rows.map((row) => row.cells);
  const categories = new Map<Category, Occurrences>();
  for (const category of CATEGORIES) {
    const places = columns.categories.get(category);
    if (places !== undefined) categories.set(category, occurrencesOf(category, places, cells));
  }
  return { line: first.line, categories };
}
