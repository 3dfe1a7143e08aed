// The part of a world file that one local team holds. Persons, cases and records are named by slug. What is not said of a record is: about
// all persons of its case, the holder's own, not held back.
import { z } from 'zod';
import { localDate, oin, professionalId } from '../../schema/identifiers.ts';
import { CAPACITIES } from '../../schema/names/capacity.ts';
import { CASE_KINDS, HOUSEHOLD_KINDS } from '../../schema/names/case-kind.ts';
import { CLAIM_KINDS } from '../../schema/names/claim-kind.ts';
import { INVOLVEMENT_KINDS } from '../../schema/names/decision.ts';
import { type NamesOf, type Terms, valuesOf } from '../../schema/names/define.ts';
import { ROLES } from '../../schema/names/role.ts';
import * as names from './names.ts';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug is lower-case letters and digits, with - between');
const text = z.string().min(1);
const persons = z.array(slug).min(1);
const oneOf = <List extends Terms<string>>(list: List) => z.enum(valuesOf<NamesOf<List>>(list));

/** What every record may say of itself. */
const stored = {
  slug,
  origin: oin.optional().describe('received from this organisation'),
  held: z.boolean().default(false).describe('a professional of the holder keeps it from other organisations'),
};
const record = {
  ...stored,
  persons: persons.optional().describe('in whose files it stands; left out: all persons of the case'),
};
/** Text may say something of each: it opens only if it opens for all of them. */
const about = { about: persons.optional().describe('whose data the text is; left out: `persons`') };
/** `text` is the version its author marked shareable; `internalText` never leaves the case system. */
const texts = { text: text.optional(), internalText: text.optional() };
const period = { from: localDate, until: localDate.optional() };

const part = z.strictObject({
  about: persons.describe('whose data it is: opens only if it opens for each of them'),
  mentions: z.array(slug).default([]).describe('who is named in it without it being their data'),
  heading: text.optional(),
  ...texts,
  agreedWith: z.array(slug).default([]),
});

const plan = z.strictObject({
  ...record,
  status: oneOf(names.PLAN_STATUSES).default('ADOPTED'),
  validFrom: localDate.optional(),
  validUntil: localDate.optional(),
  parts: z.array(part).default([]),
});

/** `kind` FAMILY or ACTION stands under `plans`; safety plans under `safetyPlans`. */
const familyPlan = plan.extend({ kind: z.enum(['FAMILY', 'ACTION']).default('FAMILY') });

const measurement = z.strictObject({
  ...stored,
  person: slug,
  date: localDate,
  scores: z
    .partialRecord(
      oneOf(names.LIFE_DOMAINS),
      z.union([
        oneOf(names.SELF_SUFFICIENCY_SCORES),
        z.strictObject({ score: oneOf(names.SELF_SUFFICIENCY_SCORES), ...texts }),
      ]),
    )
    .refine((scores) => Object.keys(scores).length > 0, 'a measurement has at least one domain')
    .describe('only the domains that were needed: never the whole matrix'),
});

const person = z.strictObject({
  person: slug,
  capacities: z.array(oneOf(CAPACITIES)).min(1),
  from: localDate.optional().describe('left out: from the opening of the case'),
  until: localDate.optional(),
});

const involvement = z
  .strictObject({
    professional: professionalId.optional(),
    team: text.optional(),
    kind: oneOf(INVOLVEMENT_KINDS),
    ...period,
    held: z.boolean().default(false),
  })
  .refine(
    ({ professional, team }) => professional !== undefined || team !== undefined,
    'name a professional, a team or both',
  );

const claim = z.strictObject({
  kind: oneOf(CLAIM_KINDS),
  number: text,
  date: localDate,
  about: slug.optional().describe('left out: about the case as a whole'),
  recordedBy: professionalId,
  reviewedBy: professionalId.optional(),
  contested: z.boolean().default(false),
  ...period,
});

const localTeamCase = z.strictObject({
  slug,
  kind: oneOf(CASE_KINDS),
  householdKind: oneOf(HOUSEHOLD_KINDS),
  openedOn: localDate,
  closedOn: localDate.optional(),
  region: text.optional().describe("left out: the organisation's own"),
  persons: z.array(person).min(1),
  involvement: z.array(involvement),
  claims: z.array(claim).default([]),
  contacts: z
    .array(
      z
        .strictObject({
          ...record,
          professional: professionalId.optional(),
          team: text.optional(),
          fixed: z.boolean().default(false),
          ...period,
        })
        .refine(
          ({ professional, team }) => professional !== undefined || team !== undefined,
          'name a professional, a team or both',
        ),
    )
    .default([]),
  intakes: z
    .array(
      z.strictObject({
        ...record,
        ...about,
        date: localDate,
        referrer: oneOf(names.REFERRERS),
        reason: text.optional(),
        internalText: text.optional(),
      }),
    )
    .default([]),
  support: z
    .array(
      z.strictObject({
        ...record,
        startedOn: localDate,
        endedOn: localDate.optional(),
        form: oneOf(names.SUPPORT_FORMS),
        perspective: text.optional(),
        crisis: z.boolean().default(false),
        endReason: oneOf(names.SUPPORT_END_REASONS).optional(),
      }),
    )
    .default([]),
  allocations: z
    .array(
      z.strictObject({
        ...record,
        product: oneOf(names.ALLOCATION_PRODUCTS),
        volume: text.optional(),
        validFrom: localDate,
        validUntil: localDate.optional(),
        stopReason: oneOf(names.ALLOCATION_STOP_REASONS).optional(),
      }),
    )
    .default([]),
  plans: z.array(familyPlan).default([]),
  safetyPlans: z.array(plan).default([]),
  safetyAssessments: z
    .array(
      z.strictObject({
        ...record,
        date: localDate,
        instrument: text,
        version: text.optional(),
        validUntil: localDate.optional(),
        parts: z.array(z.strictObject({ about: persons, outcome: text.optional(), ...texts })).default([]),
      }),
    )
    .default([]),
  measurements: z.array(measurement).default([]),
  journal: z
    .array(
      z.strictObject({
        ...record,
        date: localDate,
        kind: oneOf(names.JOURNAL_KINDS),
        ...about,
        ...texts,
      }),
    )
    .default([]),
  events: z
    .array(
      z.strictObject({ ...record, ...about, date: localDate, kind: oneOf(names.EVENT_KINDS), title: text.optional() }),
    )
    .default([]),
});

/** "Do not bring A and B together, call X": of no case, so that it gives no ground away. */
const safetyNotice = z.strictObject({
  ...stored,
  about: persons,
  instruction: oneOf(names.NOTICE_INSTRUCTIONS),
  call: professionalId,
  ...period,
});

export const localTeamSeed = z.strictObject({
  professionals: z
    .array(
      z.strictObject({
        id: professionalId.describe("the token's sub"),
        name: text,
        role: oneOf(ROLES),
        phone: text.optional(),
        email: z.email().optional(),
        teams: z.array(z.strictObject({ team: text, ...period })).default([]),
      }),
    )
    .default([]),
  cases: z.array(localTeamCase).default([]),
  safetyNotices: z.array(safetyNotice).default([]),
});
export type LocalTeamSeed = z.infer<typeof localTeamSeed>;
export type LocalTeamSeedCase = LocalTeamSeed['cases'][number];
