// S03, S06a, S06b and S16 as they go on through the running system: asked, answered in part, used, ended; refused; nobody there; unasked; standing.
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

const WORDS = { reason: 'Nodig om de veiligheid te beoordelen.', until: '2027-01-31', understood: true };

/** What the persona's own question says of one person at one holder, by category. */
async function statesOf(persona: string, subject: string, holder: string): Promise<Record<string, string>> {
  const all = await asking.cells(persona);
  const found = all.filter((one) => one.subject === subject && one.holder === people.at(holder));
  return Object.fromEntries(found.map(({ category, says }) => [category, says]));
}

async function ask(persona: string, at: { subject: string; holder: string; category: string }, more: object = {}) {
  const request = await asking.handle(persona, at);
  return asking.act(persona, 'requestRelease', { request, about: at.subject, ...WORDS, ...more });
}

describe('S06b: the investigator asks the municipal team about the boy', () => {
  test('asked, granted in part, used, ended early; what was not granted is NOT_RELEASED after five working days', async () => {
    const sem = people.person('sem', 'vt-lindemeer');
    expect(await statesOf('esther', sem, 'team-a')).toEqual({
      INVOLVEMENT: 'PENDING_RELEASE',
      SUPPORT: 'PENDING_RELEASE',
      SAFETY: 'PENDING_RELEASE',
      PLAN: 'NEEDS_NECESSITY',
      HEALTH: 'NEEDS_NECESSITY',
    });
    const asked = await ask('esther', { holder: 'team-a', subject: sem, category: 'SUPPORT' });
    // Friday, five working days after Sunday 22 November.
    expect({ ...asked, id: null }).toEqual({ id: null, until: '2026-11-27', problems: [] });
    const again = await ask('esther', { holder: 'team-a', subject: sem, category: 'SUPPORT' }, { reason: 'Nog eens.' });
    expect(again).toEqual({ id: asked.id, until: '2026-11-27', problems: [{ code: 'ALREADY_DONE', field: null }] });

    const mine = people.person('sem', 'team-a');
    const [request] = (await asking.list('mirjam')).toAnswer.filter(({ about }) => about === mine);
    expect(request).toMatchObject({
      organisation: { oin: people.at('vt-lindemeer') },
      role: 'VT_INVESTIGATOR',
      purpose: 'VT_INVESTIGATION',
      categories: ['INVOLVEMENT', 'SUPPORT', 'SAFETY'],
      reason: WORDS.reason,
      dueOn: '2026-11-27',
      state: 'OPEN',
    });
    expect((await asking.tasks('mirjam')).filter(({ kind }) => kind === 'RELEASE_REQUEST')).toMatchObject([
      { about: mine, reference: request?.id, dueOn: '2026-11-27', state: 'OPEN' },
    ]);

    const household = people.household('gezin-kromwaarder', 'team-a');
    const said = { household, request: request?.id, answer: 'RELEASE', categories: ['SUPPORT'], until: '2026-12-31' };
    expect(await asking.act('mirjam', 'answerRelease', said)).toMatchObject({ until: '2026-12-31', problems: [] });
    expect(await asking.act('mirjam', 'answerRelease', said)).toMatchObject({
      problems: [{ code: 'ALREADY_DONE', field: null }],
    });
    expect((await asking.tasks('mirjam')).filter(({ kind }) => kind === 'RELEASE_REQUEST')).toMatchObject([
      { state: 'DONE' },
    ]);

    // Used: the same question opens at the next fetch, and the recipient was told.
    expect(await statesOf('esther', sem, 'team-a')).toMatchObject({
      INVOLVEMENT: 'PENDING_RELEASE',
      SUPPORT: 'RELEASE',
      SAFETY: 'PENDING_RELEASE',
    });
    expect((await asking.tasks('esther')).filter(({ kind }) => kind === 'RELEASE_GIVEN')).toMatchObject([
      { about: sem, reference: asked.id, state: 'OPEN' },
    ]);
    expect((await asking.list('esther')).made).toMatchObject([
      { id: asked.id, state: 'OPEN', released: [{ categories: ['SUPPORT'], until: '2026-12-31' }] },
    ]);

    await system.moveClock('2026-11-27T23:59:00+01:00');
    expect(await statesOf('esther', sem, 'team-a')).toMatchObject({ SUPPORT: 'RELEASE', SAFETY: 'PENDING_RELEASE' });
    await system.moveClock('2026-11-28T00:00:00+01:00');
    expect(await statesOf('esther', sem, 'team-a')).toMatchObject({
      INVOLVEMENT: 'NOT_RELEASED',
      SUPPORT: 'RELEASE',
      SAFETY: 'NOT_RELEASED',
    });

    // Ended early, by a colleague or the same; it closes at once.
    const [given] = (await asking.list('mirjam')).given.filter(({ about }) => about === mine);
    const end = { household, release: given?.id };
    expect(await asking.act('mirjam', 'endRelease', end)).toMatchObject({ until: '2026-11-27', problems: [] });
    expect(await statesOf('esther', sem, 'team-a')).toMatchObject({ SUPPORT: 'NOT_RELEASED' });
    expect((await asking.tasks('esther')).map(({ kind }) => kind)).toContain('RELEASE_ENDED');
    expect(await asking.act('mirjam', 'endRelease', end)).toMatchObject({ problems: [{ code: 'ENDED', field: null }] });

    // After the deadline one may ask again: it waits again.
    expect(await ask('esther', { holder: 'team-a', subject: sem, category: 'SUPPORT' })).toMatchObject({
      until: '2026-12-04',
      problems: [],
    });
    expect(await statesOf('esther', sem, 'team-a')).toMatchObject({ SUPPORT: 'PENDING_RELEASE' });
  });

  test('what was released ends by itself on its day', async () => {
    const anouk = people.person('anouk', 'vt-lindemeer');
    expect((await ask('esther', { holder: 'gi-lindemeer', subject: anouk, category: 'INVOLVEMENT' })).problems).toEqual(
      [],
    );
    const [request] = (await asking.list('iris')).toAnswer;
    const household = people.household('preventief-kromwaarder', 'gi-lindemeer');
    const said = { household, request: request?.id, answer: 'RELEASE', until: '2026-11-24' };
    expect((await asking.act('iris', 'answerRelease', said)).problems).toEqual([]);
    expect(await statesOf('esther', anouk, 'gi-lindemeer')).toMatchObject({ INVOLVEMENT: 'RELEASE' });
    await system.moveClock('2026-11-25T00:00:00+01:00');
    expect(await statesOf('esther', anouk, 'gi-lindemeer')).toMatchObject({ INVOLVEMENT: 'PENDING_RELEASE' });
    await system.moveClock('2026-11-30T00:00:00+01:00');
    expect(await statesOf('esther', anouk, 'gi-lindemeer')).toMatchObject({ INVOLVEMENT: 'NOT_RELEASED' });
  });
});

