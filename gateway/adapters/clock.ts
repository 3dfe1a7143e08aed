// The two clocks. In demo mode the domain clock starts where it is told to, ticks on from there, and can be moved.
import { type Instant, instant } from '../../schema/identifiers.ts';
import type { Clock } from '../vocabulary/clock.ts';

export interface MovableClock extends Clock {
  /** ms by which the domain clock is ahead of the wall's; negative: behind. */
  ahead(): number;
  setAhead(milliseconds: number): void;
  /**
   * How far ahead it would be when moved `to` an instant (RFC 3339 with offset) or by a distance: `+1d`, `-2h`, `+90m`. Null: neither.
   */
  aheadAt(to: string): number | null;
}

const UNIT_MS = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const;
const DISTANCE = /^([+-])(\d{1,6})([dhm])$/;
/** A `Date` outside this range cannot be written as an RFC 3339 day of four-digit years. */
const FIRST_MS = Date.UTC(1900, 0, 1);
const LAST_MS = Date.UTC(2200, 0, 1);

/** `start` null: the domain clock begins at wall time. */
export function createClock(start: Instant | null, wall: () => number = Date.now): MovableClock {
  let ahead = start === null ? 0 : Date.parse(start) - wall();
  const domain = (): number => wall() + ahead;
  return {
    wall,
    domain,
    ahead: () => ahead,
    setAhead(milliseconds) {
      ahead = milliseconds;
    },
    aheadAt(to) {
      const there = momentOf(to, domain());
      return there === null || there < FIRST_MS || there > LAST_MS ? null : there - wall();
    },
  };
}

function momentOf(text: string, from: number): number | null {
  const [, sign, count, unit] = DISTANCE.exec(text) ?? [];
  if (unit === 'd' || unit === 'h' || unit === 'm') {
    return from + (sign === '-' ? -1 : 1) * Number(count) * UNIT_MS[unit];
  }
  const parsed = instant.safeParse(text);
  return parsed.success ? Date.parse(parsed.data) : null;
}
