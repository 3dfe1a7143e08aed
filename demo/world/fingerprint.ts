// Whether what lies in the databases is this world, as this version of the program loads it. Kept beside the data, in the gateway's database.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Sql } from '../../gateway/adapters/store/connect.ts';

export type Part = 'SOURCES' | 'STORE';

export function fingerprintOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The text of everything that decides how a world is laid down: tables, views, loaders. A new version loads anew. */
export function loadersFingerprint(): string {
  const project = fileURLToPath(new URL('../..', import.meta.url));
  const files = ['subgraphs', 'gateway/adapters', 'demo/world'].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(sql|ts)$/.test(name))
      .map((name) => join(folder, name)),
  );
  return fingerprintOf(files.sort().map((name) => [name, readFileSync(join(project, name), 'utf8')]));
}

const rows = z.array(z.object({ fingerprint: z.string() }));

/** Loaded worlds by part. `forget` before loading and `keep` after it: a load that was cut off counts as none. */
export async function openMemory(sql: Sql) {
  await sql`CREATE SCHEMA IF NOT EXISTS demo_world`;
  await sql`CREATE TABLE IF NOT EXISTS demo_world.loaded (part text PRIMARY KEY, fingerprint text NOT NULL)`;
  return {
    async holds(part: Part, fingerprint: string): Promise<boolean> {
      const found = rows.parse(await sql`SELECT fingerprint FROM demo_world.loaded WHERE part = ${part}`);
      return found[0]?.fingerprint === fingerprint;
    },
    async forget(part: Part): Promise<void> {
      await sql`DELETE FROM demo_world.loaded WHERE part = ${part}`;
    },
    async keep(part: Part, fingerprint: string): Promise<void> {
      await sql`INSERT INTO demo_world.loaded (part, fingerprint) VALUES (${part}, ${fingerprint})`;
    },
  };
}
