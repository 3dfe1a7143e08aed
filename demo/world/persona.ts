// A persona: somebody one may be in the demo, with a question to ask and what the situation says must open and stay closed.
import { z } from 'zod';
import { professionalId } from '../../schema/identifiers.ts';
import { WITHHELD_CODES } from '../../schema/names/codes.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { PROBLEM_CODES } from '../../schema/names/problem.ts';
import { PURPOSES } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import { slug } from './slug.ts';
import { words } from './words.ts';

/** What the loader fills in where it stands: an id made for this persona alone, a BSN, an OIN. */
export const namedIn = z.union([
  z.strictObject({ household: slug }).describe('the outward id of this case of the own organisation'),
  z.strictObject({ person: slug }).describe('the outward id of this person'),
  z.strictObject({ consent: slug }).describe('the outward id of this consent'),
  z.strictObject({ bsnOf: slug }).describe('the BSN of this person'),
  z.strictObject({ oinOf: slug }).describe('the OIN of this organisation'),
]);
export type NamedIn = z.infer<typeof namedIn>;

export type ExampleVariable =
  | string
  | number
  | boolean
  | null
  | NamedIn
  | readonly ExampleVariable[]
  | { readonly [member: string]: ExampleVariable };

/** A variable's value: JSON, with names in it that the loader fills in. */
export const exampleVariable: z.ZodType<ExampleVariable> = z
  .union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    namedIn,
    z.array(z.lazy(() => exampleVariable)),
    z.record(
      z.string(),
      z.lazy(() => exampleVariable),
    ),
  ])
  .meta({ id: 'ExampleVariable' });

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

/** Something this persona may do (a mutation) or look up, beside the own question. */
const act = z.strictObject({
  says: words.describe('what it does'),
  ...example.shape,
  problems: z
    .array(z.enum(valuesOf(PROBLEM_CODES)))
    .default([])
    .describe('for one that shows what is refused: the problems of its answer, when it is done first'),
});

const said = {
  id: slug,
  name: z.string().min(1),
  says: words.describe('one sentence: who this is and what the example shows'),
  example,
  acts: z.array(act).default([]).describe('what this persona can do, to be tried in the playground'),
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
