// Everything on one machine: folder, ports, PostgreSQL, world, holders, gateways, in this order up; gateways, holders, PostgreSQL
// down. LaunchSettings and the parts in; resolves when all is stopped again.
import { setTimeout as sleep } from 'node:timers/promises';
import { lockFolder } from '../../demo/folder-lock.ts';
import { gatewayPorts, type Ports } from '../../demo/ports.ts';
import { connectPostgres } from '../../demo/postgres/connect.ts';
import { readyFolder } from '../../demo/postgres/place.ts';
import type { Postgres, Say } from '../../demo/postgres/postgres.ts';
import { startPostgres } from '../../demo/postgres/start.ts';
import { StartProblem } from '../../demo/start-problem.ts';
import type { Instant } from '../../schema/identifiers.ts';
import { addresses } from './addresses.ts';
import { type Child, ChildEnded, startChild } from './child.ts';
import { checkPortsFree } from './ports-free.ts';
import type { LaunchSettings } from './settings.ts';

/** What is started, apart from PostgreSQL. */
export interface Parts {
  /** Brings the demo world into the databases; gives the processes' settings, plain JSON. */
  loadWorld(load: {
    worldFile: string | undefined;
    postgres: Postgres;
    ports: Ports;
    say: Say;
    /** The data folder, for keys that go with the data. */
    dataDir: string;
    /** Where the domain clock starts; undefined: where the world says. */
    now: Instant | undefined;
    gateways: number;
  }): Promise<LoadedParts>;
  /** Paths of the two main files. */
  readonly holders: string;
  readonly gateway: string;
}

export interface LoadedParts {
  readonly holders: unknown;
  /** One for each gateway, in the order of their ports. */
  readonly gateways: readonly unknown[];
  /** Ports of the sources that run in this world; absent: all of them. */
  readonly running?: readonly number[];
}

export interface Launch {
  readonly settings: LaunchSettings;
  readonly parts: Parts;
  /** For the processes. */
  readonly env: NodeJS.ProcessEnv;
  readonly say: Say;
  /** Aborts when the user wants all to stop. */
  readonly stop: AbortSignal;
  /** Aborts when the user no longer wants to wait for it. */
  readonly force: AbortSignal;
}

const DRAIN_MS = 20_000;
const READY_MS = 60_000;

/** Resolves when the user stopped it; rejects, after stopping what was started, with a StartProblem or an unexpected error. */
export async function launch(launching: Launch): Promise<void> {
  const { settings, say, stop } = launching;
  const folder = readyFolder(settings.dataDir);
  const lock = lockFolder(folder);
  try {
    await checkPortsFree(settings.ports, settings.gateways);
    const processes = startProcesses(launching);
    try {
      const postgres = await findPostgres(launching, folder, lock);
      try {
        if (!stop.aborted) await withWorld(launching, postgres, processes);
      } finally {
        // Nothing reads any more when the database goes.
        for (const child of [...processes.gateways, processes.holders]) child.kill();
        if (settings.databaseUrl === undefined) say('Stopping PostgreSQL.');
        await postgres.stop();
      }
    } finally {
      for (const child of [...processes.gateways, processes.holders]) child.kill();
    }
  } finally {
    lock.release();
  }
}

interface Processes {
  readonly holders: Child;
  readonly gateways: readonly Child[];
}

/** All load their code while PostgreSQL starts and the world is read: a second gained at every start. */
function startProcesses({ settings, parts, env }: Launch): Processes {
  const names =
    settings.gateways === 1
      ? ['The gateway']
      : gatewayPorts(settings.ports, settings.gateways).map((port, at) => `Gateway ${at + 1} (port ${port})`);
  return {
    holders: startChild('The process of the sources', parts.holders, env),
    gateways: names.map((name) => startChild(name, parts.gateway, env)),
  };
}

