// The record's write side (port AuditLog): rows in; resolves when they are durable and linked, rejects when they cannot be.
// One chain for each gateway process; what arrives while a batch is being written goes together in the next one.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Along } from '../../vocabulary/along.ts';
import type { AuditLog, AuditRow } from '../../vocabulary/ports.ts';
import type { AlongWriter } from './along.ts';
import type { Transaction } from './books.ts';
import { genesisHash, linkHash } from './chain.ts';
import { connect, type Sql } from './connect.ts';

export type AuditLogSettings = {
  readonly databaseUrl: string;
  /** ms after which an answer no longer waits. */
  readonly patience?: number;
  readonly wall: () => number;
  /** Absent: nothing is kept along with the record. */
  readonly along?: AlongWriter;
};

export type OpenAuditLog = AuditLog & {
  readonly instance: string;
  /** Waits for what is being written. */
  readonly close: () => Promise<void>;
};

/** Nothing was promised to be durable: no data may leave. */
export class AuditNotWritten extends Error {
  constructor(cause: 'late' | 'failed' | 'closed') {
    super(`the record was not written: ${cause}`);
    this.name = 'AuditNotWritten';
  }
}

type Speaker = Sql | Transaction;
type Head = { readonly seq: bigint; readonly hash: Buffer };
type Waiting = {
  readonly rows: readonly AuditRow[];
  readonly along: Along | null;
  readonly done: () => void;
  readonly failed: (error: AuditNotWritten) => void;
  /** Set when its answer no longer waits: it is not written any more. */
  late: boolean;
};

const headRows = z.tuple([z.object({ seq: z.string().transform(BigInt), hash: z.instanceof(Buffer) })]);
const otherHeads = z.array(z.object({ instance: z.string(), seq: z.string(), hash: z.string() }));
const MOST_ROWS = 2000;
/** Chains that began longer ago (ms) are named by the chains of their own days. */
const NAMED_FOR = 400n * 86_400_000n;

export async function openAuditLog({
  databaseUrl,
  patience = 2000,
  wall,
  along: keeper,
}: AuditLogSettings): Promise<OpenAuditLog> {
  const instance = randomUUID();
  const open = (): Sql => connect(databaseUrl, { max: 1, patience });
  let sql = open();
  // Undefined: what the last batch came to is not known, so the head is read again first.
  let head: Head | undefined;
  let closed = false;
  let busy = false;
  let writing: Promise<void> | undefined;
  const waiting: Waiting[] = [];

  try {
    head = await begin(sql, instance, BigInt(wall()));
  } catch (error) {
    await sql.end({ timeout: 0 });
    throw error;
  }

  const writeBatch = async (batch: readonly Waiting[]): Promise<void> => {
    const from = head;
    head = undefined;
    const rows = batch.flatMap((one) => one.rows);
    try {
      const start = from ?? (await inTime(readHead(sql, instance), patience));
      const along = batch.flatMap((one) => one.along ?? []);
      const add = (on: Speaker): Promise<Head> => write(on, instance, start, rows, BigInt(wall()));
      // Most answers bring nothing new along: one statement, one round trip.
      const work = keeper === undefined || along.length === 0 ? add(sql) : addWith(sql, add, keeper, along);
      head = await inTime(work, patience);
      keeper?.wrote(along);
      for (const one of batch) one.done();
    } catch (error) {
      const late = error instanceof AuditNotWritten;
      // The database's own text may quote a row: it goes nowhere.
      for (const one of batch) one.failed(late ? error : new AuditNotWritten('failed'));
      if (!late) return;
      // A connection that says nothing for so long is left; whatever it still writes is found by reading the head again.
      void sql.end({ timeout: 0 }).catch(() => {});
      sql = open();
    }
  };

  const writeAll = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) {
      const batch = take(waiting);
      if (batch.length > 0) await writeBatch(batch);
    }
    // In the same turn as the look at what waits: a row that came in between would wait for nobody.
    busy = false;
  };

  return {
    instance,
    append(rows, more) {
      if (closed) return Promise.reject(new AuditNotWritten('closed'));
      if (rows.length === 0) return Promise.reject(new TypeError('nothing to record'));
      const along = more === undefined ? null : (keeper?.fresh(more) ?? null);
      return new Promise((resolve, reject) => {
        const one: Waiting = { rows, along, done: settle(resolve), failed: settle(reject), late: false };
        const timer = setTimeout(() => {
          one.late = true;
          reject(new AuditNotWritten('late'));
        }, patience);
        function settle<Value>(then: (value: Value) => void): (value: Value) => void {
          return (value) => {
            clearTimeout(timer);
            then(value);
          };
        }
        waiting.push(one);
        if (!busy) writing = writeAll();
      });
    },
    async close() {
      closed = true;
      await writing;
      await sql.end({ timeout: 1 });
    },
  };
}

