// PostgreSQL for tests. One throw-away server serves the whole run (tests/support/one-postgres.ts starts it); a test asks here for
// databases of its own on it.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { anyFreePort } from '../../demo/free-port.ts';
import { accountFor } from '../../demo/postgres/account.ts';
import { readyBinaries } from '../../demo/postgres/binaries.ts';
import { stopServing } from '../../demo/postgres/cluster.ts';
import { createDatabase, dropDatabase } from '../../demo/postgres/databases.ts';
import type { Postgres } from '../../demo/postgres/postgres.ts';
import { findServer, isRunning } from '../../demo/postgres/postmaster.ts';
import { startServer } from '../../demo/postgres/server.ts';
import { inMemorySecrets } from '../../demo/secrets.ts';

export interface ThrowAwayServer {
  readonly port: number;
  readonly adminUrl: string;
  /** Of the server's own process; those of its connections are its children. */
  readonly pid: number;
  stop(): Promise<void>;
}

const PREFIX = 'samenzicht-test-run-';

/** A real server in a temporary folder, without fsync: nothing in it outlives the run. */
export async function startThrowAwayServer(): Promise<ThrowAwayServer> {
  await clearAfterKilledRuns();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(folder, 0o711);
  const path = join(folder, 'postgres');
  const account = accountFor(path);
  const cluster = {
    folder: path,
    account,
    binaries: await readyBinaries(account, folder, () => {}),
    log: join(folder, 'postgres.log'),
    password: randomBytes(24).toString('base64url'),
    durability: 'THROW_AWAY',
  } as const;
  const port = await anyFreePort();
  const server = await startServer(cluster, port, () => {});
  return {
    port,
    adminUrl: server.adminUrl,
    pid: server.pid,
    async stop() {
      await stopServing(server.pid, path);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A run that was killed could not stop its server; the folder's name tells whose it was. */
async function clearAfterKilledRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const run = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(run) || isRunning(run)) continue;
    const folder = join(tmpdir(), name);
    const left = findServer(join(folder, 'postgres'));
    if (left !== undefined) await stopServing(left, join(folder, 'postgres'));
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface TestDatabase {
  /** For a role that owns this database and may connect to no other. */
  readonly url: string;
  drop(): Promise<void>;
}

/** A fresh, empty database on the run's server. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('postgresUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const url = await createDatabase(adminUrl, name, inMemorySecrets());
  return { url, drop: () => dropDatabase(adminUrl, name) };
}

/** The run's server, or another one, as the launcher's `Postgres`: names are this caller's own; stop() drops its databases, not the server. */
export function testPostgres(adminUrl: string = inject('postgresUrl')): Postgres {
  const prefix = `t_${randomBytes(4).toString('hex')}_`;
  const secrets = inMemorySecrets();
  const made = new Set<string>();
  return {
    port: Number(new URL(adminUrl).port),
    adminUrl,
    createDatabase(name) {
      made.add(prefix + name);
      return createDatabase(adminUrl, prefix + name, secrets);
    },
    async stop() {
      for (const name of made) await dropDatabase(adminUrl, name);
      made.clear();
    },
  };
}
