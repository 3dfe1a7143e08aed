import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { migrate, readMigrations } from '../../gateway/adapters/store/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const ALL = [
  '0001-partners.sql',
  '0002-given.sql',
  '0003-audit.sql',
  '0004-acts.sql',
  '0005-release-to-a-subject.sql',
  '0006-consent-acts.sql',
  '0007-access-log.sql',
  '0008-emergency.sql',
  '0009-own-requests.sql',
  '0010-trusted-documents.sql',
  '0011-release-acts.sql',
  '0012-told-along.sql',
  '0013-consent-stand-in.sql',
];

async function schemaText(sql: Sql): Promise<string> {
  const columns = await sql`
    SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`;
  const triggers =
    await sql`SELECT tgname, tgrelid::regclass::text AS relation FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2`;
  const applied = await sql`SELECT name, checksum, applied_at::text FROM migration ORDER BY name`;
  return JSON.stringify({ columns, triggers, applied });
}

describe('migrations', () => {
  let database: TestDatabase;
  let sql: Sql;
  beforeAll(async () => {
    database = await createTestDatabase();
    sql = connect(database.url, { max: 4, patience: 5000 });
  });
  afterAll(async () => {
    await sql.end();
    await database.drop();
  });

  test('run once each, also when two gateways start at the same moment', async () => {
    const [one, other] = await Promise.all([migrate(sql), migrate(sql)]);
    expect([...one, ...other]).toEqual(ALL);
  });

  test('a second time change nothing', async () => {
    const before = await schemaText(sql);
    expect(before).toContain('audit_row');
    expect(await migrate(sql)).toEqual([]);
    expect(await schemaText(sql)).toBe(before);
  });

  test('that were changed after they ran are refused', async () => {
    const changed = readMigrations().map((one) => ({ ...one, checksum: one.checksum.replace(/^./, 'x') }));
    await expect(migrate(sql, changed)).rejects.toThrow('0001-partners.sql is not this program');
  });

  test('of a newer program are not undone by an older one', async () => {
    await expect(migrate(sql, readMigrations().slice(0, 2))).rejects.toThrow('0003-audit.sql is not this program');
  });

  test('that fail leave nothing behind', async () => {
    const broken = { name: '0004-broken.sql', text: 'CREATE TABLE half (a int); SELECT nonsense', checksum: 'x' };
    await expect(migrate(sql, [...readMigrations(), broken])).rejects.toThrow('nonsense');
    expect(await schemaText(sql)).not.toContain('half');
  });
});