/** The oldest that still wait, up to MOST_ROWS rows together (one request's rows are never split). */
function take(waiting: Waiting[]): readonly Waiting[] {
  const batch: Waiting[] = [];
  let rows = 0;
  while (waiting.length > 0 && rows < MOST_ROWS) {
    const next = waiting.shift();
    if (next === undefined || next.late) continue;
    rows += next.rows.length;
    batch.push(next);
  }
  return batch;
}

/** Rejects with AuditNotWritten when the work takes longer; its own outcome then counts no more. */
async function inTime<Value>(work: Promise<Value>, patience: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AuditNotWritten('late')), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function begin(sql: Sql, instance: string, openedAt: bigint): Promise<Head> {
  return sql.begin(async (tx) => {
    // The others stand still for a moment, so that the genesis names their real heads.
    const others = otherHeads.parse(
      await tx`SELECT instance::text, seq::text, encode(hash, 'hex') AS hash FROM audit_chain
        WHERE opened_at > ${String(openedAt - NAMED_FOR)} ORDER BY instance FOR SHARE`,
    );
    const genesis = JSON.stringify(others);
    const hash = genesisHash(instance, openedAt, genesis);
    await tx`INSERT INTO audit_chain (instance, genesis, opened_at, seq, hash)
      VALUES (${instance}, ${genesis}, ${String(openedAt)}, 0, ${hash})`;
    return { seq: 0n, hash };
  });
}

/** The rows of the record and what is kept along with them: all or nothing. */
async function addWith(
  sql: Sql,
  add: (on: Speaker) => Promise<Head>,
  keeper: AlongWriter,
  along: readonly Along[],
): Promise<Head> {
  return sql.begin(async (tx) => {
    const head = await add(tx);
    await keeper.write(tx, along);
    return head;
  });
}

async function readHead(sql: Sql, instance: string): Promise<Head> {
  return headRows.parse(await sql`SELECT seq, hash FROM audit_chain WHERE instance = ${instance}`)[0];
}

/** INVARIANT one chain: the head moves only from where we think it is, in the statement that adds the rows; else nothing is added. */
async function write(
  sql: Speaker,
  instance: string,
  from: Head,
  rows: readonly AuditRow[],
  writtenAt: bigint,
): Promise<Head> {
  let { seq, hash } = from;
  const links = rows.map(({ recordId, kind, body }) => {
    seq += 1n;
    const link = { instance, seq, recordId, kind, writtenAt, body: JSON.stringify(body) };
    const previous = hash;
    hash = linkHash(previous, link);
    return { ...link, previous: previous.toString('hex'), hash: hash.toString('hex') };
  });
  // JSON has no line breaks between its signs, so lines are a list that neither side has to escape.
  const lines = (of: (link: (typeof links)[number]) => string): string => links.map(of).join('\n');
  const added = await sql`
    WITH head AS (
      UPDATE audit_chain SET seq = ${String(seq)}, hash = ${hash}
      WHERE instance = ${instance} AND seq = ${String(from.seq)} AND hash = ${from.hash}
      RETURNING instance
    )
    INSERT INTO audit_row (instance, seq, record_id, kind, written_at, body, previous, hash)
    SELECT head.instance, link.seq, link.record_id, link.kind, ${String(writtenAt)}, link.body,
      decode(link.previous, 'hex'), decode(link.hash, 'hex')
    FROM head, unnest(
      string_to_array(${lines((one) => String(one.seq))}, E'\\n')::bigint[],
      string_to_array(${lines((one) => one.recordId)}, E'\\n'), string_to_array(${lines((one) => one.kind)}, E'\\n'),
      string_to_array(${lines((one) => one.body)}, E'\\n'),
      string_to_array(${lines((one) => one.previous)}, E'\\n'), string_to_array(${lines((one) => one.hash)}, E'\\n')
    ) AS link (seq, record_id, kind, body, previous, hash)`;
  if (added.count !== rows.length) throw new Error('the chain of the record is not where it was left');
  return { seq, hash };
}
