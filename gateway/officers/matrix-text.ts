// The matrix as text: a table per block, letters for how, and under each table what each letter stands on.
import type { LawRow } from '../vocabulary/law-row.ts';
import type { MatrixCell, MatrixEntry } from './matrix.ts';
import { blocksOf, columnName, type MatrixBlock } from './matrix-blocks.ts';
import { conditionWords, HOW } from './words.ts';

/** All capacities that a rule can name. */
const ANYONE = 9;
const LEGEND = `How a cell opens: ${Object.values(HOW)
  .map(({ letter, en }) => `${letter} ${en}`)
  .join(', ')}.
  n a stated necessity is needed   * only some fields   ? waits for a switch   (empty) closed to everyone in that role
Below each table: by which rule, about whom, on which grounds. What each ground demands stands at the end.`;

/** `law`: the whole table; the rows that the cells rest on are listed. */
export function matrixText(cells: readonly MatrixCell[], law: readonly LawRow[]): string {
  return [LEGEND, ...blocksOf(cells).map(blockText), groundsText(cells, law)].join('\n\n');
}

function groundsText(cells: readonly MatrixCell[], law: readonly LawRow[]): string {
  const used = new Set(
    cells.flatMap(({ entries }) =>
      entries.flatMap(({ processing, disclosure, special }) => [...processing, ...disclosure, ...special]),
    ),
  );
  const lines = law
    .filter(({ id }) => used.has(id))
    .map(({ id, article, says, conditions, validFrom, validUntil }) => {
      const demands = conditions.map((condition) => conditionWords(condition, 'en'));
      const force = validUntil === null ? [] : [`in force from ${validFrom} until ${validUntil}`];
      return `  ${id}  ${article}: ${[says.en, ...demands, ...force].join(' | ')}`;
    });
  return ['Grounds', '=======', ...lines].join('\n');
}

function blockText(block: MatrixBlock): string {
  const head = `${block.kind ?? 'DATA_SUBJECT'} for ${block.purpose}: ${block.roles.join(', ')}`;
  const columns = block.columns.map((column) => columnName(column, block.kind));
  const rows = block.rows.map(({ category, cells }) => [category, ...cells.map(letters)]);
  const entries = block.rows.flatMap(({ cells }) => cells.flat());
  const ways = [...Map.groupBy(entries, (entry) => wayText({ ...entry, special: [] })).values()].flatMap((alike) => {
    const [first] = alike;
    const special = [...new Set(alike.flatMap((entry) => entry.special))];
    return first === undefined ? [] : [wayText({ ...first, special })];
  });
  return [head, '='.repeat(head.length), table([['', ...columns], ...rows]), ...ways.sort()].join('\n');
}

function letters(entries: readonly MatrixEntry[]): string {
  return [...new Set(entries.map(letterOf))].sort().join(' ');
}

function letterOf({ how, necessity, fields, waitsFor }: MatrixEntry): string {
  return `${HOW[how].letter}${necessity ? 'n' : ''}${fields === null ? '' : '*'}${waitsFor === null ? '' : '?'}`;
}

/** `  D rule-id: about whom; on which grounds; ...`: one rule as it opens something in one way. */
export function wayText({ how, rule, processing, disclosure, special, ...entry }: MatrixEntry): string {
  const parts = [
    `about ${entry.about.length === ANYONE ? 'anyone' : entry.about.join(', ')}`,
    ...entry.conditions.map((condition) => conditionWords(condition, 'en')),
    `on ${processing.join(' or ')}`,
    ...(disclosure.length === 0 ? [] : [`provided under ${disclosure.join(' or ')}`]),
    ...(special.length === 0 ? [] : [`special data on ${special.join(' or ')}`]),
    ...(entry.fields === null ? [] : [`only ${entry.fields.join(', ')}`]),
    ...(entry.months === null ? ['no limit in time'] : entry.months === 24 ? [] : [`${entry.months} months back`]),
    ...(entry.waitsFor === null ? [] : [entry.waitsFor]),
  ];
  return `  ${HOW[how].letter} ${rule}: ${parts.join('; ')}`;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
