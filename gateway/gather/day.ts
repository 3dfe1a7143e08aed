// Days in the Netherlands: a person's age today, and whether a period holds today. Both ends of a period count.

import { birthdayAt } from '../../schema/days.ts';
import type { LocalDate, PartialDate } from '../../schema/identifiers.ts';
import { localDate } from '../../schema/identifiers.ts';

export function holdsOn(
  today: LocalDate,
  period: { readonly from: LocalDate; readonly until: LocalDate | null },
): boolean {
  return period.from <= today && (period.until === null || today <= period.until);
}

/** Whole years on that day; negative before birth. */
export function ageOn(today: LocalDate, birth: LocalDate): number {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today < birthdayAt(birth, years) ? years - 1 : years;
}

/** A full day, or null for a year alone. */
export function fullDay(date: PartialDate): LocalDate | null {
  const parsed = localDate.safeParse(date);
  return parsed.success ? parsed.data : null;
}

export function firstOfYear(year: number): LocalDate {
  return localDate.parse(`${String(year).padStart(4, '0')}-01-01`);
}

export function lastOfYear(year: number): LocalDate {
  return localDate.parse(`${String(year).padStart(4, '0')}-12-31`);
}
