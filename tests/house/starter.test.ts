// The PostgreSQL starter on a real server: first and second start, after a kill -9 of either side, and what it says when it cannot.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anyFreePort } from '../../demo/free-port.ts';
import { stopServing } from '../../demo/postgres/cluster.ts';
import type { Postgres } from '../../demo/postgres/postgres.ts';
import { findServer, isRunning, isServing, readPidFile } from '../../demo/postgres/postmaster.ts';
import { startPostgres } from '../../demo/postgres/start.ts';
import { ask, remove, run, temporaryFolder } from './support.ts';

describe('the PostgreSQL starter', () => {
  let base: string;
  let dataDir: string;
  let port: number;
  let running: Postgres[];
  let lines: string[];

  beforeEach(async () => {
    base = temporaryFolder();
    dataDir = join(base, 'my data é');
    port = await anyFreePort();
    running = [];
    lines = [];
  });
  afterEach(async () => {
    for (const server of running) await server.stop();
    const left = findServer(join(dataDir, 'postgres'));
    if (left !== undefined) await stopServing(left, join(dataDir, 'postgres'));
    remove(base);
  });

  async function start(at: number = port): Promise<Postgres> {
    const server = await startPostgres({ dataDir, port: at, say: (line) => lines.push(line) });
    running.push(server);
    return server;
  }

  function serverPid(): number {
    const pid = readPidFile(join(dataDir, 'postgres'))?.pid;
    if (pid === undefined) throw new Error('no server in this data folder');
    return pid;
  }

  async function gone(pid: number): Promise<void> {
    while (isRunning(pid)) await sleep(10);
  }

  it('a second start has the same password and the data', async () => {
    const first = await start();
    const url = await first.createDatabase('gateway');
    await ask(url, "CREATE TABLE t AS SELECT 'kept' AS word");
    await first.stop();
    const second = await start();
    expect(await second.createDatabase('gateway')).toBe(url);
    expect(await ask(url, 'SELECT word FROM t')).toEqual([{ word: 'kept' }]);
  });

  it('is durable, in UTF-8 with the builtin locale, on 127.0.0.1 only and for passwords only', async () => {
    const before = process.env.LC_ALL;
    process.env.LC_ALL = 'C';
    let server: Postgres;
    try {
      server = await start();
    } finally {
      if (before === undefined) delete process.env.LC_ALL;
      else process.env.LC_ALL = before;
    }
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'unix_socket_directories'];
    const found: unknown[] = [];
    for (const name of names) found.push(...(await ask(server.adminUrl, `SHOW ${name}`)));
    expect(found).toEqual([
      { fsync: 'on' },
      { synchronous_commit: 'on' },
      { full_page_writes: 'on' },
      { listen_addresses: '127.0.0.1' },
      { unix_socket_directories: '' },
    ]);
    const url = await server.createDatabase('gateway');
    const locale = `SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider, datlocale AS locale
                    FROM pg_database WHERE datname = 'gateway'`;
    expect(await ask(url, locale)).toEqual([{ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' }]);
    const rules = 'SELECT DISTINCT auth_method FROM pg_hba_file_rules';
    expect(await ask(server.adminUrl, rules)).toEqual([{ auth_method: 'scram-sha-256' }]);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('a value in a failing statement is not in the server log', async () => {
    const server = await start();
    const url = await server.createDatabase('gateway');
    await ask(url, "CREATE TABLE t (word text PRIMARY KEY); INSERT INTO t VALUES ('canary-4711')");
    await expect(ask(url, "INSERT INTO t VALUES ('canary-4711')")).rejects.toMatchObject({ code: '23505' });
    await expect(ask(url, "SELECT 'canary-4711'::int")).rejects.toMatchObject({ code: '22P02' });
    await server.stop();
    const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('database system is ready to accept connections');
    expect(log).not.toContain('canary-4711');
  });

  it('after a kill -9 of whoever started it, the next start goes on with the running server', async () => {
    const other = run('tests/house/stand-in/starter.ts', [dataDir, String(port)]);
    const said = JSON.parse(await other.says(/\n/));
    await ask(said.url, 'CREATE TABLE t AS SELECT 7 AS number');
    const pid = serverPid();
    other.process.kill('SIGKILL');
    expect(await other.ended).toBe('SIGKILL');
    const server = await start();
    expect(serverPid()).toBe(pid);
    expect(lines).toContain(`PostgreSQL (process ${pid}) was still running on this data folder: going on with it.`);
    expect(await server.createDatabase('gateway')).toBe(said.url);
    expect(await ask(said.url, 'SELECT number FROM t')).toEqual([{ number: 7 }]);
    await server.stop();
    expect(isServing(pid, join(dataDir, 'postgres'))).toBe(false);
  });

  it('after a kill -9, a start on another port moves the server there', async () => {
    const other = run('tests/house/stand-in/starter.ts', [dataDir, String(port)]);
    await other.says(/\n/);
    const pid = serverPid();
    other.process.kill('SIGKILL');
    await other.ended;
    const server = await start(await anyFreePort());
    expect(isRunning(pid)).toBe(false);
    expect(await ask(server.adminUrl, 'SHOW port')).toEqual([{ port: String(server.port) }]);
  });

  it('after a kill -9 of PostgreSQL itself, what was committed is there', async () => {
    const first = await start();
    const url = await first.createDatabase('gateway');
    await ask(url, 'CREATE TABLE t AS SELECT 7 AS number');
    const pid = serverPid();
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    await first.stop();
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(true);
    await start();
    expect(await ask(url, 'SELECT number FROM t')).toEqual([{ number: 7 }]);
  });

  it('a pid file whose number now belongs to another program does not stand in the way', async () => {
    const first = await start();
    await first.stop();
    // Of the same account as the server: of another account's, PostgreSQL knows by itself that it is no server.
    const { uid, gid } = statSync(join(dataDir, 'postgres'));
    const stranger = spawn('sleep', ['60'], { uid, gid });
    const { pid } = stranger;
    if (pid === undefined) throw new Error('sleep could not be started');
    try {
      writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${pid}\n${dataDir}/postgres\n1\n${port}\n`);
      const second = await start();
      expect(serverPid()).not.toBe(pid);
      expect(await ask(second.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    } finally {
      stranger.kill();
    }
  });

  it('a data folder removed under a server left running gives a fresh start', async () => {
    const other = run('tests/house/stand-in/starter.ts', [dataDir, String(port)]);
    await other.says(/\n/);
    const pid = serverPid();
    other.process.kill('SIGKILL');
    await other.ended;
    rmSync(dataDir, { recursive: true, force: true });
    const server = await start();
    expect(isRunning(pid)).toBe(false);
    expect(await ask(server.adminUrl, "SELECT datname FROM pg_database WHERE datname = 'gateway'")).toEqual([]);
  });

  it('an interrupted first start does not stand in the way of the next', async () => {
    mkdirSync(join(dataDir, 'postgres.new', 'half'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres.password'), 'left behind');
    const server = await start();
    expect(await ask(server.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(existsSync(join(dataDir, 'postgres.password'))).toBe(false);
  });

  it('a port taken by another program is named, with a way out', async () => {
    const stranger = createServer().listen(port, '127.0.0.1');
    try {
      await expect(start()).rejects.toMatchObject({
        kind: 'PORT_TAKEN',
        message: `Port ${port}, wanted for PostgreSQL, is taken by another program. Stop that program, or move all ports: PORT=5000 npm start.`,
      });
    } finally {
      stranger.close();
    }
    await start();
  });

  it('a data folder in use by a live start is refused, also to this process itself', async () => {
    await start();
    await expect(start()).rejects.toMatchObject({
      kind: 'FOLDER_IN_USE',
      message: expect.stringContaining(`in use by another start (process ${process.pid}, since 20`),
    });
  });

  it('a lock left by a process that is gone, or whose number another program has now, is nobody’s', async () => {
    mkdirSync(dataDir);
    const at = '2026-01-01T00:00:00.000Z';
    for (const pid of [2 ** 22 + 1, process.pid]) {
      writeFileSync(join(dataDir, 'in-use-by.json'), JSON.stringify({ pid, started: 'another-boot/1', at }));
      await (await start()).stop();
    }
    expect(existsSync(join(dataDir, 'in-use-by.json'))).toBe(false);
  });

  it('a folder that cannot be made is named, with a way out', async () => {
    writeFileSync(join(base, 'file'), '');
    dataDir = join(base, 'file', 'data');
    await expect(start()).rejects.toMatchObject({
      kind: 'FOLDER_NOT_WRITABLE',
      message: `The data folder ${dataDir} cannot be written to (ENOTDIR). Make it writable, or choose another: SAMENZICHT_DATA=/path/to/folder npm start.`,
    });
  });

  it('without its secrets file a cluster is not entered, and not destroyed', async () => {
    const first = await start();
    const url = await first.createDatabase('gateway');
    await first.stop();
    const secrets = readFileSync(join(dataDir, 'secrets.json'));
    rmSync(join(dataDir, 'secrets.json'));
    await expect(start()).rejects.toMatchObject({ kind: 'SECRETS' });
    writeFileSync(join(dataDir, 'secrets.json'), '{"half":');
    await expect(start()).rejects.toMatchObject({ kind: 'SECRETS' });
    writeFileSync(join(dataDir, 'secrets.json'), secrets);
    expect(await (await start()).createDatabase('gateway')).toBe(url);
  });

  it('a cluster that cannot start says why and where its messages are', async () => {
    await (await start()).stop();
    chmodSync(join(dataDir, 'postgres'), 0o777);
    await expect(start()).rejects.toMatchObject({
      kind: 'POSTGRES_FAILED',
      message: expect.stringMatching(
        /^PostgreSQL did not start on .*: data directory .* has invalid permissions\. Its messages are in .*postgres\.log\./,
      ),
    });
  });
});
