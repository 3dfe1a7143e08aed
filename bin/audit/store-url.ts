// Where the gateway's own database is: from the data folder of the installation, or from DATABASE_URL.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readPidFile } from '../../demo/postgres/postmaster.ts';
import { openSecrets } from '../../demo/secrets.ts';
import { StartProblem } from '../../demo/start-problem.ts';

/** The name of its database, of the role that owns it and of that role's secret. */
const GATEWAY = 'gateway';

/** Holds a password: never shown. Throws StartProblem. */
export function storeUrl(env: NodeJS.ProcessEnv, project: string): string {
  const dataDir = resolve(project, env.SAMENZICHT_DATA || 'data');
  const password = openSecrets(join(dataDir, 'secrets.json')).find(GATEWAY);
  const given = env.DATABASE_URL || undefined;
  if (given === undefined) return ownUrl(dataDir, password);
  const url = URL.parse(given);
  if (url === null) {
    throw new StartProblem('DATABASE_URL', 'DATABASE_URL is not the address of a PostgreSQL server (postgres://...).');
  }
  // npm start is given a server and makes the gateway's database on it; without its secret, the address is the database's own.
  return password === undefined ? url.href : gatewayOn(url, password);
}

function ownUrl(dataDir: string, password: string | undefined): string {
  const note = join(dataDir, 'postgres-is-in');
  const place = existsSync(note) ? readFileSync(note, 'utf8').trim() : dataDir;
  const server = readPidFile(join(place, 'postgres'));
  if (password === undefined || server === undefined) {
    throw new StartProblem(
      'POSTGRES_FAILED',
      `No running installation was found in ${dataDir}. Run npm start first, name its folder with SAMENZICHT_DATA, or its database with DATABASE_URL.`,
    );
  }
  return gatewayOn(new URL(`postgres://127.0.0.1:${server.port}/`), password);
}

function gatewayOn(server: URL, password: string): string {
  const url = new URL(server);
  url.username = GATEWAY;
  url.password = password;
  url.pathname = `/${GATEWAY}`;
  return url.href;
}
