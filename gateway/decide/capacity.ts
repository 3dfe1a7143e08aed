// In what capacity a person stands in the own case, held against what a rule or law row names.
import type { RuleCapacity } from '../../schema/names/capacity.ts';
import type { SubjectFacts } from '../vocabulary/facts.ts';
import { type Finding, truthOf } from './finding.ts';

/**
 * PARENT fits without looking at custody where both kinds of parent are named; where one is, custody today decides, and undetermined custody is
 * unknown.
 */
export function capacityFits(subject: SubjectFacts, named: ReadonlySet<RuleCapacity>): Finding['truth'] {
  let parent = false;
  for (const capacity of subject.capacities) {
    if (capacity === 'PARENT') parent = true;
    else if (named.has(capacity)) return 'HOLDS';
  }
  if (!parent) return 'FAILS';
  const withCustody = named.has('PARENT_WITH_CUSTODY');
  const withoutCustody = named.has('PARENT_WITHOUT_CUSTODY');
  if (withCustody && withoutCustody) return 'HOLDS';
  if (!withCustody && !withoutCustody) return 'FAILS';
  return truthOf(subject.ruleCapacities, (capacities) => capacities.some((capacity) => named.has(capacity)));
}
