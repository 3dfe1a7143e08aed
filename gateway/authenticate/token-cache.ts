// Callers of tokens that were verified before, by sha256 of the token: the token itself is not kept.
import type { Caller } from '../vocabulary/caller.ts';
import type { Registry } from '../vocabulary/ports.ts';
import type { IssuerRegistration, Registration } from '../vocabulary/registration.ts';

type Entry = {
  readonly caller: Caller;
  readonly issuer: IssuerRegistration;
  readonly registrations: readonly Registration[];
  /** ms since the epoch. */
  readonly expires: number;
};

export type TokenCache = {
  readonly find: (hash: string, registry: Registry) => Caller | undefined;
  readonly keep: (hash: string, entry: Entry) => void;
};

const MOST = 10_000;
/** ms: as long as an issuer's keys are kept, so that a key which an issuer withdraws is not believed longer through the cache. */
const KEPT_FOR = 600_000;

export function createTokenCache(now: () => number): TokenCache {
  const entries = new Map<string, Entry>();
  return {
    find(hash, registry) {
      const entry = entries.get(hash);
      if (entry === undefined) return undefined;
      // The registry is replaced as a whole: another list may no longer let this issuer speak for this organisation.
      const same =
        registry.issuer(entry.issuer.issuer) === entry.issuer && registry.registrations() === entry.registrations;
      if (same && now() < entry.expires) return entry.caller;
      entries.delete(hash);
      return undefined;
    },
    keep(hash, entry) {
      for (const oldest of entries.keys()) {
        if (entries.size < MOST) break;
        entries.delete(oldest);
      }
      entries.set(hash, { ...entry, expires: Math.min(entry.expires, now() + KEPT_FOR) });
    },
  };
}
