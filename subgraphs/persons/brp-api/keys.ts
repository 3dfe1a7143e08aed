// Which inner key is whose BSN: the register's own table, since the BRP knows no keys. Keys enter, BSNs leave, and the other way round.
import { readFile } from 'node:fs/promises';
import postgres from 'postgres';
import { z } from 'zod';
import { type Bsn, bsn, type InnerKey, innerKey } from '../../../schema/identifiers.ts';

export interface RegisterKeys {
  /** Keys that the register never gave out are absent. */
  bsnsOf(keys: readonly InnerKey[]): Promise<ReadonlyMap<InnerKey, Bsn>>;
  /** Of each; who has none yet is given one, at random. */
  keysOf(bsns: readonly Bsn[]): Promise<ReadonlyMap<Bsn, InnerKey>>;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

const pairs = z.array(z.object({ key: innerKey, bsn }));

/** `databaseUrl`: a role that may make the table (keys.sql), once, and write to it. */
export async function openKeys(databaseUrl: string): Promise<RegisterKeys> {
  const sql = postgres(databaseUrl, { max: 2, connect_timeout: 5, onnotice: () => {} });
  try {
    await sql.unsafe(await readFile(new URL('keys.sql', import.meta.url), 'utf8'));
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
  return {
    async bsnsOf(keys) {
      const found = await sql`select key, bsn from register_keys.person where key = any(${[...keys]})`;
      return new Map(pairs.parse([...found]).map((pair) => [pair.key, pair.bsn]));
    },
    async keysOf(bsns) {
      if (bsns.length === 0) return new Map();
      const wanted = [...new Set(bsns)];
      await sql`
        insert into register_keys.person (key, bsn)
        select 'R' || translate(gen_random_uuid()::text, '-', ''), n from unnest(${wanted}::text[]) n order by n
        on conflict (bsn) do nothing`;
      const found = await sql`select key, bsn from register_keys.person where bsn = any(${wanted})`;
      return new Map(pairs.parse([...found]).map((pair) => [pair.bsn, pair.key]));
    },
    async ready() {
      await sql`select from register_keys.person limit 0`;
      return true;
    },
    close: () => sql.end({ timeout: 5 }),
  };
}