describe('S06a: the triagist asks a team that holds nothing of them', () => {
  test('nobody there sees the question, and it ends as any other', async () => {
    const teun = people.person('teun', 'vt-lindemeer');
    const at = { holder: 'team-b', subject: teun, category: 'INVOLVEMENT' };
    const asked = await ask('niels', at);
    expect(asked.problems).toEqual([]);
    const staff = ['lotte', 'maarten', 'bram', 'jasper', 'daan', 'karin', 'merel', 'floor-duo'];
    for (const persona of staff) {
      expect((await asking.list(persona)).toAnswer, persona).toEqual([]);
      expect((await asking.tasks(persona)).filter(({ kind }) => kind === 'RELEASE_REQUEST')).toEqual([]);
    }
    expect(await statesOf('niels', teun, 'team-b')).toMatchObject({ INVOLVEMENT: 'PENDING_RELEASE' });
    await system.moveClock('2026-11-28T00:00:00+01:00');
    expect(await statesOf('niels', teun, 'team-b')).toMatchObject({ INVOLVEMENT: 'NOT_RELEASED' });
    expect((await asking.list('niels')).made.find(({ id }) => id === asked.id)).toMatchObject({
      state: 'ENDED',
      released: [],
    });
  });
});

describe('S03: the seconded investigator asks the team in which she works as well', () => {
  test('she cannot answer herself there; her colleague of the team can', async () => {
    const petra = people.person('petra', 'vt-lindemeer');
    expect((await ask('floor', { holder: 'team-b', subject: petra, category: 'INVOLVEMENT' })).problems).toEqual([]);
    const household = people.household('gezin-oeverlander', 'team-b');
    const [request] = (await asking.list('floor-duo')).toAnswer;
    const said = { household, request: request?.id, answer: 'RELEASE', until: '2026-12-31' };
    expect(await asking.act('floor-duo', 'answerRelease', said)).toEqual({
      id: null,
      until: null,
      problems: [{ code: 'OWN_REQUEST', field: null }],
    });
    expect((await asking.list('floor-duo')).toAnswer).toMatchObject([{ state: 'OPEN' }]);
    expect((await asking.act('karin', 'answerRelease', said)).problems).toEqual([]);
    expect(await statesOf('floor', petra, 'team-b')).toMatchObject({ INVOLVEMENT: 'RELEASE' });
  });
});