function findPostgres(launching: Launch, dataDir: string, lock: ReturnType<typeof lockFolder>): Promise<Postgres> {
  const { settings, say } = launching;
  if (settings.databaseUrl !== undefined) {
    say('Connecting to PostgreSQL (DATABASE_URL).');
    return connectPostgres({ url: settings.databaseUrl, dataDir, lock });
  }
  say(`Starting PostgreSQL in ${dataDir}.`);
  return startPostgres({ dataDir, port: settings.ports.postgres, say, lock });
}

async function withWorld(
  { settings, parts, say, stop, force }: Launch,
  postgres: Postgres,
  { holders, gateways }: Processes,
): Promise<void> {
  const { worldFile, ports, dataDir, now, gateways: count } = settings;
  say('Loading the world.');
  const forChildren = await parts.loadWorld({ worldFile, postgres, ports, say, dataDir, now, gateways: count });
  if (stop.aborted) return;
  say(`Starting the sources and ${count === 1 ? 'the gateway' : `${count} gateways`}.`);
  holders.begin(forChildren.holders);
  for (const [at, gateway] of gateways.entries()) gateway.begin(forChildren.gateways[at]);
  const children = [...gateways, holders];
  const kill = (): void => {
    for (const child of children) child.kill();
  };
  force.addEventListener('abort', kill, { once: true });
  try {
    await Promise.race([
      stopped(stop),
      holders.lost,
      allLost(gateways, say),
      serveUntilStopped({ holders, gateways }, { ports, running: forChildren.running }, say, stop),
    ]);
  } finally {
    await stopChildren(gateways, say, force);
    await stopChildren([holders], say, force);
    force.removeEventListener('abort', kill);
  }
}

async function serveUntilStopped(
  { holders, gateways }: Processes,
  { ports, running }: { readonly ports: Ports; readonly running: readonly number[] | undefined },
  say: Say,
  stop: AbortSignal,
): Promise<void> {
  await Promise.all([holders, ...gateways].map((child) => child.ready));
  const answering = gatewayPorts(ports, gateways.length);
  await Promise.all(answering.map((port, at) => Promise.race([answersReady(port, stop), gateways[at]?.lost])));
  for (const line of addresses(ports, answering, running)) say(line);
  say(`ready in ${(performance.now() / 1000).toFixed(1)} s`);
  await stopped(stop);
}

/** Gateways share nothing but the store: one that is gone leaves the others serving. Rejects when the last is gone. */
async function allLost(gateways: readonly Child[], say: Say): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  let left = gateways.length;
  for (const gateway of gateways) {
    gateway.lost.catch((reason: unknown) => {
      left -= 1;
      if (left === 0 || !(reason instanceof ChildEnded)) reject(reason);
      else say(`${reason.said} ${left === 1 ? 'The other one goes on.' : `The other ${left} go on.`}`);
    });
  }
  return promise;
}

/** All at once. */
async function stopChildren(children: readonly Child[], say: Say, force: AbortSignal): Promise<void> {
  await Promise.all(
    children.map((child) => {
      if (child.isRunning()) say(`${child.name}: finishing what runs.`);
      return child.stop(force.aborted ? 0 : DRAIN_MS);
    }),
  );
}

/** The gateway says itself when it may be used: its store, its schema and every source it needs are there. */
async function answersReady(port: number, stop: AbortSignal): Promise<void> {
  const url = `http://127.0.0.1:${port}/health/ready`;
  for (const until = Date.now() + READY_MS; Date.now() < until && !stop.aborted; await sleep(50)) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      await answer.arrayBuffer();
      if (answer.status === 200) return;
    } catch {
      // Not listening yet.
    }
  }
  if (stop.aborted) return;
  throw new StartProblem(
    'CHILD_ENDED',
    `The gateway started, but ${url} did not say ready within ${READY_MS / 1000} s. Everything is stopped; what the gateway said stands above.`,
  );
}

function stopped(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve();
    else stop.addEventListener('abort', () => resolve(), { once: true });
  });
}
