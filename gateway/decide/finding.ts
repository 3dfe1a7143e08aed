// Three-valued checks: what a check found, and how several combine. Anything but HOLDS is closed.
import type { Fact } from '../vocabulary/facts.ts';

export type Finding =
  | { readonly truth: 'HOLDS' }
  | { readonly truth: 'FAILS' | 'UNKNOWN' | 'UNAVAILABLE'; readonly lacked: string };

export const HOLDS: Finding = { truth: 'HOLDS' };

/** The four outcomes of one check, made once, so that evaluating makes no objects. `lacked` names what was missing, never a value. */
export type Outcomes = (truth: Finding['truth']) => Finding;
export function outcomesOf(lacked: string): Outcomes {
  const fails: Finding = { truth: 'FAILS', lacked };
  const unknown: Finding = { truth: 'UNKNOWN', lacked };
  const unavailable: Finding = { truth: 'UNAVAILABLE', lacked };
  return (truth) => {
    switch (truth) {
      case 'HOLDS':
        return HOLDS;
      case 'FAILS':
        return fails;
      case 'UNAVAILABLE':
        return unavailable;
      default:
        return unknown;
    }
  };
}

/** What a predicate over a fact finds: nothing but a known value can hold. */
export function truthOf<Value>(fact: Fact<Value>, holds: (value: Value) => boolean): Finding['truth'] {
  switch (fact.state) {
    case 'KNOWN':
      return holds(fact.value) ? 'HOLDS' : 'FAILS';
    case 'UNAVAILABLE':
      return 'UNAVAILABLE';
    default:
      return 'UNKNOWN';
  }
}

const CLOSENESS = { FAILS: 0, UNKNOWN: 1, UNAVAILABLE: 2, HOLDS: 3 } as const;

/** Whether `left` came closer to holding than `right`: a fact that could not be had might still have opened. */
export function closerThan(left: Finding, right: Finding): boolean {
  return CLOSENESS[left.truth] > CLOSENESS[right.truth];
}

/** All have to hold: a failure decides, else what could not be known. */
export function allOf<Context>(checks: readonly ((context: Context) => Finding)[]): (context: Context) => Finding {
  return (context) => {
    let open: Finding = HOLDS;
    for (const check of checks) {
      const finding = check(context);
      if (finding.truth === 'FAILS') return finding;
      if (finding.truth !== 'HOLDS' && open.truth === 'HOLDS') open = finding;
    }
    return open;
  };
}
