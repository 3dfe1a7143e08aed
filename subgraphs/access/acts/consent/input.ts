// What the acts about consent are told, as far as several of them are told the same.
import { z } from 'zod';
import { instant, localDate, oin, professionalId } from '../../../../schema/identifiers.ts';
import { CATEGORIES } from '../../../../schema/names/category.ts';
import { CONSENT_CHANNELS, REPRESENTATIVE_KINDS } from '../../../../schema/names/consent.ts';
import { valuesOf } from '../../../../schema/names/define.ts';
import { PURPOSES } from '../../../../schema/names/purpose.ts';
import { ROLES } from '../../../../schema/names/role.ts';

const LONGEST_LINE = 300;
export const line = z.string().trim().min(3).max(LONGEST_LINE);
const name = z.string().trim().min(1).max(100);

/** A reference and the sha-256 of a document; the document stays where it is. */
export const evidence = z.strictObject({
  reference: z.string().trim().min(3).max(200),
  sha256: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/),
});

const { DATA_SUBJECT: _, ...professionalRoles } = ROLES;
const { NONE: __, ...someCategories } = CATEGORIES;
const distinct = <Value extends string>(values: readonly Value[]): boolean => new Set(values).size === values.length;

export const terms = z.strictObject({
  holder: oin,
  recipient: oin,
  roles: z
    .array(z.enum(valuesOf(professionalRoles)))
    .min(1)
    .refine(distinct),
  purposes: z
    .array(z.enum(valuesOf(PURPOSES)))
    .min(1)
    .refine(distinct),
  categories: z
    .array(z.enum(valuesOf(someCategories)))
    .min(1)
    .refine(distinct),
  from: localDate,
  until: localDate,
});
export type Terms = z.infer<typeof terms>;

/** Stands unsealed: a name with its number, too short of digits for a citizen service number (BSN). */
const textVersion = z
  .string()
  .trim()
  .regex(/^(?!(?:\D*\d){9})[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/);

/** How somebody answered: with an own login nothing of it is told. */
export const manner = {
  channel: z.enum(valuesOf(CONSENT_CHANNELS)).exclude(['OWN_LOGIN']).optional(),
  textVersion: textVersion.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)
    .optional(),
  interpreter: z.boolean().optional(),
  freedom: line.optional(),
  evidence: evidence.optional(),
};
export type Manner = z.infer<z.ZodObject<typeof manner>>;

export const spoken = {
  by: z.string().optional(),
  saidOn: instant.optional(),
  as: z.enum(valuesOf(REPRESENTATIVE_KINDS)).optional(),
  proof: evidence.optional(),
};
export type Spoken = z.infer<z.ZodObject<typeof spoken>>;

export const conditions = z.strictObject({
  notWith: z.array(professionalId).max(20).default([]),
  text: line.optional(),
});
export const incapable = z.strictObject({ judgedBy: name, on: localDate });
