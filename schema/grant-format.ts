// The grant: what the gateway lets one holder answer, in one call, to one recipient. Compact JWS (RFC 7515), EdDSA.
import { z } from 'zod';
import { innerKey, localDate, oin } from './identifiers.ts';
import { CATEGORIES } from './names/category.ts';
import { CLAIM_KINDS } from './names/claim-kind.ts';
import { valuesOf } from './names/define.ts';
import { PURPOSES } from './names/purpose.ts';
import { ROLES } from './names/role.ts';

export const GRANT_HEADER = 'samenzicht-grant';
export const GRANT_TYPE = 'samenzicht-grant+jwt';
export const GRANT_SECONDS = 30;

/** One opened category of one person at this holder. */
export const grantCell = z.strictObject({
  category: z.enum(valuesOf(CATEGORIES)),
  /** Field limits: the only fields (`Type.field`) of this category that may be answered; absent: all of them. */
  fields: z.array(z.string()).optional(),
  /** Rows dated before `from` or after `until` stay at the source. */
  from: localDate.optional(),
  until: localDate.optional(),
  /** Rows received from another organisation are answered only where that origin stands here. The holder itself always may. */
  origins: z.array(oin),
});
export type GrantCell = z.infer<typeof grantCell>;

export const grantSubject = z.strictObject({ id: innerKey, cells: z.array(grantCell) });
export type GrantSubject = z.infer<typeof grantSubject>;

export const grantClaim = z.strictObject({
  kind: z.enum(valuesOf(CLAIM_KINDS)),
  number: z.string(),
  from: localDate,
  until: localDate.nullable(),
});
export type GrantClaim = z.infer<typeof grantClaim>;

export const grant = z.strictObject({
  /** The gateway. */
  iss: z.string(),
  /** The holder that is asked. */
  aud: oin,
  /** The organisation that will receive; for an own view the data subject's inner key. */
  sub: z.union([oin, innerKey]),
  role: z.enum(valuesOf(ROLES)),
  /** The professional, as a pseudonym that means something to the gateway's record alone. */
  act: z.string(),
  purpose: z.enum(valuesOf(PURPOSES)),
  /** DATA at /graphql, FACTS at /facts: one never serves as the other. */
  use: z.enum(['DATA', 'FACTS']),
  subjects: z.array(grantSubject),
  claims: z.array(grantClaim),
  /** base64url SHA-256 of the exact bytes of the HTTP body. */
  bodyHash: z.string().length(43),
  jti: z.string().min(22),
  iat: z.number().int(),
  exp: z.number().int(),
});
export type Grant = z.infer<typeof grant>;
