// Batch reading of files. In: sections with the persons (and periods) they are asked for. Out: rows per question, in Dutch JSON.
import type postgres from 'postgres';
import type { FilesQuestion } from './questions.ts';
import { SECTION_QUERIES } from './section-queries.ts';

export type SectionAnswer = { readonly rijen: readonly unknown[]; readonly afgekapt: boolean };

/** One SQL per question, whatever the number of persons. */
export async function readFiles(sql: postgres.Sql, question: FilesQuestion): Promise<SectionAnswer[]> {
  return Promise.all(
    question.vragen.map(async ({ onderdeel, personen }) => {
      const parameters = [JSON.stringify(personen), question.maximum + 1];
      const rows = await sql.unsafe<{ rij: unknown }[]>(SECTION_QUERIES[onderdeel], parameters, { prepare: true });
      return { rijen: rows.slice(0, question.maximum).map(({ rij }) => rij), afgekapt: rows.length > question.maximum };
    }),
  );
}
