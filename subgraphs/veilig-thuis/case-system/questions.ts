// The doors of the case system: what its two endpoints accept. Dutch, as the case system speaks.
import { z } from 'zod';

/** The parts of a file that can be asked for. */
export const SECTIONS = [
  'betrokkenheid',
  'contactpersonen',
  'meldingen',
  'veiligheidsbeoordelingen',
  'onderzoeken',
  'vervolgtrajecten',
  'plannen',
  'veiligheidsplannen',
  'huisverboden',
  'medischeBevindingen',
  'veiligheidsberichten',
  'gebeurtenissen',
  'beschermdDeel',
] as const;
export type Section = (typeof SECTIONS)[number];

const key = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);

/** Whose rows, and from which period; a row that lasts counts when it overlaps the period. */
const personLimits = z.strictObject({
  sleutel: key,
  vanaf: z.iso.date().nullable(),
  totEnMet: z.iso.date().nullable(),
});
export type PersonLimits = z.infer<typeof personLimits>;

const sectionQuestion = z.strictObject({
  onderdeel: z.enum(SECTIONS),
  personen: z.array(personLimits).min(1).max(500),
});

export const filesQuestion = z.strictObject({
  vragen: z.array(sectionQuestion).min(1).max(100),
  /** OIN of the organisation that will read the answer; null: another than this one. */
  namens: z
    .string()
    .regex(/^\d{20}$/)
    .nullable(),
  /** The section `beschermdDeel` (melders, informanten) is answered only where this is true and the reader is the own organisation. */
  beschermdDeelOpenen: z.boolean(),
  /** Rows per question; where there are more, the answer says so (`afgekapt`). */
  maximum: z.number().int().min(1).max(1000),
});
export type FilesQuestion = z.infer<typeof filesQuestion>;

export const casesQuestion = z.strictObject({
  medewerker: z.string().min(1).max(128),
  keuze: z.union([
    z.strictObject({ casus: z.string().min(1).max(64) }),
    /** `op`: the day on which the person with this BSN has to be in the case. */
    z.strictObject({ bsn: z.string().regex(/^\d{9}$/), op: z.iso.date() }),
    z.strictObject({ alle: z.literal(true) }),
  ]),
  /** Ook een casus waarbij de medewerker niet betrokken is; nooit bij `alle`. */
  crisisdienst: z.literal(true).optional(),
});
export type CasesQuestion = z.infer<typeof casesQuestion>;
