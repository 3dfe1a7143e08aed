// What a question costs the gateway, with every guarantee on: ms of processor time of its process per request at 10 connections, beside a plain
// Apollo gateway and a merge by hand over sources with the same graph and data, in turns in one run.
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { z } from 'zod';
import { HOUSEHOLD_QUERY, householdWorld } from './household-world.ts';
import { processAt, processorTime } from './process-at.ts';
import { type RunningDemo, startDemo } from './running-demo.ts';
import { type Bench, tableOf } from './table.ts';

const CONNECTIONS = 10;
const ROUNDS = 5;
const WARM_UP = 300;
const REQUESTS = 400;

export const bench: Bench = {
  says: 'ms processor time of the gateway per household question, beside a plain Apollo gateway and a merge by hand',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'samenzicht-bench-world-'));
    const world = join(folder, 'household.yaml');
    writeFileSync(world, householdWorld());
    const demo = await startDemo(1, world);
    const others: ChildProcess[] = [];
    try {
      return await measure(demo, others);
    } finally {
      for (const other of others) other.disconnect();
      await demo.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** `purpose` is ours alone: a plain gateway does not know it. */
const PLAIN_QUERY = HOUSEHOLD_QUERY.replace(/ @access\(.*?\)/, '');
/** What the question asks of each kind of source, for the merge by hand. */
const FIELDS: Readonly<Record<string, string>> = {
  persons: 'name{full} birthDate',
  ...Object.fromEntries(
    Object.entries({
      certified_institution: 'certifiedInstitution',
      local_team: 'localTeam',
      veilig_thuis: 'veiligThuis',
      rvdk: 'rvdk',
    }).map(([source, field]) => [source, new RegExp(`${field} \\{.*\\}`).exec(HOUSEHOLD_QUERY)?.[0] ?? '']),
  ),
};

type Target = {
  readonly name: string;
  readonly calls: string;
  readonly pid: number;
  readonly pool: Pool;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly took: number[];
};

const answered = z.object({ data: z.object({ household: z.object({ members: z.array(z.unknown()).length(5) }) }) });
const addressed = z.object({ addresses: z.record(z.string(), z.string()) });
const located = z.object({ url: z.string() });

async function measure(demo: RunningDemo, others: ChildProcess[]): Promise<string> {
  const [gateway = ''] = demo.gateways;
  const { token, body } = await demo.persona('rosa');
  const { variables } = z.object({ variables: z.object({ id: z.string() }) }).parse(JSON.parse(body));
  const own: Target = {
    name: 'Samenzicht, every guarantee on',
    calls: '2 facts + 6',
    pid: processAt(demo.ports.gateway),
    pool: new Pool(gateway, { connections: CONNECTIONS }),
    path: '/graphql',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: HOUSEHOLD_QUERY, variables }),
    took: [],
  };
  const { data } = answered.parse(JSON.parse(await ask(own)));

  const started = async (file: string, message: object): Promise<{ child: ChildProcess; said: unknown }> => {
    const env = { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: 'true' };
    const child = fork(fileURLToPath(new URL(`./gateway/${file}`, import.meta.url)), { env, execArgv: [] });
    others.push(child);
    const said = new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', () => reject(new Error(`${file} ended`)));
    });
    child.send(message);
    return { child, said: await said };
  };
  const { addresses } = addressed.parse((await started('sources.ts', data)).said);
  const other = async (name: string, file: string, query: string): Promise<Target> => {
    const { child, said } = await started(file, { addresses, fields: FIELDS });
    return {
      name,
      calls: '6',
      pid: child.pid ?? 0,
      pool: new Pool(new URL(located.parse(said).url).origin, { connections: CONNECTIONS }),
      path: '/',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
      took: [],
    };
  };
  const vanilla = await other('plain @apollo/server + @apollo/gateway, no enforcement', 'vanilla.ts', PLAIN_QUERY);
  const floor = await other('merge by hand (the floor)', 'by-hand.ts', PLAIN_QUERY);
  const targets = [vanilla, own, floor];
  for (const target of targets) {
    const same = answered.parse(JSON.parse(await ask(target)));
    if (leavesOf(same.data) !== leavesOf(data)) throw new Error(`${target.name} gives another answer`);
  }

  for (let round = 0; round < ROUNDS; round += 1) {
    for (const target of targets) {
      await askMany(target, WARM_UP);
      const before = processorTime(target.pid);
      await askMany(target, REQUESTS);
      target.took.push((processorTime(target.pid) - before) / REQUESTS);
    }
  }
  for (const { pool } of targets) await pool.close();

  const ratio = (one: Target, to: Target): string =>
    median(one.took.map((took, round) => took / (to.took[round] ?? Number.NaN))).toFixed(2);
  return [
    tableOf(
      ['', 'calls', 'ms CPU a request', 'x plain Apollo', 'x the floor'],
      targets.map((target) => [
        target.name,
        target.calls,
        median(target.took).toFixed(2),
        ratio(target, vanilla),
        ratio(target, floor),
      ]),
    ),
    '',
    `Five members, four kinds of source and the register, ${leavesOf(data)} leaves; ${CONNECTIONS} connections; medians of ${ROUNDS} rounds of ${REQUESTS}, in turns.`,
  ].join('\n');
}

async function ask({ pool, path, headers, body }: Target): Promise<string> {
  const answer = await pool.request({ path, method: 'POST', headers, body });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`an answer with status ${answer.statusCode}: ${text.slice(0, 300)}`);
  return text;
}

async function askMany(target: Target, count: number): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left > 0) {
        left -= 1;
        await ask(target);
      }
    }),
  );
}

/** Values that are no list, no object and not null. */
function leavesOf(value: unknown): number {
  if (value === null) return 0;
  if (typeof value !== 'object') return 1;
  return Object.values(value).reduce((sum: number, below) => sum + leavesOf(below), 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
