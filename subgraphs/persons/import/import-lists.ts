// A file of person lists into the register's database: all of it in one transaction, or nothing. A summary leaves.
import { readFile } from 'node:fs/promises';
import postgres from 'postgres';
import { z } from 'zod';
import type { LocalDate } from '../../../schema/identifiers.ts';
import type { CustodyKind } from '../../../schema/names/relation.ts';
import type { PersonList } from './person-list.ts';
import { FileProblem } from './problem.ts';
import { readLists } from './read-lists.ts';
import { readPerson } from './read-person.ts';
import { readRows } from './read-rows.ts';
import { rebuild } from './rebuild.ts';
import type { Changes } from './write.ts';

export interface ImportLists {
  /** For a role that owns the register's tables. */
  readonly databaseUrl: string;
  readonly file: string;
  /** The day as of which custody is judged. */
  readonly on: LocalDate;
  readonly onProgress?: (progress: Progress) => void;
  /** Aborted: the import ends and leaves what was there. */
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly bytes: number;
  readonly lists: number;
  readonly doing: 'READING' | 'WRITING';
}

export interface Refused {
  readonly line: number;
  /** Holds no value of the file. */
  readonly why: string;
}

export interface Summary {
  /** Lists in the file, refused ones too. */
  readonly lists: number;
  readonly uniqueBsns: number;
  /** Of these, outside the range that is meant for tests. */
  readonly outsideTestRange: number;
  readonly refused: readonly Refused[];
  readonly relativesWithoutBsn: number;
  readonly unmarkedRows: number;
  readonly changes: Changes;
  /** Children by kind of custody, over everything imported so far. */
  readonly custody: ReadonlyMap<CustodyKind, number>;
}

/** Rejects with FileProblem where the file cannot be read, and with any error of the database; nothing has changed then. */
export async function importLists(input: ImportLists): Promise<Summary> {
  const sql = postgres(input.databaseUrl, { max: 1, onnotice: () => {} });
  const end = (): void => void sql.end({ timeout: 0 }).catch(() => {});
  input.signal?.addEventListener('abort', end, { once: true });
  try {
    input.signal?.throwIfAborted();
    return await sql.begin((transaction) => importInto(transaction, input));
  } catch (error) {
    input.signal?.throwIfAborted();
    throw error;
  } finally {
    input.signal?.removeEventListener('abort', end);
    await sql.end({ timeout: 2 });
  }
}

/** What was imported before, into tables that a world has just been loaded into. Nothing imported: nothing happens. */
export async function restoreImported(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select to_regclass('imported.judged') is not null as there`;
    if (found?.there !== true) return;
    const [judged] = z
      .array(z.object({ on: z.iso.date().brand<'LocalDate'>() }))
      .parse([...(await sql`select on_day as on from imported.judged`)]);
    if (judged !== undefined) await sql.begin((transaction) => rebuild(transaction, judged.on));
  } finally {
    await sql.end({ timeout: 2 });
  }
}

const AT_ONCE = 500;
/** The range that is meant for tests (domain of synthetic BSNs). */
const FIRST_TEST_BSN = 999_900_006;
const LAST_TEST_BSN = 999_999_990;

async function importInto(
  sql: postgres.TransactionSql,
  { file, on, onProgress, signal }: ImportLists,
): Promise<Summary> {
  // A second import waits for the first.
  await sql`select pg_advisory_xact_lock(hashtext('samenzicht import'))`;
  await sql.unsafe(await readFile(new URL('tables.sql', import.meta.url), 'utf8'));
  let bytes = 0;
  let lists = 0;
  let relativesWithoutBsn = 0;
  let unmarkedRows = 0;
  let outsideTestRange = 0;
  const refused: Refused[] = [];
  const lineOf = new Map<string, number>();
  let batch: { readonly line: number; readonly list: PersonList }[] = [];
  const tell = (doing: Progress['doing']): void => onProgress?.({ bytes, lists, doing });
  let ownedByWorld = 0;
  const keepBatch = async (): Promise<void> => {
    const owned = await keep(sql, batch);
    ownedByWorld += owned.length;
    refused.push(...owned);
    batch = [];
  };

  for await (const found of readLists(readRows(file, (read) => (bytes = read)))) {
    signal?.throwIfAborted();
    lists += 1;
    tell('READING');
    if ('why' in found) {
      refused.push(found);
      continue;
    }
    const read = readPerson(found.categories);
    if ('why' in read) {
      refused.push({ line: found.line, why: read.why });
      continue;
    }
    const { list } = read;
    const before = lineOf.get(list.bsn);
    if (before !== undefined) {
      refused.push({ line: found.line, why: `another list has this BSN already (line ${before})` });
      continue;
    }
    lineOf.set(list.bsn, found.line);
    const number = Number(list.bsn);
    if (number < FIRST_TEST_BSN || number > LAST_TEST_BSN) outsideTestRange += 1;
    relativesWithoutBsn += read.relativesWithoutBsn;
    unmarkedRows += read.unmarked;
    batch.push({ line: found.line, list });
    if (batch.length === AT_ONCE) await keepBatch();
  }
  await keepBatch();
  if (lists === 0) throw new FileProblem('EMPTY', 'The file has its row of column names, and no person list below it.');
  tell('WRITING');
  const { changes, custody } = await rebuild(sql, on);
  return {
    lists,
    uniqueBsns: lineOf.size - ownedByWorld,
    outsideTestRange,
    refused: refused.sort((a, b) => a.line - b.line),
    relativesWithoutBsn,
    unmarkedRows,
    changes,
    custody,
  };
}

const bsns = z.array(z.object({ bsn: z.string() }));

/** Keeps these lists in place of earlier ones of the same people; gives those that the world owns. */
async function keep(
  sql: postgres.TransactionSql,
  batch: readonly { readonly line: number; readonly list: PersonList }[],
): Promise<Refused[]> {
  const numbers = batch.map(({ list }) => list.bsn);
  const owned = new Set(
    bsns
      .parse([...(await sql`select bsn from register.person where bsn = any(${numbers}) and origin is null`)])
      .map(({ bsn }) => bsn),
  );
  const lists = batch.flatMap(({ list }) => (owned.has(list.bsn) ? [] : [list]));
  await sql`
    insert into imported.list (bsn, list)
    select value ->> 'bsn', value from jsonb_array_elements(${JSON.stringify(lists)}::text::jsonb)
    on conflict (bsn) do update set list = excluded.list where imported.list.list <> excluded.list`;
  return batch.flatMap(({ line, list }) =>
    owned.has(list.bsn)
      ? [{ line, why: 'a person of the loaded world has this BSN, and keeps what the world says' }]
      : [],
  );
}
