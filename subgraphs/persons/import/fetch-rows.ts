// A query's rows, some at a time, with room for other statements in between (a cursor of the driver keeps the connection to itself).
import type postgres from 'postgres';

const AT_ONCE = 500;

/** `name` and `query` are text of ours, without any value from outside. */
export async function* fetchRows(sql: postgres.TransactionSql, name: string, query: string): AsyncGenerator<unknown[]> {
  await sql.unsafe(`declare ${name} no scroll cursor for ${query}`);
  for (;;) {
    const rows = await sql.unsafe(`fetch ${AT_ONCE} from ${name}`);
    if (rows.length === 0) break;
    yield [...rows];
  }
  await sql.unsafe(`close ${name}`);
}
