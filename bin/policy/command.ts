// The policy command: arguments in, lines and an exit code out. 0: fit. 1: not fit, or different. 2: not understood. 3: could not be read.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeProblems, type LoadedPolicies, loadPolicies } from '../../gateway/adapters/policies.ts';
import { explainCase } from '../../gateway/officers/cases/explain-case.ts';
import { readCases } from '../../gateway/officers/cases/read-cases.ts';
import { createCaseRunner } from '../../gateway/officers/cases/run-case.ts';
import { differenceOf, differenceText } from '../../gateway/officers/difference.ts';
import { explainCell } from '../../gateway/officers/explain-cell.ts';
import { schemaFields } from '../../gateway/officers/fields.ts';
import { matrixOf } from '../../gateway/officers/matrix.ts';
import { matrixCsv } from '../../gateway/officers/matrix-csv.ts';
import { matrixHtml } from '../../gateway/officers/matrix-html.ts';
import { matrixText } from '../../gateway/officers/matrix-text.ts';
import { indexFields } from '../../gateway/vocabulary/field-index.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import { type Asked, readArguments } from './arguments.ts';
import { check } from './check.ts';
import { HELP } from './help.ts';
import { test } from './test.ts';

export type PolicyCommand = {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly project: string;
  /** Wall clock, in milliseconds: the day whose law is meant, unless --on names another. */
  readonly now: number;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
};
type Loaded = Extract<LoadedPolicies, { kind: 'POLICIES' }>;

export async function policyCommand(command: PolicyCommand): Promise<number> {
  const { out, err, project } = command;
  const asked = readArguments(command.args, command);
  if (typeof asked === 'string') {
    err(asked);
    return 2;
  }
  switch (asked.verb) {
    case 'help':
      out(HELP);
      return 0;
    case 'check':
      return withPolicies(asked.policies, err, async (loaded) =>
        check(loaded, asked.on, schemaFields(readSchema(project)), command),
      );
    case 'test':
      return withPolicies(asked.policies, err, (loaded) => test(loaded.set, asked.cases, command));
    case 'matrix':
      return withPolicies(asked.policies, err, async ({ set }) => matrix(asked, set, command));
    case 'explain-cell':
      return withPolicies(asked.policies, err, async ({ set }) => {
        out(explainCell(set, asked.cell, asked.on));
        return 0;
      });
    case 'explain':
      return withPolicies(asked.policies, err, ({ set }) => explain(asked, set, command));
    case 'diff':
      return withPolicies(asked.before, err, (before) =>
        withPolicies(asked.after, err, async (after) => {
          const changes = differenceOf(before.set, after.set, asked.on);
          out(changes.length === 0 ? 'Nothing opens, closes or opens otherwise.' : differenceText(changes));
          const count = (kind: string) => changes.filter(({ change }) => change === kind).length;
          out(
            `${count('OPENS')} cells open, ${count('CLOSES')} close, ${count('CHANGES')} open otherwise; law of ${asked.on}.`,
          );
          return changes.length === 0 ? 0 : 1;
        }),
      );
    default:
      return asked satisfies never;
  }
}

async function withPolicies(
  folder: string,
  err: (line: string) => void,
  then: (loaded: Loaded) => Promise<number>,
): Promise<number> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    err(`${folder} is no policy folder: it has to hold law/, default/, purposes.json and switches.json.`);
    return 3;
  }
  const loaded = await loadPolicies(folder);
  if (loaded.kind === 'POLICIES') return then(loaded);
  err(describeProblems(loaded.problems));
  err(
    `${loaded.problems.length} ${loaded.problems.length === 1 ? 'fault' : 'faults'}; nothing was looked at beyond them.`,
  );
  return 1;
}

function readSchema(project: string) {
  const [supergraph, request] = ['schema/supergraph.graphql', 'schema/request.graphql'].map((file) =>
    readFileSync(join(project, file), 'utf8'),
  );
  return indexFields(supergraph ?? '', request ?? '');
}

function matrix(asked: Extract<Asked, { verb: 'matrix' }>, set: PolicySet, { out, cwd }: PolicyCommand): number {
  const { on, format, recipient, purpose, output } = asked;
  const cells = matrixOf(set, on).filter(
    (cell) =>
      (recipient === undefined || (cell.kind ?? 'DATA_SUBJECT') === recipient) &&
      (purpose === undefined || cell.purpose === purpose),
  );
  const text = { text: matrixText, csv: matrixCsv, html: matrixHtml }[format](cells, set.law, {
    version: set.version,
    on,
  });
  if (output === undefined) out(text);
  else {
    writeFileSync(resolve(cwd, output), text);
    out(`${output} written: ${cells.length} cells that something opens.`);
  }
  return 0;
}

async function explain(
  { file, line }: Extract<Asked, { verb: 'explain' }>,
  set: PolicySet,
  { out, err }: PolicyCommand,
): Promise<number> {
  const { cases, problems } = await readCases(file);
  if (problems.length > 0) {
    err(describeProblems(problems));
    return cases.length === 0 ? 3 : 1;
  }
  const run = createCaseRunner(set);
  const starts = cases.map((one) => one.lineOf(['title']) ?? 0);
  const chosen = cases.filter((_, at) => line === null || isAt(line, starts, at));
  if (chosen.length === 0) {
    err(`No case stands at line ${line}.`);
    return 2;
  }
  for (const { value } of chosen) out(`${explainCase(set, value, await run(value))}\n`);
  return 0;
}

/** From its title to the next. */
function isAt(line: number, starts: readonly number[], at: number): boolean {
  return (starts[at] ?? 0) <= line && line < (starts[at + 1] ?? Number.POSITIVE_INFINITY);
}
