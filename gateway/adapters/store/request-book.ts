// Requests for a release: written and answered in an act; read for lists outside any act. Reason, asker and answer are sealed for the holder.
import { z } from 'zod';
import { instant, oin, professionalId } from '../../../schema/identifiers.ts';
import { lawId } from '../../vocabulary/law-row.ts';
import type { ReleaseRequest, RequestBook } from '../../vocabulary/release-books.ts';
import { storedRequest } from '../../vocabulary/stored.ts';
import type { Sealing } from '../sealing.ts';
import type { Transaction } from './books.ts';

const asking = z.strictObject({
  reason: z.string(),
  askedBy: professionalId,
  motherOrganisation: oin.nullable(),
});
const row = storedRequest.extend({
  bases: z.array(lawId),
  askedAt: instant,
  answered: z.boolean(),
  sealed: z.string(),
});

export function requestBook(tx: Transaction, sealing: Sealing): RequestBook {
  return {
    async add({ dueOn, until, askedAt, reason, askedBy, motherOrganisation, ...one }, submission) {
      const said: z.infer<typeof asking> = { reason, askedBy, motherOrganisation };
      const sealed = sealing.seal(one.holder, placeOf(one.id), JSON.stringify(said));
      const dates = { due_on: dueOn, wanted_until: until, asked_at: askedAt };
      const categories = [...one.categories];
      const bases = [...one.bases];
      await tx`INSERT INTO release_request ${tx({ ...one, categories, bases, ...dates, submission, sealed })}`;
    },
    async waiting(recipient, about, holder, today) {
      // The same question asked twice at one moment is one request.
      await tx`SELECT pg_advisory_xact_lock(hashtextextended(${`release_request/${recipient}/${holder}/${about}`}, 0))`;
      return z.array(storedRequest).parse(
        await tx`SELECT id, about, holder, recipient, role, purpose, categories, due_on AS "dueOn", wanted_until AS "until"
          FROM release_request WHERE recipient = ${recipient} AND about = ${about} AND holder = ${holder}
            AND due_on >= ${today}::date ORDER BY id`,
      );
    },
    async bySubmission(recipient, submission) {
      const key = submission.subarray(0, KEY_BYTES);
      await tx`SELECT pg_advisory_xact_lock(hashtextextended(${`submission/${Buffer.from(key).toString('hex')}`}, 0))`;
      const [found] = z.array(storedRequest.extend({ submission: z.instanceof(Buffer) })).parse(
        await tx`SELECT id, about, holder, recipient, role, purpose, categories, due_on AS "dueOn", wanted_until AS "until", submission
          FROM release_request WHERE recipient = ${recipient} AND substring(submission FROM 1 FOR ${KEY_BYTES}) = ${key} LIMIT 1`,
      );
      if (found === undefined) return null;
      const { submission: before, ...request } = found;
      return { request, same: before.equals(submission) };
    },
    async toHolder(id, holder) {
      const [found] = requestRows(
        sealing,
        await tx`SELECT ${requestColumns(tx)} FROM release_request WHERE id = ${id} AND holder = ${holder} FOR UPDATE`,
      );
      return found ?? null;
    },
    async toHolderAbout(holder, about) {
      return requestRows(
        sealing,
        await tx`SELECT ${requestColumns(tx)} FROM release_request WHERE holder = ${holder} AND about = ${about}`,
      );
    },
    async answer(id, holder, said) {
      const sealed = sealing.seal(holder, `${placeOf(id)}/answer`, JSON.stringify(said), ANSWER_STEP);
      await tx`UPDATE release_request SET answer_sealed = ${sealed} WHERE id = ${id} AND holder = ${holder}`;
    },
  };
}

const KEY_BYTES = 32;
/** Released and refused give sealed text of the same length. */
const ANSWER_STEP = 512;

type Queries = Pick<Transaction, 'unsafe'>;

export function requestColumns(sql: Queries) {
  return sql.unsafe(
    `id, about, holder, recipient, role, purpose, categories, bases, due_on AS "dueOn", wanted_until AS "until",
     asked_at AS "askedAt", answer_sealed IS NOT NULL AS answered, sealed`,
  );
}

export function requestRows(sealing: Sealing, found: unknown): readonly ReleaseRequest[] {
  return z
    .array(row)
    .parse(found)
    .map(({ sealed, ...one }) => ({
      ...one,
      ...asking.parse(JSON.parse(sealing.open(one.holder, placeOf(one.id), sealed))),
    }));
}

function placeOf(id: string): string {
  return `release_request/${id}`;
}
