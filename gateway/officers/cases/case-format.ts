// A policy case as data (policies/cases/*.yaml): who asks, what the facts are, and what has to come out, with reasons. People and organisations by name.
import { z } from 'zod';
import { instant, localDate, partialDate } from '../../../schema/identifiers.ts';
import { CAPACITIES } from '../../../schema/names/capacity.ts';
import { CASE_KINDS, HOUSEHOLD_KINDS } from '../../../schema/names/case-kind.ts';
import { CATEGORIES } from '../../../schema/names/category.ts';
import { CLAIM_KINDS } from '../../../schema/names/claim-kind.ts';
import { ERROR_STATUS, type ErrorCode, WITHHELD_CODES } from '../../../schema/names/codes.ts';
import { INVOLVEMENT_KINDS, OUTCOMES, REGIMES, VIAS } from '../../../schema/names/decision.ts';
import { valuesOf } from '../../../schema/names/define.ts';
import { PURPOSES } from '../../../schema/names/purpose.ts';
import { CUSTODY_KINDS } from '../../../schema/names/relation.ts';
import { ROLES } from '../../../schema/names/role.ts';
import { ORGANISATIONS } from './organisations.ts';

const { access: _access, ...partners } = ORGANISATIONS;
const organisation = z.enum(valuesOf(ORGANISATIONS));
/** Everybody but the gateway itself. */
const partner = z.enum(valuesOf(partners));
const person = z.string().regex(/^[a-z]+$/);
const role = z.enum(valuesOf(ROLES));
const purpose = z.enum(valuesOf(PURPOSES));
const category = z.enum(valuesOf(CATEGORIES));
const categories = z.array(category).min(1);

export const policyCase = z.strictObject({
  title: z.string().min(10),
  now: instant,
  /** Switches that are on in this case. */
  switches: z.array(z.string()).default([]),
  caller: z.union([
    z.strictObject({ organisation: partner, role, purpose, mother: partner.optional() }),
    /** `children`: asks about the children in the register over whom he or she has custody as well. */
    z.strictObject({ subject: person, purpose: z.literal('OWN_FILE'), children: z.boolean().default(false) }),
  ]),
  /** The own case at the caller's organisation; absent: none (S09) or an own view. */
  case: z
    .strictObject({
      kind: z.enum(valuesOf(CASE_KINDS)),
      householdKind: z.enum(valuesOf(HOUSEHOLD_KINDS)).default('WITH_CHILDREN'),
      openedOn: localDate,
      closedOn: localDate.nullable().default(null),
      involvement: z.enum(valuesOf(INVOLVEMENT_KINDS)).default('LEAD'),
      persons: z.record(
        person,
        z.strictObject({
          capacities: z.array(z.enum(valuesOf(CAPACITIES))).min(1),
          from: localDate.optional(),
          until: localDate.optional(),
        }),
      ),
      claims: z
        .array(
          z.strictObject({
            kind: z.enum(valuesOf(CLAIM_KINDS)),
            about: person.nullable().default(null),
            from: localDate,
            until: localDate.nullable().default(null),
            contested: z.boolean().default(false),
            by: z.enum(['COLLEAGUE', 'ASKER']).default('COLLEAGUE'),
          }),
        )
        .default([]),
    })
    .nullable()
    .default(null),
  register: z.record(
    person,
    z.strictObject({
      born: partialDate.nullable(),
      deceasedOn: partialDate.nullable().default(null),
      custody: z
        .strictObject({
          kind: z.enum(valuesOf(CUSTODY_KINDS)),
          underInvestigation: z.boolean().default(false),
          holders: z.array(person.nullable()),
        })
        .nullable()
        .default(null),
    }),
  ),
  consents: z
    .array(
      z.strictObject({
        about: person,
        from: partner,
        categories,
        roles: z.array(role).min(1),
        purposes: z.array(purpose).min(1),
        until: localDate,
        said: z.array(z.strictObject({ by: person, answer: z.enum(['GIVEN', 'REFUSED', 'WITHDRAWN']), at: instant })),
      }),
    )
    .default([]),
  releases: z
    .array(
      z.strictObject({
        kind: z.enum(['ANSWER', 'STANDING', 'PUSH']),
        about: person.nullable(),
        from: partner,
        categories,
        basis: z.string(),
        /** The data subject that it is for; absent: whoever asks. */
        to: person.optional(),
        until: localDate,
      }),
    )
    .default([]),
  /** What the asker's organisation asked to be released, in this role and for this purpose, and by when it had to be answered. */
  requests: z.array(z.strictObject({ about: person, at: partner, categories, dueOn: localDate })).default([]),
  necessities: z.array(z.strictObject({ about: person, at: partner, categories, from: localDate })).default([]),
  restricted: z.array(person).default([]),
  /** Who is in danger, by an emergency that is open; none: no emergency is open. */
  inDanger: z.array(person).default([]),
  /** Who signed an emergency profile. */
  profiles: z.array(partner).default([]),
  /** Days that the question names, for everything it asks. */
  dates: z.strictObject({ from: localDate.optional(), until: localDate.optional() }).optional(),
  /** The question is refused with this code, and nobody is decided about. */
  refused: z
    .custom<ErrorCode>((code) => typeof code === 'string' && Object.hasOwn(ERROR_STATUS, code), 'no such code')
    .optional(),
  /** Exactly who is decided about. */
  members: z.array(person),
  /** Each stands for every combination of its people, holders and categories. What is in neither list has to stay closed. */
  expect: z.array(
    z
      .strictObject({
        about: z.array(person).min(1),
        at: z.array(organisation).min(1),
        categories,
        outcome: z.enum(valuesOf(OUTCOMES)),
        code: z.enum(valuesOf(WITHHELD_CODES)).optional(),
        /** What the caller is told; absent: the code. */
        reported: z.enum(valuesOf(WITHHELD_CODES)).optional(),
        rule: z.string().optional(),
        via: z.enum(valuesOf(VIAS)).optional(),
        regime: z.enum(valuesOf(REGIMES)).optional(),
        bases: z.array(z.string()).optional(),
      })
      .refine(
        (one) => (one.outcome === 'ALLOW' ? one.bases !== undefined && one.via !== undefined : one.code !== undefined),
        {
          message: 'an opened cell names its via and bases, a closed one its code',
        },
      ),
  ),
  /** Opens as well, and is not what this case is about. */
  also: z
    .array(z.strictObject({ about: z.array(person).min(1), at: z.array(organisation).min(1), categories }))
    .default([]),
  /** What the record has to hold of it, beside the outcome, code, rule and bases of each cell in `expect`. */
  audit: z.strictObject({
    /** Of the request: something opened, nothing did, or something went wrong. A denial is no error. */
    status: z.enum(['Ok', 'Unset', 'Error']),
    /** Of which something opened. */
    holders: z.array(partner),
    /** One line for each person decided about: authorised, in an own case, by consent, in an emergency; T or F each (NEN 7513). */
    lines: z.record(person, z.string().regex(/^[TF]{4}$/)),
  }),
});
export type PolicyCase = z.infer<typeof policyCase>;
export type OrganisationName = z.infer<typeof organisation>;
