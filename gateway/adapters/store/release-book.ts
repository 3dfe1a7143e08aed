// Releases and the standing ones that wait for a second signature: written in an act. Who decided is sealed for the holder, the note for the recipient.
import { z } from 'zod';
import { localDate, professionalId } from '../../../schema/identifiers.ts';
import { valuesOf } from '../../../schema/names/define.ts';
import { ROLES } from '../../../schema/names/role.ts';
import type { ReleaseBook, StandingBook, StandingDraft } from '../../vocabulary/release-books.ts';
import { type StoredRelease, storedRelease } from '../../vocabulary/stored.ts';
import type { Sealing } from '../sealing.ts';
import type { Transaction } from './books.ts';

export function releaseBook(tx: Transaction, sealing: Sealing): ReleaseBook {
  return {
    async add({ from, until, ...one }, { decidedBy, note, request }) {
      const sealed = JSON.stringify({
        decidedBy: sealing.seal(one.holder, `release/${one.id}/by`, JSON.stringify(decidedBy)),
        note: note === null ? null : sealing.seal(one.recipient, noteOf(one.id), note),
      });
      const lists = { roles: [...one.roles], purposes: [...one.purposes], categories: [...one.categories] };
      const dates = { valid_from: from, valid_until: until };
      await tx`INSERT INTO release ${tx({ ...one, ...lists, ...dates, request, sealed, origin: 'OFFICE' })}`;
    },
    async holdsAlready({ kind, about, holder, recipient, roles, purposes, categories, basis, until }, today) {
      await tx`SELECT pg_advisory_xact_lock(hashtextextended(${`release/${holder}/${recipient}/${about}`}, 0))`;
      const found =
        await tx`SELECT 1 FROM release WHERE holder = ${holder} AND recipient = ${recipient} AND about = ${about}
        AND kind = ${kind} AND basis = ${basis} AND request IS NULL
        AND roles @> ${tx.array([...roles])} AND purposes @> ${tx.array([...purposes])}
        AND categories @> ${tx.array([...categories])}
        AND valid_from <= ${today} AND valid_until >= ${today} AND valid_until >= ${until}`;
      return found.length > 0;
    },
    async ofHolder(id, holder) {
      const [found] = releaseRows(
        await tx`SELECT ${releaseColumns(tx)} FROM release WHERE id = ${id} AND holder = ${holder} FOR UPDATE`,
      );
      return found ?? null;
    },
    async end(id, lastDay) {
      await tx`UPDATE release SET valid_until = ${lastDay} WHERE id = ${id}`;
    },
  };
}

export function standingBook(tx: Transaction, sealing: Sealing): StandingBook {
  return {
    async add({ from, until, signedAs, signedBy, ...one }) {
      const sealed = sealing.seal(one.holder, `standing_release/${one.id}`, signedBy);
      const lists = { roles: [...one.roles], purposes: [...one.purposes], categories: [...one.categories] };
      const row = {
        ...one,
        ...lists,
        valid_from: from,
        valid_until: until,
        signed_as: signedAs,
        sealed,
        state: 'OPEN',
      };
      await tx`INSERT INTO standing_release ${tx(row)}`;
    },
    async open(id, holder) {
      const [found] = draftRows(
        await tx`SELECT ${draftColumns(tx)} FROM standing_release
          WHERE id = ${id} AND holder = ${holder} AND state = 'OPEN' FOR UPDATE`,
      );
      if (found === undefined) return null;
      const { sealed, ...draft } = found;
      return { ...draft, signedBy: professionalId.parse(sealing.open(holder, `standing_release/${id}`, sealed)) };
    },
    async signed(id) {
      await tx`UPDATE standing_release SET state = 'SIGNED' WHERE id = ${id}`;
    },
  };
}

type Queries = Pick<Transaction, 'unsafe'>;

export function releaseColumns(sql: Queries) {
  return sql.unsafe(
    `id, kind, about, holder, recipient, roles, purposes, categories, basis, valid_from AS "from", valid_until AS "until"`,
  );
}

export function releaseRows(found: unknown): readonly StoredRelease[] {
  return z.array(storedRelease).parse(found);
}

export function draftColumns(sql: Queries) {
  return sql.unsafe(
    `id, holder, recipient, roles, purposes, categories, basis, valid_from AS "from", valid_until AS "until",
     signed_as AS "signedAs", sealed`,
  );
}

/** A draft has the terms of a release; what it lacks is the second signature. */
const draft = z.object({
  id: z.string(),
  holder: storedRelease.shape.holder,
  recipient: storedRelease.shape.holder,
  roles: storedRelease.shape.roles,
  purposes: storedRelease.shape.purposes,
  categories: storedRelease.shape.categories,
  basis: storedRelease.shape.basis,
  from: localDate,
  until: localDate,
  signedAs: z.enum(valuesOf(ROLES)),
  sealed: z.string(),
});

export function draftRows(found: unknown): readonly (Omit<StandingDraft, 'signedBy'> & { readonly sealed: string })[] {
  return z.array(draft).parse(found);
}

export function noteOf(id: string): string {
  return `release/${id}/note`;
}
