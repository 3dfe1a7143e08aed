// Who has custody over a child today, where the register can tell; and which members of a case are therefore parents with or without it.
import type { CustodyFact } from '../../schema/facts-format.ts';
import type { InnerKey } from '../../schema/identifiers.ts';
import type { Capacity, RuleCapacity } from '../../schema/names/capacity.ts';
import type { CustodyKind } from '../../schema/names/relation.ts';
import type { Fact } from '../vocabulary/facts.ts';

/** How many holders each kind of custody has; kinds that a court decision changed, or that nobody can determine, are not settled. */
const SETTLED: Readonly<Partial<Record<CustodyKind, readonly number[]>>> = {
  JOINT_PARENTAL: [2],
  SOLE_PARENTAL: [1],
  JOINT: [2],
  GUARDIANSHIP: [1, 2],
};

/**
 * The holders of custody over a child, null for one without a person behind it (an institution); UNKNOWN where custody is under investigation, cannot be
 * determined, or does not have the number of holders of its kind.
 */
export function holdersOf(custody: Fact<CustodyFact | null>): Fact<readonly (InnerKey | null)[]> {
  if (custody.state !== 'KNOWN') return custody;
  const { value } = custody;
  if (value === null || value.underInvestigation) return { state: 'UNKNOWN' };
  const numbers = Object.hasOwn(SETTLED, value.kind) ? SETTLED[value.kind] : undefined;
  if (numbers === undefined || !numbers.includes(value.holders.length)) return { state: 'UNKNOWN' };
  return { state: 'KNOWN', value: value.holders.map((holder) => holder.id) };
}

/** Custody over each child of a case. */
export type Children = readonly { readonly person: InnerKey; readonly custody: Fact<CustodyFact | null> }[];

/** The children of the case over whom this person has custody; one child of whom it cannot be said makes the list unknown. */
export function childrenOf(person: InnerKey, children: Children): Fact<readonly InnerKey[]> {
  const mine: InnerKey[] = [];
  let unknown = false;
  let unavailable = false;
  for (const child of children) {
    if (child.person === person) continue;
    const holders = holdersOf(child.custody);
    if (holders.state === 'UNAVAILABLE') unavailable = true;
    else if (holders.state === 'UNKNOWN') unknown = true;
    else if (holders.value.includes(person)) mine.push(child.person);
  }
  if (unavailable) return { state: 'UNAVAILABLE' };
  return unknown ? { state: 'UNKNOWN' } : { state: 'KNOWN', value: mine };
}

/** PARENT becomes with or without custody; a parent of whom neither can be said about any child of the case is unknown. */
export function ruleCapacitiesOf(
  person: InnerKey,
  capacities: readonly Capacity[],
  children: Children,
): Fact<readonly RuleCapacity[]> {
  const plain = capacities.filter((capacity) => capacity !== 'PARENT');
  if (!capacities.includes('PARENT')) return { state: 'KNOWN', value: plain };
  const others = children.filter((child) => child.person !== person).map((child) => holdersOf(child.custody));
  const known = others.filter((holders) => holders.state === 'KNOWN');
  const withCustody = known.some((holders) => holders.value.includes(person));
  const withoutCustody = known.some((holders) => !holders.value.includes(person));
  if (!withCustody && others.some((holders) => holders.state === 'UNAVAILABLE')) return { state: 'UNAVAILABLE' };
  if (!withCustody && others.some((holders) => holders.state === 'UNKNOWN')) return { state: 'UNKNOWN' };
  if (!withCustody && !withoutCustody) return { state: 'UNKNOWN' };
  return {
    state: 'KNOWN',
    value: [
      ...plain,
      ...(withCustody ? (['PARENT_WITH_CUSTODY'] as const) : []),
      ...(withoutCustody ? (['PARENT_WITHOUT_CUSTODY'] as const) : []),
    ],
  };
}
