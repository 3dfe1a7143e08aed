// GBA dates (YYYYMMDD, 00 where a part is not known) as the register keeps days: a day, a year alone, or nothing.
import { localDate, type PartialDate, partialDate } from '../../../schema/identifiers.ts';

/**
 * 19680000 and 19680700 become the year alone, since the register knows no months; so does a day that no calendar has. 00000000, and what is
 * no date at all, is null.
 */
export function readDate(text: string | undefined): PartialDate | null {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text ?? '') ?? [];
  if (year === undefined || year === '0000') return null;
  const whole = localDate.safeParse(`${year}-${month}-${day}`);
  return whole.success ? whole.data : partialDate.parse(year);
}

/** Whether somebody born then is younger than 18 on that day; null: it cannot be told. A year alone tells it only where every day of it does. */
export function isMinor(birthDate: PartialDate | null, on: string): boolean | null {
  if (birthDate === null) return null;
  const adultOn = (date: string) => `${Number(date.slice(0, 4)) + 18}${date.slice(4)}`;
  if (birthDate.length === 10) return on < adultOn(birthDate);
  if (on < adultOn(`${birthDate}-01-01`)) return true;
  return on >= adultOn(`${birthDate}-12-31`) ? false : null;
}
