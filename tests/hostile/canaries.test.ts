// G4, attacks 48 and 52: a canary in every text field of every source; a gateway process of its own answers a broad set of questions and a load of them;
// then its tables, files, screen, metrics, errors, traces and memory are searched. CANARY_REQUESTS: how large the load is (npm run canaries).
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { anyFreePort } from '../../demo/free-port.ts';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { type CanaryHolders, standBefore } from '../support/canary-holders.ts';
import { householdQuestions } from '../support/everything.ts';
import { realIndex } from '../support/operations.ts';
import { type System, startSystem } from '../support/system.ts';

const WORD = 'KANARIEPIET';
/** What stands in variables and tokens, and may be at rest as little. */
const BSN = '999990019';
const CLIENT = 'MARIEKEPIET';
const LOAD = Number(process.env.CANARY_REQUESTS ?? 200);
const AT_ONCE = 8;

let system: System;
let sql: Sql;
let holders: CanaryHolders;
let gateway: ChildProcess;
let url: string;
let folder: string;
let screen = '';
const errors: string[] = [];
const headers: string[] = [];
let answered = 0;
let shown = 0;

beforeAll(async () => {
  system = await startSystem();
  folder = mkdtempSync(join(tmpdir(), 'samenzicht-canaries-'));
  sql = connect(system.settings.gateway.databaseUrl, { max: 1, patience: 30_000 });
  holders = standBefore(WORD);
  for (const { body } of await sql<{ body: string }[]>`SELECT body FROM partner`) {
    const partner = JSON.parse(body);
    const address = partner.url === null ? null : await holders.url(partner.source, partner.url);
    const changed = JSON.stringify({ ...partner, url: address, asks: { freely: true, schema: true } });
    await sql`UPDATE partner SET body = ${changed} WHERE oin = ${partner.organisation.oin}`;
  }
  const port = await anyFreePort();
  url = `http://127.0.0.1:${port}`;
  const settings = join(folder, 'gateway.json');
  writeFileSync(settings, JSON.stringify({ ...system.settings.gateway, port }));
  gateway = spawn(
    process.execPath,
    [
      '--heapsnapshot-signal=SIGUSR2',
      `--diagnostic-dir=${folder}`,
      fileURLToPath(new URL('../../gateway/main.ts', import.meta.url)),
    ],
    {
      env: {
        ...process.env,
        SAMENZICHT_DEMO: '1',
        NODE_ENV: 'test',
        SAMENZICHT_SETTINGS: settings,
        APOLLO_TELEMETRY_DISABLED: 'true',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: folder,
    },
  );
  for (const stream of [gateway.stdout, gateway.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      screen += chunk.toString('utf8');
    });
  }
  await vi.waitFor(() => expect(screen).toContain('answers at'), { timeout: 60_000, interval: 100 });
});
afterAll(async () => {
  gateway?.kill('SIGTERM');
  await holders?.close();
  await sql?.end({ timeout: 1 });
  await system?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(persona: string, body: unknown, more: Record<string, string> = {}): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await system.token(persona)}`, ...more },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  answered += 1;
  if (text.includes(WORD)) shown += 1;
  headers.push(JSON.stringify([...response.headers]));
  const said = response.status === 200 ? (JSON.parse(text).errors ?? []) : text;
  errors.push(JSON.stringify(said));
}

/** Every question that every persona can ask about every household, for every purpose. */
function questions(): { readonly persona: string; readonly query: string; readonly variables: object }[] {
  return system.personas.flatMap(({ id: persona, purposes, households, role }) =>
    role === 'DATA_SUBJECT'
      ? [
          {
            persona,
            query: system.persona(persona).example.query,
            variables: system.persona(persona).example.variables,
          },
        ]
      : purposes.flatMap((purpose) =>
          households.flatMap((id) =>
            householdQuestions().map((selection) => ({
              persona,
              query: `query Q($id: ID!) @access(purpose: ${purpose}) { household(id: $id) { ${selection} } }`,
              variables: { id },
            })),
          ),
        ),
  );
}

async function run(work: readonly (() => Promise<void>)[]): Promise<void> {
  const queue = [...work];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await next();
    }),
  );
}

describe('attacks 48 and 52: what sources send is at rest nowhere in the gateway (G4)', () => {
  it('after every question, every kind of failure and a load, in none of its tables, files, screen, metrics, headers, errors, or memory', async () => {
    const all = questions();
    expect(all.length).toBeGreaterThan(100);
    await run(
      all.map(
        ({ persona, query, variables }) =>
          () =>
            ask(persona, { query, variables }),
      ),
    );
    const [first] = all;
    if (first === undefined) throw new Error('no question');
    const { persona, query, variables } = first;
    for (const mode of ['FAILS', 'ERRS'] as const) {
      holders.mode = mode;
      await run(all.slice(0, 20).map((one) => () => ask(one.persona, { query: one.query, variables: one.variables })));
    }
    holders.mode = 'ANSWERS';
    const byBsn = 'query Q($b: BSN!) @access(purpose: SUPPORT_PLAN) { householdsOf(bsn: $b) { id } }';
    const wrong: readonly unknown[] = [
      `{"query": "{ ${CLIENT}`,
      { query: `query Q @access(purpose: SUPPORT_PLAN) { householdsOf(bsn: "${BSN}") { id } }` },
      { query, variables: { id: `${CLIENT} ${BSN}` } },
      { query: byBsn, variables: { b: BSN } },
      { query: byBsn, variables: { b: CLIENT } },
      { query, variables: { ...variables, more: CLIENT }, extensions: { code: CLIENT } },
    ];
    for (const body of wrong) await ask(persona, body, { traceparent: CLIENT, baggage: CLIENT, cookie: CLIENT });
    await run(
      Array.from({ length: LOAD }, (_, at) => () => {
        const one = all[at % all.length] ?? first;
        return ask(one.persona, { query: one.query, variables: one.variables });
      }),
    );
    const metrics = await (await fetch(`${url}/metrics`)).text();

    // The search works: the canaries were there to be found, and left in answers only.
    const texts = textFields();
    const planted = [...holders.planted].filter((coordinate) => texts.has(coordinate));
    expect(shown).toBeGreaterThan(50);
    expect(planted.length).toBeGreaterThan(60);

    const places = new Map<string, string | Buffer>([
      ['metrics', metrics],
      ['screen', screen],
      ['headers', headers.join('\n')],
    ]);
    for (const [at, text] of errors.entries()) places.set(`errors of answer ${at}`, text);
    for (const [name, text] of await tables()) places.set(`table ${name}`, text);
    const database = await clusterFiles();
    for (const [path, bytes] of database) places.set(path, bytes);
    for (const path of await memory()) places.set(path, readFileSync(path));
    for (const [path, bytes] of filesBelow(folder)) if (!path.endsWith('.heapsnapshot')) places.set(path, bytes);

    // What a process holds for good is found in its memory.
    const snapshot = [...places].find(([name]) => name.endsWith('.heapsnapshot'))?.[1];
    expect(snapshot?.includes('samenzicht-grant+jwt')).toBe(true);
    const hits = [...places]
      .filter(([, text]) => [WORD, CLIENT].some((word) => text.includes(word)))
      .map(([name]) => name);
    const withBsn = [...places].filter(
      ([name, text]) => !name.endsWith('.heapsnapshot') && name.startsWith('table') && text.includes(BSN),
    );
    process.stdout.write(
      `canaries: ${planted.length} of ${texts.size} text fields planted, ${answered} answers (${shown} showed one); hits ${hits.length} of ${places.size} places ` +
        `(${[...places.keys()].filter((name) => name.startsWith('table')).length} tables, ${database.size} database files, memory, screen, metrics, headers, ${errors.length} answers' errors)\n`,
    );
    expect(hits).toEqual([]);
    expect(withBsn.map(([name]) => name)).toEqual([]);
  }, 3_600_000);
});

