// Runs the policy command in this process and keeps what it says. The day is fixed.
import { fileURLToPath } from 'node:url';
import { policyCommand } from '../../bin/policy/command.ts';

export type Ran = { readonly code: number; readonly out: string; readonly err: string };

export async function policy(...args: readonly string[]): Promise<Ran> {
  const said = { out: '', err: '' };
  const project = fileURLToPath(new URL('../../', import.meta.url));
  const code = await policyCommand({
    args,
    cwd: project,
    project,
    now: Date.parse('2026-11-22T12:00:00+01:00'),
    out: (line) => {
      said.out += `${line}\n`;
    },
    err: (line) => {
      said.err += `${line}\n`;
    },
  });
  return { code, ...said };
}
