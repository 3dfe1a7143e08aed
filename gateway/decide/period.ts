// From which day rows open: by default the current case and 24 months before it, an adult's own minority never.
import type { LocalDate } from '../../schema/identifiers.ts';
import { localDate } from '../../schema/identifiers.ts';
import type { Period } from '../vocabulary/decision.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { SubjectContext } from './context.ts';

const DEFAULT_MONTHS = 24;
const ALWAYS: Period = { from: null, until: null };

export type PeriodFinding =
  | { readonly state: 'KNOWN'; readonly period: Period }
  | { readonly state: 'UNKNOWN' }
  | { readonly state: 'UNAVAILABLE' };

export function periodOf(rule: CompiledRule, { ownCase, subject }: SubjectContext): PeriodFinding {
  if (rule.monthsBefore === null) return { state: 'KNOWN', period: ALWAYS };
  const { minorityEnds } = subject;
  if (minorityEnds.state !== 'KNOWN') return { state: minorityEnds.state };
  // Without an opening day there is no current case to count from.
  if (ownCase.openedOn === null) return { state: 'UNKNOWN' };
  const start = startOf(ownCase.openedOn, rule.monthsBefore ?? DEFAULT_MONTHS);
  const floor = minorityEnds.value;
  return { state: 'KNOWN', period: { from: floor !== null && floor > start ? floor : start, until: null } };
}

/** Whether dates named by arguments leave anything of a period. */
export function overlaps(asked: Period, open: Period): boolean {
  const from = asked.from === null || (open.from !== null && open.from > asked.from) ? open.from : asked.from;
  const until = asked.until === null || (open.until !== null && open.until < asked.until) ? open.until : asked.until;
  return from === null || until === null || from <= until;
}

const STARTS = new Map<string, LocalDate>();
const MANY = 10_000;

function startOf(day: LocalDate, months: number): LocalDate {
  const key = `${day}|${months}`;
  const known = STARTS.get(key);
  if (known !== undefined) return known;
  if (STARTS.size >= MANY) STARTS.clear();
  const start = monthsBefore(day, months);
  STARTS.set(key, start);
  return start;
}

/** The same day so many months earlier; the last day of that month where it is shorter. */
export function monthsBefore(day: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const index = year * 12 + (month - 1) - months;
  const toYear = Math.floor(index / 12);
  const toMonth = (index % 12) + 1;
  const last = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate();
  return localDate.parse(
    `${String(toYear).padStart(4, '0')}-${String(toMonth).padStart(2, '0')}-${String(Math.min(date, last)).padStart(2, '0')}`,
  );
}
