// The summary of an import as lines: counts, and why which line was refused. No value of the file.
import type { Summary } from '../../subgraphs/persons/import/import-lists.ts';
import type { Change } from '../../subgraphs/persons/import/write.ts';

const WIDTH = 16;
const MOST_LINES = 200;

export function summaryLines(summary: Summary, { on, seconds }: { on: string; seconds: number }): string[] {
  const { changes } = summary;
  const { people, addresses, relations, custody, livingGroups } = changes;
  const line = (name: string, text: string): string => `${name.padEnd(WIDTH)}${text}`;
  const kinds = [...summary.custody].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => `${kind} ${count}`);
  const leftOut = [
    ...(summary.relativesWithoutBsn > 0 ? [`${summary.relativesWithoutBsn} mentions of relatives without a BSN`] : []),
    ...(summary.unmarkedRows > 0 ? [`${summary.unmarkedRows} occurrences that no marker places`] : []),
  ];
  return [
    line('lists', `${summary.lists} read in ${seconds.toFixed(1)} s, ${summary.refused.length} refused`),
    line(
      'unique BSNs in',
      summary.outsideTestRange === 0
        ? `${summary.uniqueBsns}`
        : `${summary.uniqueBsns}, of which ${summary.outsideTestRange} outside the range for tests (999900006-999999990)`,
    ),
    line(
      'people',
      `${withNew(people)}${people.changed > 0 ? `, ${people.changed} changed` : ''}; ${people.listed} have a list, ${people.total - people.listed} are known by a relative's`,
    ),
    line('addresses', `${withNew(addresses)}; ${addresses.secret} secret (70.10)`),
    line('relations', withNew(relations)),
    line('custody', `${withNew(custody)}, as of ${on}${kinds.length > 0 ? `: ${kinds.join(', ')}` : ''}`),
    line('living groups', withNew(livingGroups)),
    ...(leftOut.length > 0 ? [line('left out', leftOut.join('; '))] : []),
    ...summary.refused
      .slice(0, MOST_LINES)
      .map(({ line: at, why }, index) => line(index === 0 ? 'refused' : '', `line ${at}: ${why}`)),
    ...(summary.refused.length > MOST_LINES ? [line('', `and ${summary.refused.length - MOST_LINES} more`)] : []),
  ];
}

function withNew({ total, added, gone }: Change): string {
  return `${total} (${added} new${gone > 0 ? `, ${gone} no longer` : ''})`;
}
