// A cluster turned into a running server: an orphan of an earlier start is taken over, else one is started. Cluster and port in,
// pid and administrator's URL out.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { isFree } from '../free-port.ts';
import { StartProblem, systemCode } from '../start-problem.ts';
import { ADMIN_ROLE, type Cluster, initialise, portTaken, serve, stopServing } from './cluster.ts';
import type { Say } from './postgres.ts';
import { findServer, isRunning, isServing, readPidFile } from './postmaster.ts';

export interface Server {
  readonly pid: number;
  readonly adminUrl: string;
}

/** Recovery after a crash may take this long before the server takes connections. */
const PATIENCE_MS = 60_000;
const WRONG_PASSWORD = '28P01';

export async function startServer(cluster: Cluster, port: number, say: Say): Promise<Server> {
  await initialise(cluster, say);
  const adminUrl = `postgres://${ADMIN_ROLE}:${cluster.password}@127.0.0.1:${port}/postgres`;
  const orphan = findServer(cluster.folder);
  if (orphan !== undefined && (await goesOn(orphan, cluster, port))) {
    say(`PostgreSQL (process ${orphan}) was still running on this data folder: going on with it.`);
    await logIn(adminUrl, cluster);
    return { pid: orphan, adminUrl };
  }
  if (orphan !== undefined) await stopServing(orphan, cluster.folder);
  if (!(await isFree(port))) throw portTaken(port);
  forgetStranger(cluster.folder);
  const pid = await serve(cluster, port);
  await logIn(adminUrl, cluster);
  return { pid, adminUrl };
}

/** The orphan takes connections on the wanted port. False: it ended, or it serves another port. */
async function goesOn(pid: number, { folder }: Cluster, port: number): Promise<boolean> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
    if (!isServing(pid, folder)) return false;
    const file = readPidFile(folder);
    // Another pid, or none: the folder was removed and made anew under the running server.
    if (file?.pid !== pid || file.port !== port) return false;
    if (file.ready) return true;
  }
  return false;
}

/** PostgreSQL takes any process with the noted number for a living server; after a reboot that may be another program. */
function forgetStranger(folder: string): void {
  const file = readPidFile(folder);
  if (file !== undefined && isRunning(file.pid)) rmSync(join(folder, 'postmaster.pid'));
}

async function logIn(adminUrl: string, cluster: Cluster): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, connect_timeout: 10 });
  try {
    await sql`SELECT 1`;
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
