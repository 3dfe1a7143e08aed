// The kit's Source over the HTTP case system of one Veilig Thuis organisation: one HTTP call for all questions of a request.
import { z } from 'zod';
import type { Oin } from '../../schema/identifiers.ts';
import { type Asked, type Source, type SourceRow, sourceRow } from '../kit/source.ts';
import type { FilesQuestion } from './case-system/questions.ts';
import type { CaseSystemClient } from './case-system-client.ts';
import { CaseSystemFailed } from './case-system-client.ts';
import type { SectionReader } from './sections.ts';
import { SECTION_OF } from './sections.ts';

/** Rows per section and call; a file that has more is not answered in part. */
const MAXIMUM_ROWS = 1000;

const filesAnswer = z.object({
  antwoorden: z.array(z.object({ rijen: z.array(z.unknown()), afgekapt: z.boolean() })),
});

export function veiligThuisSource(client: CaseSystemClient, holder: Oin): Source {
  return {
    async read(asked) {
      const readable = asked.filter(mayBeAsked);
      const byKind = [...Map.groupBy(readable, ({ kind }) => kind)].map(([kind, ofKind]) => ({
        kind,
        ofKind,
        reader: readerOf(kind),
      }));
      if (byKind.length === 0) return [];
      const question: FilesQuestion = {
        vragen: byKind.map(({ ofKind, reader }) => ({ onderdeel: reader.section, personen: ofKind.map(limitsOf) })),
        namens: readable.every(({ internal }) => internal) ? holder : null,
        beschermdDeelOpenen: byKind.some(({ reader }) => reader.section === 'beschermdDeel'),
        maximum: MAXIMUM_ROWS,
      };
      const { antwoorden } = await client.ask('/dossiers/opvragen', question, filesAnswer);
      if (antwoorden.length !== byKind.length) throw new CaseSystemFailed('GARBLED');
      return byKind.flatMap(({ kind, reader }, at) => {
        const answer = antwoorden[at];
        if (answer === undefined) throw new CaseSystemFailed('GARBLED');
        if (answer.afgekapt) throw new CaseSystemFailed('CUT_OFF');
        return answer.rijen.flatMap((row) => rowsOf(kind, reader, row));
      });
    },
    ready: () => client.ready(),
    close: () => client.close(),
  };
}

/** INVARIANT: the protected part is asked for the own organisation alone, whatever a grant says (Uitvoeringsbesluit Wmo 2015 4.1.8 lid 3). */
function mayBeAsked({ kind, internal }: Asked): boolean {
  return readerOf(kind).section !== 'beschermdDeel' || internal;
}

function readerOf(kind: string): SectionReader {
  const reader = Object.hasOwn(SECTION_OF, kind) ? SECTION_OF[kind] : undefined;
  if (reader === undefined) throw new TypeError(`VeiligThuisFile.${kind} has no section in the case system`);
  return reader;
}

function limitsOf({ subject, from, until }: Asked): FilesQuestion['vragen'][number]['personen'][number] {
  return { sleutel: subject, vanaf: from, totEnMet: until };
}

/** One row per person in whose file it stands. A row that cannot be read fails the whole answer: less would read as "nothing there". */
function rowsOf(kind: string, reader: SectionReader, row: unknown): SourceRow[] {
  const parsed = reader.row.safeParse(row);
  if (!parsed.success) throw new CaseSystemFailed('GARBLED');
  const { persons, ...rest } = parsed.data;
  return persons.map((subject) => sourceRow.parse({ ...rest, kind, subject }));
}
