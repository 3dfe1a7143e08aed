// Fills a case system's database from a seed: drops and makes its own schema, in one transaction. Other schemas are left alone.
import postgres from 'postgres';
import type { Organisation } from '../../schema/organisation.ts';
import { SCHEMA, TABLES } from './case-system/tables.ts';
import { caseSystemRows, type SeedPersons } from './case-system-rows.ts';
import type { VeiligThuisSeed } from './seed.ts';

/** Loading the same seed again gives the same rows with the same ids. A failure leaves what was there. */
export async function loadVeiligThuis(
  input: { databaseUrl: string; holder: Organisation; seed: VeiligThuisSeed } & SeedPersons,
): Promise<void> {
  const rows = caseSystemRows(input.holder, input.seed, { keyOf: input.keyOf, bsnOf: input.bsnOf });
  const sql = postgres(input.databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (transaction) => {
      await transaction.unsafe(
        `drop schema if exists ${SCHEMA} cascade; create schema ${SCHEMA}; set local search_path to ${SCHEMA};`,
      );
      await transaction.unsafe(TABLES);
      for (const [table, ofTable] of rows) {
        // As JSON, so that one statement serves every table and any number of rows.
        const json = JSON.stringify(ofTable);
        await transaction.unsafe(
          `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::text::jsonb)`,
          [json],
        );
      }
    });
  } finally {
    await sql.end({ timeout: 2 });
  }
}
