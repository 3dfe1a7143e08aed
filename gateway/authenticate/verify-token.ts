// A compact JWT in; its claims and the registered issuer whose key signed it out. jose does the cryptography and the JWS rules.
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { ZodError } from 'zod';
import type { Registry } from '../vocabulary/ports.ts';
import type { Refusal } from '../vocabulary/refusal.ts';
import { isRefusal } from '../vocabulary/refusal.ts';
import type { IssuerRegistration } from '../vocabulary/registration.ts';
import { type TokenClaims, tokenClaims } from './claims.ts';
import type { KeySets } from './key-sets.ts';
import { unauthenticated } from './refusals.ts';

/** No HMAC, no `none`: an issuer's public key can never serve as a shared secret. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const TYPES: ReadonlySet<string> = new Set(['jwt', 'at+jwt', 'application/jwt', 'application/at+jwt']);
/** Clocks of issuer and gateway may differ by this many seconds. */
const SKEW = 10;
/** NL GOV OAuth: an access token lives an hour at most. */
const LONGEST_LIFE = 3600;

export type VerifiedToken = { readonly claims: TokenClaims; readonly issuer: IssuerRegistration };

export async function verifyToken(
  token: string,
  {
    registry,
    keySets,
    audience,
    now,
  }: { readonly registry: Registry; readonly keySets: KeySets; readonly audience: string; readonly now: () => number },
): Promise<VerifiedToken | Refusal> {
  const issuer = namedIssuer(token, registry);
  if (isRefusal(issuer)) return issuer;
  try {
    const { payload } = await jwtVerify(token, keySets.of(issuer), {
      algorithms: ALGORITHMS,
      issuer: issuer.issuer,
      audience,
      requiredClaims: ['exp', 'iat', 'jti', 'sub', 'azp'],
      clockTolerance: SKEW,
      maxTokenAge: LONGEST_LIFE,
      currentDate: new Date(now()),
    });
    // A token bound to a key or certificate (RFC 9449, RFC 8705) proves nothing when it is sent as a bearer token.
    if (payload.cnf !== undefined) return unauthenticated('bound token sent as bearer');
    const claims = tokenClaims.safeParse(payload);
    if (!claims.success) return unauthenticated(`claim ${firstPath(claims.error)}`);
    if (claims.data.exp - claims.data.iat > LONGEST_LIFE) return unauthenticated('lives too long');
    return { claims: claims.data, issuer };
  } catch (error) {
    return unauthenticated(causeOf(error));
  }
}

/** Only to find the keys by: nothing of this is believed until the signature is. */
function namedIssuer(token: string, registry: Registry): IssuerRegistration | Refusal {
  try {
    const { typ, alg, kid } = decodeProtectedHeader(token);
    if (typ === undefined || !TYPES.has(typ.toLowerCase())) return unauthenticated('type');
    if (alg === undefined || !ALGORITHMS.includes(alg)) return unauthenticated('algorithm');
    if (kid === undefined) return unauthenticated('no key id');
    const { iss } = decodeJwt(token);
    const issuer = iss === undefined ? undefined : registry.issuer(iss);
    return issuer ?? unauthenticated('issuer');
  } catch {
    return unauthenticated('not a token');
  }
}

/** The member's name as our own schema has it: never a value. */
function firstPath(error: ZodError): string {
  return String(error.issues[0]?.path[0] ?? 'set');
}

/** jose's code names the rule that failed; its message may name a value, so it is left out. */
function causeOf(error: unknown): string {
  if (error instanceof errors.JWTClaimValidationFailed) return `claim ${error.claim}`;
  if (error instanceof errors.JOSEError) return error.code;
  return 'keys of the issuer cannot be had';
}
