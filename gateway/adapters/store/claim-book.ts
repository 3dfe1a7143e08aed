// Claims: written in an act. What names a person or a court is sealed; a contest stands beside the claim, so that it closes one of the case system too.
import { z } from 'zod';
import { claimFact } from '../../../schema/facts-format.ts';
import { caseId, innerKey, oin } from '../../../schema/identifiers.ts';
import type { ClaimBook } from '../../vocabulary/claim-book.ts';
import { type StoredClaim, storedClaim } from '../../vocabulary/stored.ts';
import type { Sealing } from '../sealing.ts';
import { claimPseudonym } from './along.ts';
import type { Transaction } from './books.ts';
import { openClaim, sealClaim } from './sealed.ts';

const rows = z.array(z.looseObject({ id: z.string(), organisation: oin, sealed: z.string() }));
const uses = z.array(
  z.object({
    id: z.string(),
    holder: oin,
    person: innerKey,
    organisation: oin,
    ownCase: caseId,
    sealed: z.string(),
  }),
);

export function claimBook(tx: Transaction, sealing: Sealing): ClaimBook {
  const read = (found: unknown): readonly StoredClaim[] =>
    rows
      .parse(found)
      .map(({ sealed, ...open }) =>
        storedClaim.parse({ ...open, ...openClaim(sealing, open.id, open.organisation, sealed) }),
      );
  const columns = tx`id, organisation, own_case AS "ownCase", about, kind, stated_on AS "date", contested, valid_from AS "from", valid_until AS "until", sealed`;
  return {
    async add(claim) {
      await tx`INSERT INTO claim ${tx(rowOf(sealing, claim))}`;
    },
    async find(id, organisation) {
      return (
        read(
          await tx`SELECT ${columns} FROM claim WHERE id = ${id} AND organisation = ${organisation} FOR UPDATE`,
        )[0] ?? null
      );
    },
    async ofCase(organisation, ownCase) {
      // The same claim recorded twice at one moment is one: a reviewer who does not agree closes it, and no second one stays.
      await tx`SELECT pg_advisory_xact_lock(hashtextextended(${`claim/${organisation}/${ownCase}`}, 0))`;
      return read(
        await tx`SELECT ${columns} FROM claim WHERE organisation = ${organisation} AND own_case = ${ownCase} ORDER BY id`,
      );
    },
    async replace(claim) {
      await tx`UPDATE claim SET contested = ${claim.contested}, sealed = ${sealClaim(sealing, claim)} WHERE id = ${claim.id}`;
    },
    async findUse(id, holder) {
      const [row] = uses.parse(
        await tx`SELECT id, holder, person, organisation, own_case AS "ownCase", sealed FROM claim_use
          WHERE id = ${id} AND holder = ${holder}`,
      );
      if (row === undefined) return null;
      const { sealed, ...use } = row;
      return { ...use, claim: claimFact.parse(JSON.parse(sealing.open(holder, `claim_use/${id}`, sealed))) };
    },
    async contest({ holder, organisation, ownCase, claim }, by, reason) {
      const pseudonym = claimPseudonym(sealing, organisation, ownCase, claim);
      const place = `claim_contest/${pseudonym.toString('hex')}`;
      const { kind, number, about, from } = claim;
      const row = {
        claim: pseudonym,
        organisation,
        own_case: ownCase,
        sealed: sealing.seal(organisation, place, JSON.stringify({ kind, number, about, from })),
        reason: sealing.seal(holder, place, JSON.stringify({ by, reason })),
      };
      const { count } = await tx`INSERT INTO claim_contest ${tx(row)} ON CONFLICT DO NOTHING`;
      return count === 1;
    },
  };
}

function rowOf(sealing: Sealing, claim: StoredClaim) {
  const { id, organisation, ownCase, about, kind, date, contested, from, until } = claim;
  return {
    id,
    organisation,
    own_case: ownCase,
    about,
    kind,
    stated_on: date,
    contested,
    valid_from: from,
    valid_until: until,
    sealed: sealClaim(sealing, claim),
    origin: 'OFFICE',
  };
}
