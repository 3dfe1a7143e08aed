// What all sections of a file share: who a row is for, what it brings along, and what its parts look like.
import { z } from 'zod';
import type { LocalDate } from '../../../schema/identifiers.ts';
import { innerKey, localDate, oin } from '../../../schema/identifiers.ts';
import type { SourceRow } from '../../kit/source.ts';
import { VIOLENCE_NATURES } from '../names.ts';
import { fromCode } from '../translate.ts';

/** A row of one section, translated; `persons`: in whose files it stands. */
export type TranslatedRow = Omit<SourceRow, 'kind' | 'subject'> & { readonly persons: readonly SourceRow['subject'][] };

export const text = z.string().nullable();
export const date = localDate.nullable();
export const persons = z.array(innerKey).min(1);

export const limited = { voor: persons, herkomst: oin.nullable(), achtergehouden: z.boolean() };
export const identified = { ...limited, kenmerk: z.string().min(1) };
type Limited = z.infer<z.ZodObject<typeof limited>>;

/** A professional's hold (`achtergehouden`) keeps a row inside the own organisation. */
export function translated(
  { voor, herkomst, achtergehouden }: Limited,
  days: { from: LocalDate | null; until: LocalDate | null },
  value: unknown,
  about: TranslatedRow['about'] = [],
): TranslatedRow {
  const heldFrom = achtergehouden ? 'OTHER_ORGANISATIONS' : 'NOBODY';
  return { persons: voor, origin: herkomst, heldFrom, ...days, about, needs: [], value };
}
export const onDay = (day: LocalDate) => ({ from: day, until: day });

export const part = z.object({
  kenmerk: z.string(),
  over: persons,
  aarden: z.array(fromCode(VIOLENCE_NATURES)),
  uitkomst: text,
  onderwerp: text,
  tekst: text,
  ingestemd: z.array(innerKey),
});
