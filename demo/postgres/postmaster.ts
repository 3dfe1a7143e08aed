// What is known of a running PostgreSQL server from its pid file and /proc: whether it lives, and whether it is that folder's.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PidFile {
  readonly pid: number;
  readonly port: number;
  /** The server takes connections. */
  readonly ready: boolean;
}

/** Reads `postmaster.pid` of a data folder; undefined when there is none (yet) or it is half-written. */
export function readPidFile(folder: string): PidFile | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, 'postmaster.pid'), 'utf8');
  } catch {
    return undefined;
  }
  // Lines: pid, data folder, start time, port, socket folder, listen address, shared memory, status.
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port)) return undefined;
  return { pid, port, ready: lines[7]?.trim() === 'ready' };
}

/** The process runs PostgreSQL on this very folder: a number alone may by now belong to another program. */
export function isServing(pid: number, folder: string): boolean {
  const args = commandLine(pid);
  return args[0]?.endsWith('/postgres') === true && args[1] === '-D' && args[2] === folder;
}

export function isRunning(pid: number): boolean {
  return commandLine(pid).length > 0;
}

/** The server running on this folder, also when its pid file is gone (the folder was removed under it). */
export function findServer(folder: string): number | undefined {
  const noted = readPidFile(folder)?.pid;
  if (noted !== undefined && isServing(noted, folder)) return noted;
  return readdirSync('/proc')
    .map(Number)
    .find((pid) => Number.isInteger(pid) && isServing(pid, folder));
}

function commandLine(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return text === '' ? [] : text.split('\0');
  } catch {
    return [];
  }
}
