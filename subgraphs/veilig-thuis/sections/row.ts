// What all sections of a file share: who a row is for, what it brings along, and what its parts look like.
import { z } from 'zod';
import type { InnerKey, LocalDate } from '../../../schema/identifiers.ts';
import { innerKey, localDate, oin } from '../../../schema/identifiers.ts';
import type { sourceRow } from '../../kit/source.ts';
import { VIOLENCE_NATURES } from '../names.ts';
import { fromCode } from '../translate.ts';

/** A row of one section, translated; `persons`: in whose files it stands. */
export type TranslatedRow = Omit<z.input<typeof sourceRow>, 'kind' | 'subject'> & {
  readonly persons: readonly InnerKey[];
};

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
  { about = [], shownTo = [] }: { about?: InnerKey[]; shownTo?: InnerKey[] } = {},
): TranslatedRow {
  const heldFrom = achtergehouden ? 'OTHER_ORGANISATIONS' : 'NOBODY';
  return { persons: voor, origin: herkomst, heldFrom, ...days, about, shownTo, value };
}
export const onDay = (day: LocalDate) => ({ from: day, until: day });

/** What every part of a record says of itself. */
export const identifiedPart = { kenmerk: z.string(), over: persons, herleidbaarTotMelder: z.boolean() };
type IdentifiedPart = z.infer<z.ZodObject<typeof identifiedPart>>;

/** A part that tells who reported stays inside the organisation (Uitvoeringsbesluit Wmo 2015 4.1.8 lid 3). */
export function partHead({ kenmerk, over, herleidbaarTotMelder }: IdentifiedPart) {
  return { id: kenmerk, about: over, heldFrom: herleidbaarTotMelder ? 'OTHER_ORGANISATIONS' : 'NOBODY' } as const;
}

export const part = z.object({
  ...identifiedPart,
  aarden: z.array(fromCode(VIOLENCE_NATURES)),
  uitkomst: text,
  onderwerp: text,
  tekst: text,
  ingestemd: z.array(innerKey),
});
