// A law row as one rule uses it, compiled: what it demands of today, of the person's capacity and of the facts.
import type { LocalDate } from '../../schema/identifiers.ts';
import type { RuleCapacity } from '../../schema/names/capacity.ts';
import type { Category } from '../../schema/names/category.ts';
import type { ClaimKind } from '../../schema/names/claim-kind.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import { type LawId, type LawRow, type RecipientKind, serves } from '../vocabulary/law-row.ts';
import type { PolicyRule } from '../vocabulary/policy-rule.ts';
import { capacityFits } from './capacity.ts';
import { claimsRead, compileCondition } from './conditions.ts';
import type { SubjectContext } from './context.ts';
import { allOf, type Finding, outcomesOf } from './finding.ts';

export type Ground = {
  readonly id: LawId;
  readonly force: LawRow['force'];
  readonly byConsent: boolean;
  readonly unaskedOnly: boolean;
  readonly emergencyOnly: boolean;
  readonly special: boolean;
  /** Kinds of holder that provide under this row. */
  readonly sources: ReadonlySet<OrganisationKind>;
  /** Kinds of claim that its conditions read. */
  readonly claims: readonly ClaimKind[];
  readonly check: (context: SubjectContext) => Finding;
};

/**
 * The grounds among `ids` that can ever serve this recipient and category under this rule; a row for other recipients or categories is no ground
 * here, whatever the facts.
 */
export function compileGrounds(
  ids: readonly LawId[],
  rule: PolicyRule,
  recipient: RecipientKind,
  category: Category,
  law: ReadonlyMap<string, LawRow>,
  switches: Readonly<Record<string, boolean>>,
): readonly Ground[] {
  return ids.flatMap((id) => {
    const row = law.get(id);
    if (row === undefined || !serves(row, recipient) || !row.categories.includes(category)) return [];
    return [compileGround(row, rule, switches)];
  });
}

function compileGround(row: LawRow, rule: PolicyRule, switches: Readonly<Record<string, boolean>>): Ground {
  const named = new Set<RuleCapacity>(row.about.filter((capacity) => rule.about.includes(capacity)));
  const capacity = outcomesOf(`${row.id}: about ${[...named].join(', ') || 'nobody this rule names'}`);
  const inForce = outcomesOf(`${row.id}: in force today`);
  return {
    id: row.id,
    force: row.force,
    byConsent: row.consent === 'REQUIRED',
    unaskedOnly: row.unaskedOnly === true,
    emergencyOnly: row.emergencyOnly === true,
    special: row.specialGround,
    sources: new Set(row.sources),
    claims: claimsRead(row.conditions),
    check: allOf<SubjectContext>([
      ({ today }) => inForce(isWithin(today, row.validFrom, row.validUntil) ? 'HOLDS' : 'FAILS'),
      ({ subject }) => capacity(capacityFits(subject, named)),
      ...row.conditions.map((condition) => compileCondition(condition, switches, row.id)),
    ]),
  };
}

function isWithin(today: LocalDate, from: LocalDate, until: LocalDate | null): boolean {
  return from <= today && (until === null || today <= until);
}
