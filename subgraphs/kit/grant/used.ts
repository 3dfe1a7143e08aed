// Single use of a grant: a jti is taken once. A holder with several processes gives them one shared store behind this port.

export interface UsedGrants {
  /** True the first time; false ever after, until `until` (milliseconds), when the grant is expired anyway. */
  take(jti: string, until: number): boolean | Promise<boolean>;
}

/** In memory, for one process. Only accepted grants come here, so it holds at most half a minute of the gateway's own calls. */
export function usedGrants(now: () => number): UsedGrants {
  const taken = new Map<string, number>();
  return {
    take(jti, until) {
      const moment = now();
      // Oldest first: a map keeps the order of insertion, and all grants live equally long.
      for (const [old, end] of taken) {
        if (end >= moment) break;
        taken.delete(old);
      }
      if (taken.has(jti)) return false;
      taken.set(jti, until);
      return true;
    },
  };
}
