// One start at a time per data folder. The lock names its holder (process number and start time), so that one left behind by a
// kill -9 or a power cut is known to be nobody's, even when the number has been given to another program since.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartProblem, systemCode } from './start-problem.ts';

const holder = z.object({ pid: z.int().positive(), started: z.string(), at: z.string() });
type Holder = z.infer<typeof holder>;

export interface FolderLock {
  /** Lets go; harmless when called twice. */
  release(): void;
}

const ATTEMPTS = 5;

/** Takes the lock of `folder` (which exists). Throws StartProblem FOLDER_IN_USE when a live process, this one too, has it. */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, 'in-use-by.json');
  const mine = `${path}.${process.pid}`;
  const text = JSON.stringify({ pid: process.pid, started: startTime(process.pid), at: new Date().toISOString() });
  writeFileSync(mine, text, { mode: 0o644 });
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (takes(mine, path)) return releaser(path, text);
      const found = readHolder(path);
      if (found !== undefined && startTime(found.pid) === found.started) throw inUse(folder, found);
      setAside(path, found);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  throw inUse(folder, readHolder(path));
}

function takes(mine: string, path: string): boolean {
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a dead holder's lock; puts it back when another start took it over in between. */
function setAside(path: string, dead: Holder | undefined): void {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const found = readHolder(aside);
  if (found?.pid !== dead?.pid || found?.started !== dead?.started) takes(aside, path);
  rmSync(aside, { force: true });
}

function releaser(path: string, text: string): FolderLock {
  return {
    release() {
      try {
        if (readFileSync(path, 'utf8') === text) rmSync(path, { force: true });
      } catch {
        // Removed by hand: there is nothing to let go.
      }
    },
  };
}

function readHolder(path: string): Holder | undefined {
  try {
    return holder.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Start time of a process in ticks since this boot, with the boot's id; undefined when there is no such process. */
function startTime(pid: number): string | undefined {
  if (process.platform !== 'linux') return isAlive(pid) ? 'unknown' : undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name and may hold spaces and brackets. After it: its state, and 19 on its start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields[19];
    // Z: it has ended, and only its parent has not looked yet.
    if (fields[0] === 'Z' || ticks === undefined) return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

function inUse(folder: string, found: Holder | undefined): StartProblem {
  const by = found === undefined ? 'another start' : `process ${found.pid}, since ${found.at}`;
  return new StartProblem(
    'FOLDER_IN_USE',
    `The data folder ${folder} is in use by another start (${by}). Stop that one first, or give this one its own folder and ports: SAMENZICHT_DATA=./data-2 PORT=5000 npm start.`,
  );
}
