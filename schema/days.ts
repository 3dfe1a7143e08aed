// Calendar days counted on: in, a day and a number; out, the day that many later. Days are of the domain clock.
import { type Instant, instant, type LocalDate, localDate } from './identifiers.ts';

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

/** The day on which somebody reaches an age; who was born on 29 February has it on 1 March in other years. */
export function birthdayAt(birth: LocalDate, age: number): LocalDate {
  const year = Number(birth.slice(0, 4)) + age;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const day = birth.slice(5) === '02-29' && !leap ? '03-01' : birth.slice(5);
  return localDate.parse(`${String(year).padStart(4, '0')}-${day}`);
}

/** The moment at which that day begins in the Netherlands. */
export function beginOf(day: LocalDate): Instant {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', hour: '2-digit', hourCycle: 'h23' });
  const winter = `${day}T00:00:00+01:00`;
  return instant.parse(hour.format(Date.parse(winter)) === '00' ? winter : `${day}T00:00:00+02:00`);
}
