// A copy of the shipped policies with some texts replaced, and what the loader says of it. The texts to replace have to be there.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeProblems, loadPolicies } from '../../gateway/adapters/policies.ts';

export const POLICIES = join(import.meta.dirname, '../../policies');
const folders: string[] = [];

export type Change = readonly [file: string, from: string, to: string];

export function copied(...changes: readonly Change[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'policies-'));
  folders.push(folder);
  cpSync(POLICIES, folder, { recursive: true });
  for (const [file, from, to] of changes) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} does not hold the text to replace: ${from}`);
    writeFileSync(path, text.replace(from, to));
  }
  return folder;
}

/** One line per fault; none: it loads. */
export async function faultsOf(...changes: readonly Change[]): Promise<readonly string[]> {
  const loaded = await loadPolicies(copied(...changes));
  return loaded.kind === 'PROBLEMS' ? describeProblems(loaded.problems).split('\n') : [];
}

export function removeCopies(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
