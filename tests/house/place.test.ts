// Where PostgreSQL cannot run as it lies: root in a folder that no other account can pass, a package whose libraries are not linked,
// an ordinary user without rights on the folder.
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anyFreePort } from '../../demo/free-port.ts';
import { accountFor } from '../../demo/postgres/account.ts';
import { findPackage, readyPackage } from '../../demo/postgres/binaries.ts';
import { stopServing } from '../../demo/postgres/cluster.ts';
import { findServer, isRunning, readPidFile } from '../../demo/postgres/postmaster.ts';
import { run as runProgram } from '../../demo/postgres/run.ts';
import { startPostgres } from '../../demo/postgres/start.ts';
import { ask, project, remove, run, temporaryFolder } from './support.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65534, gid: 65534 };

describe.runIf(isRoot)('root in a folder of mode 0700', () => {
  let base: string;
  let dataDir: string;
  let port: number;

  beforeEach(async () => {
    base = temporaryFolder();
    chmodSync(base, 0o700);
    dataDir = join(base, 'project', 'data');
    port = await anyFreePort();
  });
  afterEach(async () => {
    const note = join(dataDir, 'postgres-is-in');
    if (existsSync(note)) {
      const place = readFileSync(note, 'utf8').trim();
      const left = findServer(join(place, 'postgres'));
      if (left !== undefined) await stopServing(left, join(place, 'postgres'));
      remove(place);
    }
    remove(base);
  });

  it('PostgreSQL’s files go to a place its account can reach, which one line names and every start finds again', async () => {
    const lines: string[] = [];
    const first = await startPostgres({ dataDir, port, say: (line) => lines.push(line) });
    const url = await first.createDatabase('gateway');
    await ask(url, 'CREATE TABLE t AS SELECT 7 AS number');
    await first.stop();
    const place = readFileSync(join(dataDir, 'postgres-is-in'), 'utf8').trim();
    expect(place).toMatch(/^\/var\/(lib|tmp)\/samenzicht\/project-[0-9a-f]{12}$/);
    expect(lines).toContain(
      `PostgreSQL does not run as root and no other account can reach ${dataDir}: its files are in ${place}.`,
    );
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    // Opened up since: the place stays the same.
    chmodSync(base, 0o755);
    const second = await startPostgres({ dataDir, port, say: () => {} });
    expect(await ask(url, 'SELECT number FROM t')).toEqual([{ number: 7 }]);
    await second.stop();
  });

  it('removing the data folder removes what lay elsewhere at the next start, with a server left running there', async () => {
    const other = run('tests/house/stand-in/starter.ts', [dataDir, String(port)]);
    const { url } = JSON.parse(await other.says(/\n/));
    await ask(url, 'CREATE TABLE t AS SELECT 7 AS number');
    const place = readFileSync(join(dataDir, 'postgres-is-in'), 'utf8').trim();
    const pid = readPidFile(join(place, 'postgres'))?.pid ?? 0;
    expect(pid).toBeGreaterThan(0);
    other.process.kill('SIGKILL');
    await other.ended;
    rmSync(dataDir, { recursive: true, force: true });
    const server = await startPostgres({ dataDir, port, say: () => {} });
    expect(isRunning(pid)).toBe(false);
    const fresh = await server.createDatabase('gateway');
    expect(await ask(fresh, "SELECT to_regclass('t') AS found")).toEqual([{ found: null }]);
    await server.stop();
  });

  it('a package that its account cannot reach is copied, once', async () => {
    const account = accountFor(join(base, 'none'));
    expect(account?.uid).toBeGreaterThan(0);
    const folder = join(base, 'package');
    cpSync(findPackage().folder, folder, { recursive: true, verbatimSymlinks: true });
    // As npm leaves them under a umask of 077.
    chmodSync(join(folder, 'native', 'bin', 'postgres'), 0o700);
    chmodSync(join(folder, 'native', 'lib'), 0o700);
    const copies = temporaryFolder();
    const lines: string[] = [];
    const say = (line: string): void => {
      lines.push(line);
    };
    try {
      for (const _ of ['first', 'second']) {
        const found = await readyPackage({ folder, version: '1' }, account, copies, say);
        expect(found.postgres).toBe(join(copies, 'postgresql-1', 'bin', 'postgres'));
        expect(await runProgram(found.postgres, ['--version'], account)).toEqual({
          ok: true,
          said: expect.stringMatching(/^postgres \(PostgreSQL\) 18/),
        });
      }
      expect(lines).toEqual([expect.stringContaining('keeping a copy in')]);
      expect(readdirSync(copies)).toEqual(['postgresql-1']);
    } finally {
      remove(copies);
    }
  });
});

describe('a package as npm leaves it without install scripts', () => {
  it('gets its libraries linked', async () => {
    const base = temporaryFolder();
    try {
      const folder = join(base, 'package');
      const links = ['libicuuc.so.60', 'libpq.so.5'];
      cpSync(findPackage().folder, folder, { recursive: true, verbatimSymlinks: true });
      for (const link of links) rmSync(join(folder, 'native', 'lib', link));
      const postgres = join(folder, 'native', 'bin', 'postgres');
      expect((await runProgram(postgres, ['--version'], undefined)).ok).toBe(false);
      const found = await readyPackage({ folder, version: '1' }, undefined, base, () => {});
      expect(found.postgres).toBe(postgres);
      expect((await runProgram(postgres, ['--version'], undefined)).ok).toBe(true);
    } finally {
      remove(base);
    }
  });
});

/** Whether the account `nobody` can run this project's files at all. */
function reachableForOthers(): boolean {
  for (let path = project; path !== '/'; path = join(path, '..')) {
    if ((statSync(path).mode & 0o001) === 0) return false;
  }
  return true;
}

describe.runIf(isRoot && reachableForOthers())('an ordinary user', () => {
  let base: string;
  let port: number;

  beforeEach(async () => {
    base = temporaryFolder();
    port = await anyFreePort();
  });
  afterEach(() => remove(base));

  it('starts, stops and starts again in a folder of mode 0700', async () => {
    chownSync(base, NOBODY.uid, NOBODY.gid);
    chmodSync(base, 0o700);
    const urls: string[] = [];
    for (const _ of ['first', 'second']) {
      const program = run('tests/house/stand-in/starter.ts', [join(base, 'data'), String(port)], NOBODY);
      urls.push(JSON.parse(await program.says(/\n/)).url);
      program.process.stdin?.end();
      expect(await program.ended).toBe(0);
    }
    expect(urls).toEqual([expect.stringMatching(/^postgres:\/\/gateway:/), urls[0]]);
    expect(statSync(join(base, 'data', 'postgres')).uid).toBe(NOBODY.uid);
  });

  it('is told that a folder is not writable, with a way out', async () => {
    const dataDir = join(base, 'data');
    mkdirSync(dataDir);
    const program = run('tests/house/stand-in/starter.ts', [dataDir, String(port)], NOBODY);
    expect(await program.ended).toBe(1);
    expect(JSON.parse(program.text())).toEqual({
      kind: 'FOLDER_NOT_WRITABLE',
      problem: `The data folder ${dataDir} cannot be written to (EACCES). Make it writable, or choose another: SAMENZICHT_DATA=/path/to/folder npm start.`,
      lines: [],
    });
  });
});
