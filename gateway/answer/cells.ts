// What was asked in the end enters; quick answers about its cells leave: open or not, within which fields, at which holders.
import type { Oin } from '../../schema/identifiers.ts';
import { CATEGORIES, type Category } from '../../schema/names/category.ts';
import type { WithheldCode } from '../../schema/names/codes.ts';
import { SOURCE_KINDS, type SourceKind } from '../../schema/names/source-kind.ts';
import type { Asked } from '../vocabulary/asked.ts';
import { type Cell, type CellKey, cellKeyOf, type Opened, type Withheld } from '../vocabulary/decision.ts';
import type { SubjectKey } from '../vocabulary/subject.ts';

export type OpenCell = { readonly key: CellKey; readonly cell: Cell; readonly verdict: Opened };
export type ClosedCell = { readonly key: CellKey; readonly cell: Cell; readonly verdict: Withheld };

export type Cells = {
  /** Undefined: not open. */
  open(subject: SubjectKey, holder: Oin, category: Category): Opened | undefined;
  /** Holders of this kind with at least one opened cell for this person, in the order of their OIN. */
  openHolders(subject: SubjectKey, source: SourceKind): readonly Oin[];
  /** The same with any decided cell that is reported, opened or withheld. */
  decidedHolders(subject: SubjectKey, source: SourceKind): readonly Oin[];
  isClosed(subject: SubjectKey, holder: Oin, category: Category): CellKey | null;
  /** Reported cells: by holder, source, subject as decided, category. */
  readonly opened: readonly OpenCell[];
  readonly closed: readonly ClosedCell[];
  /** Closed since this caller may not use this purpose: nobody is shown then, so these are of no member of the answer. */
  readonly unused: readonly ClosedCell[];
};

/** Facts of the caller alone: they may be told where no member is. */
const OF_THE_CALLER: ReadonlySet<WithheldCode> = new Set<WithheldCode>(['PURPOSE_NOT_ALLOWED', 'ROLE_NOT_ALLOWED']);

const CATEGORY_ORDER = Object.keys(CATEGORIES);
const SOURCE_ORDER = Object.keys(SOURCE_KINDS);

/** INVARIANT silent-shield: a cell that was allowed and is not among the opened ones was removed by a shield, and is in neither list. */
export function readCells(asked: Asked | null): Cells {
  const opened: OpenCell[] = [];
  const closed: ClosedCell[] = [];
  const unused: ClosedCell[] = [];
  for (const [key, { cell, verdict }] of asked?.decision.cells ?? []) {
    if (verdict.outcome !== 'ALLOW' && cell.category !== 'REPORTER' && OF_THE_CALLER.has(verdict.code)) {
      unused.push({ key, cell, verdict });
    }
    if (asked?.decision.present.has(cell.subject) !== true || asked.unseen?.has(key) === true) continue;
    if (verdict.outcome === 'ALLOW') {
      if (asked.opened.has(key)) opened.push({ key, cell, verdict });
      // REPORTER opens to nobody outside its holder and is never spoken of.
    } else if (cell.category !== 'REPORTER') closed.push({ key, cell, verdict });
  }
  opened.sort((a, b) => compareCells(a.cell, b.cell));
  closed.sort((a, b) => compareCells(a.cell, b.cell));
  unused.sort(
    (a, b) => compareSources(a.cell.source, b.cell.source) || compareCategories(a.cell.category, b.cell.category),
  );

  const openByKey = new Map(opened.map(({ key, verdict }) => [key, verdict]));
  const closedKeys = new Set(closed.map(({ key }) => key));
  const openAt = holdersOf(opened);
  const decidedAt = holdersOf([...opened, ...closed].sort((a, b) => compareCells(a.cell, b.cell)));
  return {
    open: (subject, holder, category) => openByKey.get(cellKeyOf(subject, holder, category)),
    openHolders: (subject, source) => openAt.get(`${subject}|${source}`) ?? [],
    decidedHolders: (subject, source) => decidedAt.get(`${subject}|${source}`) ?? [],
    isClosed: (subject, holder, category) => {
      const key = cellKeyOf(subject, holder, category);
      return closedKeys.has(key) ? key : null;
    },
    opened,
    closed,
    unused,
  };
}

function holdersOf(cells: readonly { readonly cell: Cell }[]): ReadonlyMap<string, readonly Oin[]> {
  const holders = new Map<string, Oin[]>();
  for (const { cell } of cells) {
    const key = `${cell.subject}|${cell.source}`;
    const known = holders.get(key);
    if (known === undefined) holders.set(key, [cell.holder]);
    else if (!known.includes(cell.holder)) known.push(cell.holder);
  }
  return holders;
}

/** Subjects keep the order in which they were decided: the members' order (sort is stable). */
function compareCells(a: Cell, b: Cell): number {
  return (
    compareText(a.holder, b.holder) || compareSources(a.source, b.source) || compareCategories(a.category, b.category)
  );
}

export function compareSources(a: SourceKind, b: SourceKind): number {
  return SOURCE_ORDER.indexOf(a) - SOURCE_ORDER.indexOf(b);
}

export function compareCategories(a: Category, b: Category): number {
  return CATEGORY_ORDER.indexOf(a) - CATEGORY_ORDER.indexOf(b);
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
