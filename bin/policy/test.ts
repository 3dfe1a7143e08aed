// A policy set and case files in; which cases hold, every difference of those that do not, and what the cases leave unshown, out. 1: a case fails.
import { describeProblems } from '../../gateway/adapters/policies.ts';
import { coverageOf, type RunCase } from '../../gateway/officers/cases/coverage.ts';
import { readCases } from '../../gateway/officers/cases/read-cases.ts';
import { createCaseRunner } from '../../gateway/officers/cases/run-case.ts';
import { verifyCase } from '../../gateway/officers/cases/verify-case.ts';
import { idleRows } from '../../gateway/officers/unopened.ts';
import { isGround } from '../../gateway/vocabulary/law-row.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';

type Lines = { readonly out: (line: string) => void; readonly err: (line: string) => void };

export async function test(set: PolicySet, path: string, { out, err }: Lines): Promise<number> {
  const { cases, problems } = await readCases(path);
  if (problems.length > 0) err(describeProblems(problems));
  if (cases.length === 0) return problems.length > 0 && problems.every(({ line }) => line === null) ? 3 : 1;
  const run = createCaseRunner(set);
  const runs: RunCase[] = [];
  let failed = 0;
  for (const { file, value, lineOf } of cases) {
    const ran = await run(value);
    runs.push({ policyCase: value, run: ran });
    const differences = verifyCase(value, ran);
    if (differences.length === 0) continue;
    failed += 1;
    out(`fails ${file}:${lineOf(['title'])}: ${value.title}`);
    for (const difference of differences) out(`      ${difference}`);
  }
  const files = new Set(cases.map(({ file }) => file)).size;
  out(`${cases.length} cases in ${files} files: ${cases.length - failed} hold, ${failed} fail.`);
  report(set, runs, out);
  return failed > 0 || problems.length > 0 ? 1 : 0;
}

function report(set: PolicySet, runs: readonly RunCase[], out: Lines['out']): void {
  const { neverOpened, neverClosed, missingCells, cells } = coverageOf(set, runs);
  const idle = idleRows(set).map(({ id }) => id);
  const grounds = set.law.filter(isGround).length;
  const [rules, all] = [set.rules.length, cells * 2];
  out(`Law: ${grounds - idle.length} of ${grounds} rows that can open something are used by a rule${listed(idle)}`);
  out(`Rules: ${rules - neverOpened.length} of ${rules} are opened by a case${listed(neverOpened)}`);
  out(`Rules: ${rules - neverClosed.length} of ${rules} are closed by a case${listed(neverClosed)}`);
  out(`Cells: ${all - missingCells.length} of ${all} outcomes of the ${cells} cells are shown${listed(missingCells)}`);
}

function listed(missing: readonly string[]): string {
  return missing.length === 0 ? '.' : `; not ${missing.join(', ')}.`;
}
