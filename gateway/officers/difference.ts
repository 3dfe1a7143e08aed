// Two policy sets in; out, every (recipient, role, purpose) x (source, holder, category) that opens, closes or opens otherwise (guarantee G10).
import type { LocalDate } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { Role } from '../../schema/names/role.ts';
import type { PolicySet } from '../vocabulary/ports.ts';
import { type MatrixCell, type MatrixEntry, matrixOf } from './matrix.ts';
import { columnName } from './matrix-blocks.ts';
import { wayText } from './matrix-text.ts';

export type CellChange = {
  readonly change: 'OPENS' | 'CLOSES' | 'CHANGES';
  readonly cell: MatrixCell;
  /** What opened it, and what opens it now. */
  readonly before: readonly MatrixEntry[];
  readonly after: readonly MatrixEntry[];
};

/** On the law of one day. What waits for a switch counts as closed. */
export function differenceOf(before: PolicySet, after: PolicySet, on: LocalDate): readonly CellChange[] {
  const [old, now] = [openCells(before, on), openCells(after, on)];
  const changes: CellChange[] = [];
  for (const [key, cell] of old) {
    const next = now.get(key);
    if (next === undefined) changes.push({ change: 'CLOSES', cell, before: cell.entries, after: [] });
    else if (waysOf(cell.entries) !== waysOf(next.entries)) {
      changes.push({ change: 'CHANGES', cell: next, before: cell.entries, after: next.entries });
    }
  }
  for (const [key, cell] of now) {
    if (!old.has(key)) changes.push({ change: 'OPENS', cell, before: [], after: cell.entries });
  }
  return changes;
}

function openCells(set: PolicySet, on: LocalDate): ReadonlyMap<string, MatrixCell> {
  return new Map(
    matrixOf(set, on).flatMap((cell) => {
      const entries = cell.entries.filter(({ waitsFor }) => waitsFor === null);
      const { kind, role, purpose, source, whose, holder, category } = cell;
      const key = [kind, role, purpose, source, whose, holder, category].join('|');
      return entries.length === 0 ? [] : [[key, { ...cell, entries }] as const];
    }),
  );
}

/** Comparable: what rules are called matters to nobody, what they open on which grounds does. */
function waysOf(entries: readonly MatrixEntry[]): string {
  return JSON.stringify(entries.map(({ rule: _rule, ...way }) => JSON.stringify(way)).sort());
}

/** One line per change, roles and categories that change alike together; under it the ways that went (-) and came (+). */
export function differenceText(changes: readonly CellChange[]): string {
  const groups = Map.groupBy(changes, ({ change, cell, before, after }) =>
    JSON.stringify([
      change,
      cell.kind,
      cell.purpose,
      cell.source,
      cell.whose,
      cell.holder,
      lines(before),
      lines(after),
    ]),
  );
  const blocks = [...groups.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const { change, cell, before, after } = first;
    const categories = [...new Set(alike.map((one): Category => one.cell.category))].join(', ');
    const roles = [...new Set(alike.map((one): Role => one.cell.role))].join(', ');
    const head = `${change.padEnd(7)}  ${cell.kind ?? 'DATA_SUBJECT'}, ${cell.purpose} (${roles}): ${categories} at ${columnName(cell, cell.kind)}`;
    const [gone, came] = [lines(before), lines(after)];
    return [
      [
        head,
        ...gone.filter((line) => !came.includes(line)).map((line) => `  - ${line}`),
        ...came.filter((line) => !gone.includes(line)).map((line) => `  + ${line}`),
      ].join('\n'),
    ];
  });
  return blocks.join('\n');
}

function lines(entries: readonly MatrixEntry[]): readonly string[] {
  return entries.map((entry) => wayText(entry).trim()).sort();
}
