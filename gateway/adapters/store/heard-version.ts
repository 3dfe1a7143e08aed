// The newest consent version that this process was told of: a comparison that costs no way to the store, for where being told of a change is enough.
import type { Store } from '../../vocabulary/ports.ts';
import type { Topic } from './touch.ts';

export function hearVersion(store: Pick<Store, 'consentVersion'>): {
  /** 0 before anything was heard. */
  readonly heard: () => bigint;
  readonly topic: Topic;
} {
  let newest = 0n;
  return {
    heard: () => newest,
    topic: {
      channel: 'samenzicht_consent',
      async read() {
        const version = await store.consentVersion();
        return () => {
          if (version > newest) newest = version;
        };
      },
    },
  };
}
