// The gateway as a process of its own: what it refuses to start with, and how it ends. Real PostgreSQL; the holders are an address that never answers.
import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadParsedWorld } from '../../demo/load-world.ts';
import { portsFrom } from '../../demo/ports.ts';
import type { Postgres } from '../../demo/postgres/postgres.ts';
import { type RunningHolders, serveHolders } from '../../demo/serve-holders.ts';
import { parseWorld } from '../../demo/world/read-world.ts';
import { connect } from '../../gateway/adapters/store/connect.ts';
import type { GatewaySettings } from '../../gateway/settings.ts';
import { freePortBase } from '../support/ports.ts';
import { testPostgres } from '../support/postgres.ts';
import { DEFAULT_WORLD } from '../support/system.ts';

const MAIN = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));
const DEMO = { SAMENZICHT_DEMO: '1', APOLLO_TELEMETRY_DISABLED: 'true' };

let folder: string;
let postgres: Postgres;
let issuers: RunningHolders;
let silent: Server;
let settings: GatewaySettings;
let file: string;
let issuerPort: number;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samenzicht-process-'));
  postgres = testPostgres();
  const ports = portsFrom(await freePortBase());
  const world = parseWorld('the world of this test', DEFAULT_WORLD);
  const loaded = await loadParsedWorld(world, { postgres, ports, dataDir: folder, say: () => {} });
  issuers = await serveHolders({ ...loaded.holders, holders: [] });
  issuerPort = loaded.holders.issuers.professionals.port;
  settings = { ...loaded.gateway, port: ports.gateway };
  file = join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify(settings));
  // Lotte's own source: takes calls, says nothing.
  silent = createServer((socket) => socket.resume().on('error', () => {}));
  const [own] = loaded.holders.holders.filter(({ port }) => port === ports.localTeam2);
  await new Promise<void>((resolve) => silent.listen(own?.port, '127.0.0.1', resolve));
});
afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});
afterAll(async () => {
  await issuers.close();
  await new Promise((resolve) => silent.close(resolve));
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

function environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { APOLLO_TELEMETRY_DISABLED: _one, SAMENZICHT_DEMO: _other, NODE_ENV: _third, ...rest } = process.env;
  return { ...rest, ...env };
}

function startOnce(env: Readonly<Record<string, string>>): { code: number | null; said: string } {
  const { status, stderr, stdout } = spawnSync(process.execPath, [MAIN], {
    env: environment(env),
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { code: status, said: stderr + stdout };
}

function written(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('a gateway that cannot start', () => {
  it('in demo mode and in production at once: names itself', () => {
    const { code, said } = startOnce({ ...DEMO, NODE_ENV: 'production', SAMENZICHT_SETTINGS: file });
    expect([code, said]).toEqual([1, expect.stringMatching(/^SAMENZICHT_DEMO=1 .*NODE_ENV=production.*\n$/)]);
  });

  it("with Apollo's telemetry on", () => {
    const { code, said } = startOnce({ SAMENZICHT_DEMO: '1', SAMENZICHT_SETTINGS: file });
    expect([code, said]).toEqual([1, expect.stringMatching(/^Set APOLLO_TELEMETRY_DISABLED=true.*\n$/)]);
  });

  it('without settings: says where they come from', () => {
    const { code, said } = startOnce(DEMO);
    expect([code, said]).toEqual([1, expect.stringMatching(/npm start.*SAMENZICHT_SETTINGS=FILE.*\n$/)]);
  });

  it('with demo settings outside demo mode', () => {
    const { code, said } = startOnce({ APOLLO_TELEMETRY_DISABLED: 'true', SAMENZICHT_SETTINGS: file });
    expect([code, said]).toEqual([1, expect.stringMatching(/demo mode.*SAMENZICHT_DEMO.*\n$/)]);
  });

  it('with a file that is no JSON', () => {
    const { code, said } = startOnce({ ...DEMO, SAMENZICHT_SETTINGS: written('half.json', '{"port": 1') });
    expect([code, said]).toEqual([1, expect.stringMatching(/half\.json cannot be read as JSON.*\n$/)]);
  });

  it('with settings that are not whole: says where, and repeats no key', () => {
    const broken = { ...settings, port: 'x', keys: { ...settings.keys, outwardIds: 'geheim' }, extra: 'geheim2' };
    const { code, said } = startOnce({ ...DEMO, SAMENZICHT_SETTINGS: written('broken.json', broken) });
    expect(code).toBe(1);
    expect(said).toMatch(/port: .*keys\.outwardIds: /);
    expect(said).not.toMatch(/geheim| {4}at /);
  });

  it('without its store: says what to look at', () => {
    const nowhere = { ...settings, databaseUrl: 'postgres://nobody:geheim@127.0.0.1:1/none' };
    const { code, said } = startOnce({ ...DEMO, SAMENZICHT_SETTINGS: written('nowhere.json', nowhere) });
    expect([code, said]).toEqual([1, expect.stringMatching(/cannot reach its store.*\n$/)]);
    expect(said).not.toContain('geheim');
  });

  it('at a port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(settings.port, '127.0.0.1', resolve));
    const { code, said } = startOnce({ ...DEMO, SAMENZICHT_SETTINGS: file });
    await new Promise((resolve) => taken.close(resolve));
    expect([code, said]).toEqual([1, expect.stringMatching(/port of the gateway is taken.*\n$/)]);
  });
});

async function ready(): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const status = await fetch(`${settings.publicUrl}/health/ready`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await sleep(50);
  }
  throw new Error('the gateway did not become ready');
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}

async function token(): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${issuerPort}/demo/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona: 'lotte' }),
  });
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}

