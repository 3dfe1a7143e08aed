// Two clocks: the domain's (ages, measures, consents, deadlines; a demo may move it) and the wall's (tokens, grants, the record).
import { type Instant, type LocalDate, localDate } from '../../schema/identifiers.ts';

export interface Clock {
  /** Domain time, ms since the epoch. */
  domain(): number;
  /** Wall time, ms since the epoch. */
  wall(): number;
}

/** One reading of both clocks: once per request, and once more for each time that it is gathered anew. */
export type ClockReading = {
  readonly domain: number;
  readonly wall: number;
  /** The domain clock's calendar day in Europe/Amsterdam. */
  readonly today: LocalDate;
};

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' });

export function dayOf(milliseconds: number): LocalDate {
  return localDate.parse(DAY.format(milliseconds));
}

export function readClock(clock: Clock): ClockReading {
  const domain = clock.domain();
  return { domain, wall: clock.wall(), today: dayOf(domain) };
}

export function instantOf(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant;
}

/** The first moment after a day in the Netherlands, ms since the epoch. */
export function endOfDay(day: LocalDate): number {
  const midnight = Date.parse(`${day}T00:00:00Z`) + 24 * HOUR;
  // One or two hours ahead of UTC, by the season.
  return dayOf(midnight - 2 * HOUR) === day ? midnight - HOUR : midnight - 2 * HOUR;
}
const HOUR = 3_600_000;
