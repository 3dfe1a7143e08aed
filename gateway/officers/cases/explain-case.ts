// A case and its run in; out, cell by cell what was decided and why: the rule and its law rows, or the nearest rules and what each lacked first.
import type { Verdict } from '../../vocabulary/decision.ts';
import type { LawRow } from '../../vocabulary/law-row.ts';
import type { PolicySet } from '../../vocabulary/ports.ts';
import type { PolicyCase } from './case-format.ts';
import { placeOf, placesOf } from './place.ts';
import type { CaseRun } from './run-case.ts';

/** The cells that the case expects something of, those that were decided alike together. */
export function explainCase(set: PolicySet, { title, now, expect }: PolicyCase, run: CaseRun): string {
  const law = new Map(set.law.map((row) => [row.id as string, row]));
  const verdicts = new Map(run.cells.map((cell) => [placeOf(cell), cell.verdict]));
  const places = [...new Set(expect.flatMap(placesOf))].map((place) => ({
    place,
    why: whyText(verdicts.get(place), law, set),
  }));
  const blocks = [...Map.groupBy(places, ({ why }) => why)].map(([why, alike]) =>
    [...alike.map(({ place }) => place), why].join('\n'),
  );
  const ended = run.refused === null ? '' : `; refused with ${run.refused}`;
  return [`${title}\nnow ${now}; decided about ${run.members.join(', ') || 'nobody'}${ended}`, ...blocks].join('\n\n');
}

function whyText(verdict: Verdict | undefined, law: ReadonlyMap<string, LawRow>, set: PolicySet): string {
  if (verdict === undefined) return '  nothing is decided about it';
  const ruleSays = (id: string) => set.rules.find((rule) => rule.id === id)?.says.en ?? '';
  if (verdict.outcome === 'ALLOW') {
    const { rule, regime, via, bases, period, fields } = verdict;
    return [
      `  ALLOW via ${via}, regime ${regime}, by ${rule}: ${ruleSays(rule)}`,
      ...bases.map((id) => `    ${id}, ${law.get(id)?.article}: ${law.get(id)?.says.en}`),
      `    rows from ${period.from ?? 'any time'}${fields === null ? '' : `, only ${fields.join(', ')}`}`,
    ].join('\n');
  }
  const { outcome, code, reported, nearest } = verdict;
  const told = reported === code ? '' : `, told as ${reported}`;
  return [
    `  ${outcome}, ${code}${told}`,
    ...(nearest.length === 0 ? ['    no rule is about it'] : []),
    ...nearest.map(({ rule, code: at, lacked }) => `    ${rule} ended at ${at}; it lacked: ${lacked}`),
  ].join('\n');
}
