// Case files in (a folder of them, or one); parsed cases out, each with its file and line, or every fault of every file.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type PlacedItem, type PolicyProblem, placedList } from '../../adapters/placed-list.ts';
import { type PolicyCase, policyCase } from './case-format.ts';

export type ReadCases = {
  readonly cases: readonly PlacedItem<PolicyCase>[];
  readonly problems: readonly PolicyProblem[];
};

export async function readCases(path: string): Promise<ReadCases> {
  const problems: PolicyProblem[] = [];
  const missing = (reason: string): ReadCases => ({
    cases: [],
    problems: [{ file: path, line: null, id: null, path: '', reason }],
  });
  const found = await stat(path).catch(() => null);
  if (found === null) return missing('there is no such file or folder');
  const files = found.isDirectory()
    ? (await readdir(path)).filter((file) => /\.ya?ml$/.test(file)).map((file) => join(path, file))
    : [path];
  if (files.length === 0) return missing('no .yaml file is here');
  const cases: PlacedItem<PolicyCase>[] = [];
  for (const file of files.sort()) {
    const text = await readFile(file, 'utf8');
    cases.push(...placedList(basename(file), text, policyCase, problems, { merge: true }));
  }
  return { cases, problems };
}
