// A policy rule: what one kind of recipient, role and purpose may see of one kind of source, resting on law rows it may narrow and never widen.
import { z } from 'zod';
import { CATEGORIES } from '../../schema/names/category.ts';
import { REGIMES } from '../../schema/names/decision.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { ORGANISATION_KINDS } from '../../schema/names/organisation-kind.ts';
import { PURPOSES } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import { SOURCE_KINDS } from '../../schema/names/source-kind.ts';
import { condition } from './condition.ts';
import { lawId, ruleCapacity } from './law-row.ts';

export const ruleId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{2,79}$/, 'a rule id is words in lower case joined by -')
  .brand<'RuleId'>();
export type RuleId = z.infer<typeof ruleId>;

export const policyRule = z.strictObject({
  id: ruleId,
  says: z.strictObject({ nl: z.string(), en: z.string() }),
  recipient: z.strictObject({
    kinds: z.array(z.enum(valuesOf(ORGANISATION_KINDS))),
    roles: z.array(z.enum(valuesOf(ROLES))).min(1),
    purposes: z.array(z.enum(valuesOf(PURPOSES))).min(1),
  }),
  source: z.strictObject({
    kind: z.enum(valuesOf(SOURCE_KINDS)),
    /** Kinds of holder within the source kind (the two shapes of local team); absent: all. */
    holders: z
      .array(z.enum(valuesOf(ORGANISATION_KINDS)))
      .min(1)
      .optional(),
    /** OWN: only the caller's own organisation (same OIN); OTHER: only others. */
    whose: z.enum(['OWN', 'OTHER']),
  }),
  categories: z.array(z.enum(valuesOf(CATEGORIES))).min(1),
  /** The only fields (`Type.field`) of these categories; absent: all. */
  fields: z.array(z.string()).min(1).optional(),
  about: z.array(ruleCapacity).min(1),
  regime: z.enum(valuesOf(REGIMES)),
  /** The recipient's processing ground: one of these rows must hold. */
  processing: z.array(lawId).min(1),
  /** The holder's disclosure ground: one of these rows must hold; empty only for `whose: OWN`. */
  disclosure: z.array(lawId),
  /** The second ground, needed where a category is HEALTH, CRIMINAL or otherwise special: one of these rows must hold. */
  special: z.array(lawId),
  conditions: z.array(condition),
  /** Months before the case was opened that rows may date from; null: no limit. Absent: 24. */
  monthsBefore: z.number().int().min(0).nullable().optional(),
});
export type PolicyRule = z.infer<typeof policyRule>;

/** The register of processing activities: which purpose which kind of organisation and role may use (AVG 30). */
export const purposeEntry = z.strictObject({
  purpose: z.enum(valuesOf(PURPOSES)),
  /** URI of the entry, for the processing log (LDV `dpl.core.processing_activity_id`). */
  activity: z.url(),
  users: z.array(
    z.strictObject({
      kind: z.enum(valuesOf(ORGANISATION_KINDS)).nullable(),
      roles: z.array(z.enum(valuesOf(ROLES))).min(1),
    }),
  ),
});
export type PurposeEntry = z.infer<typeof purposeEntry>;
