// What was asked and when it was read enter; before each wave the question comes whether that still stands.
import type { Asked } from '../vocabulary/asked.ts';
import type { Facts } from '../vocabulary/facts.ts';
import { stale } from '../vocabulary/faults.ts';
import type { Store } from '../vocabulary/ports.ts';
import { isRefusal, type Refusal } from '../vocabulary/refusal.ts';
import { narrow } from './narrow.ts';

/** What is still asked at this moment: the same as before, or less. A refusal: the present state cannot be known, so nothing more is asked. */
export type Recheck = () => Promise<Asked | Refusal>;

/** `anew`: gather, decide and shield once more. Called only when the store says that something changed. */
export function createRecheck(
  store: Pick<Store, 'consentVersion'>,
  asked: Asked,
  facts: Facts,
  anew: () => Promise<{ readonly facts: Facts; readonly asked: Asked } | Refusal>,
): Recheck {
  let last = { asked, version: facts.consentVersion };
  return async () => {
    try {
      if ((await store.consentVersion()) === last.version) return last.asked;
      const now = await anew();
      if (isRefusal(now)) return now;
      last = { asked: narrow(last.asked, now.asked), version: now.facts.consentVersion };
      return last.asked;
    } catch {
      return stale();
    }
  };
}
