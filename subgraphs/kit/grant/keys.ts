// The gateway's public keys: fetched from its JWKS, kept, and asked again for an unknown `kid` at most once in ten seconds.
import { KeyObject } from 'node:crypto';
import { createRemoteJWKSet } from 'jose';

/** Ed25519 key for a `kid`, or null where the gateway has none. Rejects when the key set cannot be fetched. */
export type KeyFinder = (kid: string) => Promise<KeyObject | null>;

const COOLDOWN_MS = 10_000;
const TIMEOUT_MS = 2_000;

export function remoteKeys(jwks: URL): KeyFinder {
  const find = createRemoteJWKSet(jwks, { cooldownDuration: COOLDOWN_MS, timeoutDuration: TIMEOUT_MS });
  const known = new WeakMap<object, KeyObject>();
  return async (kid) => {
    try {
      const key = await find({ alg: 'EdDSA', kid });
      const before = known.get(key);
      if (before !== undefined) return before;
      const object = KeyObject.from(key);
      if (object.type !== 'public' || object.asymmetricKeyType !== 'ed25519') return null;
      known.set(key, object);
      return object;
    } catch {
      // No key, two keys, or no key set: all the same here, the grant is not accepted.
      return null;
    }
  };
}
