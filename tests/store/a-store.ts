// A store of a test's own: a fresh database on the run's PostgreSQL, migrated, with its keys.
import { randomBytes } from 'node:crypto';
import { createSealing, type Sealing } from '../../gateway/adapters/sealing.ts';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { migrate } from '../../gateway/adapters/store/migrate.ts';
import { createTestDatabase } from '../support/postgres.ts';

export type TestStore = {
  readonly url: string;
  readonly sql: Sql;
  readonly sealing: Sealing;
  readonly drop: () => Promise<void>;
};

export async function openTestStore(): Promise<TestStore> {
  const database = await createTestDatabase();
  const sql = connect(database.url, { max: 4, patience: 5000 });
  await migrate(sql);
  return {
    url: database.url,
    sql,
    sealing: createSealing(randomBytes(32)),
    async drop() {
      await sql.end({ timeout: 1 });
      await database.drop();
    },
  };
}

/** Every row of every table as text: where a canary would be found. */
export async function everythingStored(sql: Sql): Promise<string> {
  const tables = await sql<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  const texts = await Promise.all(
    tables.map(async ({ name }) => JSON.stringify(await sql`SELECT t::text AS row FROM ${sql(name)} AS t`)),
  );
  if (tables.length < 10) throw new Error('not all tables were read');
  return texts.join('\n');
}
