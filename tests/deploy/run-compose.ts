// Runs what docker-compose.yml says without an engine: each command with its environment as a process, each service at a loopback address
// of its own with the ports of the file, each volume a folder. Only addresses and paths are put in other words.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { composeFile, mountsOf, project, type Service } from './compose-file.ts';

export type Ended = { readonly code: number | null; readonly said: string };

export type Composed = {
  /** The address that stands for the service's own. */
  addressOf(service: string): string;
  /** The folder that stands for a volume. */
  folderOf(volume: string): string;
  /** Runs a service that ends by itself. */
  runOnce(service: string): Promise<Ended>;
  /** A command in a service that runs. */
  exec(service: string, words: readonly string[]): Promise<Ended>;
  /** Starts a service and waits for its own health check; throws, with what it said, when it ends or never gets healthy. */
  start(service: string): Promise<void>;
  /** As an engine does: SIGTERM, then waiting. The exit codes by service. */
  stop(): Promise<Readonly<Record<string, number | null>>>;
  remove(): void;
};

const HEALTHY_MS = 120_000;

/** `postgres`: host and port of the server that stands for the one of the file. */
export function compose(postgres: { readonly host: string }): Composed {
  const { services } = composeFile();
  const folder = mkdtempSync(join(tmpdir(), 'samenzicht-compose-'));
  const net = `127.${1 + Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`;
  const names = Object.keys(services);
  const running = new Map<string, { readonly child: ChildProcess; readonly said: () => string }>();

  const serviceOf = (name: string): Service => {
    const found = services[name];
    if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
    return found;
  };
  const hostOf = (name: string): string => `${net}.${10 + names.indexOf(name)}`;
  /** Under the path at which `prepare` mounts it, so that /prepared is a folder of folders here too. */
  const folderOf = (volume: string): string => {
    const mount = mountsOf(serviceOf('prepare')).find(({ from }) => from === volume);
    const path = join(folder, mount?.to ?? volume);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const inWords = (name: string, text: string): string => {
    const paths = mountsOf(serviceOf(name)).map(({ from, to }): [string, string] => [
      to,
      from.startsWith('.') ? fileURLToPath(new URL(from, project)) : folderOf(from),
    ]);
    if (name === 'prepare') paths.push(['/prepared', join(folder, 'prepared')]);
    const within = paths
      .sort(([a], [b]) => b.length - a.length)
      .reduce((so, [to, path]) => so.replace(new RegExp(`(^|=)${to}(?=/|$)`), `$1${path}`), text);
    return (
      within
        .replaceAll('@postgres:5432', `@${postgres.host}`)
        .replace(/(?<=http:\/\/)[a-z][a-z0-9-]*(?=:\d)/g, hostOf)
        // Prepare writes the gateway's settings, where it listens among them.
        .replace(/^0\.0\.0\.0$/, hostOf(name === 'prepare' ? 'gateway' : name))
        .replace('http://127.0.0.1:4000', `http://${hostOf('gateway')}:4000`)
        .replace(/(?<=http:\/\/)127\.0\.0\.1(?=:\d)/, hostOf(name))
    );
  };
  function run(name: string, words: readonly string[]): { child: ChildProcess; said: () => string } {
    const [program, ...args] = words.map((word) => inWords(name, word));
    if (program !== 'node' && program !== 'sh') throw new Error(`${name} runs ${program}`);
    const environment = Object.entries(serviceOf(name).environment).map(([key, value]) => [key, inWords(name, value)]);
    const child = spawn(program === 'node' ? process.execPath : program, args, {
      cwd: project,
      env: {
        PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
        // The image has no data folder; the project may.
        SAMENZICHT_DATA: join(folder, 'no-data'),
        ...Object.fromEntries(environment),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const screen of [child.stdout, child.stderr]) {
      screen.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
    }
    return { child, said: () => text };
  }

  async function runToEnd(name: string, words: readonly string[]): Promise<Ended> {
    const { child, said } = run(name, words);
    await once(child, 'close');
    return { code: child.exitCode, said: said() };
  }

  const commandOf = (name: string): readonly string[] => serviceOf(name).command ?? [];

  return {
    addressOf: hostOf,
    folderOf,
    runOnce: (name) => runToEnd(name, commandOf(name)),
    exec: runToEnd,
    async start(name) {
      const started = run(name, commandOf(name));
      running.set(name, started);
      const [kind, ...check] = serviceOf(name).healthcheck?.test ?? [];
      if (kind !== 'CMD') throw new Error(`${name} has no health check that is a command`);
      let last = '';
      for (const until = Date.now() + HEALTHY_MS; Date.now() < until; await sleep(1_000)) {
        if (started.child.exitCode !== null) break;
        const checked = await runToEnd(name, check);
        if (checked.code === 0) return;
        last = checked.said;
      }
      throw new Error(`${name} did not get healthy: ${started.said()}${last}`);
    },
    async stop() {
      const codes: Record<string, number | null> = {};
      for (const [name, { child }] of running) {
        if (child.exitCode === null && child.signalCode === null) {
          child.kill('SIGTERM');
          const killing = setTimeout(() => child.kill('SIGKILL'), 20_000);
          await once(child, 'close');
          clearTimeout(killing);
        }
        codes[name] = child.exitCode;
      }
      running.clear();
      return codes;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
