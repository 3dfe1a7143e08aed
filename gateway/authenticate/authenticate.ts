// The Authorization header in; the caller that a registered issuer vouches for out, or a refusal that tells nobody why.
import { createHash } from 'node:crypto';
import type { Caller } from '../vocabulary/caller.ts';
import type { Registry } from '../vocabulary/ports.ts';
import { isRefusal, type Refusal } from '../vocabulary/refusal.ts';
import { callerOf } from './caller-of.ts';
import { createKeySets } from './key-sets.ts';
import { unauthenticated } from './refusals.ts';
import { createTokenCache } from './token-cache.ts';
import { verifyToken } from './verify-token.ts';

export type AuthenticateSettings = {
  readonly registry: Registry;
  /** What `aud` must contain: this gateway. */
  readonly audience: string;
  /** Wall time, ms since the epoch. */
  readonly now: () => number;
};

export type Authenticate = (headers: { readonly authorization?: string }) => Promise<Caller | Refusal>;

/** RFC 6750 2.1, and the header alone: no token in a query or a body. */
const BEARER = /^Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i;
const LONGEST = 8192;

export function createAuthenticate({ registry, audience, now }: AuthenticateSettings): Authenticate {
  const keySets = createKeySets(now);
  const cache = createTokenCache(now);
  return async ({ authorization }) => {
    if (authorization === undefined) return unauthenticated('no token');
    if (authorization.length > LONGEST) return unauthenticated('token too long');
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) return unauthenticated('not a bearer token');

    const hash = createHash('sha256').update(token).digest('base64');
    const known = cache.find(hash, registry);
    if (known !== undefined) return known;

    const registrations = registry.registrations();
    const verified = await verifyToken(token, { registry, keySets, audience, now });
    if (isRefusal(verified)) return verified;
    const caller = callerOf(verified.claims, verified.issuer, registrations);
    if (isRefusal(caller)) return caller;
    cache.keep(hash, { caller, issuer: verified.issuer, registrations, expires: verified.claims.exp * 1000 });
    return caller;
  };
}
