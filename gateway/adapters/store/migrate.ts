// Brings the store's tables to this version: numbered .sql files, each run once, in one transaction under one lock for all gateways.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Sql } from './connect.ts';

/** Any fixed number that no other program on this database uses for an advisory lock. */
const LOCK = 7_311_525;
const FOLDER = new URL('./migrations/', import.meta.url);
const NAME = /^(\d{4})-[a-z-]+\.sql$/;

type Migration = { readonly name: string; readonly text: string; readonly checksum: string };
const applied = z.array(z.object({ name: z.string(), checksum: z.string() }));

/**
 * Gives the names of the files that were run now; none when the store is up to date. Throws when a file that was run before has
 * changed or is gone: then this program is not the one that made the tables.
 */
export async function migrate(
  sql: Sql,
  migrations: readonly Migration[] = readMigrations(),
): Promise<readonly string[]> {
  return sql.begin(async (tx) => {
    await tx`SELECT set_config('lock_timeout', '60s', true), set_config('statement_timeout', '0', true)`;
    await tx`SELECT pg_advisory_xact_lock(${LOCK})`;
    await tx`CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`;
    const before = applied.parse(await tx`SELECT name, checksum FROM migration ORDER BY name`);
    before.forEach((was, at) => {
      const is = migrations[at];
      if (is === undefined || is.name !== was.name || is.checksum !== was.checksum) {
        throw new Error(`the store was made by another version: its migration ${was.name} is not this program's`);
      }
    });
    const fresh = migrations.slice(before.length);
    for (const { name, text, checksum } of fresh) {
      await tx.unsafe(text);
      await tx`INSERT INTO migration (name, checksum) VALUES (${name}, ${checksum})`;
    }
    return fresh.map(({ name }) => name);
  });
}

export function readMigrations(folder: URL = FOLDER): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name, at) => {
    const number = NAME.exec(name)?.[1];
    if (Number(number) !== at + 1) throw new Error(`${name} is not migration ${at + 1}: number them without gaps`);
    const text = readFileSync(new URL(name, folder), 'utf8');
    return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
  });
}
