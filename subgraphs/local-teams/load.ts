// Fills a local team's demo database from its part of a world.
import type { Organisation } from '../../schema/organisation.ts';
import { loadSql } from '../kit/load-sql.ts';
import { SeedError, type SeedPersons } from '../kit/seed.ts';
import type { LocalTeamSeed } from './seed.ts';
import { seedRows } from './seed-rows.ts';

/** Rejects with `SeedError`, which lists each place, before anything is changed. */
export async function loadLocalTeam(
  input: { readonly databaseUrl: string; readonly holder: Organisation; readonly seed: LocalTeamSeed } & SeedPersons,
): Promise<void> {
  const { rows, problems } = seedRows(input.holder, input.seed, input);
  if (problems.length > 0) throw new SeedError(problems);
  await loadSql({
    databaseUrl: input.databaseUrl,
    schema: 'case_system',
    tables: new URL('case-system.sql', import.meta.url),
    views: new URL('views.sql', import.meta.url),
    rows,
  });
}
