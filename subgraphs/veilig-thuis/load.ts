// Fills a case system's demo database from its part of a world.
import type { Organisation } from '../../schema/organisation.ts';
import { loadSql } from '../kit/load-sql.ts';
import { SeedError, type SeedPersons } from '../kit/seed.ts';
import { SCHEMA } from './case-system/serve.ts';
import type { VeiligThuisSeed } from './seed.ts';
import { seedProblems } from './seed-problems.ts';
import { seedRows } from './seed-rows.ts';

/** Rejects with `SeedError`, which lists each place, before anything is changed. */
export async function loadVeiligThuis(
  input: { readonly databaseUrl: string; readonly holder: Organisation; readonly seed: VeiligThuisSeed } & SeedPersons,
): Promise<void> {
  const { databaseUrl, holder, seed } = input;
  const { region } = holder;
  const problems = [...seedProblems(seed, input)];
  if (region === null) problems.push({ path: ['cases'], why: `${holder.name} has no region, and a case lies in one` });
  if (problems.length > 0 || region === null) throw new SeedError(problems);
  await loadSql({
    databaseUrl,
    schema: SCHEMA,
    tables: new URL('case-system/tables.sql', import.meta.url),
    rows: seedRows({ ...holder, region }, seed, input),
  });
}
