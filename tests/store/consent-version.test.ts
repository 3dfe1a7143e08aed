import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../gateway/adapters/store/connect.ts';
import { createStore } from '../../gateway/adapters/store/read.ts';
import { writeWorld } from '../../gateway/adapters/store/world.ts';
import { openTestStore, type TestStore } from './a-store.ts';
import { CHILD, sampleWorld, TEAM } from './sample-world.ts';

describe('the consent version', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
    await writeWorld(store.sql, store.sealing, sampleWorld);
  });
  afterAll(() => store.drop());

  const changes = {
    'a consent': `UPDATE consent SET valid_until = valid_until`,
    'a statement': `INSERT INTO consent_statement VALUES ('consent-0001', 2, 'person-mother-0001', 'CUSTODY_HOLDER', 'WITHDRAWN', '2026-05-01T00:00:00Z')`,
    'a release': `DELETE FROM release`,
    'a necessity statement': `DELETE FROM necessity`,
    'a claim': `UPDATE claim SET contested = true`,
    'a shield': `DELETE FROM shield`,
    'a restriction': `TRUNCATE restriction`,
  };

  test.each(Object.entries(changes))('rises with %s', async (_what, statement) => {
    const { consentVersion } = createStore(store.sql, store.sealing);
    const before = await consentVersion();
    await store.sql.unsafe(statement);
    expect(await consentVersion()).toBeGreaterThan(before);
  });

  test('is the one that goes with what was read', async () => {
    const read = createStore(store.sql, store.sealing);
    expect((await read.givenTo(TEAM, [CHILD], [])).version).toBe(await read.consentVersion());
  });

  test('does not rise before the change can be read', async () => {
    const read = createStore(store.sql, store.sealing);
    const before = await read.consentVersion();
    const other = connect(store.url, { max: 1, patience: 5000 });
    try {
      await other.begin(async (tx) => {
        await tx`UPDATE consent SET valid_until = '2026-06-01'`;
        expect(await read.consentVersion()).toBe(before);
        expect((await read.givenTo(TEAM, [CHILD], [])).consents[0]?.until).toBe('2026-12-31');
      });
    } finally {
      await other.end();
    }
    expect(await read.consentVersion()).toBeGreaterThan(before);
    expect((await read.givenTo(TEAM, [CHILD], [])).consents[0]?.until).toBe('2026-06-01');
  });

  test('is told to every gateway that listens', async () => {
    const told = Promise.withResolvers<string>();
    const listening = await store.sql.listen('samenzicht_consent', told.resolve);
    await store.sql`UPDATE consent SET valid_until = valid_until`;
    const read = createStore(store.sql, store.sealing);
    expect(BigInt(await told.promise)).toBe(await read.consentVersion());
    await listening.unlisten();
  });
});