/** Every text field that a source can answer. */
function textFields(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const type of Object.values(realIndex.schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (/^\[?String/.test(field.type.toString())) found.add(`${type.name}.${field.name}`);
    }
  }
  return found;
}

async function tables(): Promise<ReadonlyMap<string, string>> {
  const names = await sql<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  const found = new Map<string, string>();
  for (const { name } of names)
    found.set(name, JSON.stringify(await sql`SELECT t::text AS row FROM ${sql(name)} AS t`));
  expect(found.size).toBeGreaterThan(10);
  return found;
}

/** What PostgreSQL keeps of this database on disk, as far as this account may read it: its files, and the log of all writing. */
async function clusterFiles(): Promise<ReadonlyMap<string, Buffer>> {
  const admin = connect(inject('postgresUrl'), { max: 1, patience: 30_000 });
  try {
    await admin`CHECKPOINT`;
    const [row] = await admin<
      { folder: string }[]
    >`SELECT setting AS folder FROM pg_settings WHERE name = 'data_directory'`;
    return row === undefined ? new Map() : filesBelow(row.folder);
  } finally {
    await admin.end({ timeout: 1 });
  }
}

/** A snapshot of what the process still holds, after a collection of what it does not. */
async function memory(): Promise<readonly string[]> {
  gateway.kill('SIGUSR2');
  const snapshots = () => readdirSync(folder).filter((name) => name.endsWith('.heapsnapshot'));
  await expect.poll(snapshots, { timeout: 120_000 }).toHaveLength(1);
  const [name = ''] = snapshots();
  const path = join(folder, name);
  // Written when it no longer grows and the process answers again.
  await expect.poll(async () => (await fetch(`${url}/health/live`)).status, { timeout: 120_000 }).toBe(200);
  expect(statSync(path).size).toBeGreaterThan(1_000_000);
  return [path];
}

function filesBelow(root: string): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    try {
      found.set(path, readFileSync(path));
    } catch {
      // Gone since, or not ours to read.
    }
  }
  return found;
}
