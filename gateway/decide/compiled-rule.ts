// A policy rule for one kind of recipient and one category, compiled: its checks as closures, its law rows as grounds.
import type { RuleCapacity } from '../../schema/names/capacity.ts';
import type { Category } from '../../schema/names/category.ts';
import type { ClaimKind } from '../../schema/names/claim-kind.ts';
import type { Regime } from '../../schema/names/decision.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { LawRow, RecipientKind } from '../vocabulary/law-row.ts';
import type { PolicyRule, RuleId } from '../vocabulary/policy-rule.ts';
import { claimsRead, compileCondition } from './conditions.ts';
import type { SubjectContext } from './context.ts';
import { allOf, type Finding } from './finding.ts';
import { compileGrounds, type Ground } from './ground.ts';

export type CompiledRule = {
  readonly id: RuleId;
  readonly whose: 'OWN' | 'OTHER';
  /** Null: every kind of holder of this kind of source. */
  readonly holders: ReadonlySet<OrganisationKind> | null;
  readonly about: ReadonlySet<RuleCapacity>;
  readonly conditions: (context: SubjectContext) => Finding;
  /** Kinds of claim that its own conditions read. */
  readonly claims: readonly ClaimKind[];
  readonly regime: Regime;
  readonly processing: readonly Ground[];
  readonly disclosure: readonly Ground[];
  /** LIMIT rows cited beside the disclosure grounds: they open nothing and are named with what opens where they apply. */
  readonly shaping: readonly Ground[];
  readonly special: readonly Ground[];
  /** It cites a row of the emergency procedure: outside an open emergency it covers nothing. */
  readonly emergency: boolean;
  readonly fields: readonly string[] | null;
  /** Undefined: the default of 24. Null: no limit in time at all, an adult's own minority included. */
  readonly monthsBefore: number | null | undefined;
  /** Switch: a restriction of processing yields to a duty of the holder, for the protection of others (AVG 18 lid 2). */
  readonly restrictionYields: boolean;
};

export function compileRule(
  rule: PolicyRule,
  recipient: RecipientKind,
  category: Category,
  law: ReadonlyMap<string, LawRow>,
  switches: Readonly<Record<string, boolean>>,
): CompiledRule {
  const grounds = (ids: PolicyRule['disclosure']) => compileGrounds(ids, rule, recipient, category, law, switches);
  const disclosure = grounds(rule.disclosure);
  return {
    id: rule.id,
    whose: rule.source.whose,
    holders: rule.source.holders === undefined ? null : new Set(rule.source.holders),
    about: new Set(rule.about),
    conditions: allOf(rule.conditions.map((condition) => compileCondition(condition, switches, rule.id))),
    claims: claimsRead(rule.conditions),
    regime: rule.regime,
    processing: grounds(rule.processing).filter((ground) => ground.force !== 'LIMIT'),
    disclosure: disclosure.filter((ground) => ground.force === 'MUST' || ground.force === 'MAY'),
    shaping: disclosure.filter((ground) => ground.force === 'LIMIT'),
    special: grounds(rule.special).filter((ground) => ground.special),
    emergency: [...rule.processing, ...rule.disclosure, ...rule.special].some(
      (id) => law.get(id)?.emergencyOnly === true,
    ),
    fields: rule.fields ?? null,
    monthsBefore: rule.monthsBefore,
    restrictionYields: switches['restriction-yields-to-duty'] === true,
  };
}
