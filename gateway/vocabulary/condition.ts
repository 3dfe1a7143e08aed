// The closed set of conditions on facts that a law row or a policy rule may state. Each kind reads one fact that the caller may know.
import { z } from 'zod';
import { CASE_KINDS, HOUSEHOLD_KINDS } from '../../schema/names/case-kind.ts';
import { CLAIM_KINDS } from '../../schema/names/claim-kind.ts';
import { valuesOf } from '../../schema/names/define.ts';

export const condition = z.discriminatedUnion('kind', [
  /** The own case holds a claim of one of these kinds: reviewed, in force today, not contested. `about`: whom the claim must name. */
  z.strictObject({
    kind: z.literal('CLAIM_IN_FORCE'),
    claims: z.array(z.enum(valuesOf(CLAIM_KINDS))).min(1),
    /** SUBJECT: this person; CHILD_OF_SUBJECT: a child this person is parent of (or the subject is that child's guardian); CASE: anyone in the own case. */
    about: z.enum(['SUBJECT', 'SUBJECT_OR_CHILD_OF_SUBJECT', 'CASE']),
  }),
  z.strictObject({ kind: z.literal('CASE_KIND'), in: z.array(z.enum(valuesOf(CASE_KINDS))).min(1) }),
  z.strictObject({ kind: z.literal('HOUSEHOLD_KIND'), in: z.array(z.enum(valuesOf(HOUSEHOLD_KINDS))).min(1) }),
  /** Age today in whole years: `from` <= age < `below`. Unknown birth date: unknown. */
  z.strictObject({ kind: z.literal('AGE'), from: z.number().int().optional(), below: z.number().int().optional() }),
  /** A named open question, set per installation; the cautious default is in policies/switches. */
  z.strictObject({ kind: z.literal('SWITCH'), name: z.string().regex(/^[a-z0-9-]+$/) }),
  /** The subject is the caller (own view). */
  z.strictObject({ kind: z.literal('SUBJECT_IS_CALLER') }),
  /** The subject is a child under 16 over whom the register gives the caller custody today (own view). */
  z.strictObject({ kind: z.literal('CALLER_HAS_CUSTODY') }),
]);
export type Condition = z.infer<typeof condition>;
