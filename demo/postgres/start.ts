// The PostgreSQL server that npm brought, on a data folder of this installation. Folder and port in; a Postgres out.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FolderLock, lockFolder } from '../folder-lock.ts';
import { openSecrets, type Secrets } from '../secrets.ts';
import { StartProblem } from '../start-problem.ts';
import { accountFor } from './account.ts';
import { readyBinaries } from './binaries.ts';
import { type Cluster, dropServing, stopServing } from './cluster.ts';
import { createDatabase } from './databases.ts';
import { placeFor, readyFolder } from './place.ts';
import type { Postgres, Say } from './postgres.ts';
import { findServer } from './postmaster.ts';
import { startServer } from './server.ts';

export interface StartPostgres {
  /** Made when it is not there. Holds the server's files, its log and the secrets; one start at a time. */
  readonly dataDir: string;
  readonly port: number;
  readonly say: Say;
  /** The lock of `dataDir`, when the caller already has it; without it the lock is taken here and let go by stop(). */
  readonly lock?: FolderLock;
}

const ADMIN_SECRET = 'postgres_administrator';

/** Works as root and as an ordinary user, after a kill -9 of either side, without a network. Throws StartProblem. */
export async function startPostgres({ dataDir, port, say, lock }: StartPostgres): Promise<Postgres> {
  const folder = readyFolder(dataDir);
  const held = lock ?? lockFolder(folder);
  try {
    const secrets = openSecrets(join(folder, 'secrets.json'));
    const cluster = await findCluster(folder, secrets, say);
    const server = await startServer(cluster, port, say);
    return {
      port,
      adminUrl: server.adminUrl,
      createDatabase: (name) => createDatabase(server.adminUrl, name, secrets),
      async stop() {
        await stopServing(server.pid, cluster.folder);
        held.release();
      },
    };
  } catch (error) {
    held.release();
    throw error;
  }
}

async function findCluster(folder: string, secrets: Secrets, say: Say): Promise<Cluster> {
  const place = await findPlace(folder, say);
  const path = join(place, 'postgres');
  if (existsSync(path) && secrets.find(ADMIN_SECRET) === undefined) {
    throw new StartProblem(
      'SECRETS',
      `The secrets file of the data folder ${folder} is gone, and PostgreSQL in ${path} cannot be entered without it. Put it back, or remove the data folder to start afresh.`,
    );
  }
  const account = accountFor(path);
  return {
    folder: path,
    account,
    binaries: await readyBinaries(account, place, say),
    log: join(folder, 'postgres.log'),
    password: secrets.of(ADMIN_SECRET),
    durability: 'DURABLE',
  };
}

/** A note in the data folder names the other place, so that every start finds the same one, whatever modes have changed since. */
async function findPlace(folder: string, say: Say): Promise<string> {
  const note = join(folder, 'postgres-is-in');
  if (existsSync(note)) return readFileSync(note, 'utf8').trim();
  const here = join(folder, 'postgres');
  const place = placeFor(folder, accountFor(here));
  if (place === folder) return folder;
  if (existsSync(here)) {
    throw new StartProblem(
      'FOLDER_NOT_WRITABLE',
      `The account that PostgreSQL's files in ${here} belong to can no longer reach them. Let others pass through the folders above it (chmod o+x), or start as that account.`,
    );
  }
  say(`PostgreSQL does not run as root and no other account can reach ${folder}: its files are in ${place}.`);
  // Without the note, what lies there belonged to a data folder that has been removed since.
  const left = join(place, 'postgres');
  const orphan = findServer(left);
  if (orphan !== undefined) await dropServing(orphan, left);
  rmSync(left, { recursive: true, force: true });
  writeFileSync(note, `${place}\n`);
  return place;
}
