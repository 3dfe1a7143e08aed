// The passwords and keys this installation made for itself, in one file that only its owner may read. Names in, secrets out.
import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { StartProblem, systemCode } from './start-problem.ts';

const file = z.record(z.string(), z.string().min(16));

export interface Secrets {
  /** The secret of that name, or undefined when none was made. */
  find(name: string): string | undefined;
  /** The secret of that name; 32 random bytes in base64url, kept for the next time, when there is none yet. */
  of(name: string): string;
}

/** Opens (or will make) the secrets file at `path`. Throws StartProblem SECRETS when it cannot be read as one. */
export function openSecrets(path: string): Secrets {
  const known = new Map(Object.entries(readSecrets(path)));
  return {
    find: (name) => known.get(name),
    of(name) {
      const found = known.get(name);
      if (found !== undefined) return found;
      const made = newSecret();
      known.set(name, made);
      writeSecrets(path, Object.fromEntries(known));
      return made;
    },
  };
}

/** Secrets that end with this process. */
export function inMemorySecrets(): Secrets {
  const known = new Map<string, string>();
  return {
    find: (name) => known.get(name),
    of(name) {
      const secret = known.get(name) ?? newSecret();
      known.set(name, secret);
      return secret;
    },
  };
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function readSecrets(path: string): Record<string, string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return {};
    throw unreadable(path);
  }
  try {
    return file.parse(JSON.parse(text));
  } catch {
    // The cause is dropped on purpose: a parser quotes what it read, and that may be a password.
    throw unreadable(path);
  }
}

function unreadable(path: string): StartProblem {
  return new StartProblem(
    'SECRETS',
    `The file ${path} cannot be read as this installation's secrets. Put back the copy that belongs to this data folder, or remove the data folder to start afresh.`,
  );
}

function writeSecrets(path: string, secrets: Record<string, string>): void {
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  // The mode above holds for a new file only; a left-over of that name keeps its own.
  chmodSync(fresh, 0o600);
  renameSync(fresh, path);
}
