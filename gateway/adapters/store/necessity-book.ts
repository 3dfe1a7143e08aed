// Necessity statements, written in an act and read back in it.
import { z } from 'zod';
import type { NecessityBook } from '../../vocabulary/books.ts';
import { storedNecessity } from '../../vocabulary/stored.ts';
import type { Sealing } from '../sealing.ts';
import type { Transaction } from './books.ts';

export function necessityBook(tx: Transaction, sealing: Sealing): NecessityBook {
  return {
    async add({ from, until, line, statedBy, ...one }) {
      const sealed = sealing.seal(one.recipient, `necessity/${one.id}`, JSON.stringify({ line, statedBy }));
      await tx`INSERT INTO necessity ${tx({ ...one, valid_from: from, valid_until: until, sealed, origin: 'OFFICE' })}`;
    },
    async holding(recipient, about, holder, today) {
      // The same statement made twice at one moment is one.
      await tx`SELECT pg_advisory_xact_lock(hashtextextended(${`necessity/${recipient}/${holder}/${about}`}, 0))`;
      return z.array(storedNecessity).parse(
        await tx`SELECT id, about, holder, recipient, purpose, category, code, valid_from AS "from", valid_until AS "until"
          FROM necessity WHERE recipient = ${recipient} AND about = ${about} AND holder = ${holder}
            AND ${today}::date BETWEEN valid_from AND valid_until ORDER BY id`,
      );
    },
  };
}
