// Shields and restrictions, written in an act. All of a shield is sealed under a key of nobody's.
import { z } from 'zod';
import type { RestrictionBook, ShieldBook } from '../../vocabulary/shield-book.ts';
import { storedRestriction } from '../../vocabulary/stored.ts';
import type { Sealing } from '../sealing.ts';
import type { Transaction } from './books.ts';
import { openShield, sealShield } from './sealed.ts';

const shieldRows = z.array(z.object({ id: z.instanceof(Buffer), sealed: z.string() }));

export function shieldBook(tx: Transaction, sealing: Sealing): ShieldBook {
  const keyOf = (id: string): Buffer => sealing.lookup('shield id', id);
  return {
    async place(shield) {
      await tx`INSERT INTO shield ${tx({ ...sealShield(sealing, shield), origin: 'OFFICE' })}`;
    },
    async find(id) {
      const [row] = shieldRows.parse(await tx`SELECT id, sealed FROM shield WHERE id = ${keyOf(id)} FOR UPDATE`);
      return row === undefined ? null : openShield(sealing, row.id, row.sealed);
    },
    async lift(id) {
      await tx`DELETE FROM shield WHERE id = ${keyOf(id)}`;
    },
  };
}

export function restrictionBook(tx: Transaction): RestrictionBook {
  return {
    async add({ from, until, ...one }) {
      await tx`INSERT INTO restriction ${tx({ ...one, valid_from: from, valid_until: until, origin: 'OFFICE' })}`;
    },
    async about(organisation, person) {
      // The same restriction asked twice at one moment is one: lifting it leaves none.
      await tx`SELECT pg_advisory_xact_lock(hashtextextended(${`restriction/${organisation}/${person}`}, 0))`;
      return z.array(storedRestriction).parse(
        await tx`SELECT id, about, organisation, valid_from AS "from", valid_until AS "until" FROM restriction
          WHERE organisation = ${organisation} AND about = ${person} ORDER BY id`,
      );
    },
    async lift(id, organisation) {
      const { count } = await tx`DELETE FROM restriction WHERE id = ${id} AND organisation = ${organisation}`;
      return count === 1;
    },
  };
}
