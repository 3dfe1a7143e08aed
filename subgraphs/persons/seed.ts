// The part of a world file that the persons register holds: people as the BRP has them, by slug.
import { z } from 'zod';
import { bsn, localDate, partialDate } from '../../schema/identifiers.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { CUSTODY_KINDS, RELATION_KINDS } from '../../schema/names/relation.ts';
import { ADDRESS_KINDS, SEXES } from './names.ts';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug is lower-case letters and digits, with - between');
const text = z.string().min(1);

const address = z.strictObject({
  kind: z.enum(valuesOf(ADDRESS_KINDS)).default('REGISTERED'),
  street: text.optional(),
  houseNumber: text.optional(),
  postcode: z
    .string()
    .regex(/^[1-9]\d{3} ?[A-Z]{2}$/, 'a postcode looks like 1234 AB')
    .optional(),
  city: text.optional(),
  validFrom: partialDate.optional(),
  validUntil: localDate.optional(),
});

const custody = z.strictObject({
  kind: z.enum(valuesOf(CUSTODY_KINDS)),
  underInvestigation: z.boolean().default(false),
  holders: z
    .array(
      z.strictObject({
        person: slug.optional().describe('left out: a holder without BSN, such as an institution'),
        kind: z.enum(valuesOf(RELATION_KINDS)).default('PARENT'),
      }),
    )
    .default([]),
});

const person = z.strictObject({
  slug,
  bsn: bsn.nullable().default(null).describe('null: a person without BSN'),
  name: z.strictObject({ givenNames: text.optional(), prefix: text.optional(), familyName: text }),
  birthDate: partialDate.nullable().describe('a day, a year alone, or null where nothing is known'),
  sex: z.enum(valuesOf(SEXES)).default('UNKNOWN'),
  deceasedOn: partialDate.nullable().default(null),
  addresses: z.array(address).default([]),
  secrecy: z.int().min(0).max(7).default(0).describe('BRP 70.10 indicatie geheim; above 0 the address is not given'),
  relations: z
    .array(
      z.strictObject({
        person: slug,
        kind: z.enum(valuesOf(RELATION_KINDS)).describe('what the other is of this person'),
      }),
    )
    .default([]),
  custody: custody.nullable().default(null).describe('null: an adult, or nothing recorded'),
});

export const personsSeed = z.strictObject({ persons: z.array(person).default([]) });
export type PersonsSeed = z.infer<typeof personsSeed>;
