// Databases on one server: each opens for its own role and for no other.
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Postgres } from '../../demo/postgres/postgres.ts';
import { testPostgres } from '../support/postgres.ts';

describe('databases of one server', () => {
  let server: Postgres;
  let gateway: string;
  let persons: string;

  beforeAll(async () => {
    server = testPostgres();
    gateway = await server.createDatabase('gateway');
    persons = await server.createDatabase('persons');
  });
  afterAll(() => server.stop());

  async function ask(url: string, statement: string): Promise<unknown> {
    const sql = postgres(url, { max: 1 });
    try {
      return [...(await sql.unsafe(statement))];
    } finally {
      await sql.end();
    }
  }

  it('a role makes and fills tables in its own database', async () => {
    await ask(gateway, 'CREATE TABLE t (naam text)');
    await ask(gateway, "INSERT INTO t VALUES ('Zoë')");
    expect(await ask(gateway, 'SELECT upper(naam) AS naam FROM t')).toEqual([{ naam: 'ZOË' }]);
  });

  it("a role may not connect to another's database", async () => {
    const url = new URL(gateway);
    url.pathname = new URL(persons).pathname;
    await expect(ask(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '42501' });
  });

  it('a role may not connect to the maintenance databases', async () => {
    for (const name of ['postgres', 'template1']) {
      const url = new URL(gateway);
      url.pathname = `/${name}`;
      await expect(ask(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('a wrong password is refused', async () => {
    const url = new URL(gateway);
    url.password = 'wrong';
    await expect(ask(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('the same name gives the same URL, and the data stays', async () => {
    expect(await server.createDatabase('gateway')).toBe(gateway);
    expect(await ask(gateway, 'SELECT count(*)::int AS rows FROM t')).toEqual([{ rows: 1 }]);
  });

  it('a name that would need quoting is refused', async () => {
    for (const name of ['Gateway', 'a-b', 'x"; DROP ROLE y', 'a'.repeat(70)]) {
      await expect(server.createDatabase(name)).rejects.toThrow('a database name has 1 to 50 characters');
    }
  });
});
