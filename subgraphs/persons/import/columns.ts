// The columns of a GBA-V person list (Logisch Ontwerp BRP: category.group.element) that are read. A header enters; where each one stands leaves.
import { FileProblem } from './problem.ts';

/** By category; `H` stands at the end of each and says what the next row holds of it. */
const ELEMENTS = {
  /** Person: BSN, names, birth (date, country), sex, under investigation. */
  '01': ['01.20', '02.10', '02.30', '02.40', '03.10', '03.30', '04.10', '83.10', '83.30'],
  /** Parent 1 and 2: BSN, names, birth, sex, since when a parent in law, under investigation. */
  '02': ['01.20', '02.10', '02.30', '02.40', '03.10', '04.10', '62.10', '83.10', '83.30'],
  '03': ['01.20', '02.10', '02.30', '02.40', '03.10', '04.10', '62.10', '83.10', '83.30'],
  /** Marriage or registered partnership: with whom, begun (06), dissolved (07), found incorrect. */
  '05': ['01.20', '02.10', '02.30', '02.40', '03.10', '04.10', '06.10', '07.10', '84.10'],
  /** Death: day; when it was recorded. */
  '06': ['08.10', '85.10', '86.10'],
  /** Registration: suspended since when and why; secrecy. */
  '07': ['67.10', '67.20', '70.10'],
  /** Residence: function, since when; street, number, letter, addition, designation, postcode, city, address id; description; abroad; from abroad. */
  '08': [
    ...['10.10', '10.30', '11.10', '11.15', '11.20', '11.30', '11.40', '11.50', '11.60', '11.70', '11.80', '12.10'],
    ...['13.10', '13.30', '13.40', '13.50', '14.10'],
  ],
  /** Child: BSN, names, birth; L: stillborn. */
  '09': ['01.20', '02.10', '02.30', '02.40', '03.10', '89.10'],
  /** Authority: over a minor (32), guardianship of an adult (33), under investigation. */
  '11': ['32.10', '33.10', '83.10', '83.30'],
} as const;

export type Category = keyof typeof ELEMENTS;
export const CATEGORIES = ['01', '02', '03', '05', '06', '07', '08', '09', '11'] as const satisfies readonly Category[];

export interface Columns {
  /** How many cells a row has. */
  readonly width: number;
  readonly categories: ReadonlyMap<Category, CategoryColumns>;
}

export interface CategoryColumns {
  /** Element (`01.20`) to place. */
  readonly elements: ReadonlyMap<string, number>;
  /** Every place of the category but its marker, also of elements that are not read: a row without any of them has no such occurrence. */
  readonly places: readonly number[];
  readonly marker: number;
}

const NAMED = 5;

/**
 * Throws FileProblem WRONG_HEADER. A column that is missing or named twice is one only if it is read: without the secrecy column nothing
 * would be secret. The official set names 06.88.10 twice, which is not read.
 */
export function readHeader(header: readonly string[]): Columns {
  const problems: string[] = [];
  if (header[0] !== '') problems.push('the first column has a name, where the list itself stands');
  const missing: string[] = [];
  const categories = new Map<Category, CategoryColumns>();
  for (const category of CATEGORIES) {
    const place = (element: string): number => {
      const name = `${category}.${element}`;
      const at = header.indexOf(name);
      if (at < 0) missing.push(name);
      if (at !== header.lastIndexOf(name)) problems.push(`${name} is named twice`);
      return at;
    };
    const elements = new Map(ELEMENTS[category].map((element) => [element as string, place(element)]));
    const marker = place('H');
    categories.set(category, {
      elements,
      places: header.flatMap((name, at) => (name.startsWith(`${category}.`) && at !== marker ? [at] : [])),
      marker,
    });
  }
  if (missing.length > 0) {
    const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : '';
    problems.push(`missing: ${missing.slice(0, NAMED).join(', ')}${more}`);
  }
  if (problems.length === 0) return { width: header.length, categories };
  throw new FileProblem(
    'WRONG_HEADER',
    `The first row is not that of a GBA-V person list (${problems.join('; ')}). Its columns are named category.group.element, such as 01.01.20, with ; between.`,
  );
}