describe('S16: Veilig Thuis tells the Raad unasked', () => {
  test('it opens in the case that the Raad has, and is an offered case for whom has none', async () => {
    const fleur = people.person('fleur', 'rvdk');
    expect(await statesOf('femke', fleur, 'vt-lindemeer')).toMatchObject({ SAFETY_PLAN: 'PENDING_RELEASE' });
    const push = {
      household: people.household('zaak-steigerhouter', 'vt-lindemeer'),
      about: [people.person('fleur', 'vt-lindemeer')],
      recipient: people.at('rvdk'),
      purpose: 'CHILD_PROTECTION_INVESTIGATION',
      categories: ['SAFETY_PLAN'],
      basis: 'wmo-4.1.1-2-e',
      until: '2026-12-31',
      note: 'Bel mij voor de overdracht.',
    };
    expect(await asking.act('esther', 'releaseUnasked', push)).toMatchObject({ until: '2026-12-31', problems: [] });
    expect(await statesOf('femke', fleur, 'vt-lindemeer')).toMatchObject({ SAFETY_PLAN: 'PUSH' });

    const { nodes, offered } = await asking.offers('femke');
    expect(offered.filter(({ note }) => note !== null)).toMatchObject([
      {
        holder: { oin: people.at('vt-lindemeer') },
        about: fleur,
        categories: ['SAFETY_PLAN'],
        until: '2026-12-31',
        note: 'Bel mij voor de overdracht.',
      },
    ]);
    expect(nodes.length).toBeGreaterThan(0);
    expect((await asking.tasks('femke')).filter(({ kind }) => kind === 'OFFERED_CASE')).toMatchObject([
      { about: null, note: 'Bel mij voor de overdracht.', state: 'OPEN' },
    ]);
    // It is no own case: it does not exist for who has none.
    const toTeam = {
      household: people.household('zaak-duivelaarder', 'vt-lindemeer'),
      about: [people.person('teun', 'vt-lindemeer')],
      recipient: people.at('team-b'),
      purpose: 'SUPPORT_PLAN',
      categories: ['SAFETY_PLAN'],
      basis: 'wmo-4.1.1-2-d',
      until: '2026-12-31',
    };
    const before = (await asking.offers('jasper')).offered.map(({ id }) => id);
    expect((await asking.act('niels', 'releaseUnasked', toTeam)).problems).toEqual([]);
    const offers = (await asking.offers('jasper')).offered.filter(({ id }) => !before.includes(id));
    expect(offers).toMatchObject([{ holder: { oin: people.at('vt-lindemeer') }, about: null, note: null }]);
    const reply = await system.ask(
      'jasper',
      'query($bsn: BSN!) @access(purpose: SUPPORT_PLAN) { householdsOf(bsn: $bsn) { id } }',
      { bsn: parseWorld('default.yaml', DEFAULT_WORLD).register.persons.find(({ slug }) => slug === 'teun')?.bsn },
    );
    expect(reply.body).toMatchObject({ data: { householdsOf: [] } });
  });
});
