// A cluster turned into a running server: an orphan of an earlier start is taken over, else one is started. Cluster and port in,
// pid and administrator's URL out.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { isFree } from '../free-port.ts';
import { StartProblem, systemCode } from '../start-problem.ts';
import { ADMIN_ROLE, type Cluster, dropServing, initialise, portTaken, serve, stopServing } from './cluster.ts';
import type { Say } from './postgres.ts';
import { findServer, isRunning, isServing, readPidFile } from './postmaster.ts';

export interface Server {
  readonly pid: number;
  readonly adminUrl: string;
}

/** Recovery after a crash may take this long before the server takes connections. */
const PATIENCE_MS = 60_000;
const LINGER_MS = 10_000;
const WRONG_PASSWORD = '28P01';

export async function startServer(cluster: Cluster, port: number, say: Say): Promise<Server> {
  const adminUrl = `postgres://${ADMIN_ROLE}:${cluster.password}@127.0.0.1:${port}/postgres`;
  const orphan = await findOrphan(cluster.folder);
  if (orphan !== undefined && (await goesOn(orphan, cluster, port))) {
    say(`PostgreSQL (process ${orphan}) was still running on this data folder: going on with it.`);
    await logIn(adminUrl, cluster);
    return { pid: orphan, adminUrl };
  }
  if (orphan !== undefined) await stopServing(orphan, cluster.folder);
  if (!(await isFree(port))) throw portTaken(port);
  await initialise(cluster, say);
  forgetStranger(cluster.folder);
  const pid = await serveWhenLetGo(cluster, port);
  await logIn(adminUrl, cluster);
  return { pid, adminUrl };
}

/** After a kill -9 of PostgreSQL its own processes hold the shared memory for a moment longer. */
async function serveWhenLetGo(cluster: Cluster, port: number): Promise<number> {
  for (const until = Date.now() + LINGER_MS; ; await sleep(200)) {
    try {
      return await serve(cluster, port);
    } catch (error) {
      const lingers = error instanceof StartProblem && error.message.includes('is still in use');
      if (!lingers || Date.now() > until) throw error;
    }
  }
}

/** A server left running on this very folder; one whose folder was removed since is ended. */
async function findOrphan(folder: string): Promise<number | undefined> {
  const pid = findServer(folder);
  if (pid === undefined || readPidFile(folder)?.pid === pid) return pid;
  await dropServing(pid, folder);
  return undefined;
}

/** The orphan takes connections on the wanted port. False: it ended, or it serves another port. */
async function goesOn(pid: number, { folder }: Cluster, port: number): Promise<boolean> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
    const file = readPidFile(folder);
    if (!isServing(pid, folder) || file === undefined || file.port !== port) return false;
    if (file.ready) return true;
  }
  return false;
}

/** PostgreSQL takes any process with the noted number for a living server; after a reboot that may be another program. */
function forgetStranger(folder: string): void {
  const file = readPidFile(folder);
  if (file !== undefined && isRunning(file.pid)) rmSync(join(folder, 'postmaster.pid'));
}

/** With the administrator's password; nobody else has business in the maintenance databases. */
async function logIn(adminUrl: string, cluster: Cluster): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, connect_timeout: 10 });
  try {
    // The maintenance databases are open to every role by default.
    await sql`REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC`;
  } catch (error) {
    if (systemCode(error) !== WRONG_PASSWORD) throw error;
    throw new StartProblem(
      'SECRETS',
      `PostgreSQL on ${cluster.folder} has another password than this data folder's secrets file. Put back the secrets file that belongs to it, or remove the data folder to start afresh.`,
    );
  } finally {
    await sql.end();
  }
}
