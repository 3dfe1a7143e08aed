// How far a rule came before it failed: the step, the code and the first thing it lacked.
import type { WithheldCode } from '../../schema/names/codes.ts';
import type { LawId } from '../vocabulary/law-row.ts';
import type { Finding } from './finding.ts';

/** The order of the checks (design 5): a cell's code is that of the rule that came furthest. */
export const STEP = {
  CAPACITY: 3,
  COVERED: 4,
  RESTRICTED: 5,
  PROCESSING: 6,
  DISCLOSURE: 7,
  SPECIAL: 8,
  PERIOD: 9,
  NECESSITY: 10,
  RELEASE: 11,
} as const;
export type Step = (typeof STEP)[keyof typeof STEP];

export type Shortfall = {
  readonly step: Step;
  /** Within a step: a missing consent came further than a row that does not hold, an unknown fact further than both. */
  readonly within: 0 | 1 | 2;
  readonly code: WithheldCode;
  readonly lacked: string;
  /** A release under this law row is all that is missing. */
  readonly releasableUnder?: LawId;
};

export function shortOf(step: Step, code: WithheldCode, lacked: string, within: 0 | 1 = 0): Shortfall {
  return { step, within, code, lacked };
}

/** A check that did not hold: what nobody knows and what could not be asked have codes of their own, at the step where they were needed. */
export function shortOfFinding(
  step: Step,
  code: WithheldCode,
  finding: Exclude<Finding, { truth: 'HOLDS' }>,
): Shortfall {
  switch (finding.truth) {
    case 'FAILS':
      return { step, within: 0, code, lacked: finding.lacked };
    case 'UNAVAILABLE':
      return { step, within: 2, code: 'FACT_UNAVAILABLE', lacked: finding.lacked };
    default:
      return { step, within: 2, code: 'FACT_UNKNOWN', lacked: finding.lacked };
  }
}

export function furtherThan(left: Shortfall, right: Shortfall): boolean {
  return left.step !== right.step ? left.step > right.step : left.within > right.within;
}
