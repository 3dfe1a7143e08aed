// `npm run audit -- verify` as an auditor runs it: exit codes, positions, sentences; never a stack, a password or a row.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openAuditLog } from '../../gateway/adapters/store/audit-log.ts';
import { connect } from '../../gateway/adapters/store/connect.ts';
import { openTestStore, type TestStore } from '../store/a-store.ts';

const PROJECT = join(import.meta.dirname, '../..');

describe('the audit command', () => {
  let store: TestStore;
  let folder: string;
  let instance: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'samenzicht-audit-'));
    store = await openTestStore();
    const log = await openAuditLog({ databaseUrl: store.url, wall: Date.now });
    instance = log.instance;
    for (const recordId of ['one', 'two', 'three'])
      await log.append([{ recordId, kind: 'DECISION', body: { CANARY: 1 } }]);
    await log.close();
  });
  afterAll(async () => {
    await store.drop();
    rmSync(folder, { recursive: true });
  });

  type Ended = { readonly code: number; readonly out: string; readonly err: string };
  const run = (args: readonly string[], env: Record<string, string> = {}) =>
    new Promise<Ended>((resolve) => {
      const child = execFile(
        process.execPath,
        [join(PROJECT, 'bin/audit.js'), ...args],
        { env: { SAMENZICHT_DATA: folder, DATABASE_URL: store.url, ...env } },
        (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });

  test('ends with 0 and names where each chain ends', async () => {
    const { code, out, err } = await run(['verify']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('The record is sound: 3 rows in 1 chains.');
    expect(out).toContain(`chain ${instance} ends at row 3, hash `);
  });

  test('ends with 1 and the position of a changed row', async () => {
    const heads = join(folder, 'heads.json');
    expect((await run(['verify', '--save', heads])).code).toBe(0);
    expect((await run(['verify', '--anchor', heads])).code).toBe(0);
    const url = new URL(inject('postgresUrl'));
    url.pathname = new URL(store.url).pathname;
    const admin = connect(url.href, { max: 1, patience: 5000 });
    await admin`SET session_replication_role = replica`;
    await admin`UPDATE audit_row SET body = '{"CANARY":2}' WHERE seq = 2`;
    const changed = await run(['verify']);
    await admin`UPDATE audit_row SET body = '{"CANARY":1}' WHERE seq = 2`;
    await admin.end();
    expect(changed).toMatchObject({ code: 1, err: '' });
    expect(changed.out).toContain(`chain ${instance}, row 2: is not as it was written`);
    expect(changed.out).not.toContain('CANARY');
    writeFileSync(heads, readFileSync(heads, 'utf8').replace(/"seq": "3"/, '"seq": "9"'));
    const behind = await run(['verify', '--anchor', heads]);
    expect(behind).toMatchObject({ code: 1 });
    expect(behind.out).toContain('row 9: is not what a later chain or the anchor saw there');
  });

  test('explains itself, and ends with 2 on what it does not understand', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, err: '', out: expect.stringContaining('What it proves') });
    expect(await run([])).toMatchObject({ code: 2, err: expect.stringContaining('Name one verb') });
    expect(await run(['verify', '--nonsense'])).toMatchObject({ code: 2, err: expect.stringContaining('--help') });
    for (const verb of ['replay', 'export']) {
      expect(await run([verb])).toMatchObject({ code: 2, err: expect.stringContaining('is not there yet') });
    }
  });

  test('ends with 3 and a sentence when the record cannot be read', async () => {
    const unreadable: Readonly<Record<string, readonly [args: readonly string[], env: Record<string, string>]>> = {
      'No running installation was found': [['verify'], { DATABASE_URL: '' }],
      'DATABASE_URL is not the address': [['verify'], { DATABASE_URL: 'nonsense' }],
      'Is PostgreSQL running?': [['verify'], { DATABASE_URL: 'postgres://x:CANARY@127.0.0.1:1/x' }],
      'There is no record yet': [['verify'], { DATABASE_URL: inject('postgresUrl') }],
      'cannot be read as saved heads': [['verify', '--anchor', join(folder, 'none.json')], {}],
    };
    for (const [sentence, [args, env]] of Object.entries(unreadable)) {
      const { code, out, err } = await run(args, env);
      expect({ code, out }, sentence).toEqual({ code: 3, out: '' });
      expect(err).toContain(sentence);
      expect(err).not.toMatch(/CANARY|\n\s+at /);
    }
  });
});
