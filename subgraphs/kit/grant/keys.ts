// The gateway's public keys: fetched from its JWKS, kept, and asked again for an unknown `kid` at most once in ten seconds.
import { KeyObject } from 'node:crypto';
import { createRemoteJWKSet, customFetch, type FetchImplementation } from 'jose';

/** Ed25519 key for a `kid`, or null where the gateway has none. Rejects when the key set cannot be fetched. */
export type KeyFinder = (kid: string) => Promise<KeyObject | null>;

/** Where the key set is; several for one gateway that runs as several processes, asked in turn until one gives it. */
export type KeySetAddress = URL | readonly [URL, ...URL[]];

const COOLDOWN_MS = 10_000;
const TIMEOUT_MS = 2_000;

export function remoteKeys(jwks: KeySetAddress): KeyFinder {
  const addresses = jwks instanceof URL ? ([jwks] as const) : jwks;
  const find = createRemoteJWKSet(addresses[0], {
    cooldownDuration: COOLDOWN_MS,
    timeoutDuration: TIMEOUT_MS * addresses.length,
    [customFetch]: firstOf(addresses),
  });
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

function firstOf([first, ...others]: readonly [URL, ...URL[]]): FetchImplementation {
  const ask = (address: URL, options: Parameters<FetchImplementation>[1]): Promise<Response> =>
    fetch(address, { ...options, signal: AbortSignal.any([options.signal, AbortSignal.timeout(TIMEOUT_MS)]) });
  return async (_url, options) => {
    let answer = ask(first, options);
    for (const address of others) {
      const gave = await answer.then(({ status }) => status === 200).catch(() => false);
      if (gave) break;
      answer = ask(address, options);
    }
    return answer;
  };
}
