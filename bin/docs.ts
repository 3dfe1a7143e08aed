// npm run docs: writes the generated pages of docs/ and the schema of world files; with --check only compares, for CI.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { worldSchemaText } from '../demo/world/schema-text.ts';
import { describeProblems, loadPolicies } from '../gateway/adapters/policies.ts';
import { indexFields } from '../gateway/vocabulary/field-index.ts';
import { attacksPage } from './docs/attacks.ts';
import { codesPage } from './docs/codes.ts';
import { lawPage } from './docs/law.ts';
import { schemaReference } from './docs/schema-reference.ts';

const HELP = `Usage: npm run docs [-- --check]

Writes what is generated: docs/schema.md, docs/attacks.md, docs/codes.md, docs/law.md and the schema of world files.
  --check   write nothing; fail when a page is out of date
  --help    this text`;

const ROOT = new URL('../', import.meta.url);

async function pages(): Promise<ReadonlyMap<string, string>> {
  const [supergraph, request] = await Promise.all(
    ['schema/supergraph.graphql', 'schema/request.graphql'].map((path) => readFile(new URL(path, ROOT), 'utf8')),
  );
  const index = indexFields(supergraph ?? '', request ?? '');
  const policies = await loadPolicies(fileURLToPath(new URL('policies', ROOT)));
  if (policies.kind === 'PROBLEMS') throw new Error(describeProblems(policies.problems));
  return new Map([
    ['docs/schema.md', schemaReference(index)],
    ['docs/attacks.md', attacksPage()],
    ['docs/codes.md', codesPage()],
    ['docs/law.md', lawPage(policies.set.law)],
    ['demo/worlds/world.schema.json', worldSchemaText()],
  ]);
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) return say(process.stdout, HELP, 0);
  const unknown = args.find((arg) => arg !== '--check');
  if (unknown !== undefined) return say(process.stderr, `unknown option ${unknown}\n${HELP}`, 1);
  let status = 0;
  for (const [path, text] of await pages()) {
    const file = new URL(path, ROOT);
    if ((await readFile(file, 'utf8').catch(() => '')) === text) say(process.stdout, `${path} is up to date`, 0);
    else if (args.includes('--check')) {
      status = say(process.stderr, `${path} is out of date: run npm run docs and commit it`, 1);
    } else {
      await writeFile(file, text);
      say(process.stdout, `${path} written`, 0);
    }
  }
  return status;
}

function say(to: NodeJS.WritableStream, text: string, status: number): number {
  to.write(`${text}\n`);
  return status;
}

process.exitCode = await main(process.argv.slice(2));
