// Standing releases and releases to a data subject through the running system.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseWorld } from '../../demo/world/read-world.ts';
import { DEFAULT_WORLD, type System, startSystem } from '../support/system.ts';
import { type Asking, createAsking } from './asking.ts';
import { createPeople, type People } from './people.ts';

const { now } = parseWorld('default.yaml', DEFAULT_WORLD);
let system: System;
let asking: Asking;
let people: People;
beforeAll(async () => {
  system = await startSystem();
  asking = createAsking(system);
  people = createPeople(system);
});
afterAll(() => system?.close());
beforeEach(() => system.moveClock(now));

const terms = (more: object = {}) => ({
  recipient: people.at('vt-lindemeer'),
  purpose: 'SAFETY_ASSESSMENT',
  categories: ['INVOLVEMENT'],
  basis: 'wmo-5.2.6',
  until: '2027-11-22',
  ...more,
});

async function atTeamB(): Promise<readonly string[]> {
  const all = await asking.cells('niels');
  return all
    .filter(({ holder, category }) => holder === people.at('team-b') && category === 'INVOLVEMENT')
    .map(({ says }) => says);
}

describe('A standing release', () => {
  test('is off with one signature, opens with the second, and closes when it is ended', async () => {
    expect(await atTeamB()).toEqual(['PENDING_RELEASE', 'PENDING_RELEASE']);
    expect(await asking.act('wilma', 'proposeStandingRelease', terms())).toMatchObject({
      until: '2027-11-22',
      problems: [],
    });
    expect(await atTeamB()).toEqual(['PENDING_RELEASE', 'PENDING_RELEASE']);
    const [draft] = (await asking.list('maarten')).given.filter(({ waitsFor }) => waitsFor !== null);
    expect(draft).toMatchObject({
      kind: 'STANDING',
      waitsFor: 'TEAM_LEAD',
      recipient: { oin: people.at('vt-lindemeer') },
    });
    expect((await asking.tasks('maarten')).filter(({ kind }) => kind === 'STANDING_RELEASE')).toMatchObject([
      { reference: draft?.id, state: 'OPEN' },
    ]);

    // Who signed first, and who may not sign.
    const sign = { release: draft?.id };
    expect(await asking.act('wilma', 'signStandingRelease', sign)).toMatchObject({
      problems: [{ code: 'OWN_REQUEST' }],
    });
    expect(await asking.act('karin', 'signStandingRelease', sign)).toMatchObject({
      problems: [{ code: 'NOT_ALLOWED' }],
    });
    expect(await atTeamB()).toEqual(['PENDING_RELEASE', 'PENDING_RELEASE']);

    expect(await asking.act('maarten', 'signStandingRelease', sign)).toMatchObject({
      until: '2027-11-22',
      problems: [],
    });
    expect(await atTeamB()).toEqual(['RELEASE', 'RELEASE']);
    expect(await asking.act('maarten', 'signStandingRelease', sign)).toMatchObject({
      problems: [{ code: 'NOT_FOUND' }],
    });
    expect((await asking.tasks('maarten')).filter(({ kind }) => kind === 'STANDING_RELEASE')).toMatchObject([
      { state: 'DONE' },
    ]);

    const [standing] = (await asking.list('wilma')).given;
    expect(standing).toMatchObject({ kind: 'STANDING', about: null, categories: ['INVOLVEMENT'], waitsFor: null });
    expect(await asking.act('karin', 'endRelease', { release: standing?.id })).toMatchObject({
      problems: [{ code: 'NOT_FOUND', field: 'release' }],
    });
    expect((await asking.act('wilma', 'endRelease', { release: standing?.id })).problems).toEqual([]);
    expect(await atTeamB()).toEqual(['PENDING_RELEASE', 'PENDING_RELEASE']);
  });

  test.each([
    ['what is more than its cap', { categories: ['INVOLVEMENT', 'SAFETY'] }, 'NOT_COVERED', 'categories'],
    ['who reported', { categories: ['REPORTER'] }, null, null],
    ['longer than twelve months', { until: '2027-11-23' }, 'TERM_TOO_LONG', 'until'],
    ['until yesterday', { until: '2026-11-21' }, 'END_IN_PAST', 'until'],
    ['a basis that obliges instead of leaving it to the holder', { basis: 'jw-7.3.11-4' }, 'NOT_COVERED', 'basis'],
    ['a basis that needs consent', { basis: 'jw-7.3.11-1' }, 'NOT_COVERED', 'basis'],
    ['a basis for another recipient', { basis: 'bw-1:240' }, 'NOT_COVERED', 'basis'],
    ['a basis that does not exist', { basis: 'wmo-99' }, 'NOT_COVERED', 'basis'],
    ['a purpose that the recipient has not', { purpose: 'SUPPORT_ACCESS' }, 'NOT_COVERED', 'purpose'],
    ['the own organisation', { recipient: '00000099000000004022' }, 'NOT_VALID', 'recipient'],
    ['nobody that is registered', { recipient: '00000000000000000001' }, 'NOT_VALID', 'recipient'],
  ])('is not signed for %s', async (_what, change, code, field) => {
    const reply = await asking.send('wilma', 'proposeStandingRelease', terms(change));
    if (code !== null) expect(reply.body).toMatchObject({ data: { said: { id: null, problems: [{ code, field }] } } });
    else expect(reply.text).not.toContain('"problems":[]');
    expect((await asking.list('wilma')).given.filter(({ waitsFor }) => waitsFor !== null)).toEqual([]);
  });

  test.each(['karin', 'lotte'])('is not signed by %s, who has no mandate', async (persona) => {
    expect(await asking.act(persona, 'proposeStandingRelease', terms())).toMatchObject({
      id: null,
      problems: [{ code: 'NOT_ALLOWED', field: null }],
    });
  });
});

