// Every verdict of a decision, compactly: equal verdicts stand once, cells name them by number. For the record only: true codes, evidence.
import type { Decision, Verdict } from '../vocabulary/decision.ts';
import { partsOf, type RecordKeys } from './record-keys.ts';

/** One person of one own case at one holder: category → number of its verdict. */
type CellGroup = {
  readonly case: string;
  readonly subject: string;
  readonly holder: string;
  readonly source: string;
  readonly verdict: Readonly<Record<string, number>>;
};
export type VerdictPart = {
  readonly verdicts: readonly Readonly<Record<string, unknown>>[];
  readonly cells: readonly CellGroup[];
};

export function verdictsOf(cells: Decision['cells'], { pseudonyms }: RecordKeys): VerdictPart {
  const numbers = new Map<string, number>();
  const verdicts: Readonly<Record<string, unknown>>[] = [];
  const numberOf = (verdict: Verdict): number => {
    const plain = plainVerdict(verdict);
    const text = JSON.stringify(plain);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, verdicts.length);
    return verdicts.push(plain) - 1;
  };
  const groups = new Map<string, CellGroup & { readonly verdict: Record<string, number> }>();
  for (const { cell, verdict } of cells.values()) {
    const key = `${cell.subject}|${cell.holder}`;
    let group = groups.get(key);
    if (group === undefined) {
      const { ownCase, person } = partsOf(cell.subject);
      const named = { case: pseudonyms.ownCase(ownCase), subject: pseudonyms.subject(person) };
      group = { ...named, holder: cell.holder, source: cell.source, verdict: {} };
      groups.set(key, group);
    }
    group.verdict[cell.category] = numberOf(verdict);
  }
  return { verdicts, cells: [...groups.values()] };
}

function plainVerdict(verdict: Verdict): Readonly<Record<string, unknown>> {
  if (verdict.outcome === 'ALLOW') {
    const { outcome, rule, bases, regime, via, period, fields, evidence } = verdict;
    return { outcome, rule, bases, regime, via, period, fields, evidence };
  }
  const { outcome, code, reported, nearest } = verdict;
  return { outcome, code, reported, nearest: nearest.map(({ rule, code, lacked }) => ({ rule, code, lacked })) };
}
