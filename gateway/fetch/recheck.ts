// What was asked and when it was read enter; before each wave, and before the answer is made, the question comes whether that still stands.
import type { Asked } from '../vocabulary/asked.ts';
import type { Facts } from '../vocabulary/facts.ts';
import { stale } from '../vocabulary/faults.ts';
import type { Store } from '../vocabulary/ports.ts';
import { isRefusal, type Refusal } from '../vocabulary/refusal.ts';
import { narrow, narrowFacts } from './narrow.ts';

/** What is still asked, and on which claims: the same as before, or less. */
export type Standing = { readonly asked: Asked; readonly facts: Facts };

/** A refusal: the present state cannot be known, so nothing more is asked and nothing is answered. */
export type Recheck = {
  /** INVARIANT consent-version: reads the version, so that what was committed before a call leaves counts for that call. */
  readonly beforeWave: () => Promise<Standing | Refusal>;
  /** Looks at what this process was told: a withdrawal that came while a holder took its time closes what had been fetched as well. */
  readonly beforeAnswer: () => Promise<Standing | Refusal>;
};

export type RecheckPorts = {
  readonly store: Pick<Store, 'consentVersion'>;
  /** The newest version that this process was told of. */
  readonly heard: () => bigint;
};

/** `anew`: gather, decide and shield once more. Called only when the store says that something changed. */
export function createRecheck(
  { store, heard }: RecheckPorts,
  asked: Asked,
  facts: Facts,
  anew: () => Promise<Standing | Refusal>,
): Recheck {
  let last = { standing: { asked, facts }, version: facts.consentVersion };
  const beforeWave = async (): Promise<Standing | Refusal> => {
    try {
      if ((await store.consentVersion()) === last.version) return last.standing;
      const now = await anew();
      if (isRefusal(now)) return now;
      const before = last.standing;
      const standing = { asked: narrow(before.asked, now.asked), facts: narrowFacts(before.facts, now.facts) };
      last = { standing, version: now.facts.consentVersion };
      return standing;
    } catch {
      return stale();
    }
  };
  return {
    beforeWave,
    beforeAnswer: async () => (heard() <= last.version ? last.standing : beforeWave()),
  };
}
