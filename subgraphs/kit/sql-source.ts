// A Source on PostgreSQL. The partner publishes one read-only view, `samenzicht.rows`, with a row per kind, person and record; subgraphs/kit/README.md
// says what stands in its columns. One statement per read; what comes out is parsed before it goes on.
import postgres from 'postgres';
import { z } from 'zod';
import type { Oin } from '../../schema/identifiers.ts';
import { type Asked, type Source, sourceRow } from './source.ts';

const STATEMENT_TIMEOUT_MS = 4_000;

const CONNECTIONS = 4;

/**
 * A connection that can only read: also a mistake in a view or a statement changes nothing. `onStatement` is told the text of each
 * statement, never its values.
 */
export function readOnlySql(databaseUrl: string, onStatement?: (text: string) => void): postgres.Sql {
  return postgres(databaseUrl, {
    max: CONNECTIONS,
    connect_timeout: 5,
    onnotice: () => {},
    connection: {
      application_name: 'samenzicht-source',
      default_transaction_read_only: true,
      statement_timeout: STATEMENT_TIMEOUT_MS,
    },
    ...(onStatement === undefined ? {} : { debug: (_connection: number, text: string) => onStatement(text) }),
  });
}

const rows = z.array(sourceRow);

/** `sql` is closed with the source. */
export function sqlSource(sql: postgres.Sql, holder: Oin): Source {
  return {
    async read(asked: readonly Asked[]) {
      if (asked.length === 0) return [];
      const wanted = asked.map(({ kind, subject, from, until, origins }) => ({
        kind,
        subject,
        from,
        until,
        origins: [...origins],
      }));
      // Subjects and kinds also as plain lists: only those does PostgreSQL push down into a view of unions, to the indexes of its tables.
      const subjects = [...new Set(asked.map(({ subject }) => subject))];
      const kinds = [...new Set(asked.map(({ kind }) => kind))];
      // Days are ISO text, perhaps a year alone: compared at the precision of the row, so that nothing is left out that might be inside;
      // the kit decides what is.
      return rows.parse(
        await sql`
          select r.kind, r.subject, r.from_day as "from", r.until_day as "until", r.origin, r.about,
                 r.held_from as "heldFrom", r.shown_to as "shownTo", r.value
          from jsonb_to_recordset(${sql.json(wanted)}) as a(kind text, subject text, "from" text, until text, origins text[])
          join samenzicht.rows r on r.kind = a.kind and r.subject = a.subject
          where r.subject = any(${subjects}) and r.kind = any(${kinds})
            and (r.origin is null or r.origin = ${holder} or r.origin = any(a.origins))
            and (a."from" is null or r.until_day is null or r.until_day >= left(a."from", length(r.until_day)))
            and (a.until is null or r.from_day is null or left(r.from_day, 10) <= a.until)
          order by r.from_day desc nulls last, r.record_id`,
      );
    },
    async ready() {
      await sql`select from samenzicht.rows limit 0`;
      return true;
    },
    close: () => sql.end({ timeout: 5 }),
  };
}
