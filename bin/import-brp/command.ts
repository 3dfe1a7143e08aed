// The import as a command: arguments in; progress and a summary, or one sentence, out. 0: imported. 1: nothing was changed. 130: interrupted.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartProblem } from '../../demo/start-problem.ts';
import { importLists } from '../../subgraphs/persons/import/import-lists.ts';
import { FileProblem } from '../../subgraphs/persons/import/problem.ts';
import { CommandProblem, readArguments } from '../demo/command.ts';
import { withInstallation } from '../demo/installation.ts';
import { type Screen, showProgress } from './progress.ts';
import { summaryLines } from './summary.ts';

export type ImportCommand = {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly project: string;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Where progress is shown. */
  readonly screen: Screen;
  readonly stop: AbortSignal;
};

const HELP = `npm run import:brp -- FILE.csv

Reads GBA-V person lists (CSV, columns category.group.element) into the persons register of the demo: people, addresses, relations,
custody and who lives together. The same file twice changes nothing; what goes wrong halfway leaves what was there. docs/import.md
says by which rules.

  FILE.csv   the person lists; UTF-8, ; between columns
  --help     this text

  SAMENZICHT_DATA=DIR   the data folder of the demo (default ./data)
  PORT=5000             a demo that was started with that PORT (default 4000)
  DATABASE_URL=URL      the PostgreSQL server that npm start was given

The demo may run or not. Ends with 0: imported; 1: nothing was changed; 130: interrupted, nothing was changed.`;

export async function importCommand(command: ImportCommand): Promise<number> {
  const { err, stop } = command;
  try {
    await run(command);
    return 0;
  } catch (error) {
    if (stop.aborted) {
      err('Interrupted: nothing was imported, and what was there is as it was.');
      return 130;
    }
    err(sentenceFor(error));
    return 1;
  }
}

async function run({ args, env, project, out, err, screen, stop }: ImportCommand): Promise<void> {
  const { given, positionals } = readArguments('import:brp', args, []);
  if (given.has('help')) return out(HELP);
  const [named, ...more] = positionals;
  if (named === undefined || more.length > 0) {
    throw new CommandProblem('Name one file: npm run import:brp -- FILE.csv. See: npm run import:brp -- --help');
  }
  // npm runs us in the project's folder and says from where it was called.
  const file = resolve(env.INIT_CWD || '.', named);
  const size = sizeOf(file);
  await withInstallation({ env, project, say: err }, async ({ opened, today }) => {
    const register = opened.installation.holders.find(({ source }) => source === 'PERSONS');
    if (register === undefined) {
      throw new CommandProblem(`The world "${opened.installation.world}" has no persons register to import into.`);
    }
    const on = await today();
    const progress = showProgress(screen, size);
    const started = performance.now();
    try {
      const databaseUrl = opened.urlOf(register.database);
      const summary = await importLists({ databaseUrl, file, on, onProgress: progress.tell, signal: stop });
      progress.end();
      const seconds = (performance.now() - started) / 1000;
      for (const line of summaryLines(summary, { on, seconds })) out(line);
    } finally {
      progress.end();
    }
  });
}

/** Before anything is started: a file that is not there is told at once. */
function sizeOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new FileProblem('UNREADABLE', `There is no file ${file}.`);
  if (!found.isFile()) throw new FileProblem('UNREADABLE', `${file} is not a file. Name the file with person lists.`);
  if (found.size === 0)
    throw new FileProblem('EMPTY', 'The file is empty. A person list begins with a row of column names.');
  return found.size;
}

const OTHER_VERSION: ReadonlySet<unknown> = new Set(['42P01', '42703', '3F000']);

/** A database's own text is left out: it may quote a row. */
function sentenceFor(error: unknown): string {
  if (error instanceof CommandProblem || error instanceof StartProblem || error instanceof FileProblem) {
    return error.message;
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (OTHER_VERSION.has(code)) {
    return "The register's tables are not those of this version. Run npm start once, then import again; nothing was imported.";
  }
  return `The import failed (${typeof code === 'string' ? code : 'unknown cause'}): nothing was imported, and what was there is as it was. If the demo was stopped meanwhile, import again.`;
}
