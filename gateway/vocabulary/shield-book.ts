// Shields and restrictions as acts write them. A shield's row says neither who placed it nor why: its id, sealed for the organisation that placed it, is all there is.
import type { Oin } from '../../schema/identifiers.ts';
import type { StoredRestriction, StoredShield } from './stored.ts';

export interface ShieldBook {
  place(shield: StoredShield): Promise<void>;
  find(id: string): Promise<StoredShield | null>;
  lift(id: string): Promise<void>;
}

export interface RestrictionBook {
  add(restriction: StoredRestriction): Promise<void>;
  /** Of one organisation about one person, whatever their period. */
  about(organisation: Oin, person: StoredRestriction['about']): Promise<readonly StoredRestriction[]>;
  /** False: none of this organisation. */
  lift(id: string, organisation: Oin): Promise<boolean>;
}
