// A persona: somebody one may be in the demo, with a question to ask and what the situation says must open and stay closed.
import { z } from 'zod';
import { professionalId } from '../../schema/identifiers.ts';
import { WITHHELD_CODES } from '../../schema/names/codes.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { PURPOSES } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import { slug } from './slug.ts';

/** A variable's value: plain JSON, or an id that the loader fills in for this persona's organisation. */
export const exampleVariable = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ household: slug }).describe('the outward id of this case of the own organisation'),
  z.strictObject({ bsnOf: slug }).describe('the BSN of this person'),
]);
export type ExampleVariable = z.infer<typeof exampleVariable>;

/** Cells (a person and a category) by holder: opened ones counted, withheld ones counted by code. */
export const expectation = z.strictObject({
  opened: z.record(slug, z.int().positive()).describe('per holder: how many cells open'),
  withheld: z
    .record(slug, z.partialRecord(z.enum(valuesOf(WITHHELD_CODES)), z.int().positive()))
    .describe('per holder and code: how many cells stay closed'),
});
export type Expectation = z.infer<typeof expectation>;

const example = z.strictObject({
  query: z.string().min(1),
  variables: z.record(z.string(), exampleVariable).default({}),
});

const said = {
  id: slug,
  name: z.string().min(1),
  says: z.string().min(1).describe('one sentence: who this is and what the example shows'),
  example,
  expect: expectation,
};

const { DATA_SUBJECT: _subject, ...professionalRoles } = ROLES;

export const professionalPersona = z.strictObject({
  ...said,
  organisation: slug,
  motherOrganisation: slug.nullable().default(null).describe('for a seconded professional'),
  professional: professionalId,
  role: z.enum(valuesOf(professionalRoles)),
  purposes: z.array(z.enum(valuesOf(PURPOSES))).min(1),
  households: z.array(slug).describe('own cases, by slug; none for who has none'),
});
export type ProfessionalPersona = z.infer<typeof professionalPersona>;

export const subjectPersona = z.strictObject({
  ...said,
  person: slug.describe('whose own view this is'),
  role: z.literal('DATA_SUBJECT'),
  purposes: z.tuple([z.literal('OWN_FILE')]),
});
export type SubjectPersona = z.infer<typeof subjectPersona>;

export const worldPersona = z.discriminatedUnion('role', [professionalPersona, subjectPersona]).meta({ id: 'Persona' });
export type WorldPersona = z.infer<typeof worldPersona>;
