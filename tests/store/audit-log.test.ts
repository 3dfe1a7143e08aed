import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AuditNotWritten, openAuditLog } from '../../gateway/adapters/store/audit-log.ts';
import { verifyRecord } from '../../gateway/adapters/store/audit-verify.ts';
import type { Sql } from '../../gateway/adapters/store/connect.ts';
import type { AuditRow } from '../../gateway/vocabulary/ports.ts';
import { openTestStore, type TestStore } from './a-store.ts';

const row = (recordId: string, kind: AuditRow['kind'] = 'DECISION'): AuditRow => ({
  recordId,
  kind,
  body: { b: 1, a: `${recordId}\nline` },
});
const wall = () => 1_780_000_000_000;

describe('the record', () => {
  let store: TestStore;
  beforeEach(async () => {
    store = await openTestStore();
  });
  afterEach(() => store.drop());
  const open = (settings: { patience?: number; databaseUrl?: string } = {}) =>
    openAuditLog({ databaseUrl: store.url, wall, ...settings });

  test('holds what was appended, in order, with its body as the text that was hashed', async () => {
    const log = await open();
    await log.append([row('one'), row('one', 'PROCESSING')]);
    await log.append([row('two')]);
    await log.close();
    const rows = await store.sql`SELECT seq, record_id, kind, body, written_at FROM audit_row ORDER BY seq`;
    expect(rows.map((one) => [one.seq, one.record_id, one.kind])).toEqual([
      ['1', 'one', 'DECISION'],
      ['2', 'one', 'PROCESSING'],
      ['3', 'two', 'DECISION'],
    ]);
    expect(rows[0]?.body).toBe('{"b":1,"a":"one\\nline"}');
    expect(rows[0]?.written_at).toBe('1780000000000');
    expect((await verifyRecord(store.sql)).findings).toEqual([]);
  });

  test('leaves nobody waiting who comes just when a batch is done', async () => {
    const log = await open();
    const started = performance.now();
    // An answer comes back some turns of the event loop's microtasks after its batch; each number of turns once and again.
    for (let turns = 0; turns < 40; turns += 1) {
      await log.append([row(`first-${turns}`)]);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      await log.append([row(`second-${turns}`)]);
    }
    expect(performance.now() - started).toBeLessThan(1900);
    await log.close();
  });

  test('is one chain, however many answers wait at the same time', async () => {
    const log = await open();
    const many = Array.from({ length: 500 }, (_, at) => log.append([row(`r${at}`), row(`r${at}`, 'PROCESSING')]));
    await Promise.all(many);
    await log.close();
    const verification = await verifyRecord(store.sql);
    expect(verification).toMatchObject({ chains: 1, rows: 1000, findings: [] });
    const [counted] = await store.sql`SELECT count(DISTINCT record_id) AS records FROM audit_row`;
    expect(counted?.records).toBe('500');
  });

  test('has a chain for each gateway process, all sound together', async () => {
    const logs = await Promise.all([open(), open(), open()]);
    await Promise.all(logs.flatMap((log, at) => Array.from({ length: 50 }, (_, n) => log.append([row(`${at}-${n}`)]))));
    await Promise.all(logs.map((log) => log.close()));
    expect(await verifyRecord(store.sql)).toMatchObject({ chains: 3, rows: 150, findings: [] });
  });

  test('waits for the disk in every session of the store, whatever the server does by default', async () => {
    const setting = async (sql: Sql) => (await sql`SHOW synchronous_commit`)[0]?.synchronous_commit;
    expect(await setting(store.sql)).toBe('on');
  });

  test('cannot be changed, emptied or shortened by the gateway’s own role', async () => {
    const log = await open();
    await log.append([row('one')]);
    await log.close();
    const attempts = [
      `UPDATE audit_row SET body = '{}'`,
      'DELETE FROM audit_row',
      'TRUNCATE audit_row',
      'DELETE FROM audit_chain',
      'TRUNCATE audit_chain CASCADE',
      'UPDATE audit_chain SET seq = 0',
      `UPDATE audit_chain SET genesis = '[1]', seq = seq + 1`,
    ];
    for (const attempt of attempts)
      await expect(store.sql.unsafe(attempt), attempt).rejects.toMatchObject({ code: '42501' });
  });

  test('says so when its database is gone, and takes up its chain when it is back', async () => {
    const line = await lineTo(store.url);
    const log = await open({ databaseUrl: line.url, patience: 300 });
    await log.append([row('before')]);
    await line.cut();
    await expect(log.append([row('lost')])).rejects.toBeInstanceOf(AuditNotWritten);
    await line.restore();
    await expect
      .poll(
        () =>
          log.append([row('after')]).then(
            () => 'written',
            () => 'refused',
          ),
        { timeout: 8000 },
      )
      .toBe('written');
    await log.close();
    await line.cut();
    expect((await verifyRecord(store.sql)).findings).toEqual([]);
  });

  test('makes no answer wait longer than its patience when the database says nothing', async () => {
    const line = await lineTo(store.url);
    const log = await open({ databaseUrl: line.url, patience: 500 });
    await log.append([row('before')]);
    line.silence();
    const started = performance.now();
    const one = log.append([row('one')]);
    // The other comes when the first is on its way, and waits behind it.
    const two = sleep(50).then(() => log.append([row('two')]));
    const tried = await Promise.allSettled([one, two]);
    expect(tried.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(performance.now() - started).toBeLessThan(900);
    await line.cut();
    await line.restore();
    await expect
      .poll(
        () =>
          log.append([row('after')]).then(
            () => 'written',
            () => 'refused',
          ),
        { timeout: 8000 },
      )
      .toBe('written');
    await log.close();
    await line.cut();
    expect((await verifyRecord(store.sql)).findings).toEqual([]);
  });

  test('goes on after a batch whose fate it did not hear: written or not, the chain stays one', async () => {
    const line = await lineTo(store.url);
    const log = await open({ databaseUrl: line.url, patience: 300 });
    await log.append([row('before')]);
    line.deafen();
    await expect(log.append([row('unheard')])).rejects.toBeInstanceOf(AuditNotWritten);
    await line.cut();
    await line.restore();
    await expect
      .poll(
        () =>
          log.append([row('after')]).then(
            () => 'written',
            () => 'refused',
          ),
        { timeout: 8000 },
      )
      .toBe('written');
    await log.close();
    await line.cut();
    const verification = await verifyRecord(store.sql);
    expect(verification.findings).toEqual([]);
    const written = await store.sql`SELECT record_id FROM audit_row ORDER BY seq`;
    expect(written.map((one) => one.record_id).slice(0, 2)).toEqual(['before', 'unheard']);
    expect(written.at(-1)?.record_id).toBe('after');
  });
});

/** A line to the database that can be cut, restored, silenced (nothing passes) or deafened (answers do not come back). */
async function lineTo(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let mode: 'OPEN' | 'SILENT' | 'DEAF' = 'OPEN';
  const server: Server = createServer((near) => {
    const far = dial(Number(target.port), '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    near.on('data', (bytes) => mode !== 'SILENT' && far.write(bytes));
    far.on('data', (bytes) => mode === 'OPEN' && near.write(bytes));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = new URL(databaseUrl);
  url.port = String(address.port);
  return {
    url: url.href,
    silence: () => {
      mode = 'SILENT';
    },
    deafen: () => {
      mode = 'DEAF';
    },
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async restore() {
      mode = 'OPEN';
      await listen(address.port);
    },
  };
}
