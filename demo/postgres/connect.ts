// A PostgreSQL server of one's own, named by DATABASE_URL, in place of the one that npm brings. URL in; the same Postgres out.
import { join } from 'node:path';
import postgres from 'postgres';
import { type FolderLock, lockFolder } from '../folder-lock.ts';
import { openSecrets } from '../secrets.ts';
import { StartProblem, systemCode } from '../start-problem.ts';
import { createDatabase } from './databases.ts';
import { readyFolder } from './place.ts';
import type { Postgres } from './postgres.ts';

export interface ConnectPostgres {
  /** With rights to make roles and databases. Its password is never shown. */
  readonly url: string;
  /** Holds the secrets of the roles that are made there. */
  readonly dataDir: string;
  readonly lock?: FolderLock;
}

const OLDEST = 150000;

/** Throws StartProblem DATABASE_URL when the server cannot be used. stop() leaves the server as it is. */
export async function connectPostgres({ url, dataDir, lock }: ConnectPostgres): Promise<Postgres> {
  const parsed = parseUrl(url);
  const folder = readyFolder(dataDir);
  const held = lock ?? lockFolder(folder);
  try {
    const secrets = openSecrets(join(folder, 'secrets.json'));
    await checkServer(parsed);
    return {
      port: Number(parsed.port || 5432),
      adminUrl: parsed.href,
      async createDatabase(name) {
        if (secrets.find(name) === undefined) await refuseUsed(parsed, name);
        return createDatabase(parsed.href, name, secrets);
      },
      async stop() {
        held.release();
      },
    };
  } catch (error) {
    held.release();
    throw error;
  }
}

function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== '') return url;
  throw new StartProblem(
    'DATABASE_URL',
    'DATABASE_URL is not the address of a PostgreSQL server. It looks like postgres://NAME:PASSWORD@HOST:5432/postgres; without DATABASE_URL, npm start runs a server of its own.',
  );
}

/** The address without its password. */
function shown(url: URL): string {
  return `${url.hostname}:${url.port || '5432'}`;
}

async function checkServer(url: URL): Promise<void> {
  const sql = postgres(url.href, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [found] = await sql<{ version: number; able: boolean }[]>`
      SELECT current_setting('server_version_num')::int AS version, rolsuper OR (rolcreatedb AND rolcreaterole) AS able
      FROM pg_roles WHERE rolname = current_user`;
    if (found === undefined || found.version < OLDEST) {
      throw new StartProblem(
        'DATABASE_URL',
        `The server at ${shown(url)} is older than PostgreSQL 15. Use 15 or later.`,
      );
    }
    if (!found.able) {
      throw new StartProblem(
        'DATABASE_URL',
        `The role in DATABASE_URL may not make databases and roles at ${shown(url)}. Give it CREATEDB and CREATEROLE, or name another.`,
      );
    }
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(
      'DATABASE_URL',
      `PostgreSQL at ${shown(url)} (DATABASE_URL) does not let us in (${systemCode(error) ?? 'unknown cause'}). Check address, name, password and database; without DATABASE_URL, npm start runs a server of its own.`,
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** A database we have no password for is another installation's, or ours from before the data folder was removed. */
async function refuseUsed(url: URL, name: string): Promise<void> {
  const sql = postgres(url.href, { max: 1, onnotice: () => {} });
  try {
    const used = await sql`SELECT FROM pg_stat_activity WHERE datname = ${name} OR usename = ${name}`;
    if (used.length === 0) return;
    throw new StartProblem(
      'DATABASE_URL',
      `The database ${name} at ${shown(url)} is in use by another installation. Stop that one, use its data folder (SAMENZICHT_DATA), or name another server in DATABASE_URL.`,
    );
  } finally {
    await sql.end();
  }
}
