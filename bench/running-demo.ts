// The demo as npm start starts it, with a data folder and ports of its own, for as long as a measurement takes.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { storeUrl } from '../bin/audit/store-url.ts';
import { listedPersonas } from '../bin/demo/listed.ts';
import { demoParts } from '../bin/launch/demo-parts.ts';
import { launch } from '../bin/launch/launch.ts';
import { isFree } from '../demo/free-port.ts';
import { gatewayPorts, PORT_NAMES, type Ports, portsFrom } from '../demo/ports.ts';
import { connect, type Sql } from '../gateway/adapters/store/connect.ts';

export type RunningDemo = {
  /** Base addresses, in order. */
  readonly gateways: readonly string[];
  readonly ports: Ports;
  /** The gateways' store. */
  readonly store: Sql;
  /** A persona's bearer token and its example question, as the body of a request. */
  readonly persona: (id: string) => Promise<{ readonly token: string; readonly body: string }>;
  readonly stop: () => Promise<void>;
};

const issued = z.object({ access_token: z.string() });

/** `worldFile`: another world than the demo's. */
export async function startDemo(gateways: number, worldFile?: string): Promise<RunningDemo> {
  const dataDir = mkdtempSync(join(tmpdir(), 'samenzicht-bench-'));
  // The account of PostgreSQL passes through, so that everything lies in here and goes with it.
  chmodSync(dataDir, 0o711);
  const ports = portsFrom(await freeBase());
  const [stop, force] = [new AbortController(), new AbortController()];
  const ready = Promise.withResolvers<void>();
  const ended = launch({
    settings: { ports, dataDir, worldFile, databaseUrl: undefined, now: undefined, gateways },
    parts: demoParts,
    env: { ...process.env, SAMENZICHT_DEMO: '1', APOLLO_TELEMETRY_DISABLED: 'true' },
    say: (line) => line.startsWith('ready in') && ready.resolve(),
    stop: stop.signal,
    force: force.signal,
  });
  const clear = (): void => rmSync(dataDir, { recursive: true, force: true });
  try {
    await Promise.race([ready.promise, ended]);
  } catch (error) {
    clear();
    throw error;
  }
  const store = connect(storeUrl({ SAMENZICHT_DATA: dataDir }, '.'), { max: 2, patience: 10_000 });
  const issuer = `http://127.0.0.1:${ports.issuer}`;
  return {
    gateways: gatewayPorts(ports, gateways).map((port) => `http://127.0.0.1:${port}`),
    ports,
    store,
    async persona(id) {
      const personas = listedPersonas.parse(await (await fetch(`${issuer}/demo/personas`)).json());
      const found = personas.find((one) => one.id === id);
      if (found === undefined) throw new Error(`the world has no persona "${id}"`);
      const answer = await fetch(`${issuer}/demo/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ persona: id }),
      });
      return { token: issued.parse(await answer.json()).access_token, body: JSON.stringify(found.example) };
    },
    async stop() {
      await store.end({ timeout: 1 });
      stop.abort();
      await ended;
      clear();
    },
  };
}

async function freeBase(): Promise<number> {
  for (let base = 31_000; base < 32_700; base += 100) {
    const ports = portsFrom(base);
    const free = await Promise.all(PORT_NAMES.map((name) => isFree(ports[name])));
    if (free.every(Boolean) && (await isFree(base + 1))) return base;
  }
  throw new Error('no ports are free');
}
