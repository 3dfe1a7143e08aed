// A condition of a law row or rule in; the Cedar expression that is true when it holds out. A fact that is not known is an attribute that is absent.
import type { Condition } from '../../gateway/vocabulary/condition.ts';
import { all, holdsAny, NEVER, oneOf, quoted } from './cedar-text.ts';

export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'CLAIM_IN_FORCE':
      return claimsText(condition.claims, condition.about);
    case 'CASE_KIND':
      return all([`context has caseKind`, oneOf('context.caseKind', condition.in)]);
    case 'HOUSEHOLD_KIND':
      return oneOf('context.household', condition.in);
    case 'AGE':
      return all([
        'resource has age',
        ...(condition.from === undefined ? [] : [`resource.age >= ${condition.from}`]),
        ...(condition.below === undefined ? [] : [`resource.age < ${condition.below}`]),
      ]);
    case 'SWITCH':
      return `context.switches.contains(${quoted(condition.name)})`;
    case 'SUBJECT_IS_CALLER':
      return 'resource.isCaller';
    case 'CALLER_HAS_CUSTODY':
      return all(['resource.underCallersCustody', 'resource has age', 'resource.age < 16']);
    default:
      condition satisfies never;
      return NEVER;
  }
}

/** `resource.claims`: what the claims in force say, seen from this person. */
function claimsText(kinds: readonly string[], about: 'SUBJECT' | 'SUBJECT_OR_CHILD_OF_SUBJECT' | 'CASE'): string {
  const seen = { CASE: ['CASE'], SUBJECT: ['SUBJECT'], SUBJECT_OR_CHILD_OF_SUBJECT: ['SUBJECT', 'CHILD'] }[about];
  return holdsAny(
    'resource.claims',
    seen.flatMap((whom) => kinds.map((kind) => `${whom} ${kind}`)),
  );
}
