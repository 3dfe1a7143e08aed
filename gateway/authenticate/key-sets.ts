// The public keys of each issuer (JWKS), fetched when needed and kept. An unknown key id or an issuer that is down causes no storm.
import { createRemoteJWKSet, customFetch, type FetchImplementation, type JWTVerifyGetKey } from 'jose';
import type { IssuerRegistration } from '../vocabulary/registration.ts';

export type KeySets = { readonly of: (issuer: IssuerRegistration) => JWTVerifyGetKey };

/** ms: at most one fetch per issuer in this time, whatever key ids callers name. */
const COOLDOWN = 30_000;
const AFTER_FAILURE = 2_000;
const KEPT_FOR = 600_000;
const PATIENCE = 3_000;

export function createKeySets(now: () => number): KeySets {
  // A replaced registration is another object, and so gets keys of its own.
  const sets = new WeakMap<IssuerRegistration, JWTVerifyGetKey>();
  return {
    of(issuer) {
      const known = sets.get(issuer);
      if (known !== undefined) return known;
      const made = createRemoteJWKSet(new URL(issuer.jwks), {
        cooldownDuration: COOLDOWN,
        cacheMaxAge: KEPT_FOR,
        timeoutDuration: PATIENCE,
        [customFetch]: pausedAfterFailure(now),
      });
      sets.set(issuer, made);
      return made;
    },
  };
}

/** jose counts its cooldown from the last success: an issuer that is down would be asked again for every token. */
function pausedAfterFailure(now: () => number): FetchImplementation {
  let quietUntil = 0;
  return async (url, options) => {
    if (now() < quietUntil) throw new Error('the issuer did not answer a moment ago');
    try {
      const response = await fetch(url, options);
      if (!response.ok) quietUntil = now() + AFTER_FAILURE;
      return response;
    } catch (error) {
      quietUntil = now() + AFTER_FAILURE;
      throw error;
    }
  };
}
