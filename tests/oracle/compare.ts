// A policy set and a situation in; every cell held against the oracle, and the differences out.
import { compilePolicy } from '../../gateway/decide/compile.ts';
import { type Cell, type CellKey, cellKeyOf, type Period, type Verdict } from '../../gateway/vocabulary/decision.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import type { WithheldCode } from '../../schema/names/codes.ts';
import type { Outcome } from '../../schema/names/decision.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { Answer, Oracle } from './oracle.ts';
import type { Situation } from './situation.ts';

export type Difference = {
  readonly cell: Cell;
  readonly engine: {
    readonly outcome: Outcome | 'NOT_DECIDED';
    readonly rule: string | null;
    readonly code: WithheldCode | null;
  };
  readonly oracle: Answer | 'NOT_A_CELL';
};
export type Comparison = {
  readonly cells: number;
  readonly outcomes: readonly Outcome[];
  /** Rules that opened something. */
  readonly opening: readonly string[];
  readonly differences: readonly Difference[];
};
export type Compare = (situation: Situation) => Comparison;

/** `engine`: what the engine decides by; other than what the oracle was made of only where a test breaks one side on purpose. */
export function createCompare(engine: PolicySet, oracle: Oracle): Compare {
  const compiled = new Map<string, ReturnType<typeof compilePolicy>>();
  return ({ facts, reading, switches }) => {
    const key = JSON.stringify(switches);
    const policy = compiled.get(key) ?? compilePolicy({ ...engine, switches });
    compiled.set(key, policy);
    const decision = policy.decide(facts, reading);
    const { purpose } = reading.profile;
    const differences: Difference[] = [];
    const outcomes: Outcome[] = [];
    const opening: string[] = [];
    const expected = new Set<CellKey>();
    for (const ownCase of facts.cases.values()) {
      const ask = oracle.about({ facts, switches, purpose, ownCase, months: oracle.months });
      for (const { cell, holderKind, asked } of cellsOf({ facts, reading, switches })) {
        const subject = facts.subjects.get(cell.subject);
        if (subject === undefined) continue;
        const cellKey = cellKeyOf(cell.subject, cell.holder, cell.category);
        expected.add(cellKey);
        const answer = ask(subject, { cell, holderKind, asked });
        const verdict = decision.cells.get(cellKey)?.verdict;
        outcomes.push(answer.outcome);
        if (verdict?.outcome === 'ALLOW') opening.push(verdict.rule);
        if (!agree(verdict, answer)) differences.push({ cell, engine: said(verdict), oracle: answer });
      }
    }
    for (const [cellKey, { cell, verdict }] of decision.cells) {
      if (!expected.has(cellKey)) differences.push({ cell, engine: said(verdict), oracle: 'NOT_A_CELL' });
    }
    return { cells: expected.size, outcomes, opening, differences };
  };
}

/** The code that each first lacking step gives; what is not known or not to be had has a code of its own at any of them. */
const CODES: Readonly<Record<NonNullable<Answer['lacks']>, readonly WithheldCode[]>> = {
  USE: ['PURPOSE_NOT_ALLOWED', 'ROLE_NOT_ALLOWED'],
  SCOPE: ['NO_POLICY', 'EMERGENCY_NOT_OPEN'],
  CAPACITY: ['NO_OWN_CASE', 'FACT_UNKNOWN', 'FACT_UNAVAILABLE'],
  COVERED: ['NO_POLICY', 'EMERGENCY_NOT_OPEN', 'FACT_UNKNOWN', 'FACT_UNAVAILABLE'],
  RESTRICTED: ['RESTRICTED'],
  PROCESSING: ['NO_LEGAL_BASIS', 'FACT_UNKNOWN', 'FACT_UNAVAILABLE'],
  DISCLOSURE: ['NO_LEGAL_BASIS', 'NO_VALID_CONSENT', 'FACT_UNKNOWN', 'FACT_UNAVAILABLE'],
  SPECIAL: ['SPECIAL_DATA', 'FACT_UNKNOWN', 'FACT_UNAVAILABLE'],
  PERIOD: ['OUT_OF_PERIOD', 'FACT_UNKNOWN', 'FACT_UNAVAILABLE'],
  NECESSITY: ['NEEDS_NECESSITY'],
  ANSWER: ['NOT_RELEASED'],
  RELEASE: ['PENDING_RELEASE'],
};

function agree(verdict: Verdict | undefined, { outcome, lacks }: Answer): boolean {
  if (verdict === undefined || verdict.outcome !== outcome) return false;
  if (verdict.outcome === 'ALLOW' || lacks === null) return verdict.outcome === 'ALLOW' && lacks === null;
  return CODES[lacks].includes(verdict.code);
}

function said(verdict: Verdict | undefined): Difference['engine'] {
  if (verdict === undefined) return { outcome: 'NOT_DECIDED', rule: null, code: null };
  return verdict.outcome === 'ALLOW'
    ? { outcome: verdict.outcome, rule: verdict.rule, code: null }
    : { outcome: verdict.outcome, rule: verdict.nearest[0]?.rule ?? null, code: verdict.code };
}

type Asked = { readonly cell: Cell; readonly holderKind: OrganisationKind; readonly asked: readonly Period[] };

/**
 * What has to be decided: what is asked of each kind of source, about each member, at each holder of that kind; of somebody without BSN at the own
 * organisation alone. The gateway's own records are addressed under the asking organisation, or for an own view under each holder of data.
 */
function cellsOf({ facts, reading }: Situation): readonly Asked[] {
  const cells = new Map<string, Asked>();
  for (const [id, { members }] of facts.cases) {
    for (const { source, category } of reading.asks) {
      const holders = (facts.holders.get(id) ?? []).map(({ organisation, source: kind }) => ({
        ...organisation,
        source: kind,
      }));
      const self =
        facts.caller.kind === 'PROFESSIONAL'
          ? [facts.caller.organisation]
          : holders.filter((one) => one.source !== 'PERSONS');
      for (const { oin, kind } of source === 'ACCESS' ? self : holders.filter((one) => one.source === source)) {
        for (const subject of members) {
          if (facts.subjects.get(subject)?.registered !== true && oin !== facts.organisation) continue;
          const asked = reading.asks.filter((one) => one.source === source && one.category === category);
          const periods = asked.flatMap(({ period }) => period ?? []);
          const cell = { subject, holder: oin, source, category };
          // Asked once without dates, it is asked whole.
          cells.set(JSON.stringify(cell), {
            cell,
            holderKind: kind,
            asked: periods.length < asked.length ? [] : periods,
          });
        }
      }
    }
  }
  return [...cells.values()];
}