describe('a gateway that ends', () => {
  it('finishes what it began: the answer leaves and its record is written', async () => {
    const child = spawn(process.execPath, [MAIN], {
      env: environment({ ...DEMO, SAMENZICHT_SETTINGS: file }),
      stdio: 'ignore',
    });
    children.push(child);
    await ready();
    const bearer = await token();
    const exit = ended(child);
    const answer = fetch(`${settings.publicUrl}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${bearer}`,
        'x-request-id': 'last-request',
      },
      body: JSON.stringify({ query: 'query Q @access(purpose: SUPPORT_PLAN) { caseload { nodes { id } } }' }),
    });
    // On its way to a source that says nothing.
    await sleep(500);
    child.kill('SIGTERM');
    await sleep(300);
    await expect(fetch(`${settings.publicUrl}/health/live`)).rejects.toThrow();
    const response = await answer;
    expect(await response.json()).toMatchObject({
      errors: [{}],
      extensions: { access: { requestId: 'last-request' } },
    });
    expect(await exit).toBe(0);
    const sql = connect(settings.databaseUrl, { max: 1, patience: 5000 });
    expect(await sql`SELECT 1 FROM audit_row WHERE kind = 'DECISION' AND body LIKE '%last-request%'`).toHaveLength(1);
    await sql.end({ timeout: 1 });
  });

  it('ends when its launcher is gone', async () => {
    const child = fork(MAIN, { env: environment(DEMO), stdio: 'ignore', execArgv: [] });
    children.push(child);
    const isReady = new Promise((resolve) => child.once('message', resolve));
    child.send({ settings });
    expect(await isReady).toEqual({ ready: true });
    const exit = ended(child);
    child.disconnect();
    expect(await exit).toBe(0);
  });

  it('tells its launcher in one sentence why it does not start', async () => {
    const child = fork(MAIN, { env: environment(DEMO), stdio: 'ignore', execArgv: [] });
    children.push(child);
    const told = new Promise((resolve) => child.once('message', resolve));
    const exit = ended(child);
    child.send({ settings: { ...settings, host: 5 } });
    expect(await told).toEqual({
      problem: expect.stringMatching(/^The settings of the gateway cannot be used\. host: /),
    });
    expect(await exit).toBe(1);
  });
});
