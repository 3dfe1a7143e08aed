// A birth date as the register holds it in, age today and the end of minority out. What is not known to the day is unknown.

import { birthdayAt } from '../../schema/days.ts';
import type { LocalDate, PartialDate } from '../../schema/identifiers.ts';
import type { Fact } from '../vocabulary/facts.ts';
import { ageOn, firstOfYear, fullDay, lastOfYear } from './day.ts';

const UNKNOWN = { state: 'UNKNOWN' } as const;

export function ageOf(birth: PartialDate | null, today: LocalDate): Fact<number> {
  const day = birth === null ? null : fullDay(birth);
  if (day === null || day > today) return UNKNOWN;
  return { state: 'KNOWN', value: ageOn(today, day) };
}

/** The 18th birthday of an adult, its latest possible day where only the year is known; null for a minor. */
export function minorityEndsOf(birth: PartialDate | null, today: LocalDate): Fact<LocalDate | null> {
  if (birth === null) return UNKNOWN;
  const day = fullDay(birth);
  const year = Number(birth.slice(0, 4)) + 18;
  const earliest = day === null ? firstOfYear(year) : birthdayAt(day, 18);
  const latest = day === null ? lastOfYear(year) : earliest;
  if (today < earliest) return { state: 'KNOWN', value: null };
  return latest <= today ? { state: 'KNOWN', value: latest } : UNKNOWN;
}
