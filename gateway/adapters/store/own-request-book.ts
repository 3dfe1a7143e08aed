// Requests and statements of data subjects: written and answered in an act; read for one's own list outside any act.
import { z } from 'zod';
import { type InnerKey, innerKey, instant, localDate, oin } from '../../../schema/identifiers.ts';
import { CATEGORIES } from '../../../schema/names/category.ts';
import { valuesOf } from '../../../schema/names/define.ts';
import { OWN_REQUEST_KINDS, OWN_REQUEST_STATES } from '../../../schema/names/own-request.ts';
import type { OwnRequest, OwnRequestBook, OwnRequests } from '../../vocabulary/own-request.ts';
import type { Sealing } from '../sealing.ts';
import type { Transaction } from './books.ts';
import type { Sql } from './connect.ts';

const rows = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(valuesOf(OWN_REQUEST_KINDS)),
    by_person: innerKey,
    about: innerKey,
    holder: oin,
    category: z.enum(valuesOf(CATEGORIES)).nullable(),
    sent_at: instant,
    due_on: localDate,
    sealed: z.string(),
    state: z.enum(valuesOf(OWN_REQUEST_STATES)),
    sealed_answer: z.string().nullable(),
  }),
);
const answered = z.object({ text: z.string(), at: instant });

export function ownRequestBook(tx: Transaction, sealing: Sealing): OwnRequestBook {
  return {
    async add({ by, sentAt, dueOn, text, ...request }) {
      const sealed = sealing.seal(request.holder, `own_request/${request.id}`, text);
      const row = { ...request, by_person: by, sent_at: sentAt, due_on: dueOn, sealed, state: 'SENT' };
      await tx`INSERT INTO own_request ${tx(row)}`;
    },
    async waiting(by, holder) {
      // The same request sent twice at one moment is one.
      await tx`SELECT pg_advisory_xact_lock(hashtextextended(${`own_request/${by}/${holder}`}, 0))`;
      return read(
        sealing,
        await tx`SELECT * FROM own_request WHERE by_person = ${by} AND holder = ${holder} AND state = 'SENT' ORDER BY id`,
      );
    },
    async atHolder(id, holder) {
      const [found] = read(sealing, await tx`SELECT * FROM own_request WHERE id = ${id} AND holder = ${holder}`);
      return found ?? null;
    },
    async answer(id, to, { state, ...said }) {
      const sealed = sealing.seal(ownerOf(to), `own_request/${id}/answer`, JSON.stringify(said));
      const { count } = await tx`UPDATE own_request SET state = ${state}, sealed_answer = ${sealed}
        WHERE id = ${id} AND by_person = ${to} AND state = 'SENT'`;
      return count === 1;
    },
  };
}

export function createOwnRequests(sql: Sql, sealing: Sealing): OwnRequests {
  return {
    async ofPerson(by) {
      return read(sealing, await sql`SELECT * FROM own_request WHERE by_person = ${by} ORDER BY sent_at DESC, id`);
    },
  };
}

function read(sealing: Sealing, found: unknown): readonly OwnRequest[] {
  return rows.parse(found).map(({ by_person: by, sent_at, due_on, sealed, sealed_answer, ...row }) => ({
    ...row,
    by,
    sentAt: sent_at,
    dueOn: due_on,
    text: sealing.open(row.holder, `own_request/${row.id}`, sealed),
    answer:
      sealed_answer === null
        ? null
        : answered.parse(JSON.parse(sealing.open(ownerOf(by), `own_request/${row.id}/answer`, sealed_answer))),
  }));
}

function ownerOf(person: InnerKey): string {
  return `person ${person}`;
}
