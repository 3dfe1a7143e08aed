// How much an opening opens (fields, period), and what two of them open together.
import type { LocalDate } from '../../schema/identifiers.ts';
import type { Period } from '../vocabulary/decision.ts';
import type { Opening } from './evaluate.ts';

/**
 * INVARIANT no-less-is-more (G3): what several rules open is no less than what any of them opens, so that taking one away never shows more. Only a
 * difference in one of the two dimensions can be joined without opening what no rule opens; policy-check.ts refuses rules that differ in both.
 */
export function widened(one: Opening, other: Opening): Opening {
  if (contains(one, other)) return one;
  const joined: Opening | null = contains(other, one)
    ? { ...one, fields: other.fields, period: other.period }
    : sameFields(one.fields, other.fields)
      ? { ...one, period: joinedPeriod(one.period, other.period) }
      : samePeriod(one.period, other.period)
        ? { ...one, fields: joinedFields(one.fields, other.fields) }
        : null;
  if (joined === null) return one;
  return {
    ...joined,
    bases: [...new Set([...one.bases, ...other.bases])],
    evidence: one.evidence ?? other.evidence,
    claims: [...new Set([...one.claims, ...other.claims])],
  };
}

type Extent = Pick<Opening, 'fields' | 'period'>;

function contains(outer: Extent, inner: Extent): boolean {
  return (
    holdsFields(outer.fields, inner.fields) &&
    startsBy(outer.period.from, inner.period.from) &&
    endsAfter(outer.period.until, inner.period.until)
  );
}

function holdsFields(outer: readonly string[] | null, inner: readonly string[] | null): boolean {
  if (outer === null) return true;
  return inner?.every((field) => outer.includes(field)) ?? false;
}

function startsBy(outer: LocalDate | null, inner: LocalDate | null): boolean {
  return outer === null || (inner !== null && outer <= inner);
}

function endsAfter(outer: LocalDate | null, inner: LocalDate | null): boolean {
  return outer === null || (inner !== null && outer >= inner);
}

function sameFields(left: readonly string[] | null, right: readonly string[] | null): boolean {
  return holdsFields(left, right) && holdsFields(right, left);
}

function samePeriod(left: Period, right: Period): boolean {
  return left.from === right.from && left.until === right.until;
}

function joinedPeriod(left: Period, right: Period): Period {
  return {
    from: startsBy(left.from, right.from) ? left.from : right.from,
    until: endsAfter(left.until, right.until) ? left.until : right.until,
  };
}

function joinedFields(left: readonly string[] | null, right: readonly string[] | null): readonly string[] | null {
  return left === null || right === null ? null : [...new Set([...left, ...right])].sort();
}
