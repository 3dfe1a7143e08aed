// Guarantee G6; an administrator of the database with every right changes the record, and each change is found with its position.
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { openAuditLog } from '../../gateway/adapters/store/audit-log.ts';
import { verifyRecord } from '../../gateway/adapters/store/audit-verify.ts';
import { linkHash } from '../../gateway/adapters/store/chain.ts';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { openTestStore, type TestStore } from '../store/a-store.ts';

describe('the record under an administrator’s hands', () => {
  let store: TestStore;
  let admin: Sql;
  let chain: string;
  beforeEach(async () => {
    store = await openTestStore();
    const url = new URL(inject('postgresUrl'));
    url.pathname = new URL(store.url).pathname;
    admin = connect(url.href, { max: 1, patience: 5000 });
    await admin`SET session_replication_role = replica`;
    chain = await writeRows(6);
  });
  afterEach(async () => {
    await admin.end();
    await store.drop();
  });

  async function writeRows(rows: number): Promise<string> {
    const log = await openAuditLog({ databaseUrl: store.url, wall: () => 1_780_000_000_000 });
    for (let at = 1; at <= rows; at += 1)
      await log.append([{ recordId: `record-${at}`, kind: 'DECISION', body: { at } }]);
    await log.close();
    return log.instance;
  }
  const found = async (anchor?: Parameters<typeof verifyRecord>[1]) =>
    (await verifyRecord(store.sql, anchor)).findings.map(
      ({ instance, seq, kind }) => `${instance === chain ? '' : 'other '}${seq} ${kind}`,
    );

  test('is sound while nobody has touched it', async () => {
    expect(await found()).toEqual([]);
  });

  const changes: Readonly<Record<string, readonly [change: string, findings: readonly string[]]>> = {
    'a body that was changed': [`UPDATE audit_row SET body = '{"at":9}' WHERE seq = 3`, ['3 CHANGED']],
    'a kind that was changed': [`UPDATE audit_row SET kind = 'ALARM' WHERE seq = 3`, ['3 CHANGED']],
    'a record id that was changed': [`UPDATE audit_row SET record_id = 'x' WHERE seq = 1`, ['1 CHANGED']],
    'a time that was changed': [`UPDATE audit_row SET written_at = written_at + 1 WHERE seq = 6`, ['6 CHANGED']],
    'a hash that was changed': [`UPDATE audit_row SET hash = sha256('x') WHERE seq = 4`, ['4 CHANGED']],
    'a row that was removed': [`DELETE FROM audit_row WHERE seq = 3`, ['3 MISSING']],
    'the first row removed': [`DELETE FROM audit_row WHERE seq = 1`, ['1 MISSING']],
    'the tail removed': [`DELETE FROM audit_row WHERE seq > 4`, ['5 MISSING', '6 MISSING']],
    'all rows removed': [
      'DELETE FROM audit_row',
      ['1 MISSING', '2 MISSING', '3 MISSING', '4 MISSING', '5 MISSING', '6 MISSING'],
    ],
    'two rows that changed places': [
      `UPDATE audit_row SET seq = CASE seq WHEN 2 THEN 102 ELSE 103 END WHERE seq IN (2, 3);
       UPDATE audit_row SET seq = CASE seq WHEN 102 THEN 3 ELSE 2 END WHERE seq > 100`,
      ['2 CHANGED', '3 CHANGED'],
    ],
    'a row put in behind the head': [
      `INSERT INTO audit_row SELECT instance, 7, record_id, kind, written_at, body, hash, hash FROM audit_row WHERE seq = 6`,
      ['7 CHANGED', '7 NOT_COUNTED'],
    ],
    'a tail removed and the head moved back, wrongly': [
      `DELETE FROM audit_row WHERE seq > 4; UPDATE audit_chain SET seq = 4`,
      ['4 CHANGED'],
    ],
    'a genesis that was changed': [`UPDATE audit_chain SET genesis = '[ ]'`, ['0 CHANGED']],
  };
  test.each(Object.entries(changes))('shows %s', async (_what, [change, findings]) => {
    await admin.unsafe(change);
    expect(await found()).toEqual(findings);
  });

  test('shows a row that was rewritten together with its own hash', async () => {
    await rewrite(3n, '{"at":9}');
    expect(await found()).toEqual(['3 CHANGED']);
  });

  test('shows a last row that was rewritten together with its own hash', async () => {
    await rewrite(6n, '{"at":9}');
    expect(await found()).toEqual(['6 CHANGED']);
  });

  test('shows to the next process’s chain that rows and head of this one were taken away together', async () => {
    await writeRows(1);
    await cutBackTo(4);
    expect(await found()).toEqual(['6 NOT_AS_SEEN']);
  });

  test('shows to the next process’s chain that this one is gone as a whole', async () => {
    await writeRows(1);
    await admin`DELETE FROM audit_row WHERE instance = ${chain}`;
    await admin`DELETE FROM audit_chain WHERE instance = ${chain}`;
    expect(await found()).toEqual(['null CHAIN_MISSING']);
  });

  test('shows to heads kept elsewhere what nothing in the database can show: a tail and its head taken away', async () => {
    const { heads } = await verifyRecord(store.sql);
    await cutBackTo(4);
    expect(await found()).toEqual([]);
    expect(await found(heads)).toEqual(['6 NOT_AS_SEEN']);
  });

  async function cutBackTo(seq: number): Promise<void> {
    await admin`DELETE FROM audit_row WHERE instance = ${chain} AND seq > ${seq}`;
    await admin`UPDATE audit_chain SET seq = ${seq}, hash = (SELECT hash FROM audit_row WHERE instance = ${chain} AND seq = ${seq})
      WHERE instance = ${chain}`;
  }

  async function rewrite(seq: bigint, body: string): Promise<void> {
    const [row] = await admin`SELECT * FROM audit_row WHERE instance = ${chain} AND seq = ${String(seq)}`;
    if (row === undefined) throw new Error('no such row');
    const link = {
      instance: chain,
      seq,
      recordId: row.record_id,
      kind: row.kind,
      writtenAt: BigInt(row.written_at),
      body,
    };
    const hash = linkHash(row.previous, link);
    await admin`UPDATE audit_row SET body = ${body}, hash = ${hash} WHERE instance = ${chain} AND seq = ${String(seq)}`;
  }
});
