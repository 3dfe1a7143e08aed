// The matrix as CSV (RFC 4180): one line per cell and way that opens it, for a spreadsheet.
import type { MatrixCell } from './matrix.ts';
import { conditionWords } from './words.ts';

const HEAD = [
  'recipient',
  'role',
  'purpose',
  'source',
  'whose',
  'holder',
  'category',
  'how',
  'rule',
  'processing',
  'disclosure',
  'special',
  'regime',
  'about',
  'conditions',
  'necessity',
  'fields',
  'months',
  'waits for',
];

export function matrixCsv(cells: readonly MatrixCell[]): string {
  const lines = cells.flatMap(({ kind, role, purpose, source, whose, holder, category, entries }) =>
    entries.map((entry) => [
      kind ?? 'DATA_SUBJECT',
      role,
      purpose,
      source,
      whose,
      holder,
      category,
      entry.how,
      entry.rule,
      entry.processing.join(' '),
      entry.disclosure.join(' '),
      entry.special.join(' '),
      entry.regime,
      entry.about.join(' '),
      entry.conditions.map((condition) => conditionWords(condition, 'en')).join('; '),
      entry.necessity ? 'yes' : 'no',
      entry.fields?.join(' ') ?? 'all',
      entry.months === null ? 'no limit' : String(entry.months),
      entry.waitsFor ?? '',
    ]),
  );
  return [HEAD, ...lines].map((line) => line.map(quoted).join(',')).join('\r\n');
}

/** A cell that a spreadsheet would take for a formula gets a quote before it. */
function quoted(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
