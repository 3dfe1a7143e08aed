// What a rule is about, cell by cell: recipient, holder and category, each with the ways that could open it and what stands in their way.
import type { LocalDate } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { LawRow, RecipientKind } from '../vocabulary/law-row.ts';
import type { PolicyRule } from '../vocabulary/policy-rule.ts';
import { type Hindrance, hindranceOf } from './hindrance.ts';
import { holdersFor, type Way, waysOf } from './ways.ts';

export type RuleCell = {
  readonly recipient: RecipientKind;
  readonly holder: OrganisationKind;
  readonly category: Category;
  readonly ways: readonly Way[];
};

export function cellsOf(rule: PolicyRule, law: ReadonlyMap<string, LawRow>): readonly RuleCell[] {
  const ways = Map.groupBy(waysOf(rule, law), (way) => keyOf(way));
  const recipients: readonly RecipientKind[] = rule.recipient.kinds.length === 0 ? [null] : rule.recipient.kinds;
  return recipients.flatMap((recipient) =>
    holdersFor(rule, recipient).flatMap((holder) =>
      rule.categories.map((category) => ({
        recipient,
        holder,
        category,
        ways: ways.get(keyOf({ recipient, holder, category })) ?? [],
      })),
    ),
  );
}

/** Null: some way can hold. Else what stands in the way of the one that comes closest. */
export function cellHindrance(
  { ways }: RuleCell,
  on: LocalDate,
  switches: Readonly<Record<string, boolean>>,
): Hindrance | null {
  let closest: Hindrance = { kind: 'NEVER', says: 'no row it cites serves it' };
  for (const way of ways) {
    const hindrance = hindranceOf(way, on, switches);
    if (hindrance === null) return null;
    if (CLOSENESS[hindrance.kind] >= CLOSENESS[closest.kind]) closest = hindrance;
  }
  return closest;
}

const CLOSENESS: Readonly<Record<Hindrance['kind'], number>> = { NEVER: 0, ENDED: 1, NOT_YET: 2, SWITCH: 3 };

export function keyOf({ recipient, holder, category }: Pick<RuleCell, 'recipient' | 'holder' | 'category'>): string {
  return `${recipient ?? 'DATA_SUBJECT'}|${holder}|${category}`;
}

export function cellWords({ recipient, holder, category }: RuleCell): string {
  return `(recipient ${recipient ?? 'DATA_SUBJECT'}, holder ${holder}, category ${category})`;
}
