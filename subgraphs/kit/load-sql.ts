// Fills a source's demo database: its own schemas are dropped and made again, in one transaction. Other schemas are left alone.
import { readFile } from 'node:fs/promises';
import postgres from 'postgres';

export interface SqlLoad {
  readonly databaseUrl: string;
  /** The schema of the stand-in case system; its SQL names tables without schema. */
  readonly schema: string;
  readonly tables: URL;
  /** The published views; they stand in the schema `samenzicht`. Left out: a case system that is not read over SQL. */
  readonly views?: URL;
  /** Rows by table, in the order of insertion. */
  readonly rows: ReadonlyMap<string, readonly object[]>;
}

/** Loading the same rows again gives the same database. A failure leaves what was there. */
export async function loadSql(load: SqlLoad): Promise<void> {
  const [tables, views] = await Promise.all([
    readFile(load.tables, 'utf8'),
    load.views === undefined ? '' : readFile(load.views, 'utf8'),
  ]);
  const sql = postgres(load.databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (transaction) => {
      await transaction`drop schema if exists samenzicht cascade`;
      await transaction`drop schema if exists ${transaction(load.schema)} cascade`;
      await transaction`create schema ${transaction(load.schema)}`;
      await transaction`create schema samenzicht`;
      await transaction`select set_config('search_path', ${load.schema}, true)`;
      await transaction.unsafe(tables);
      for (const [table, rows] of load.rows) {
        // As JSON, so that one statement serves every table and any number of rows.
        await transaction`
          insert into ${transaction(table)}
          select * from jsonb_populate_recordset(null::${transaction(table)}, ${JSON.stringify(rows)}::text::jsonb)`;
        await transaction`analyze ${transaction(table)}`;
      }
      await transaction.unsafe(views);
    });
  } finally {
    await sql.end({ timeout: 2 });
  }
}
