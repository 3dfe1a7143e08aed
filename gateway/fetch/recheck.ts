// What was asked and when it was read enter; before each wave, and before the answer is made, the question comes whether that still stands.
import type { Asked } from '../vocabulary/asked.ts';
import type { Facts } from '../vocabulary/facts.ts';
import { stale } from '../vocabulary/faults.ts';
import type { Store } from '../vocabulary/ports.ts';
import { isRefusal, type Refusal } from '../vocabulary/refusal.ts';
import { narrow, narrowFacts } from './narrow.ts';

/** What is still asked, and on which claims: the same as before, or less. */
export type Standing = { readonly asked: Asked; readonly facts: Facts };
/**
 * INVARIANT consent-version: read from the store each time, so that what was committed before a call leaves counts for that call, and what was
 * committed while a holder took its time counts for what had been fetched. A refusal: the present state cannot be known, so nothing is answered.
 */
export type Recheck = () => Promise<Standing | Refusal>;

/** `anew`: gather, decide and shield once more. Called only when the store says that something changed. */
export function createRecheck(
  store: Pick<Store, 'consentVersion'>,
  asked: Asked,
  facts: Facts,
  anew: () => Promise<Standing | Refusal>,
): Recheck {
  let last = { standing: { asked, facts }, version: facts.consentVersion };
  return async () => {
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
}
