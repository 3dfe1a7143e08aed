// What a token must say, parsed after its signature was checked.
import { z } from 'zod';
import { bsn, oin, professionalId } from '../../schema/identifiers.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { ROLES } from '../../schema/names/role.ts';

const seconds = z.number().int().positive();

export const tokenClaims = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1).max(128),
  /** 128 bits take at least 22 characters (NL GOV OAuth: jti). */
  jti: z.string().min(22).max(256),
  iat: seconds,
  exp: seconds,
  /** The client application. */
  azp: z.string().min(1).max(128),
  acr: z.string().min(1).max(256),
  /** Exactly one: a list is not a role. */
  role: z.enum(valuesOf(ROLES)),
});
export type TokenClaims = z.infer<typeof tokenClaims>;

export const professionalClaims = z.object({
  sub: professionalId,
  organisation: oin,
  mother_organisation: oin.optional(),
});

export const citizenClaims = z.object({
  bsn,
  organisation: z.undefined().optional(),
  mother_organisation: z.undefined().optional(),
});
