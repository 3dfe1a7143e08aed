// Days and years: a row's days are held against a period. What is not certain is outside.
import type { LocalDate, PartialDate } from '../../schema/identifiers.ts';
import { localDate } from '../../schema/identifiers.ts';

/** First and last day, both included; null: no limit. */
export interface Period {
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
}

const earliest = (date: PartialDate): string => (date.length === 4 ? `${date}-01-01` : date);
const latest = (date: PartialDate): string => (date.length === 4 ? `${date}-12-31` : date);

/**
 * Whether a row that runs from `from` to `until` touches the period for certain. A year counts as the day of that year that is worst for
 * the row; `until` null means still running, unless `from` is null too: then nothing is known and any limit keeps the row in.
 */
export function withinPeriod(
  row: { readonly from: PartialDate | null; readonly until: PartialDate | null },
  period: Period,
): boolean {
  if (period.until !== null && (row.from === null || latest(row.from) > period.until)) return false;
  if (period.from === null) return true;
  if (row.until === null) return row.from !== null;
  return earliest(row.until) >= period.from;
}

/** The period between two dates as a question gives them: a year means the whole of that year. */
export function periodBetween(from: PartialDate | null, to: PartialDate | null): Period {
  return {
    from: from === null ? null : localDate.parse(earliest(from)),
    until: to === null ? null : localDate.parse(latest(to)),
  };
}
