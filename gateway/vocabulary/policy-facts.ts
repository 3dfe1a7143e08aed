// The facts that a decision may read: what each is and who may know it (INVARIANT known-to, design 5). Conditions enter, their facts leave.
import type { ClaimKind } from '../../schema/names/claim-kind.ts';
import type { Condition } from './condition.ts';
import type { PolicyRule } from './policy-rule.ts';

/**
 * OWN_ORGANISATION: stands in the asker's own case. REGISTER: stands in the persons register, under the category that opens it there. SUBJECT: the
 * data subject's own. EVERYONE: published with the policy.
 */
type KnownTo =
  | { readonly who: 'OWN_ORGANISATION' | 'SUBJECT' | 'EVERYONE' }
  | { readonly who: 'REGISTER'; readonly category: 'IDENTITY' | 'CUSTODY' };

export const FACTS = {
  CLAIM: { is: 'a claim in the own case', knownTo: { who: 'OWN_ORGANISATION' } },
  CASE_KIND: { is: 'the kind of the own case', knownTo: { who: 'OWN_ORGANISATION' } },
  HOUSEHOLD_KIND: { is: 'the kind of household of the own case', knownTo: { who: 'OWN_ORGANISATION' } },
  BIRTH_DATE: { is: 'the birth date', knownTo: { who: 'REGISTER', category: 'IDENTITY' } },
  CUSTODY: { is: 'custody today', knownTo: { who: 'REGISTER', category: 'CUSTODY' } },
  SELF: { is: 'that the person is the asker', knownTo: { who: 'SUBJECT' } },
  OWN_CUSTODY: { is: 'that the asker has custody', knownTo: { who: 'SUBJECT' } },
  SWITCH: { is: 'a switch', knownTo: { who: 'EVERYONE' } },
} as const satisfies Readonly<Record<string, { readonly is: string; readonly knownTo: KnownTo }>>;
export type FactName = keyof typeof FACTS;

/** Measures that end by law on the child's 18th birthday: whether they are in force reads the birth date. */
export const OF_MINORS: ReadonlySet<ClaimKind> = new Set([
  'SUPERVISION_ORDER',
  'INTERIM_SUPERVISION_ORDER',
  'GUARDIANSHIP',
]);

export function factsOf(condition: Condition): readonly FactName[] {
  switch (condition.kind) {
    case 'CLAIM_IN_FORCE':
      return [
        'CLAIM',
        ...(condition.claims.some((claim) => OF_MINORS.has(claim)) ? (['BIRTH_DATE'] as const) : []),
        ...(condition.about === 'SUBJECT_OR_CHILD_OF_SUBJECT' ? (['CUSTODY'] as const) : []),
      ];
    case 'CASE_KIND':
      return ['CASE_KIND'];
    case 'HOUSEHOLD_KIND':
      return ['HOUSEHOLD_KIND'];
    case 'AGE':
      return ['BIRTH_DATE'];
    case 'SWITCH':
      return ['SWITCH'];
    case 'SUBJECT_IS_CALLER':
      return ['SELF'];
    case 'CALLER_HAS_CUSTODY':
      return ['OWN_CUSTODY', 'BIRTH_DATE'];
    default:
      return condition satisfies never;
  }
}

/** What a rule reads beside its conditions: custody where it tells parents with from parents without, and the birth date for the default period. */
export function factsOfExtent({
  about,
  monthsBefore,
}: Pick<PolicyRule, 'about' | 'monthsBefore'>): readonly FactName[] {
  const tellsParents = about.includes('PARENT_WITH_CUSTODY') !== about.includes('PARENT_WITHOUT_CUSTODY');
  return [...(tellsParents ? (['CUSTODY'] as const) : []), ...(monthsBefore === null ? [] : (['BIRTH_DATE'] as const))];
}
