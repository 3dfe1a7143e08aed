// Fills a demo holder's database from the rows of its part of a world.
import { loadSql } from '../load-sql.ts';
import { SeedError } from '../seed.ts';
import type { SeedWriter } from './seed-writer.ts';

/** Rejects with `SeedError`, which lists each place, before anything is changed. */
export async function loadStandIn(
  databaseUrl: string,
  { rows, problems }: Pick<SeedWriter, 'rows' | 'problems'>,
): Promise<void> {
  if (problems.length > 0) throw new SeedError(problems);
  await loadSql({
    databaseUrl,
    schema: 'case_system',
    tables: new URL('tables.sql', import.meta.url),
    views: new URL('views.sql', import.meta.url),
    rows,
  });
}
