// A condition as data in, a check out. Each reads one fact that the caller may know (INVARIANT known-to, design 5).
import type { ClaimFact } from '../../schema/facts-format.ts';
import type { ClaimKind } from '../../schema/names/claim-kind.ts';
import type { Condition } from '../vocabulary/condition.ts';
import type { OwnCase, SubjectFacts } from '../vocabulary/facts.ts';
import { subjectKeyOf } from '../vocabulary/subject.ts';
import type { SubjectContext } from './context.ts';
import { type Finding, outcomesOf, truthOf } from './finding.ts';

export type Check = (context: SubjectContext) => Finding;

/** Measures that end by law on the child's 18th birthday, or with its death (BW 1:233, 1:255, 1:257, 1:302). */
const MINORS_ONLY: ReadonlySet<ClaimKind> = new Set(['SUPERVISION_ORDER', 'INTERIM_SUPERVISION_ORDER', 'GUARDIANSHIP']);

/** `of` names the row or rule that states the condition, for the explanation. */
export function compileCondition(condition: Condition, switches: Readonly<Record<string, boolean>>, of: string): Check {
  const outcomesHere = (lacked: string) => outcomesOf(`${of}: ${lacked}`);
  switch (condition.kind) {
    case 'CLAIM_IN_FORCE':
      return claimInForce(condition, of);
    case 'CASE_KIND': {
      const outcome = outcomesHere(`own case is ${condition.in.join(' or ')}`);
      return ({ ownCase }) => outcome(ownCase.kind !== null && condition.in.includes(ownCase.kind) ? 'HOLDS' : 'FAILS');
    }
    case 'HOUSEHOLD_KIND': {
      const outcome = outcomesHere(`household is ${condition.in.join(' or ')}`);
      return ({ ownCase }) => {
        if (condition.in.includes(ownCase.householdKind)) return outcome('HOLDS');
        return outcome(ownCase.householdKind === 'UNKNOWN' ? 'UNKNOWN' : 'FAILS');
      };
    }
    case 'AGE': {
      const { from = 0, below = Number.POSITIVE_INFINITY } = condition;
      const outcome = outcomesHere(`age from ${from}${condition.below === undefined ? '' : ` below ${below}`}`);
      return ({ subject }) => outcome(truthOf(subject.age, (age) => age >= from && age < below));
    }
    case 'SWITCH': {
      const outcome = outcomesHere(`switch ${condition.name} is on`);
      const on = Object.hasOwn(switches, condition.name) ? switches[condition.name] : undefined;
      const finding = outcome(on === undefined ? 'UNKNOWN' : on === true ? 'HOLDS' : 'FAILS');
      return () => finding;
    }
    case 'SUBJECT_IS_CALLER': {
      const outcome = outcomesHere('the person is the asker');
      return ({ subject }) => outcome(subject.isCaller ? 'HOLDS' : 'FAILS');
    }
    case 'CALLER_HAS_CUSTODY': {
      const outcome = outcomesHere('the asker has custody today over this child under 16');
      return ({ subject }) => outcome(subject.callerHasCustody ? truthOf(subject.age, (age) => age < 16) : 'FAILS');
    }
    default: {
      condition satisfies never;
      const outcome = outcomesHere('a condition of an unknown kind');
      return () => outcome('UNKNOWN');
    }
  }
}

function claimInForce(condition: Extract<Condition, { kind: 'CLAIM_IN_FORCE' }>, of: string): Check {
  const kinds: ReadonlySet<ClaimKind> = new Set(condition.claims);
  const outcome = outcomesOf(
    `${of}: reviewed claim in force: ${condition.claims.join(' or ')}, about ${condition.about}`,
  );
  return (context) => {
    let best: Finding['truth'] = 'FAILS';
    for (const claim of context.ownCase.claims) {
      if (!kinds.has(claim.kind)) continue;
      const truth = both(names(claim, condition.about, context.subject), stillInForce(claim, context));
      if (truth === 'HOLDS') return outcome('HOLDS');
      if (truth !== 'FAILS') best = truth;
    }
    return outcome(best);
  };
}

function names(
  claim: ClaimFact,
  about: Extract<Condition, { kind: 'CLAIM_IN_FORCE' }>['about'],
  subject: SubjectFacts,
): Finding['truth'] {
  if (about === 'CASE') return 'HOLDS';
  const { about: person } = claim;
  if (person === null) return 'FAILS';
  if (person === subject.person) return 'HOLDS';
  if (about === 'SUBJECT') return 'FAILS';
  return truthOf(subject.childrenInCase, (children) => children.includes(person));
}

function stillInForce(claim: ClaimFact, context: SubjectContext): Finding['truth'] {
  if (!MINORS_ONLY.has(claim.kind)) return 'HOLDS';
  const child = claim.about === null ? undefined : memberOf(context, context.ownCase, claim);
  if (child === undefined) return 'UNKNOWN';
  return both(
    truthOf(child.age, (age) => age < 18),
    truthOf(child.deceased, (deceased) => !deceased),
  );
}

function memberOf(context: SubjectContext, ownCase: OwnCase, claim: ClaimFact): SubjectFacts | undefined {
  return claim.about === null ? undefined : context.facts.subjects.get(subjectKeyOf(ownCase.id, claim.about));
}

function both(left: Finding['truth'], right: Finding['truth']): Finding['truth'] {
  if (left === 'FAILS' || right === 'FAILS') return 'FAILS';
  return left === 'HOLDS' ? right : left;
}

/** The kinds of claim that these conditions read. */
export function claimsRead(conditions: readonly Condition[]): readonly ClaimKind[] {
  return conditions.flatMap((one) => (one.kind === 'CLAIM_IN_FORCE' ? one.claims : []));
}
