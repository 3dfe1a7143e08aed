// The parts of a world file that every source tells in the same way: professionals, cases with their people, plans, contacts. Persons, cases
// and records are named by slug. What is not said of a record is: about all persons of its case, the holder's own, not held back.
import { z } from 'zod';
import { localDate, oin, professionalId } from '../../../schema/identifiers.ts';
import { CAPACITIES } from '../../../schema/names/capacity.ts';
import { HOUSEHOLD_KINDS } from '../../../schema/names/case-kind.ts';
import { CLAIM_KINDS } from '../../../schema/names/claim-kind.ts';
import { INVOLVEMENT_KINDS } from '../../../schema/names/decision.ts';
import { type NamesOf, type Terms, valuesOf } from '../../../schema/names/define.ts';
import { ROLES } from '../../../schema/names/role.ts';
import { NOTICE_INSTRUCTIONS, PLAN_STATUSES } from './names.ts';

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug is lower-case letters and digits, with - between');
export const text = z.string().min(1);
export const persons = z.array(slug).min(1);
export const oneOf = <List extends Terms<string>>(list: List) => z.enum(valuesOf<NamesOf<List>>(list));

/** What every record may say of itself. */
export const stored = {
  slug,
  origin: oin.optional().describe('received from this organisation'),
  held: z.boolean().default(false).describe('a professional of the holder keeps it from other organisations'),
};
export const record = {
  ...stored,
  persons: persons.optional().describe('in whose files it stands; left out: all persons of the case'),
};
/** Text may say something of each: it opens only if it opens for all of them. */
export const about = { about: persons.optional().describe('whose data the text is; left out: `persons`') };
/** `text` is the version its author marked shareable; `internalText` never leaves the case system. */
export const texts = { text: text.optional(), internalText: text.optional() };
export const period = { from: localDate, until: localDate.optional() };
/** A fact of the organisation that opens another's data: who wrote it down, and who of the others looked at it. */
export const vouched = {
  recordedBy: professionalId,
  reviewedBy: professionalId.optional(),
  contested: z.boolean().default(false),
};

/** A part of a record: opens only if it opens for each person it is about. */
export const part = {
  about: persons.describe('whose data it is: opens only if it opens for each of them'),
  heading: text.optional().describe('leaves only with a shareable text'),
  ...texts,
};

export const plan = z.strictObject({
  ...record,
  status: oneOf(PLAN_STATUSES).default('ADOPTED'),
  validFrom: localDate.optional(),
  validUntil: localDate.optional(),
  parts: z
    .array(
      z.strictObject({
        ...part,
        mentions: z.array(slug).default([]).describe('who is named in it without it being their data'),
        agreedWith: z.array(slug).default([]).describe('who signed it: once adopted it stands in their own view'),
      }),
    )
    .default([]),
});
/** `kind` FAMILY or ACTION stands under `plans`; safety plans under `safetyPlans`. */
export const familyPlan = plan.extend({ kind: z.enum(['FAMILY', 'ACTION']).default('FAMILY') });

/** An assessment with any instrument: its outcomes differ, so they are told in its own words. */
export const safetyAssessment = z.strictObject({
  ...record,
  date: localDate,
  instrument: text,
  version: text.optional(),
  validUntil: localDate.optional(),
  parts: z.array(z.strictObject({ about: persons, outcome: text.optional(), ...texts })).default([]),
});

/** A list of events of these kinds. */
export const events = <List extends Terms<string>>(kinds: List) =>
  z
    .array(z.strictObject({ ...record, ...about, date: localDate, kind: oneOf(kinds), title: text.optional() }))
    .default([]);

/** "Do not bring A and B together, call X": of no case, so that it gives no ground away. */
export const safetyNotice = z.strictObject({
  ...stored,
  about: persons,
  instruction: oneOf(NOTICE_INSTRUCTIONS),
  call: professionalId,
  ...period,
});

export const claim = z.strictObject({
  kind: oneOf(CLAIM_KINDS),
  number: text,
  date: localDate,
  about: slug.optional().describe('left out: about the case as a whole'),
  ...vouched,
  ...period,
});

const who = { professional: professionalId.optional(), team: text.optional() };
const isNamed = ({ professional, team }: { readonly professional?: unknown; readonly team?: unknown }) =>
  professional !== undefined || team !== undefined;
const NAME_ONE = 'name a professional, a team or both';

export const told = {
  told: z
    .array(z.strictObject({ person: slug, on: localDate }))
    .optional()
    .describe('who was told of it, and when: it stands in the own view of nobody else; left out: nobody was'),
};

export const involvement = z
  .strictObject({ ...who, kind: oneOf(INVOLVEMENT_KINDS), ...period, held: z.boolean().default(false), ...told })
  .refine(isNamed, NAME_ONE);

export const contact = z
  .strictObject({ ...record, ...who, fixed: z.boolean().default(false), ...period, ...told })
  .refine(isNamed, NAME_ONE);

/** What every case has, whatever its source. */
export const caseShape = {
  slug,
  householdKind: oneOf(HOUSEHOLD_KINDS),
  openedOn: localDate,
  closedOn: localDate.optional(),
  region: text.optional().describe("left out: the organisation's own"),
  persons: z
    .array(
      z.strictObject({
        person: slug,
        capacities: z.array(oneOf(CAPACITIES)).min(1),
        from: localDate.optional().describe('left out: from the opening of the case'),
        until: localDate.optional(),
      }),
    )
    .min(1),
  involvement: z.array(involvement),
  contacts: z.array(contact).default([]),
  plans: z.array(familyPlan).default([]),
  safetyPlans: z.array(plan).default([]),
};

export const professional = z.strictObject({
  id: professionalId.describe("the token's sub"),
  name: text,
  role: oneOf(ROLES),
  phone: text.optional(),
  email: z.email().optional(),
  teams: z.array(z.strictObject({ team: text, ...period })).default([]),
});
