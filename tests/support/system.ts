// The real thing for tests: a world in PostgreSQL, its holders, its issuers and a gateway, on ports of their own, in this process.
// Starts things and sends requests; it decides nothing.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type ListedPersona, listedPersonas } from '../../bin/demo/listed.ts';
import { loadParsedWorld } from '../../demo/load-world.ts';
import { portsFrom } from '../../demo/ports.ts';
import { type RunningHolders, serveHolders } from '../../demo/serve-holders.ts';
import type { SystemSettings } from '../../demo/settings.ts';
import { systemCode } from '../../demo/start-problem.ts';
import { parseWorld } from '../../demo/world/read-world.ts';
import type { World } from '../../demo/world/world.ts';
import { describeProblems, loadPolicies } from '../../gateway/adapters/policies.ts';
import { type OpenGateway, openGateway } from '../../gateway/open-gateway.ts';
import type { GatewaySettings } from '../../gateway/settings.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import { freePortBase } from './ports.ts';
import { testPostgres } from './postgres.ts';

export const DEFAULT_WORLD = readFileSync(new URL('../../demo/worlds/default.yaml', import.meta.url), 'utf8');

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came. */
  readonly text: string;
  /** The body as JSON. */
  readonly body: unknown;
};

export type System = {
  readonly url: string;
  readonly settings: SystemSettings;
  readonly personas: readonly ListedPersona[];
  /** A persona of the world; throws for one that is not there. */
  persona(id: string): ListedPersona;
  token(persona: string): Promise<string>;
  ask(
    persona: string,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Reply>;
  /** Asks the persona's own example. */
  example(persona: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  /** How many calls reached the holder (slug) since it started. */
  calls(holder: string): Promise<{ data: number; facts: number }>;
  /** As `npm run clock`. */
  moveClock(to: string): Promise<void>;
  /** OIN of an organisation of the world. */
  oin(slug: string): string;
  /** Rotation of the keys that sign grants. */
  useGrantKeys: OpenGateway['useGrantKeys'];
  close(): Promise<void>;
};

export type StartSystem = {
  /** A world file's text; absent: the demo's own world. */
  readonly world?: string;
  /** Another world, made of the one that was read. */
  readonly changes?: (world: World) => World;
  /** The gateway's lines for its operator; absent: to the screen. */
  readonly note?: (line: string) => void;
  /** What AuthZEN answers carry beyond 1.0; absent: nothing. */
  readonly authzen?: NonNullable<GatewaySettings['authzen']>;
  /** The administrator's address of another PostgreSQL than the run's. */
  readonly postgresUrl?: string;
};

const counts = z.object({ data: z.int(), facts: z.int() });
const issued = z.object({ access_token: z.string() });
const ATTEMPTS = 3;
const toScreen = (line: string): void => void process.stderr.write(`${line}\n`);

export async function startSystem({
  world = DEFAULT_WORLD,
  changes,
  note = toScreen,
  postgresUrl,
  authzen,
}: StartSystem = {}): Promise<System> {
  const parsed = parseWorld('the world of this test', world);
  const loaded = changes === undefined ? parsed : changes(parsed);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(loaded, note, { postgresUrl, authzen });
    } catch (error) {
      // Another program may have taken a port since it was found free.
      if (systemCode(error) !== 'EADDRINUSE' || attempt === ATTEMPTS) throw error;
    }
  }
}

async function startOnce(
  world: World,
  note: (line: string) => void,
  {
    postgresUrl,
    authzen,
  }: { readonly postgresUrl: string | undefined; readonly authzen: StartSystem['authzen'] | undefined },
): Promise<System> {
  const dataDir = mkdtempSync(join(tmpdir(), 'samenzicht-system-'));
  const server = testPostgres(postgresUrl);
  let holders: RunningHolders | undefined;
  let gateway: OpenGateway | undefined;
  const close = async (): Promise<void> => {
    await gateway?.close();
    await holders?.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const ports = portsFrom(await freePortBase());
    const settings = await loadParsedWorld(world, { postgres: server, ports, dataDir, say: () => {} });
    holders = await serveHolders(settings.holders);
    const policy = await policies();
    gateway = await openGateway(authzen === undefined ? settings.gateway : { ...settings.gateway, authzen }, {
      policy,
      telemetryDisabled: 'true',
      note,
    });
    return { ...systemOf(world, settings, gateway.url, close), useGrantKeys: gateway.useGrantKeys };
  } catch (error) {
    await close();
    throw error;
  }
}

async function policies(): Promise<PolicySet> {
  const loaded = await loadPolicies(fileURLToPath(new URL('../../policies', import.meta.url)));
  if (loaded.kind === 'PROBLEMS') throw new Error(describeProblems(loaded.problems));
  return loaded.set;
}

function systemOf(
  world: World,
  settings: SystemSettings,
  url: string,
  close: () => Promise<void>,
): Omit<System, 'useGrantKeys'> {
  const personas = listedPersonas.parse(settings.holders.pages.personas);
  const tokens = new Map<string, Promise<string>>();

  const persona = (id: string): ListedPersona => {
    const found = personas.find((one) => one.id === id);
    if (found === undefined) throw new Error(`this world has no persona "${id}"`);
    return found;
  };
  const fetchToken = async (id: string): Promise<string> => {
    const { issuers } = settings.holders;
    const issuer = persona(id).role === 'DATA_SUBJECT' ? issuers.citizens : issuers.professionals;
    const answer = await post(`http://127.0.0.1:${issuer.port}/demo/token`, { persona: id });
    return issued.parse(answer.body).access_token;
  };
  const token = (id: string): Promise<string> => {
    const known = tokens.get(id) ?? fetchToken(id);
    tokens.set(id, known);
    return known;
  };
  const ask: System['ask'] = async (id, query, variables = {}, headers = {}) =>
    post(`${url}/graphql`, { query, variables }, { authorization: `Bearer ${await token(id)}`, ...headers });
  const oin = (slug: string): string => {
    const found = world.organisations.find((one) => one.slug === slug);
    if (found === undefined) throw new Error(`this world has no organisation "${slug}"`);
    return found.oin;
  };

  return {
    url,
    settings,
    personas,
    persona,
    token,
    ask,
    example: (id, headers) => ask(id, persona(id).example.query, persona(id).example.variables, headers),
    async calls(holder) {
      const port = settings.holders.holders.find((one) => one.holder.oin === oin(holder))?.port;
      const response = await fetch(`http://127.0.0.1:${port}/calls`);
      return counts.parse(await response.json());
    },
    async moveClock(to) {
      const { status } = await post(`${url}/demo/clock`, { to });
      if (status !== 200) throw new Error(`the clock did not move to ${to}`);
    },
    oin,
    close,
  };
}

async function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: jsonOf(text) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
