// Sums with calendar days.
import { type LocalDate, localDate } from '../../../schema/identifiers.ts';

export function daysAfter(day: LocalDate, days: number): LocalDate {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return localDate.parse(date.toISOString().slice(0, 10));
}

/** The same day of the month, or the last one of a shorter month; `months` may be negative. */
export function monthsAfter(day: LocalDate, months: number): LocalDate {
  const date = new Date(`${day}T00:00:00Z`);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
  date.setUTCDate(Math.min(wanted, date.getUTCDate()));
  return localDate.parse(date.toISOString().slice(0, 10));
}
