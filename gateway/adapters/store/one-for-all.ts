// Many who ask the same at nearly the same moment, and one reading for them: a way to the store costs more than what it brings.
import { setTimeout as sleep } from 'node:timers/promises';

/** ms after which a reading is not waited for any more by those who came after it. */
const LONG_MS = 50;

/**
 * Those who ask while a reading is under way share the next one. INVARIANT consent-version: nobody gets what a reading brings that had begun before
 * he asked.
 */
export function oneForAll<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let running: Promise<unknown> | null = null;
  let next: Promise<Value> | null = null;
  const begin = (): Promise<Value> => {
    next = null;
    const reading = read();
    const own = reading
      .catch(() => {})
      .then(() => {
        if (running === own) running = null;
      });
    running = own;
    return reading;
  };
  return () => {
    if (running === null) return begin();
    next ??= Promise.race([running, sleep(LONG_MS, undefined, { ref: false })]).then(begin);
    return next;
  };
}
