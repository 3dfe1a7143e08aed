// One PostgreSQL data folder: made, served, stopped. A cluster's folder and settings in; a running server's pid out.
import { spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartProblem } from '../start-problem.ts';
import type { Account } from './account.ts';
import { type Binaries, lastLine } from './binaries.ts';
import type { Say } from './postgres.ts';
import { isServing, readPidFile } from './postmaster.ts';
import { BARE_ENVIRONMENT, run } from './run.ts';

export const ADMIN_ROLE = 'samenzicht_admin';

export interface Cluster {
  /** The data folder proper (PGDATA). */
  readonly folder: string;
  readonly account: Account | undefined;
  readonly binaries: Binaries;
  /** File that the server's own messages go to. */
  readonly log: string;
  readonly password: string;
  /** THROW_AWAY is for tests only: a power cut may lose everything. */
  readonly durability: 'DURABLE' | 'THROW_AWAY';
}

const ELSEWHERE =
  'Choose another folder with SAMENZICHT_DATA, or point DATABASE_URL to a PostgreSQL server of your own.';
const PATIENCE_MS = 30_000;

/** Makes the data folder when there is none. An interrupted attempt leaves only `<folder>.new`, which the next one clears. */
export async function initialise(cluster: Cluster, say: Say): Promise<void> {
  if (existsSync(cluster.folder)) return;
  say('Making a PostgreSQL data folder (the first time only).');
  const fresh = `${cluster.folder}.new`;
  const passwordFile = `${cluster.folder}.password`;
  for (const path of [fresh, passwordFile]) rmSync(path, { recursive: true, force: true });
  try {
    mkdirSync(fresh, { mode: 0o700 });
    writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
    if (cluster.account !== undefined) {
      for (const path of [fresh, passwordFile]) chownSync(path, cluster.account.uid, cluster.account.gid);
    }
    const made = await run(cluster.binaries.initdb, initdbArguments(cluster, fresh, passwordFile), cluster.account);
    if (!made.ok) {
      const why = lastLine(made.said);
      throw new StartProblem('POSTGRES_FAILED', `PostgreSQL could not make ${cluster.folder}: ${why} ${ELSEWHERE}`);
    }
    renameSync(fresh, cluster.folder);
  } finally {
    for (const path of [fresh, passwordFile]) rmSync(path, { recursive: true, force: true });
  }
}

function initdbArguments(cluster: Cluster, folder: string, passwordFile: string): string[] {
  return [
    ...['-D', folder, '-U', ADMIN_ROLE, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions'],
    // The builtin locale sorts and folds case alike on every machine, whatever LC_ALL says.
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(cluster.durability === 'THROW_AWAY' ? ['--no-sync'] : []),
  ];
}

/**
 * Starts the server in a session of its own, so that a Ctrl-C to our group does not stop it before we have drained.
 * Resolves to its pid once it takes connections; throws StartProblem when it ends before that.
 */
export async function serve(cluster: Cluster, port: number): Promise<number> {
  const log = openSync(cluster.log, 'a', 0o600);
  const logFrom = statSync(cluster.log).size;
  const child = spawn(cluster.binaries.postgres, serverArguments(cluster, port), {
    ...cluster.account,
    cwd: '/',
    detached: true,
    env: BARE_ENVIRONMENT,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  let ended = false;
  const end = (): void => {
    ended = true;
  };
  child.on('error', end);
  child.on('exit', end);
  while (!ended) {
    const found = readPidFile(cluster.folder);
    if (found !== undefined && found.pid === child.pid && found.ready) return found.pid;
    await sleep(20);
  }
  throw didNotStart(cluster, port, readFileSync(cluster.log, 'utf8').slice(logFrom));
}

function serverArguments(cluster: Cluster, port: number): string[] {
  const durable = cluster.durability === 'DURABLE' ? 'on' : 'off';
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    fsync: durable,
    full_page_writes: durable,
    synchronous_commit: durable,
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // An error's text may quote a value of a case: the log gets the server's own messages only, never a statement's.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', cluster.folder, '-p', String(port), ...options];
}

function didNotStart(cluster: Cluster, port: number, said: string): StartProblem {
  if (/could not bind .*Address already in use/.test(said)) return portTaken(port);
  const why = said.split('\n').find((line) => /(FATAL|PANIC): /.test(line)) ?? lastLine(said);
  const reason = why.replace(/^.*(FATAL|PANIC): +/, '');
  return new StartProblem(
    'POSTGRES_FAILED',
    `PostgreSQL did not start on ${cluster.folder}: ${reason}. Its messages are in ${cluster.log}. ${ELSEWHERE}`,
  );
}

export function portTaken(port: number): StartProblem {
  return new StartProblem(
    'PORT_TAKEN',
    `Port ${port}, wanted for PostgreSQL, is taken by another program. Stop that program, or move all ports: PORT=5000 npm start.`,
  );
}

/** Ends the server's sessions, writes everything out and waits until it is gone. */
export function stopServing(pid: number, folder: string): Promise<void> {
  // SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one: the next start then recovers from the log.
  return end(pid, folder, ['SIGINT', 'SIGQUIT', 'SIGKILL']);
}

/** For a server whose folder was removed under it: an orderly shutdown would write into what has come in its place. */
export function dropServing(pid: number, folder: string): Promise<void> {
  return end(pid, folder, ['SIGQUIT', 'SIGKILL']);
}

async function end(pid: number, folder: string, signals: readonly NodeJS.Signals[]): Promise<void> {
  for (const signal of signals) {
    if (!isServing(pid, folder)) return;
    process.kill(pid, signal);
    const until = Date.now() + PATIENCE_MS;
    while (isServing(pid, folder) && Date.now() < until) await sleep(20);
  }
}
