// Emergencies: written in an act; read for a decision and for counts outside any act. Words are sealed for whose emergency it is.
import { z } from 'zod';
import type { ProfessionalId } from '../../../schema/identifiers.ts';
import { caseId, innerKey, oin } from '../../../schema/identifiers.ts';
import {
  type Emergencies,
  type Emergency,
  type EmergencyBook,
  emergency,
  emergencyWords,
} from '../../vocabulary/emergency.ts';
import type { Sealing } from '../sealing.ts';
import type { Transaction } from './books.ts';
import type { Sql } from './connect.ts';

const moment = z.string().transform(Number);
const rows = z.array(
  z.looseObject({
    id: z.string(),
    organisation: oin,
    own_case: z.string(),
    people: z.array(z.string()),
    holders: z.array(z.string()),
    danger: z.string(),
    declared_at: moment,
    opened_at: moment.nullable(),
    ends_at: moment.nullable(),
    review_due: z.string().nullable(),
    outcome: z.string().nullable(),
    sealed: z.string(),
  }),
);
const openRows = z.array(z.object({ id: z.string(), ownCase: caseId, people: z.array(innerKey) }));
const counts = z.object({ unreviewed: z.number().int(), overdue: z.number().int() });
const countRows = z.array(counts.extend({ organisation: oin }));
const totalRows = z.tuple([counts]);

export function emergencyBook(tx: Transaction, sealing: Sealing): EmergencyBook {
  const read = (found: unknown): readonly Emergency[] => rows.parse(found).map((row) => emergencyOf(sealing, row));
  return {
    async add(declared) {
      await tx`INSERT INTO emergency ${tx(rowOf(sealing, declared))}`;
    },
    async find(id, organisation) {
      const found = await tx`SELECT * FROM emergency WHERE id = ${id} AND organisation = ${organisation} FOR UPDATE`;
      return read(found)[0] ?? null;
    },
    async replace(changed) {
      const { id, ...row } = rowOf(sealing, changed);
      await tx`UPDATE emergency SET ${tx(row)} WHERE id = ${id}`;
    },
    async declaredSince(organisation, by, since) {
      // Two declarations by one person at one moment are counted one after the other.
      await tx`SELECT pg_advisory_xact_lock(hashtextextended(encode(${askerOf(sealing, by)}, 'hex'), 0))`;
      return read(
        await tx`SELECT * FROM emergency WHERE organisation = ${organisation} AND asker = ${askerOf(sealing, by)}
          AND declared_at >= ${String(since)} ORDER BY declared_at, id`,
      );
    },
  };
}

export function createEmergencies(sql: Sql, sealing: Sealing): Emergencies {
  return {
    async now({ professional, organisation }, now) {
      const at = String(now);
      return openRows.parse(
        await sql`SELECT id, own_case AS "ownCase", people FROM emergency
          WHERE organisation = ${organisation.oin} AND asker = ${askerOf(sealing, professional)}
            AND opened_at <= ${at} AND ${at} < ends_at AND outcome IS DISTINCT FROM 'NOT_JUSTIFIED' ORDER BY id`,
      );
    },
    async unreviewed(organisation, today) {
      return countRows.parse(
        await sql`SELECT organisation, count(*)::int AS unreviewed, (count(*) FILTER (WHERE review_due < ${today}))::int AS overdue
          FROM emergency WHERE outcome IS NULL AND opened_at IS NOT NULL AND (organisation = ${organisation} OR ${organisation} = ANY(holders))
          GROUP BY organisation ORDER BY organisation`,
      );
    },
    async total(today) {
      return totalRows.parse(
        await sql`SELECT count(*)::int AS unreviewed, (count(*) FILTER (WHERE review_due < ${today}))::int AS overdue
          FROM emergency WHERE outcome IS NULL AND opened_at IS NOT NULL`,
      )[0];
    },
  };
}

function askerOf(sealing: Sealing, professional: ProfessionalId): Buffer {
  return sealing.lookup('emergency asker', professional);
}

function rowOf(sealing: Sealing, { id, organisation, ownCase, people, holders, danger, ...more }: Emergency) {
  const { declaredAt, open, outcome, words } = more;
  return {
    id,
    organisation,
    own_case: ownCase,
    people,
    holders,
    asker: askerOf(sealing, words.declaredBy),
    danger,
    declared_at: String(declaredAt),
    opened_at: open === null ? null : String(open.from),
    ends_at: open === null ? null : String(open.until),
    review_due: open?.reviewDue ?? null,
    outcome,
    sealed: sealing.seal(organisation, `emergency/${id}`, JSON.stringify(words)),
  };
}

function emergencyOf(sealing: Sealing, row: z.infer<typeof rows>[number]): Emergency {
  const { id, organisation, people, holders, danger, outcome, sealed } = row;
  const { opened_at: from, ends_at: until, review_due: reviewDue } = row;
  return emergency.parse({
    id,
    organisation,
    ownCase: row.own_case,
    people,
    holders,
    danger,
    declaredAt: row.declared_at,
    open: from === null ? null : { from, until, reviewDue },
    outcome,
    words: emergencyWords.parse(JSON.parse(sealing.open(organisation, `emergency/${id}`, sealed))),
  });
}
