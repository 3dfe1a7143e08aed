// The closed set of conditions on facts that a law row or a policy rule may state. Each kind reads one fact that the caller may know.
import { z } from 'zod';
import { CASE_KINDS, HOUSEHOLD_KINDS } from '../../schema/names/case-kind.ts';
import { CLAIM_KINDS } from '../../schema/names/claim-kind.ts';
import { valuesOf } from '../../schema/names/define.ts';

const kinds = [
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
] as const;

/** Facts of somebody else, by name: what each is and who alone may know it. A condition that wants one is refused by that name. */
export const SECRETS: Readonly<Record<string, { readonly is: string; readonly of: string }>> = {
  HOLDER_HAS_FILE: { is: 'whether the holder has a file', of: 'the holder' },
  HOLDER_HAS_RECORD: { is: 'whether the holder has such a record', of: 'the holder' },
  HOLDER_HOLDS_BACK: { is: 'whether the holder holds something back', of: 'the holder' },
  RELEASE_REFUSED: { is: 'whether the holder refused to release', of: 'the holder' },
  REPORT_EXISTS: { is: 'whether there is a report at Veilig Thuis', of: 'Veilig Thuis' },
  REPORTER_IS: { is: 'who reported', of: 'Veilig Thuis or RvdK' },
  INVESTIGATION_RUNS: { is: 'whether RvdK investigates', of: 'RvdK' },
  CASE_ELSEWHERE: { is: 'whether another organisation has a case', of: 'that organisation' },
  CONSENT_REFUSED: { is: 'whether somebody refused consent', of: 'who refused and who recorded it' },
  CONSENT_WITHDRAWN: { is: 'whether somebody withdrew consent', of: 'who withdrew and who recorded it' },
  CHILD_SAID: { is: 'what a child from twelve said', of: 'the child and who recorded it' },
  SHIELD_PLACED: { is: 'whether a shield was placed', of: 'who placed it' },
  ADDRESS_IS_SECRET: { is: 'whether the address is secret', of: 'the register and who protects' },
};

export const condition = z.discriminatedUnion('kind', kinds, {
  error: ({ code, input }) => (code === 'invalid_union' ? unknownKind(input) : undefined),
});
export type Condition = z.infer<typeof condition>;

function unknownKind(input: unknown): string {
  const named = z.looseObject({ kind: z.string() }).safeParse(input);
  const kind = named.success ? named.data.kind : '';
  const secret = Object.hasOwn(SECRETS, kind) ? SECRETS[kind] : undefined;
  if (secret === undefined) {
    return `${kind === '' ? 'a condition without kind' : `${kind} is no condition`}; the kinds are ${kinds.map((one) => one.shape.kind.value).join(', ')}`;
  }
  return `it would depend on ${kind}, ${secret.is}: only ${secret.of} may know that, and a denial would tell it (known-to)`;
}
