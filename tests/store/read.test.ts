import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStore } from '../../gateway/adapters/store/read.ts';
import { writeWorld } from '../../gateway/adapters/store/world.ts';
import { storedRelease } from '../../gateway/vocabulary/stored.ts';
import { caseId, innerKey, localDate } from '../../schema/identifiers.ts';
import { everythingStored, openTestStore, type TestStore } from './a-store.ts';
import { CHILD, MOTHER, OTHER_TEAM, SAFE_HOME, sampleWorld, TEAM } from './sample-world.ts';

const sampleRelease = (change: Readonly<Record<string, unknown>> = {}) =>
  storedRelease.parse({
    id: 'release-0002',
    kind: 'ANSWER',
    about: CHILD,
    holder: OTHER_TEAM,
    recipient: MOTHER,
    roles: ['DATA_SUBJECT'],
    purposes: ['OWN_FILE'],
    categories: ['PLAN'],
    basis: 'avg-15:child',
    from: '2026-01-01',
    until: '2026-12-31',
    ...change,
  });
const CASE = caseId.parse('case-noord-0001');
const STRANGER = innerKey.parse('person-stranger-0001');
const day = (text: string) => localDate.parse(text);

describe('what was given', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
    await writeWorld(store.sql, store.sealing, sampleWorld);
  });
  afterAll(() => store.drop());
  const read = () => createStore(store.sql, store.sealing);

  test('is read back as it was written, with what is sealed opened', async () => {
    const given = await read().givenTo(TEAM, [CHILD, MOTHER], [CASE]);
    expect(given.consents).toEqual(sampleWorld.consents);
    expect(given.releases).toEqual(sampleWorld.releases);
    expect(given.necessities).toEqual(sampleWorld.necessities);
    expect(given.claims).toEqual(sampleWorld.claims);
    expect(given.restrictions).toEqual(sampleWorld.restrictions);
  });

  test('to one organisation is not given to another', async () => {
    const { version: _version, ...given } = await read().givenTo(OTHER_TEAM, [CHILD, MOTHER], [CASE]);
    const nothing = { consents: [], releases: [], requests: [], necessities: [], claims: [], contested: [] };
    expect(given).toEqual({ ...nothing, restrictions: [] });
    expect((await read().givenTo(SAFE_HOME, [CHILD], [CASE])).consents).toEqual([]);
  });

  test('about one person says nothing about another', async () => {
    const given = await read().givenTo(TEAM, [STRANGER], [CASE]);
    expect(given.consents).toEqual([]);
    expect(given.necessities).toEqual([]);
    expect(given.restrictions).toEqual([]);
  });

  test('without people is what names nobody', async () => {
    const given = await read().givenTo(TEAM, [], []);
    expect(given.consents).toEqual([]);
    expect(given.releases.map(({ id }) => id)).toEqual(['release-0001']);
  });

  test('as a claim is read for its own case alone, whether it is about the whole case or about one person', async () => {
    const [whole] = sampleWorld.claims;
    if (whole === undefined) throw new Error('the sample world has a claim');
    const aboutChild = { ...whole, id: 'claim-0002', about: CHILD };
    await writeWorld(store.sql, store.sealing, { ...sampleWorld, claims: [whole, aboutChild] });
    const claimsOf = async (...cases: string[]) =>
      (
        await read().givenTo(
          TEAM,
          [CHILD],
          cases.map((id) => caseId.parse(id)),
        )
      ).claims.map(({ id }) => id);
    expect(await claimsOf('case-noord-0001')).toEqual(['claim-0001', 'claim-0002']);
    expect(await claimsOf('case-noord-0002')).toEqual([]);
    expect(await claimsOf()).toEqual([]);
    await writeWorld(store.sql, store.sealing, sampleWorld);
  });

  test('for an own view is every consent and restriction about oneself, whoever receives', async () => {
    const given = await read().givenTo(null, [CHILD, MOTHER], [CASE]);
    expect(given.consents.map(({ id }) => id)).toEqual(['consent-0001']);
    expect(given.restrictions.map(({ id }) => id)).toEqual(['restriction-0001']);
    expect(given.releases).toEqual([]);
    expect(given.claims).toEqual([]);
  });

  test('for an own view a release is read by the person it was made to, and by nobody else', async () => {
    const released = sampleRelease({ recipient: MOTHER, about: CHILD });
    await writeWorld(store.sql, store.sealing, { ...sampleWorld, releases: [...sampleWorld.releases, released] });
    const readBy = async (...asked: Parameters<ReturnType<typeof read>['givenTo']>) =>
      (await read().givenTo(...asked)).releases;
    expect(await readBy(null, [CHILD, MOTHER], [], MOTHER)).toEqual([released]);
    expect(await readBy(null, [MOTHER], [], MOTHER)).toEqual([]);
    expect(await readBy(null, [CHILD, MOTHER], [], CHILD)).toEqual([]);
    expect(await readBy(null, [CHILD, MOTHER], [], null)).toEqual([]);
    expect((await readBy(TEAM, [CHILD, MOTHER], [])).map(({ id }) => id)).toEqual(['release-0001']);
    await writeWorld(store.sql, store.sealing, sampleWorld);
  });

  test.each([
    ['to a person for work', { purposes: ['SUPPORT_PLAN'] }],
    ['to a person in the role of a professional', { roles: ['DATA_SUBJECT', 'FAMILY_WORKER'] }],
    ['to a person in general', { kind: 'STANDING', about: null }],
    ['to an organisation for an own view', { recipient: TEAM }],
    ['to an organisation as a data subject', { recipient: TEAM, purposes: ['SUPPORT_PLAN'] }],
  ])('a release %s is no release, in the store as at the door', async (_what, change) => {
    const release = { ...sampleRelease(), ...change };
    expect(storedRelease.safeParse(release).success).toBe(false);
    // Past the door, to see the store refuse it as well.
    const world = { ...sampleWorld, releases: [release as never] };
    await expect(writeWorld(store.sql, store.sealing, world)).rejects.toThrow('serves_its_recipient');
  });

  test('shields are read on the days they hold and about the people they protect', async () => {
    const shieldsOn = async (text: string) => (await read().shields([CHILD, MOTHER], day(text))).map(({ id }) => id);
    expect(await shieldsOn('2026-02-28')).toEqual([]);
    expect(await shieldsOn('2026-03-01')).toEqual(['shield-address-0001']);
    expect(await shieldsOn('2026-11-30')).toEqual(['shield-address-0001']);
    expect(await shieldsOn('2026-12-01')).toEqual([]);
    expect(await read().shields([MOTHER], day('2026-05-01'))).toEqual([]);
    expect(await read().shields([CHILD], day('2026-05-01'))).toEqual(sampleWorld.shields);
  });

  test('free text, order numbers and shields stand nowhere in the tables', async () => {
    const stored = await everythingStored(store.sql);
    expect(stored).toContain('consent-0001');
    for (const secret of ['CANARY', 'skj.100001', 'skj.100002', 'shield-address', 'ADDRESS']) {
      expect(stored).not.toContain(secret);
    }
    const shields = await store.sql`SELECT t::text AS row FROM shield AS t`;
    expect(JSON.stringify(shields)).not.toContain(CHILD);
  });

  test('two shields of different kind and reach are rows of the same length', async () => {
    const [shield] = sampleWorld.shields;
    if (shield === undefined) throw new Error('the sample world has a shield');
    const wide = {
      ...shield,
      id: 'shield-hold-0002',
      kind: 'HOLD',
      holder: TEAM,
      categories: ['PLAN', 'SAFETY'],
    } as const;
    await writeWorld(store.sql, store.sealing, {
      ...sampleWorld,
      shields: [shield, { ...wide, categories: [...wide.categories] }],
    });
    const lengths = await store.sql`SELECT DISTINCT length(sealed) AS bytes FROM shield`;
    expect(lengths).toHaveLength(1);
    await writeWorld(store.sql, store.sealing, sampleWorld);
  });

  test('a sealed text that is moved to another row does not open', async () => {
    const [row] = await store.sql`SELECT sealed FROM consent WHERE id = 'consent-0001'`;
    await store.sql`UPDATE claim SET sealed = ${row?.sealed}`;
    await expect(read().givenTo(TEAM, [CHILD], [CASE])).rejects.toThrow();
    await writeWorld(store.sql, store.sealing, sampleWorld);
  });
});
