import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRegistry, readRegistry } from '../../gateway/adapters/registry.ts';
import { connect } from '../../gateway/adapters/store/connect.ts';
import { createStore } from '../../gateway/adapters/store/read.ts';
import { keepTouch } from '../../gateway/adapters/store/touch.ts';
import { WorldRefused, writeWorld } from '../../gateway/adapters/store/world.ts';
import { openTestStore, type TestStore } from './a-store.ts';
import { CHILD, OTHER_TEAM, SAFE_HOME, sampleWorld, TEAM } from './sample-world.ts';

const empty = {
  registrations: [],
  issuers: [],
  consents: [],
  releases: [],
  necessities: [],
  claims: [],
  shields: [],
  restrictions: [],
};

describe('writing a world', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.drop());
  const write = (world: Parameters<typeof writeWorld>[2]) => writeWorld(store.sql, store.sealing, world);
  const given = () => createStore(store.sql, store.sealing).givenTo(TEAM, [CHILD], []);

  test('replaces what an earlier world wrote', async () => {
    await write(sampleWorld);
    await write(sampleWorld);
    expect((await given()).consents.map(({ id }) => id)).toEqual(['consent-0001']);
    await write(empty);
    expect((await given()).consents).toEqual([]);
    expect((await readRegistry(store.sql)).registrations()).toEqual([]);
  });

  test('leaves alone what was written otherwise', async () => {
    await write(sampleWorld);
    await store.sql`UPDATE consent SET origin = 'OFFICE'`;
    await write(empty);
    expect((await given()).consents.map(({ id }) => id)).toEqual(['consent-0001']);
  });

  test('is refused as a whole when it names a row that is not the world’s', async () => {
    const refused = await write(sampleWorld).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(WorldRefused);
    expect(String(refused)).toContain('a row of "consent" breaks the rule "consent_pkey"');
    expect(String(refused)).not.toContain('CANARY');
    expect((await given()).releases).toEqual([]);
    await store.sql`DELETE FROM consent`;
  });

  test('is refused when an organisation would give consent to itself', async () => {
    const [consent] = sampleWorld.consents;
    if (consent === undefined) throw new Error('the sample world has a consent');
    await expect(write({ ...sampleWorld, consents: [{ ...consent, recipient: OTHER_TEAM }] })).rejects.toThrow(
      'giver_is_not_recipient',
    );
  });

  test('fills the registry: a holder can be asked, an organisation without a source cannot', async () => {
    await write(sampleWorld);
    const registry = await readRegistry(store.sql);
    expect(registry.registrations().map(({ organisation }) => organisation.oin)).toEqual([TEAM, OTHER_TEAM, SAFE_HOME]);
    expect(registry.holder(TEAM)?.url).toBe('http://127.0.0.1:4021');
    expect(registry.holder(SAFE_HOME)).toBeUndefined();
    expect(registry.issuer('http://127.0.0.1:4095')?.organisations).toEqual([TEAM, OTHER_TEAM]);
    expect(registry.issuer('http://127.0.0.1:4096')).toBeUndefined();
  });

  test('is seen by a running gateway without a restart', async () => {
    const { registry, topic } = await openRegistry(store.sql);
    const open = () => connect(store.url, { max: 1, patience: 5000 });
    const touch = await keepTouch({ open, topics: [topic], lost: () => {} });
    try {
      expect(registry.holder(TEAM)).toBeDefined();
      await write({ ...sampleWorld, registrations: sampleWorld.registrations.slice(1) });
      await expect.poll(() => registry.holder(TEAM)).toBeUndefined();
      expect(registry.holder(OTHER_TEAM)).toBeDefined();
      expect(await touch.inTouch()).toBe(true);
    } finally {
      await touch.close();
    }
  });
});
