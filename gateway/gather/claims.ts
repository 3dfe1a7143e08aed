// Claims of the own organisation about one case, from its source and from the store: only those that count today for this asker.
import { type ClaimFact, claimFact } from '../../schema/facts-format.ts';
import type { CaseId, LocalDate, Oin, ProfessionalId } from '../../schema/identifiers.ts';
import type { ContestedClaim, StoredClaim } from '../vocabulary/stored.ts';
import { holdsOn } from './day.ts';

export function claimsInForce(
  stated: readonly ClaimFact[],
  stored: readonly StoredClaim[],
  at: {
    readonly ownCase: CaseId;
    readonly organisation: Oin;
    readonly asker: ProfessionalId;
    readonly today: LocalDate;
    readonly contested: readonly ContestedClaim[];
  },
): readonly ClaimFact[] {
  const ofCase = stored.filter((claim) => claim.ownCase === at.ownCase && claim.organisation === at.organisation);
  return [...stated, ...ofCase.map(withoutOwner)].filter(
    (claim) =>
      !claim.contested &&
      !isContested(claim, at) &&
      claim.date <= at.today &&
      holdsOn(at.today, claim) &&
      vouchedFor(claim, at.asker),
  );
}

/** Recorded, or reviewed after, by someone other than the asker (design 5): nobody opens another's data by an own entry alone. */
function vouchedFor(claim: ClaimFact, asker: ProfessionalId): boolean {
  return claim.recordedBy !== asker || (claim.reviewedBy !== null && claim.reviewedBy !== asker);
}

/** At once, and whether the claim lies with us or in the own case system. */
function isContested(
  claim: ClaimFact,
  at: { readonly ownCase: CaseId; readonly contested: readonly ContestedClaim[] },
): boolean {
  return at.contested.some(
    ({ ownCase, kind, number, about, from }) =>
      ownCase === at.ownCase &&
      kind === claim.kind &&
      number === claim.number &&
      about === claim.about &&
      from === claim.from,
  );
}

function withoutOwner({ id: _id, organisation: _organisation, ownCase: _ownCase, ...claim }: StoredClaim): ClaimFact {
  return claimFact.parse(claim);
}
