// The databases of an installation, for a command beside npm start: as they are while it runs, else PostgreSQL is started for as long as the command takes.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Installation, readInstallation } from './installation.ts';
import { loadWorld } from './load-world.ts';
import type { Ports } from './ports.ts';
import { connectPostgres } from './postgres/connect.ts';
import type { Postgres, Say } from './postgres/postgres.ts';
import { findServer, readPidFile } from './postgres/postmaster.ts';
import { startPostgres } from './postgres/start.ts';
import { openSecrets } from './secrets.ts';
import { StartProblem } from './start-problem.ts';

export interface OpenInstallation {
  readonly dataDir: string;
  readonly ports: Ports;
  /** DATABASE_URL, as for npm start. */
  readonly databaseUrl: string | undefined;
  readonly say: Say;
}

export interface OpenedInstallation {
  readonly installation: Installation;
  /** Holds a password: never shown. */
  urlOf(database: string): string;
  /** Stops PostgreSQL if it was started here. */
  close(): Promise<void>;
}

/** Where nothing was ever loaded, the demo's own world is loaded first. Throws StartProblem. */
export async function openInstallation(open: OpenInstallation): Promise<OpenedInstallation> {
  const running = open.databaseUrl === undefined ? runningServer(open.dataDir) : open.databaseUrl;
  const known = readInstallation(open.dataDir);
  if (running !== undefined && known !== undefined) return opened(open.dataDir, known, running, async () => {});
  if (running !== undefined && open.databaseUrl === undefined) {
    throw new StartProblem(
      'WORLD',
      'The demo is still loading its world. Wait until npm start says "ready", then try again.',
    );
  }
  const postgres = await serverFor(open);
  try {
    if (known === undefined) await loadWorld({ ...open, postgres, now: undefined });
    const found = known ?? readInstallation(open.dataDir);
    if (found === undefined) throw new TypeError('loading a world writes the installation');
    return opened(open.dataDir, found, postgres.adminUrl, () => postgres.stop());
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

function opened(
  dataDir: string,
  installation: Installation,
  server: string,
  close: () => Promise<void>,
): OpenedInstallation {
  const secrets = openSecrets(join(dataDir, 'secrets.json'));
  return {
    installation,
    urlOf(database) {
      const password = secrets.find(database);
      if (password === undefined) {
        throw new StartProblem(
          'SECRETS',
          `The secrets in ${dataDir} do not know the database ${database}. Run npm start once.`,
        );
      }
      const url = new URL(server);
      url.username = database;
      url.password = password;
      url.pathname = `/${database}`;
      return url.href;
    },
    close,
  };
}

/** Our own server on this data folder, without a password; undefined: it does not run. */
function runningServer(dataDir: string): string | undefined {
  const note = join(dataDir, 'postgres-is-in');
  const place = existsSync(note) ? readFileSync(note, 'utf8').trim() : dataDir;
  const cluster = join(place, 'postgres');
  const server = findServer(cluster) === undefined ? undefined : readPidFile(cluster);
  return server === undefined ? undefined : `postgres://127.0.0.1:${server.port}/`;
}

function serverFor({ dataDir, ports, databaseUrl, say }: OpenInstallation): Promise<Postgres> {
  if (databaseUrl !== undefined) return connectPostgres({ url: databaseUrl, dataDir });
  say('The demo is not running: starting PostgreSQL for as long as this takes.');
  return startPostgres({ dataDir, port: ports.postgres, say });
}
