// A world file into the databases; the settings of the two processes out. A second start with the same world changes nothing.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createOutwardIds } from '../gateway/adapters/outward-ids.ts';
import { createSealing } from '../gateway/adapters/sealing.ts';
import { connect } from '../gateway/adapters/store/connect.ts';
import { migrate } from '../gateway/adapters/store/migrate.ts';
import { writeWorld } from '../gateway/adapters/store/world.ts';
import { USUAL_LIMITS } from '../gateway/settings.ts';
import type { Instant } from '../schema/identifiers.ts';
import { type DemoKeys, demoKeys } from './demo-keys.ts';
import { databaseOf, installationOf, writeInstallation } from './installation.ts';
import { claimsOf } from './issuer/token.ts';
import { type HolderPlace, loadSources } from './load-sources.ts';
import { gatewayPorts, type Ports } from './ports.ts';
import type { Postgres, Say } from './postgres/postgres.ts';
import type { HolderSettings, SystemSettings } from './settings.ts';
import { type AddressOf, addressOf, placesOf } from './world/addresses.ts';
import { fingerprintOf, loadersFingerprint, openMemory } from './world/fingerprint.ts';
import { issuedPersona, listedHolders, listedPersona } from './world/listing.ts';
import { type People, peopleOf } from './world/people.ts';
import { readWorld } from './world/read-world.ts';
import { SOURCE_PARTS } from './world/source-parts.ts';
import { organisationOf, storedWorld } from './world/stored.ts';
import type { World } from './world/world.ts';

export type LoadWorld = {
  /** Absent: the demo's own. */
  readonly worldFile?: string | undefined;
  readonly postgres: Pick<Postgres, 'createDatabase'>;
  readonly ports: Ports;
  /** Absent: all on this machine. */
  readonly addressOf?: AddressOf | undefined;
  readonly say: Say;
  /** Keys are kept here; it exists. */
  readonly dataDir: string;
  /** Where the domain clock starts; absent: where the world says. */
  readonly now?: Instant | undefined;
  /** How many gateways there will be, on ports next to each other; absent: one. */
  readonly gateways?: number | undefined;
};

const DEFAULT_WORLD = fileURLToPath(new URL('worlds/default.yaml', import.meta.url));

/** Throws StartProblem WORLD, with nothing changed, where the file cannot be used. */
export async function loadWorld({ worldFile = DEFAULT_WORLD, ...load }: LoadWorld): Promise<SystemSettings> {
  return loadParsedWorld(readWorld(worldFile), load);
}

export async function loadParsedWorld(world: World, load: Omit<LoadWorld, 'worldFile'>): Promise<SystemSettings> {
  const { postgres, ports, dataDir, addressOf: at = addressOf, gateways = 1 } = load;
  const people = peopleOf(world);
  const places = placesOf(world.organisations, ports);
  const keys = demoKeys(dataDir);
  const issuers = { professionals: at(ports.issuer), citizens: at(ports.citizensIssuer) };
  const databaseUrl = await postgres.createDatabase('gateway');
  const holders: HolderPlace[] = [];
  for (const one of world.organisations) {
    const place = places.get(one.slug);
    if (place === undefined) continue;
    holders.push({ one, place, databaseUrl: await postgres.createDatabase(databaseOf(one)) });
  }
  await writeOnce(world, people, holders, storedWorld(world, people, places, issuers, at), databaseUrl, keys, load.say);
  writeInstallation(dataDir, installationOf(world, holders, load.now ?? world.now));

  const gateway = at(ports.gateway);
  const audience = `${gateway}/graphql`;
  const ids = createOutwardIds(Buffer.from(keys.gateway.outwardIds, 'base64'));
  const issued = world.personas.map(({ persona }) => issuedPersona(world, people, persona));
  return {
    gateway: {
      port: ports.gateway,
      host: '127.0.0.1',
      publicUrl: gateway,
      databaseUrl,
      demo: true,
      demoIssuers: issuers,
      domainNow: load.now ?? world.now,
      demoRun: randomUUID(),
      keys: keys.gateway,
      grantKey: keys.grantKey,
      audience,
      limits: USUAL_LIMITS,
    },
    holders: {
      gateway: { issuer: gateway, jwks: keySetsOf(gatewayPorts(ports, gateways), at), audience },
      holders: holders
        .filter(({ one }) => !world.down.includes(one.slug))
        .map((holder) => holderSettingsOf(holder, keys)),
      issuers: {
        professionals: {
          port: ports.issuer,
          keyFile: join(dataDir, 'issuer-key.pem'),
          personas: issued.filter(({ kind }) => kind === 'PROFESSIONAL'),
        },
        citizens: {
          port: ports.citizensIssuer,
          keyFile: join(dataDir, 'citizens-issuer-key.pem'),
          personas: issued.filter(({ kind }) => kind === 'DATA_SUBJECT'),
        },
      },
      pages: {
        personas: world.personas.map((entry, at) => {
          const one = issued[at];
          const claims = one === undefined ? {} : { sub: one.sub, azp: 'demo', ...claimsOf(one) };
          return listedPersona({ world, people, ids }, entry, claims);
        }),
        holders: listedHolders(world, places, at),
      },
    },
  };
}

/** All sign with the same key; each tells of it, since any of them may be down. */
function keySetsOf([first, ...others]: readonly [number, ...number[]], at: AddressOf): [string, ...string[]] {
  const keySet = (port: number): string => `${at(port)}/.well-known/jwks.json`;
  return [keySet(first), ...others.map(keySet)];
}

async function writeOnce(
  world: World,
  people: People,
  holders: readonly HolderPlace[],
  stored: ReturnType<typeof storedWorld>,
  databaseUrl: string,
  keys: DemoKeys,
  say: Say,
): Promise<void> {
  const sql = connect(databaseUrl, { max: 1, patience: 60_000 });
  try {
    await migrate(sql);
    const memory = await openMemory(sql);
    const loaders = loadersFingerprint();
    const { register, name } = world;
    const files = SOURCE_PARTS.map((key) => [...world[key]]);
    const sources = fingerprintOf(loaders, name, world.organisations, register, files);
    if (!(await memory.holds('SOURCES', sources))) {
      say(`The world "${name}" is new here: ${register.persons.length} people at ${holders.length} holders.`);
      await memory.forget('SOURCES');
      await loadSources(world, people, holders);
      await memory.keep('SOURCES', sources);
    }
    // Sealed under other keys, it could not be read: then it is written anew.
    const store = fingerprintOf(loaders, stored, fingerprintOf(keys.gateway.sealing));
    if (!(await memory.holds('STORE', store))) {
      await memory.forget('STORE');
      await writeWorld(sql, createSealing(Buffer.from(keys.gateway.sealing, 'base64')), stored);
      await memory.keep('STORE', store);
    }
  } finally {
    await sql.end({ timeout: 2 });
  }
}

function holderSettingsOf({ one, place, databaseUrl }: HolderPlace, keys: DemoKeys): HolderSettings {
  const holder = organisationOf(one);
  if (place.source !== 'VEILIG_THUIS') return { source: place.source, holder, port: place.port, databaseUrl };
  const secret = keys.caseSystemSecret(one.slug);
  return {
    source: place.source,
    holder,
    port: place.port,
    caseSystem: { databaseUrl, port: place.caseSystem, secret },
  };
}
