// What gather needs from outside.
import type { ProfessionalCaller } from '../vocabulary/caller.ts';
import type { EmergencyFact } from '../vocabulary/facts.ts';
import type { FactsDesk, Registry, Store } from '../vocabulary/ports.ts';

/** The emergencies that this professional may use at this moment (domain time, ms). Rejects when they cannot be read. */
export type EmergenciesNow = (asker: ProfessionalCaller, now: number) => Promise<readonly EmergencyFact[]>;

export type GatherPorts = {
  readonly desk: FactsDesk;
  readonly store: Pick<Store, 'givenTo'>;
  readonly registry: Registry;
  /** Absent: none is ever open. */
  readonly emergencies?: EmergenciesNow;
  /** Named open questions of the policy in force; absent or missing: off. */
  readonly switches?: () => Readonly<Record<string, boolean>>;
};