describe('A release to a data subject', () => {
  const OWN = `query @access(purpose: OWN_FILE) { me { person { localTeam { holder { oin } support { form } journal { text } } } } }`;

  test('opens in the own view what the controller names, and no more', async () => {
    const codesAt = async () => {
      const reply = await system.ask('elin', OWN);
      return JSON.parse(reply.text).extensions.access;
    };
    const before = await codesAt();
    expect(JSON.stringify(before.opened)).not.toContain('SUPPORT');
    const said = {
      household: people.household('gezin-hazelbrinker', 'team-b'),
      about: people.person('elin', 'team-b'),
      categories: ['SUPPORT'],
      basis: 'avg-15:release',
      until: '2026-12-31',
    };
    expect(await asking.act('lotte', 'releaseToSubject', said)).toMatchObject({ until: '2026-12-31', problems: [] });
    const { opened, withheld } = await codesAt();
    expect(opened).toMatchObject([{ holder: people.at('team-b'), categories: ['SUPPORT'], via: 'RELEASE' }]);
    expect(JSON.stringify(withheld)).toContain('JOURNAL');
    const [given] = (await asking.list('lotte')).given.filter(({ recipient }) => recipient === null);
    expect(
      (await asking.act('lotte', 'endRelease', { household: said.household, release: given?.id })).problems,
    ).toEqual([]);
    expect(JSON.stringify((await codesAt()).opened)).not.toContain('SUPPORT');
  });

  test.each([
    ['about a child to who has no custody over it', { about: 'elin', to: 'joris' }, 'NOT_ALLOWED', 'to'],
    ['on a basis for organisations', { basis: 'wmo-5.2.6' }, 'NOT_COVERED', 'basis'],
    ['of what the right of access does not cover', { categories: ['HEALTH'] }, 'NOT_COVERED', 'categories'],
    ['about somebody of no own case', { about: 'teun' }, 'NOT_FOUND', 'about'],
  ])('is not made %s', async (_what, change, code, field) => {
    const named = { about: 'elin', ...change };
    const said = {
      household: people.household('gezin-hazelbrinker', 'team-b'),
      categories: ['SUPPORT'],
      basis: 'avg-15:release',
      until: '2026-12-31',
      ...change,
      about: people.person(named.about, 'team-b'),
      ...('to' in change ? { to: people.person(String(change.to), 'team-b') } : {}),
    };
    expect(await asking.act('lotte', 'releaseToSubject', said)).toMatchObject({
      id: null,
      problems: [{ code, field }],
    });
  });
});
