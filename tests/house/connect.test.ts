// A PostgreSQL server of one's own in place of ours: what it must be able to, and what is said when it is not.
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { connectPostgres } from '../../demo/postgres/connect.ts';
import { dropDatabase } from '../../demo/postgres/databases.ts';
import type { Postgres } from '../../demo/postgres/postgres.ts';
import { ask, remove, temporaryFolder } from './support.ts';

describe('a PostgreSQL server of one’s own', () => {
  const adminUrl = inject('postgresUrl');
  const name = 'house_connect';
  let base: string;
  let connected: Postgres[];

  beforeEach(() => {
    base = temporaryFolder();
    connected = [];
  });
  afterEach(async () => {
    for (const server of connected) await server.stop();
    await dropDatabase(adminUrl, name);
    remove(base);
  });

  async function connect(folder: string, url: string = adminUrl): Promise<Postgres> {
    const server = await connectPostgres({ url, dataDir: join(base, folder) });
    connected.push(server);
    return server;
  }

  it('holds the same databases after a restart, and stop() leaves it running', async () => {
    const first = await connect('data');
    const url = await first.createDatabase(name);
    await ask(url, 'CREATE TABLE t AS SELECT 7 AS number');
    await first.stop();
    const second = await connect('data');
    expect(await second.createDatabase(name)).toBe(url);
    expect(await ask(url, 'SELECT number FROM t')).toEqual([{ number: 7 }]);
  });

  it('a database of another installation is refused while that one runs, and taken over when its data folder is gone', async () => {
    const url = await (await connect('one')).createDatabase(name);
    const other = postgres(url, { max: 1, onnotice: () => {} });
    await other`SELECT 1`;
    const second = await connect('two');
    await expect(second.createDatabase(name)).rejects.toMatchObject({
      kind: 'DATABASE_URL',
      message: expect.stringMatching(
        /^The database house_connect at 127\.0\.0\.1:\d+ is in use by another installation\./,
      ),
    });
    await other.end();
    // The server needs a moment to see that the session has gone.
    await expect.poll(() => ask(adminUrl, `SELECT FROM pg_stat_activity WHERE usename = '${name}'`)).toEqual([]);
    const taken = await second.createDatabase(name);
    expect(taken).not.toBe(url);
    expect(await ask(taken, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('an administrator without superuser rights will do; one who may not make databases is refused', async () => {
    const role = 'house_limited';
    const url = new URL(adminUrl);
    url.username = role;
    url.password = 'a-test-password';
    try {
      await ask(
        adminUrl,
        `CREATE ROLE ${role} LOGIN PASSWORD 'a-test-password'; GRANT CONNECT ON DATABASE postgres TO ${role}`,
      );
      await expect(connect('data', url.href)).rejects.toMatchObject({
        kind: 'DATABASE_URL',
        message: expect.stringContaining('may not make databases and roles'),
      });
      await ask(adminUrl, `ALTER ROLE ${role} CREATEDB CREATEROLE`);
      const own = await (await connect('data', url.href)).createDatabase(name);
      expect(await ask(own, 'SELECT current_user::text AS me')).toEqual([{ me: name }]);
    } finally {
      await dropDatabase(adminUrl, name);
      await ask(adminUrl, `REVOKE ALL ON DATABASE postgres FROM ${role}; DROP ROLE ${role}`);
    }
  });

  it('a password is in no message', async () => {
    const url = new URL(adminUrl);
    url.password = 'canary-4711';
    await expect(connect('data', url.href)).rejects.toMatchObject({
      kind: 'DATABASE_URL',
      message: expect.stringMatching(/does not let us in \(28P01\)/),
    });
    for (const text of ['postgres://u:canary-4711@', 'canary-4711', 'mysql://u:canary-4711@h/d']) {
      await expect(connect('data', text)).rejects.toMatchObject({
        kind: 'DATABASE_URL',
        message: expect.not.stringContaining('canary-4711'),
      });
    }
  });
});
