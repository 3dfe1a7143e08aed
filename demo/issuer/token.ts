// A persona in, a bearer token for the gateway out (NL GOV OAuth: an hour at most, 128-bit jti, azp).
import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { ALGORITHM, type IssuerKey } from './key.ts';
import type { Persona } from './persona.ts';

export const TOKEN_SECONDS = 3600;

export type TokenSettings = { readonly issuer: string; readonly audience: string; readonly key: IssuerKey };

export function issueToken(persona: Persona, { issuer, audience, key }: TokenSettings): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ azp: 'demo', ...claimsOf(persona) })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: key.kid })
    .setIssuer(issuer)
    .setAudience([audience])
    .setSubject(persona.sub)
    .setJti(randomBytes(16).toString('base64url'))
    .setIssuedAt(now)
    .setExpirationTime(now + TOKEN_SECONDS)
    .sign(key.privateKey);
}

/** What the token says of the persona, beside the registered claims. */
export function claimsOf(persona: Persona): Record<string, string> {
  const { role } = persona;
  switch (persona.kind) {
    case 'PROFESSIONAL': {
      const { organisation, motherOrganisation } = persona;
      const mother = motherOrganisation === undefined ? {} : { mother_organisation: motherOrganisation };
      return { role, organisation, ...mother, acr: 'urn:etoegang:core:assurance-class:loa3' };
    }
    case 'DATA_SUBJECT':
      return { role, bsn: persona.bsn, acr: 'urn:etoegang:core:assurance-class:loa4' };
  }
}
