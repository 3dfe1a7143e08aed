// Whether a way can hold at all: on a day, with switches as they are set or free. What stands in its way, as a sentence; null: nothing does.
import type { LocalDate } from '../../schema/identifiers.ts';
import type { Condition } from '../vocabulary/condition.ts';
import type { LawRow } from '../vocabulary/law-row.ts';
import { OF_MINORS } from '../vocabulary/policy-facts.ts';
import { byConsent, conditionsOf, rowsOf, type Way } from './ways.ts';

export type Hindrance = {
  /** NEVER: whatever the day and the switches. ENDED, NOT_YET: a row is not in force on the day. SWITCH: it waits for one. */
  readonly kind: 'NEVER' | 'ENDED' | 'NOT_YET' | 'SWITCH';
  readonly says: string;
};

export function hindranceOf(way: Way, on: LocalDate, switches: Readonly<Record<string, boolean>>): Hindrance | null {
  return neverHolds(way) ?? outOfForce(rowsOf(way), on) ?? waitsForSwitch(conditionsOf(way), switches);
}

function neverHolds(way: Way): Hindrance | null {
  const never = (says: string): Hindrance => ({ kind: 'NEVER', says });
  if (way.about.length === 0) return never('rule and rows name nobody in common');
  if (way.special?.consent === 'REQUIRED' && !byConsent(way)) {
    return never(`${way.special.id} serves only where consent opens it`);
  }
  const clash = clashOf(conditionsOf(way), way.about.length === 1 && way.about[0] === 'CHILD');
  return clash === null ? null : never(clash);
}

/** Two conditions that can never hold together, in words. */
function clashOf(conditions: readonly Condition[], aboutChildren: boolean): string | null {
  const ages = conditions.filter((one) => one.kind === 'AGE');
  const from = Math.max(0, ...ages.map((one) => one.from ?? 0));
  const below = Math.min(Number.POSITIVE_INFINITY, ...ages.map((one) => one.below ?? Number.POSITIVE_INFINITY));
  if (from >= below) return `nobody is from ${from} and below ${below}`;
  const orderOfSubject = conditions.some(
    (one) =>
      one.kind === 'CLAIM_IN_FORCE' && one.about === 'SUBJECT' && one.claims.every((kind) => OF_MINORS.has(kind)),
  );
  if (from >= 18 && orderOfSubject && aboutChildren) return `a measure about a minor, and an age from ${from}`;
  if (sharedValues(conditions.filter((one) => one.kind === 'CASE_KIND')) === 0) return 'no kind of case fits all of it';
  if (sharedValues(conditions.filter((one) => one.kind === 'HOUSEHOLD_KIND')) === 0) {
    return 'no kind of household fits all of it';
  }
  const kinds = new Set(conditions.map(({ kind }) => kind));
  if (kinds.has('SUBJECT_IS_CALLER') && kinds.has('CALLER_HAS_CUSTODY')) return 'nobody has custody over himself';
  return null;
}

/** How many values all of them allow; null: none of them is there. */
function sharedValues(conditions: readonly { readonly in: readonly string[] }[]): number | null {
  const [first, ...others] = conditions;
  if (first === undefined) return null;
  return first.in.filter((value) => others.every((other) => other.in.includes(value))).length;
}

export function outOfForce(rows: readonly LawRow[], on: LocalDate): Hindrance | null {
  const ended = rows.find(({ validUntil }) => validUntil !== null && validUntil < on);
  if (ended !== undefined) return { kind: 'ENDED', says: `${ended.id} ended on ${ended.validUntil}` };
  const later = rows.find(({ validFrom }) => validFrom > on);
  return later === undefined ? null : { kind: 'NOT_YET', says: `${later.id} is in force from ${later.validFrom}` };
}

function waitsForSwitch(
  conditions: readonly Condition[],
  switches: Readonly<Record<string, boolean>>,
): Hindrance | null {
  const off = conditions.find((one) => one.kind === 'SWITCH' && switches[one.name] !== true);
  return off?.kind === 'SWITCH' ? { kind: 'SWITCH', says: `the switch ${off.name} is off` } : null;
}
