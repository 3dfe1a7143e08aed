// A policy rule in; out, every way in which it could open a cell: one processing row, one disclosure row, one ground for special data, about whom.
import type { RuleCapacity } from '../../schema/names/capacity.ts';
import type { Category } from '../../schema/names/category.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { Condition } from '../vocabulary/condition.ts';
import { isGround, type LawRow, type RecipientKind, serves } from '../vocabulary/law-row.ts';
import { HOLDERS_OF } from '../vocabulary/policy-check.ts';
import { SPECIAL_CATEGORIES } from '../vocabulary/policy-coverage.ts';
import type { PolicyRule } from '../vocabulary/policy-rule.ts';

export type Way = {
  readonly rule: PolicyRule;
  readonly recipient: RecipientKind;
  /** The kind of organisation that holds it; for an OWN rule the recipient's own. */
  readonly holder: OrganisationKind;
  readonly category: Category;
  /** Whom rule and rows all name. */
  readonly about: readonly RuleCapacity[];
  readonly processing: LawRow;
  /** Null at the own organisation, which discloses nothing. */
  readonly disclosure: LawRow | null;
  /** Null where the category needs none. */
  readonly special: LawRow | null;
};

export function waysOf(rule: PolicyRule, law: ReadonlyMap<string, LawRow>): readonly Way[] {
  const recipients: readonly RecipientKind[] = rule.recipient.kinds.length === 0 ? [null] : rule.recipient.kinds;
  return recipients.flatMap((recipient) =>
    holdersFor(rule, recipient).flatMap((holder) =>
      rule.categories.flatMap((category) => {
        const grounds = (ids: PolicyRule['processing']) =>
          ids
            .flatMap((id) => law.get(id) ?? [])
            .filter((row) => isGround(row) && serves(row, recipient) && row.categories.includes(category));
        const disclosures =
          rule.source.whose === 'OWN'
            ? [null]
            : grounds(rule.disclosure).filter((row) => row.force !== 'OWN' && row.sources.includes(holder));
        const specials = SPECIAL_CATEGORIES.has(category)
          ? grounds(rule.special).filter((row) => row.specialGround)
          : [null];
        return grounds(rule.processing).flatMap((processing) =>
          disclosures.flatMap((disclosure) =>
            specials.map((special) => ({
              rule,
              recipient,
              holder,
              category,
              about: sharedBy(rule.about, [processing, disclosure, special]),
              processing,
              disclosure,
              special,
            })),
          ),
        );
      }),
    ),
  );
}

export function holdersFor(rule: PolicyRule, recipient: RecipientKind): readonly OrganisationKind[] {
  const holders = rule.source.holders ?? HOLDERS_OF[rule.source.kind];
  return rule.source.whose === 'OWN' ? holders.filter((holder) => holder === recipient) : holders;
}

export function rowsOf({ processing, disclosure, special }: Way): readonly LawRow[] {
  return [processing, disclosure, special].filter((row) => row !== null);
}

export function conditionsOf(way: Way): readonly Condition[] {
  return [...way.rule.conditions, ...rowsOf(way).flatMap((row) => row.conditions)];
}

/** Opens by a valid consent alone. */
export function byConsent({ processing, disclosure }: Way): boolean {
  return processing.consent === 'REQUIRED' || disclosure?.consent === 'REQUIRED';
}

/** What the holder does: nothing (own file), provide by duty, on consent, when it releases, unasked only, or by its emergency profile. */
export type How = 'INTERNAL' | 'OWN' | 'DUTY' | 'CONSENT' | 'RELEASE' | 'PUSH' | 'EMERGENCY';

export function howOf(way: Way): How {
  if (way.disclosure === null) return 'INTERNAL';
  if (byConsent(way)) return 'CONSENT';
  if (way.disclosure.emergencyOnly === true) return 'EMERGENCY';
  if (way.disclosure.force === 'MAY') return way.disclosure.unaskedOnly === true ? 'PUSH' : 'RELEASE';
  return way.rule.regime === 'SUBJECT_RIGHT' ? 'OWN' : 'DUTY';
}

function sharedBy(about: readonly RuleCapacity[], rows: readonly (LawRow | null)[]): readonly RuleCapacity[] {
  return about.filter((capacity) => rows.every((row) => row === null || row.about.includes(capacity)));
}
