// Runs one short PostgreSQL program to its end, under an account, with nothing of our own environment.
import { spawn } from 'node:child_process';
import type { Account } from './account.ts';

export interface Outcome {
  readonly ok: boolean;
  /** What it said, both streams; or the system's word for why it could not be run. */
  readonly said: string;
}

/** PGPORT, PGDATA, LC_ALL and the like would change what the server does; DATABASE_URL is nobody else's business. */
export const BARE_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

export function run(program: string, args: readonly string[], account: Account | undefined): Promise<Outcome> {
  return new Promise((resolve) => {
    let said = '';
    const child = spawn(program, args, {
      ...account,
      cwd: '/',
      env: BARE_ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error) => resolve({ ok: false, said: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, said: said.trim() }));
  });
}
