// Identifiers as branded text: only the parsers here make them.
import { z } from 'zod';

/** Organisatie-identificatienummer (Logius): 20 digits. */
export const oin = z
  .string()
  .regex(/^\d{20}$/, 'an OIN has 20 digits')
  .brand<'Oin'>();
export type Oin = z.infer<typeof oin>;

/**
 * The key under which all holders file one person. Minted by the persons register (or, for a person without BSN, by the own
 * holder); never leaves the gateway, never derived from a BSN.
 */
export const innerKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16,64}$/, 'an inner key has 16 to 64 letters, digits, - or _')
  .brand<'InnerKey'>();
export type InnerKey = z.infer<typeof innerKey>;

/** The key of one own case at the organisation that holds it; unique over all organisations. */
export const caseId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'a case id has 8 to 64 letters, digits, - or _')
  .brand<'CaseId'>();
export type CaseId = z.infer<typeof caseId>;

/** A professional as the own organisation and its issuer know him or her (the token's `sub`). */
export const professionalId = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{3,128}$/, 'a professional id has 3 to 128 letters, digits, . _ : or -')
  .brand<'ProfessionalId'>();
export type ProfessionalId = z.infer<typeof professionalId>;

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];
const PLACEHOLDERS = new Set(['000000000', '999999999']);

/** Burgerservicenummer: 9 digits, elfproef; the statistical placeholders for "unknown" and "unborn" are no BSN. */
export const bsn = z
  .string()
  .regex(/^\d{9}$/, 'a BSN has 9 digits')
  .refine((text) => !PLACEHOLDERS.has(text), 'a placeholder is not a BSN')
  .refine((text) => WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(text[at]), 0) % 11 === 0, 'not a BSN')
  .brand<'Bsn'>();
export type Bsn = z.infer<typeof bsn>;

/** Earlier ones are slips of the pen, and neither PostgreSQL nor Intl takes the year zero as ISO 8601 does. */
const FIRST_YEAR = '1000';
const isInRange = (text: string): boolean => text >= FIRST_YEAR;

/** A calendar day in the Netherlands, `YYYY-MM-DD`. */
export const localDate = z.iso
  .date({ abort: true })
  .refine(isInRange, 'a day from the year 1000 on')
  .brand<'LocalDate'>();
export type LocalDate = z.infer<typeof localDate>;

/** A date as files hold it: a day, or the year alone. Unknown is null. */
export const partialDate = z.union([
  localDate,
  z
    .string()
    .regex(/^\d{4}$/)
    .brand<'YearOnly'>(),
]);
export type PartialDate = z.infer<typeof partialDate>;

/** A moment, RFC 3339 with offset. */
export const instant = z.iso
  .datetime({ offset: true, abort: true })
  .refine(isInRange, 'a moment from the year 1000 on')
  .brand<'Instant'>();
export type Instant = z.infer<typeof instant>;
