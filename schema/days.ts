// Calendar days counted on: in, a day and a number; out, the day that many later. Days are of the domain clock.
import { type LocalDate, localDate } from './identifiers.ts';

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

/** Monday to Friday; public holidays are not known here and count as working days, so that a term is never longer than it may be. */
export function workingDaysAfter(day: LocalDate, days: number): LocalDate {
  let last = day;
  for (let left = days; left > 0; ) {
    last = daysAfter(last, 1);
    if (!isWeekend(last)) left -= 1;
  }
  return last;
}

function isWeekend(day: LocalDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
