// The command line and the environment of `npm start`, read once and parsed. Text in; LaunchSettings, or a sentence, out.
import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { HIGHEST_GATEWAY_PORT, MOST_GATEWAYS, type Ports, portsFrom } from '../../demo/ports.ts';
import { StartProblem, systemCode } from '../../demo/start-problem.ts';
import { type Instant, instant } from '../../schema/identifiers.ts';

export interface LaunchSettings {
  readonly ports: Ports;
  readonly dataDir: string;
  /** A world file of the user's own; undefined: the demo's. */
  readonly worldFile: string | undefined;
  readonly databaseUrl: string | undefined;
  /** Gateway processes: 1 to MOST_GATEWAYS. */
  readonly gateways: number;
  /** DEMO_NOW. */
  readonly now: Instant | undefined;
}

export const HELP = `npm start -- [--world FILE] [--gateways N]

Starts everything on this machine: PostgreSQL, the demo's sources and issuers, and the gateway.

  --world FILE    a world file of your own in place of the demo's
  --gateways N    gateway processes over one store, 1 to ${MOST_GATEWAYS}: the second answers at 4001 (default 1)
  --help          this text

  PORT=5000             moves every port by 1000, so that two can run (default 4000)
  SAMENZICHT_DATA=DIR   where data is kept (default ./data)
  DATABASE_URL=URL      a PostgreSQL server of your own, with rights to make databases and roles
  DEMO_NOW=INSTANT      the domain clock's starting point, such as 2026-11-22T10:00:00+01:00
`;

/** 'HELP' when only the help text was asked for. Throws StartProblem. */
export function readSettings(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  project: string,
): LaunchSettings | 'HELP' {
  const { world, gateways, help } = readArguments(args);
  if (help) return 'HELP';
  if (env.NODE_ENV === 'production') {
    throw new StartProblem(
      'PRODUCTION',
      'npm start runs demo mode (SAMENZICHT_DEMO=1), which hands tokens to anybody who asks: it does not start with NODE_ENV=production. Unset NODE_ENV.',
    );
  }
  return {
    ports: portsFrom(readPort(env.PORT)),
    gateways: readGateways(gateways),
    dataDir: resolve(project, env.SAMENZICHT_DATA || 'data'),
    // npm runs us in the project's folder and says from where it was called.
    worldFile: world === undefined ? undefined : readableFile(resolve(env.INIT_CWD || '.', world)),
    databaseUrl: env.DATABASE_URL || undefined,
    now: readDemoNow(env.DEMO_NOW),
  };
}

function readArguments(args: readonly string[]): { world: string | undefined; gateways: string; help: boolean } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        world: { type: 'string' },
        gateways: { type: 'string', default: '1' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return { world: values.world, gateways: values.gateways, help: values.help };
  } catch (error) {
    const what = error instanceof Error ? error.message.split(/\. |\n/)[0] : 'an argument that is not known';
    throw new StartProblem('ARGUMENTS', `${what}. See: npm start -- --help`);
  }
}

function readGateways(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= MOST_GATEWAYS) return count;
  throw new StartProblem(
    'ARGUMENTS',
    `--gateways is "${text}"; it must be a number from 1 to ${MOST_GATEWAYS}, such as --gateways 2.`,
  );
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return 4000;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= HIGHEST_GATEWAY_PORT) return port;
  throw new StartProblem(
    'ARGUMENTS',
    `PORT is "${text}"; it must be a number from 1 to ${HIGHEST_GATEWAY_PORT}, such as PORT=5000.`,
  );
}

function readDemoNow(text: string | undefined): Instant | undefined {
  if (text === undefined || text === '') return undefined;
  const read = instant.safeParse(text);
  if (read.success) return read.data;
  throw new StartProblem(
    'ARGUMENTS',
    `DEMO_NOW is "${text}"; it must be a moment with its offset, such as DEMO_NOW=2026-11-22T10:00:00+01:00.`,
  );
}

function readableFile(full: string): string {
  try {
    accessSync(full, constants.R_OK);
    if (statSync(full).isFile()) return full;
  } catch (error) {
    throw unreadableWorld(full, systemCode(error) ?? 'unknown cause');
  }
  throw unreadableWorld(full, 'not a file');
}

function unreadableWorld(path: string, cause: string): StartProblem {
  return new StartProblem(
    'WORLD',
    `The world file ${path} cannot be read (${cause}). Give the path of a world file: npm start -- --world FILE; without --world the demo's own is used.`,
  );
}
