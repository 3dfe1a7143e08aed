// For the house's own tests: temporary folders that go away, programs that are watched, statements on a URL.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';

export const project = fileURLToPath(new URL('../..', import.meta.url));

export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'samenzicht-house-')));
  chmodSync(folder, 0o755);
  return folder;
}

export function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

export async function ask(url: string, statement: string): Promise<unknown[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end();
  }
}

export interface Program {
  readonly process: ChildProcess;
  /** What it has written so far, both streams. */
  text(): string;
  /** Resolves when it has written text that matches; rejects when it ended without. */
  says(pattern: RegExp): Promise<string>;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly node?: string;
}

/** Ends every process that was started for this data folder: a test that fails may leave some behind. */
export function endAllOf(dataDir: string): void {
  const mark = `SAMENZICHT_DATA=${dataDir}`;
  for (const pid of readdirSync('/proc').map(Number).filter(Number.isInteger)) {
    try {
      if (pid === process.pid || !readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark)) continue;
      process.kill(pid, 'SIGKILL');
    } catch {
      // Another account's, or just ended.
    }
  }
}

/** Runs a JavaScript or TypeScript file of the project as a program. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Program {
  const { node = process.execPath, env, ...others } = options;
  const child = spawn(node, [join(project, file), ...args], {
    ...others,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let text = '';
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  return {
    process: child,
    text: () => text,
    ended,
    says(pattern) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          if (!pattern.test(text)) return;
          listeners.delete(look);
          resolve(text);
        };
        listeners.add(look);
        look();
        void ended.then((how) => reject(new Error(`ended (${how}) without saying ${pattern}: ${text}`)));
      });
    },
  };
}
