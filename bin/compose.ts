// npm run compose: writes schema/supergraph.graphql; with --check only compares, for CI.
import { readFile, writeFile } from 'node:fs/promises';
import { compose } from '../schema/composer/compose.ts';
import { readSubgraphs } from '../schema/composer/subgraphs.ts';

const HELP = `Usage: npm run compose [-- --check]

Composes the subgraphs into schema/supergraph.graphql and checks that every field has a category, a subject and a source kind.
  --check   write nothing; fail when the file is out of date
  --help    this text`;

const TARGET = new URL('../schema/supergraph.graphql', import.meta.url);

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) return say(HELP);
  const unknown = args.find((arg) => arg !== '--check');
  if (unknown !== undefined) return fail([`unknown option ${unknown}`, HELP]);
  const composition = compose(await readSubgraphs());
  if (!composition.ok)
    return fail(['The graph does not compose:', ...composition.problems.map((problem) => `  ${problem}`)]);
  const present = await readFile(TARGET, 'utf8').catch(() => '');
  if (present === composition.supergraph) return say('schema/supergraph.graphql is up to date');
  if (args.includes('--check'))
    return fail(['schema/supergraph.graphql is out of date: run npm run compose and commit it']);
  await writeFile(TARGET, composition.supergraph);
  return say('schema/supergraph.graphql written');
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function fail(lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`);
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
