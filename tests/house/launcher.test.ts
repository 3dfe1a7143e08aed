// The launcher as a program of its own, with stand-ins for the world and the two processes, on a real PostgreSQL.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { portsFrom } from '../../demo/ports.ts';
import { stopServing } from '../../demo/postgres/cluster.ts';
import { dropDatabase } from '../../demo/postgres/databases.ts';
import { findServer, isRunning } from '../../demo/postgres/postmaster.ts';
import { freePortBase } from '../support/ports.ts';
import { endAllOf, type Program, project, remove, run, temporaryFolder } from './support.ts';

/** What the stand-in gateway tells of itself. */
const described = z.object({ starts: z.int(), pid: z.int(), environment: z.record(z.string(), z.string()) });

describe('the launcher', () => {
  let base: string;
  let dataDir: string;
  let port: number;
  let programs: Program[];

  beforeEach(async () => {
    base = temporaryFolder();
    dataDir = join(base, 'data');
    port = await freePortBase();
    programs = [];
  });
  afterEach(async () => {
    endAllOf(dataDir);
    for (const program of programs) await program.ended;
    const left = findServer(join(dataDir, 'postgres'));
    if (left !== undefined) await stopServing(left, join(dataDir, 'postgres'));
    remove(base);
  });

  function start(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Program {
    const all = { PORT: String(port), SAMENZICHT_DATA: dataDir, ...env };
    const program = run('tests/house/stand-in/start.ts', args, { env: all });
    programs.push(program);
    return program;
  }

  async function gateway(nth = 1): Promise<z.infer<typeof described>> {
    const answer = await fetch(`http://127.0.0.1:${port + nth - 1}/`);
    return described.parse(await answer.json());
  }

  async function freed(): Promise<void> {
    for (const each of [port, portsFrom(port).persons]) {
      for (;;) {
        try {
          await fetch(`http://127.0.0.1:${each}/`);
        } catch {
          break;
        }
        await sleep(20);
      }
    }
  }

  it('starts, says where everything is and how long it took; Ctrl-C stops gateway, sources and PostgreSQL in this order', async () => {
    const program = start([], { STAND_IN_DRAIN_MS: '200' });
    const text = await program.says(/ready in \d+\.\d s\n/);
    expect(text).toContain(`http://127.0.0.1:${port}/graphql`);
    expect(text.indexOf('/graphql')).toBeLessThan(text.indexOf('ready in'));
    program.process.kill('SIGINT');
    expect(await program.ended).toBe(0);
    expect(program.text().split('\n').slice(-6)).toEqual([
      'The gateway: finishing what runs.',
      'stand-in gateway drained',
      'The process of the sources: finishing what runs.',
      'Stopping PostgreSQL.',
      'Stopped.',
      '',
    ]);
    expect(findServer(join(dataDir, 'postgres'))).toBeUndefined();
    await expect(gateway()).rejects.toThrow();
  });

  it('one Ctrl-C that arrives twice does not cut a drain short; a second one does', async () => {
    const program = start([], { STAND_IN_DRAIN_MS: '1500' });
    await program.says(/ready in/);
    program.process.kill('SIGINT');
    await program.says(/finishing/);
    program.process.kill('SIGINT');
    expect(await program.ended).toBe(0);
    expect(program.text()).toContain('stand-in gateway drained');

    const hasty = start([], { STAND_IN_DRAIN_MS: '10000' });
    await hasty.says(/ready in/);
    hasty.process.kill('SIGINT');
    await hasty.says(/finishing/);
    await sleep(600);
    hasty.process.kill('SIGINT');
    expect(await hasty.ended).toBe(0);
    expect(hasty.text()).not.toContain('stand-in gateway drained');
  });

  it('after a kill -9 the processes end by themselves, and the next start has the data', async () => {
    const first = start();
    await first.says(/ready in/);
    const { pid, starts } = await gateway();
    expect(starts).toBe(1);
    first.process.kill('SIGKILL');
    await first.ended;
    await freed();
    while (isRunning(pid)) await sleep(20);
    const second = start();
    await second.says(/was still running on this data folder: going on with it/);
    await second.says(/ready in/);
    expect((await gateway()).starts).toBe(2);
    second.process.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });

  it('under npm it ends in order when npm is killed, which passes nothing on', async () => {
    const env = { PATH: process.env.PATH, PORT: String(port), SAMENZICHT_DATA: dataDir, npm_lifecycle_event: 'start' };
    const file = join(project, 'tests/house/stand-in/start.ts');
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${file}"; true`], { env, stdio: 'ignore' });
    const postgres = join(dataDir, 'postgres');
    await expect.poll(() => gateway(), { timeout: 15_000 }).toMatchObject({ starts: 1 });
    shell.kill('SIGKILL');
    await freed();
    await expect.poll(() => findServer(postgres), { timeout: 5_000 }).toBeUndefined();
    expect(existsSync(join(postgres, 'postmaster.pid'))).toBe(false);
  });

  it('a process that dies is named, the rest is stopped, and the exit code is 1', async () => {
    const program = start();
    await program.says(/ready in/);
    process.kill((await gateway()).pid, 'SIGKILL');
    expect(await program.ended).toBe(1);
    expect(program.text()).toContain('The gateway ended by itself (signal SIGKILL)');
    expect(findServer(join(dataDir, 'postgres'))).toBeUndefined();
    await freed();
  });

  it('starts as many gateways as are asked for, each at the next port, and Ctrl-C stops them all', async () => {
    const program = start(['--gateways', '3']);
    const text = await program.says(/ready in/);
    for (const nth of [0, 1, 2]) expect(text).toContain(`http://127.0.0.1:${port + nth}/graphql\n`);
    const pids = await Promise.all([1, 2, 3].map(async (nth) => (await gateway(nth)).pid));
    expect(new Set(pids).size).toBe(3);
    program.process.kill('SIGINT');
    expect(await program.ended).toBe(0);
    expect(program.text().split('\n').slice(-10, -7)).toEqual([
      `Gateway 1 (port ${port}): finishing what runs.`,
      `Gateway 2 (port ${port + 1}): finishing what runs.`,
      `Gateway 3 (port ${port + 2}): finishing what runs.`,
    ]);
    expect(pids.filter(isRunning)).toEqual([]);
  });

  it('a gateway that dies is named and leaves the others serving; with the last of them all is stopped', async () => {
    const program = start(['--gateways', '2']);
    await program.says(/ready in/);
    const { pid } = await gateway(2);
    process.kill((await gateway(1)).pid, 'SIGKILL');
    await program.says(/Gateway 1 \(port \d+\) ended by itself \(signal SIGKILL\)\. The other one goes on\.\n/);
    expect((await gateway(2)).pid).toBe(pid);
    process.kill(pid, 'SIGKILL');
    expect(await program.ended).toBe(1);
    expect(program.text()).toContain(`Gateway 2 (port ${port + 1}) ended by itself (signal SIGKILL).`);
    expect(findServer(join(dataDir, 'postgres'))).toBeUndefined();
  });

  it('a process that cannot start has its own sentence passed on', async () => {
    const program = start([], { STAND_IN_HOLDERS: 'problem.ts' });
    expect(await program.ended).toBe(1);
    expect(program.text()).toContain('The register is closed today. Come back tomorrow.\n');
    expect(program.text()).not.toContain('    at ');
    expect(findServer(join(dataDir, 'postgres'))).toBeUndefined();
  });

  it('Ctrl-C before it is ready stops what was started', async () => {
    const program = start();
    await program.says(/Starting PostgreSQL/);
    program.process.kill('SIGINT');
    expect(await program.ended).toBe(0);
    expect(program.text()).toContain('Stopping PostgreSQL.\nStopped.\n');
    expect(findServer(join(dataDir, 'postgres'))).toBeUndefined();
  });

  it('a second start on the same data folder is refused, and the first goes on', async () => {
    const first = start();
    await first.says(/ready in/);
    const second = start([], { PORT: String(await freePortBase()) });
    expect(await second.ended).toBe(1);
    expect(second.text()).toBe(
      `The data folder ${dataDir} is in use by another start (process ${first.process.pid}, since ${second.text().match(/since ([^)]*)\)/)?.[1]}). Stop that one first, or give this one its own folder and ports: SAMENZICHT_DATA=./data-2 PORT=5000 npm start.\n`,
    );
    expect((await gateway()).starts).toBe(1);
    first.process.kill('SIGINT');
    expect(await first.ended).toBe(0);
  });

  it('a taken port is named before anything is started, with what wanted it and a way out', async () => {
    const stranger = createServer().listen(port + 10, '127.0.0.1');
    const program = start();
    expect(await program.ended).toBe(1);
    stranger.close();
    expect(program.text()).toBe(
      `Port ${port + 10} (the persons register) is taken by another program. Stop that program, or move all ports: PORT=5000 npm start.\n`,
    );
  });

  it('a taken port of a further gateway is named as well', async () => {
    const stranger = createServer().listen(port + 1, '127.0.0.1');
    const program = start(['--gateways', '2']);
    expect(await program.ended).toBe(1);
    stranger.close();
    expect(program.text()).toBe(
      `Port ${port + 1} (gateway 2) is taken by another program. Stop that program, or move all ports: PORT=5000 npm start.\n`,
    );
  });

  it('uses the server that DATABASE_URL names, starts none, and keeps that URL from both processes', async () => {
    const adminUrl = inject('postgresUrl');
    try {
      const program = start([], { DATABASE_URL: adminUrl });
      await program.says(/ready in/);
      expect(await gateway()).toMatchObject({
        starts: 1,
        environment: { SAMENZICHT_DEMO: '1', APOLLO_TELEMETRY_DISABLED: 'true' },
      });
      expect((await gateway()).environment).not.toHaveProperty('DATABASE_URL');
      expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
      program.process.kill('SIGTERM');
      expect(await program.ended).toBe(0);
    } finally {
      await dropDatabase(adminUrl, 'gateway');
    }
  });

  it('bad arguments and settings get a sentence each, and nothing is started', async () => {
    const cases: [string[], NodeJS.ProcessEnv, string][] = [
      [['--world', '/no/such.yaml'], {}, 'The world file /no/such.yaml cannot be read (ENOENT).'],
      [['--world', 'my.yaml'], { INIT_CWD: '/no/such' }, 'The world file /no/such/my.yaml cannot be read (ENOENT).'],
      [['--world', '/tmp'], {}, 'The world file /tmp cannot be read (not a file).'],
      [['--gateways', '0'], {}, '--gateways is "0"; it must be a number from 1 to 4, such as --gateways 2.'],
      [['--gateways', '5'], {}, '--gateways is "5"; it must be a number from 1 to 4, such as --gateways 2.'],
      [['--gateways', 'two'], {}, '--gateways is "two"; it must be a number from 1 to 4, such as --gateways 2.'],
      [['--wrold', 'x'], {}, "Unknown option '--wrold'. See: npm start -- --help"],
      [['x.yaml'], {}, 'Unexpected argument'],
      [[], { PORT: 'many' }, 'PORT is "many"; it must be a number from 1 to 65439, such as PORT=5000.'],
      [[], { PORT: '65500' }, 'PORT is "65500"; it must be a number from 1 to 65439, such as PORT=5000.'],
      [[], { DEMO_NOW: 'yesterday' }, 'DEMO_NOW is "yesterday"; it must be a moment with its offset'],
      [[], { NODE_ENV: 'production' }, 'npm start runs demo mode (SAMENZICHT_DEMO=1)'],
      [[], { SAMENZICHT_DATA: '/dev/null/data' }, 'The data folder /dev/null/data cannot be written to (ENOTDIR).'],
      [[], { SAMENZICHT_DATA: '/proc/data' }, 'The data folder /proc/data cannot be written to (ENOENT).'],
      [[], { DATABASE_URL: 'localhost:5432' }, 'DATABASE_URL is not the address of a PostgreSQL server.'],
    ];
    for (const [args, env, sentence] of cases) {
      const program = start(args, env);
      expect(await program.ended, sentence).toBe(1);
      expect(program.text()).toContain(sentence);
      expect(program.text()).not.toContain('    at ');
    }
  });

  it('an unforeseen fault gives one sentence, not a stack', async () => {
    const program = start([], { STAND_IN_WORLD_FAULT: 'the floor gave way' });
    expect(await program.ended).toBe(1);
    expect(program.text()).toContain(
      'was not foreseen: the floor gave way. To see where: SAMENZICHT_STACK=1 npm start.\n',
    );
    expect(program.text()).not.toContain('    at ');
  });
});

describe('help', () => {
  it('says what can be given, and starts nothing', async () => {
    const program = run('tests/house/stand-in/start.ts', ['--help']);
    expect(await program.ended).toBe(0);
    expect(program.text()).toMatch(/^npm start -- \[--world FILE\] \[--gateways N\]\n/);
  });
});
