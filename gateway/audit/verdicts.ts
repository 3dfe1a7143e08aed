// Every verdict of a record, compactly: equal verdicts stand once in a list, cells name them by number. True codes and evidence: for the record only.
import type { Decision, Verdict } from '../vocabulary/decision.ts';
import { partsOf, type RecordKeys } from './record-keys.ts';

/** For one record: the numbers it gives are places in `list`. */
export type Numbering = {
  readonly numberOf: (verdict: Verdict) => number;
  readonly list: readonly Verdict[];
};

export function createNumbering(): Numbering {
  const list: Verdict[] = [];
  const byText = new Map<string, number>();
  // A record asks several times about the same object; a text is made of it once.
  const byVerdict = new Map<Verdict, number>();
  return {
    list,
    numberOf(verdict) {
      const known = byVerdict.get(verdict);
      if (known !== undefined) return known;
      const text = textOf(verdict);
      const number = byText.get(text) ?? list.push(verdict) - 1;
      byText.set(text, number);
      byVerdict.set(verdict, number);
      return number;
    },
  };
}

/** Equal for equal verdicts: no part of it can hold the sign that parts it from the next. */
function textOf(verdict: Verdict): string {
  if (verdict.outcome === 'ALLOW') {
    const { rule, bases, regime, via, period, fields, evidence } = verdict;
    return [rule, bases, regime, via, period.from, period.until, fields, evidence].join('\n');
  }
  const { outcome, code, reported, nearest } = verdict;
  return [outcome, code, reported, ...nearest.flatMap((one) => [one.rule, one.code, one.lacked])].join('\n');
}

export function plainVerdict(verdict: Verdict): Readonly<Record<string, unknown>> {
  if (verdict.outcome === 'ALLOW') {
    const { outcome, rule, bases, regime, via, period, fields, evidence } = verdict;
    return { outcome, rule, bases, regime, via, period, fields, evidence };
  }
  const { outcome, code, reported, nearest } = verdict;
  return { outcome, code, reported, nearest: nearest.map(({ rule, code, lacked }) => ({ rule, code, lacked })) };
}

/** One person of one own case at one holder: category → number of its verdict. */
export type CellGroup = {
  readonly case: string;
  readonly subject: string;
  readonly holder: string;
  readonly source: string;
  readonly verdict: Readonly<Record<string, number>>;
};

export function cellGroups(
  cells: Decision['cells'],
  { numberOf }: Numbering,
  { pseudonyms }: RecordKeys,
): readonly CellGroup[] {
  const groups = new Map<string, CellGroup & { readonly verdict: Record<string, number> }>();
  for (const { cell, verdict } of cells.values()) {
    const key = `${cell.subject}|${cell.holder}|${cell.source}`;
    let group = groups.get(key);
    if (group === undefined) {
      const { ownCase, person } = partsOf(cell.subject);
      const named = { case: pseudonyms.ownCase(ownCase), subject: pseudonyms.subject(person) };
      group = { ...named, holder: cell.holder, source: cell.source, verdict: {} };
      groups.set(key, group);
    }
    group.verdict[cell.category] = numberOf(verdict);
  }
  return [...groups.values()];
}
