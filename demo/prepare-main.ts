// Runs once before the services of docker-compose: the world into the databases, and for each service a folder with its settings and no
// other's. Run again it keeps keys and passwords, and loads only what has changed. Settings from the environment, once.
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { instant } from '../schema/identifiers.ts';
import { readOrMakeKey } from './issuer/key.ts';
import { loadWorld } from './load-world.ts';
import { PORT_NAMES, portsFrom } from './ports.ts';
import { connectPostgres } from './postgres/connect.ts';
import { ISSUER_KEY_FILE, preparedFiles, serviceOf } from './prepared.ts';
import { StartProblem, systemCode } from './start-problem.ts';
import type { AddressOf } from './world/addresses.ts';

/** Inside the containers each service has its port of the contract. */
const PORTS = portsFrom(4000);

const addresses = z
  .string()
  .transform((text) => text.split(/\s+/).filter((part) => part !== ''))
  .pipe(z.array(z.url()))
  .transform((urls) => new Map(urls.map((url) => [Number(new URL(url).port), url.replace(/\/$/, '')])));

const environment = z
  .object({
    POSTGRES_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    POSTGRES_PASSWORD_FILE: z.string().min(1),
    KEYS: z.string().min(1),
    PREPARED: z.string().min(1),
    WORLD_FILE: z.string().min(1).optional(),
    /** Empty is absent: what docker-compose makes of a variable that nobody set. */
    DEMO_NOW: z.union([z.literal('').transform(() => undefined), instant]).optional(),
    ADDRESSES: addresses,
    GATEWAY_PUBLIC_URL: z.url().regex(/[^/]$/, 'an address without a slash at the end'),
    GATEWAY_HOST: z.string().min(1),
    SAMENZICHT_DEMO: z.literal('1', { error: 'this makes the demo world: SAMENZICHT_DEMO=1' }),
    NODE_ENV: z.string().optional(),
  })
  .refine(({ NODE_ENV }) => NODE_ENV !== 'production', {
    path: ['SAMENZICHT_DEMO'],
    message: 'the demo hands tokens to anybody who asks and does not run with NODE_ENV=production',
  });

try {
  const read = environment.safeParse(process.env);
  if (!read.success) {
    throw new StartProblem(
      'ARGUMENTS',
      `Nothing is prepared. Set these in the environment:\n${z.prettifyError(read.error)}`,
    );
  }
  await prepare(read.data);
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function prepare(env: z.infer<typeof environment>): Promise<void> {
  const at = addressIn(env.ADDRESSES);
  const postgres = await connectPostgres({ url: administratorUrl(env), dataDir: env.KEYS });
  try {
    const loaded = await loadWorld({
      worldFile: env.WORLD_FILE,
      postgres,
      ports: PORTS,
      addressOf: at,
      say: (line) => process.stdout.write(`${line}\n`),
      dataDir: env.KEYS,
      now: env.DEMO_NOW,
    });
    // Callers come from outside the containers, so its tokens and grants name the address that they know.
    const audience = `${env.GATEWAY_PUBLIC_URL}/graphql`;
    const gateway = { ...loaded.gateway, host: env.GATEWAY_HOST, publicUrl: env.GATEWAY_PUBLIC_URL, audience };
    const holders = {
      ...loaded.holders,
      gateway: { ...loaded.holders.gateway, issuer: env.GATEWAY_PUBLIC_URL, audience },
    };
    const files = preparedFiles({ gateway, holders }, PORTS, at);
    for (const { service, file, text } of files) writeOwn(join(folderOf(env.PREPARED, service), file), text);
    for (const name of ['issuer', 'citizensIssuer'] as const) {
      await readOrMakeKey(join(folderOf(env.PREPARED, serviceOf(name)), ISSUER_KEY_FILE));
    }
    process.stdout.write(`Prepared: ${files.map(({ service }) => service).join(', ')}.\n`);
  } finally {
    await postgres.stop();
  }
}

function addressIn(known: ReadonlyMap<number, string>): AddressOf {
  const missing = PORT_NAMES.filter((name) => name !== 'postgres' && !known.has(PORTS[name]));
  if (missing.length > 0) {
    throw new StartProblem('ARGUMENTS', `ADDRESSES names none of the port of ${missing.map(serviceOf).join(', ')}.`);
  }
  return (port) => {
    const address = known.get(port);
    if (address === undefined) throw new RangeError(`nobody asks for port ${port}`);
    return address;
  };
}

function administratorUrl(env: z.infer<typeof environment>): string {
  const url = new URL(env.POSTGRES_URL);
  try {
    url.password = readFileSync(env.POSTGRES_PASSWORD_FILE, 'utf8').trim();
  } catch (error) {
    throw new StartProblem(
      'SECRETS',
      `The password file ${env.POSTGRES_PASSWORD_FILE} cannot be read (${systemCode(error) ?? 'unknown cause'}). demo/postgres-password-main.ts makes it.`,
    );
  }
  return url.href;
}

function folderOf(prepared: string, service: string): string {
  const folder = join(prepared, service);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** For this account alone: there are passwords in it. */
function writeOwn(path: string, text: string): void {
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, text, { mode: 0o400 });
  chmodSync(fresh, 0o400);
  renameSync(fresh, path);
}
