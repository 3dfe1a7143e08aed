// Rules that open the same cell have to differ in fields or in period, not in both: what they open together could not be said without opening more.
import type { PolicyRule } from './policy-rule.ts';

export function unjoinable(rules: readonly PolicyRule[]): readonly { id: string; reason: string }[] {
  // Rules without field limits contain one another by their period alone.
  return rules
    .filter((rule) => rule.fields !== undefined)
    .flatMap((rule) => {
      const others = rules.filter((other) => other.id !== rule.id && meet(rule, other) && !joinable(rule, other));
      return others
        .filter((other) => other.fields === undefined || rule.id < other.id)
        .map((other) => ({
          id: rule.id,
          reason: `it opens the same as ${other.id} with other fields and another period; make one of the two equal`,
        }));
    });
}

/** `about` keeps no two rules apart: a parent can have custody of one child and not of another, and stand in the case as partner besides. */
function meet(left: PolicyRule, right: PolicyRule): boolean {
  const kinds = left.recipient.kinds.length === 0 && right.recipient.kinds.length === 0;
  return (
    (kinds || shares(left.recipient.kinds, right.recipient.kinds)) &&
    shares(left.recipient.roles, right.recipient.roles) &&
    shares(left.recipient.purposes, right.recipient.purposes) &&
    left.source.kind === right.source.kind &&
    left.source.whose === right.source.whose &&
    shares(left.categories, right.categories)
  );
}

function joinable(left: PolicyRule, right: PolicyRule): boolean {
  const [leftMonths, rightMonths] = [monthsOf(left), monthsOf(right)];
  if (leftMonths === rightMonths || sameFields(left, right)) return true;
  return leftMonths > rightMonths ? containsFields(left, right) : containsFields(right, left);
}

function monthsOf({ monthsBefore }: PolicyRule): number {
  return monthsBefore === null ? Number.POSITIVE_INFINITY : (monthsBefore ?? 24);
}

function containsFields(outer: PolicyRule, inner: PolicyRule): boolean {
  return outer.fields === undefined || (inner.fields?.every((field) => outer.fields?.includes(field)) ?? false);
}

function sameFields(left: PolicyRule, right: PolicyRule): boolean {
  return containsFields(left, right) && containsFields(right, left);
}

function shares<Value>(left: readonly Value[], right: readonly Value[]): boolean {
  return left.some((value) => right.includes(value));
}
