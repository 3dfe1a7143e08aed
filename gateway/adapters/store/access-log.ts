// The record's read side for one data subject (port AccessLog): a pseudonym and the organisations that may be told of in, looks out, newest first.
import { z } from 'zod';
import type { LogLine } from '../../vocabulary/look.ts';
import { recordedLook } from '../../vocabulary/look.ts';
import type { AccessLog } from '../../vocabulary/ports.ts';
import { inTime, type Sql } from './connect.ts';

/** A processing line as audit writes it (gateway/audit/processing-lines.ts): the members that a log is made of. */
const line = z.object({
  start_time: z.number(),
  attributes: z.object({
    'dpl.nen7513.users': z.tuple([
      z.object({ roleIDCode: z.string(), purposeOfUse: z.string() }),
      z.object({ userID: z.string(), roleIDCode: z.literal('ORGANISATION') }),
    ]),
  }),
  opened: z.array(z.unknown()),
  emergency: z.boolean(),
});
const rows = z.array(
  z.object({ record_id: z.string(), written_at: z.string().regex(/^\d+$/).transform(BigInt), body: z.string() }),
);

/** A little more than the server's own limit for a statement. */
const PATIENCE_MS = 2_500;

export function createAccessLog(sql: Sql, patience: number = PATIENCE_MS): AccessLog {
  return { looksAt: (...question) => inTime(looksAt(sql, ...question), patience) };
}

/** INVARIANT unseen: organisations that may not be told of are left out by the query itself: they cost no line of the page. */
async function looksAt(sql: Sql, ...[subject, by, { after, most }]: Parameters<AccessLog['looksAt']>) {
  const before =
    after === null ? sql`true` : sql`(written_at, record_id) < (${String(after.writtenAt)}::bigint, ${after.recordId})`;
  const found = rows.parse(
    await sql`
    SELECT record_id, written_at, body FROM audit_row
    WHERE kind = 'PROCESSING' AND body::jsonb #>> '{attributes,dpl.core.data_subject_id}' = ${subject}
      AND body::jsonb #>> '{attributes,dpl.nen7513.users,1,userID}' = ANY(${sql.array([...by])})
      AND body::jsonb ->> 'status' = 'Ok' AND ${before}
    ORDER BY written_at DESC, record_id DESC LIMIT ${most}`,
  );
  return found.map(readLine);
}

function readLine({ record_id, written_at, body }: z.infer<typeof rows>[number]): LogLine {
  const { start_time, attributes, opened, emergency } = line.parse(JSON.parse(body));
  const [professional, organisation] = attributes['dpl.nen7513.users'];
  const look = recordedLook.parse({
    recordId: record_id,
    at: start_time,
    organisation: organisation.userID,
    role: professional.roleIDCode,
    purpose: professional.purposeOfUse,
    emergency,
    opened,
  });
  return { look, place: { writtenAt: written_at, recordId: record_id } };
}
