// What gather needs from outside.
import type { FactsDesk, Registry, Store } from '../vocabulary/ports.ts';

export type GatherPorts = {
  readonly desk: FactsDesk;
  readonly store: Pick<Store, 'givenTo'>;
  readonly registry: Registry;
  /** Named open questions of the policy in force; absent or missing: off. */
  readonly switches?: () => Readonly<Record<string, boolean>>;
};
