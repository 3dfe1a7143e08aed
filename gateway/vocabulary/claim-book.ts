// Claims as acts write them: recorded, reviewed, and contested by a holder whose data they open.
import type { ClaimFact } from '../../schema/facts-format.ts';
import type { CaseId, InnerKey, Oin, ProfessionalId } from '../../schema/identifiers.ts';
import type { StoredClaim } from './stored.ts';

/** A claim as it stands with a holder. */
export type ClaimUse = {
  readonly id: string;
  readonly holder: Oin;
  readonly person: InnerKey;
  readonly organisation: Oin;
  readonly ownCase: CaseId;
  readonly claim: ClaimFact;
};

export interface ClaimBook {
  add(claim: StoredClaim): Promise<void>;
  /** Locked until the act is settled; null: none of this organisation. */
  find(id: string, organisation: Oin): Promise<StoredClaim | null>;
  /** Of one case, whatever became of them. */
  ofCase(organisation: Oin, ownCase: CaseId): Promise<readonly StoredClaim[]>;
  replace(claim: StoredClaim): Promise<void>;
  findUse(id: string, holder: Oin): Promise<ClaimUse | null>;
  /** False: it was contested before. */
  contest(use: ClaimUse, by: ProfessionalId, reason: string): Promise<boolean>;
}
