// Who asks, answers and releases what is not his or hers. Attacks 24, 39, 40: ids of others, approval of one's own request, more than was asked.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseWorld } from '../../demo/world/read-world.ts';
import type { World } from '../../demo/world/world.ts';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { type Asking, createAsking } from '../release/asking.ts';
import { createPeople, type People } from '../release/people.ts';
import { DEFAULT_WORLD, type System, startSystem } from '../support/system.ts';

const parsed = parseWorld('default.yaml', DEFAULT_WORLD);
const { now } = parsed;
let system: System;
let asking: Asking;
let people: People;
let sql: Sql;

/** What Mirjam's team has of Sem is held back towards everyone, and so is that of his mother's health. */
function withHold(world: World): World {
  const like = world.shields[0];
  if (like === undefined) throw new Error('the demo world has changed');
  const hold = {
    ...like,
    slug: 'achterhouden-sem',
    subject: 'sem',
    kind: 'HOLD' as const,
    towards: null,
    holder: 'team-a',
    categories: ['SUPPORT' as const],
    from: like.from,
    until: null,
  };
  return { ...world, shields: [...world.shields, hold] };
}

beforeAll(async () => {
  system = await startSystem({ changes: withHold });
  asking = createAsking(system);
  people = createPeople(system);
  sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await system?.close();
});
beforeEach(() => system.moveClock(now));

const WORDS = { reason: 'Nodig voor het onderzoek.', until: '2027-01-31', understood: true };
const NOT_FOUND = { id: null, until: null, problems: [{ code: 'NOT_FOUND', field: 'request' }] };

const TASKS = ['RELEASE_REQUEST', 'RELEASE_GIVEN', 'RELEASE_ENDED', 'OFFERED_CASE', 'STANDING_RELEASE'];

async function rows(): Promise<Record<string, number>> {
  const tables = ['release_request', 'release', 'standing_release'];
  const counts = await Promise.all(
    tables.map(async (table) => {
      const [row] = await sql`SELECT count(*)::int AS n FROM ${sql(table)}`;
      return [table, Number(row?.n)] as const;
    }),
  );
  // Who keeps trying outside own cases is told of elsewhere: those tasks are not of a release.
  const [tasks] = await sql`SELECT count(*)::int AS n FROM task WHERE kind IN ${sql(TASKS)}`;
  const [answered] = await sql`SELECT count(*)::int AS n FROM release_request WHERE answer_sealed IS NOT NULL`;
  return { ...Object.fromEntries(counts), tasks: Number(tasks?.n), answered: Number(answered?.n) };
}

/** Nothing of it is written, not half of it either. */
async function writesNothing<Value>(act: () => Promise<Value>): Promise<Value> {
  const before = await rows();
  const said = await act();
  expect(await rows()).toEqual(before);
  return said;
}

const semAt = () => ({ holder: 'team-a', subject: people.person('sem', 'vt-lindemeer'), category: 'SUPPORT' });
const kromwaarder = () => people.household('gezin-kromwaarder', 'team-a');

describe('Asking for a release', () => {
  test('needs the handle of the own organisation: that of another, a made-up one and another id are one answer', async () => {
    const request = await asking.handle('esther', semAt());
    const about = people.person('sem', 'team-a');
    const others = [request, 'A'.repeat(200), people.household('gezin-kromwaarder', 'team-a'), ''];
    for (const one of others) {
      const said = await writesNothing(() => asking.act('mirjam', 'requestRelease', { request: one, about, ...WORDS }));
      expect(said).toEqual(NOT_FOUND);
    }
  });

  test('from a case of a colleague is refused, since it is no own case', async () => {
    const request = await asking.handle('esther', semAt());
    const input = { request, about: semAt().subject, ...WORDS };
    expect(await writesNothing(() => asking.act('wouter', 'requestRelease', input))).toEqual(NOT_FOUND);
  });

  test.each([
    ['without saying that it is understood', { understood: false }, 'NOT_VALID', 'understood'],
    ['about somebody else of the case', { about: 'isa' }, 'NOT_FOUND', 'about'],
    ['about somebody of no own case', { about: 'teun' }, 'NOT_FOUND', 'about'],
    ['for what the handle does not name', { categories: ['JOURNAL'] }, 'NOT_VALID', 'categories'],
    ['until yesterday', { until: '2026-11-21' }, 'END_IN_PAST', 'until'],
    ['for longer than a year', { until: '2027-11-23' }, 'TERM_TOO_LONG', 'until'],
    ['without a reason', { reason: '  ' }, 'ELEMENT_MISSING', 'reason'],
  ])('%s is not done', async (_what, change, code, field) => {
    const request = await asking.handle('esther', semAt());
    const about = people.person('about' in change ? change.about : 'sem', 'vt-lindemeer');
    const input = { request, ...WORDS, ...change, about };
    const said = await writesNothing(() => asking.act('esther', 'requestRelease', input));
    expect(said).toMatchObject({ id: null, problems: [{ code, field }] });
  });

  test('for another purpose than that of the denial is not done', async () => {
    const request = await asking.handle('esther', semAt());
    const input = { request, about: semAt().subject, ...WORDS };
    const said = await writesNothing(() => asking.act('esther', 'requestRelease', input, 'SAFETY_ASSESSMENT'));
    expect(said).toMatchObject({ id: null, problems: [{ code: 'NOT_VALID', field: 'request' }] });
  });

  test('with the handle of a consent is not done', async () => {
    const all = await asking.cells('lotte');
    const cell = all.find(({ says }) => says === 'NO_VALID_CONSENT');
    const holder = parsed.organisations.find(({ oin }) => oin === cell?.holder)?.slug ?? '';
    const subject = cell?.subject ?? '';
    const request = await asking.handle('lotte', { holder, subject, category: cell?.category ?? '' });
    expect(request).toBeDefined();
    const input = { request, about: subject, ...WORDS };
    const said = await writesNothing(() => asking.act('lotte', 'requestRelease', input));
    expect(said).toMatchObject({ id: null, problems: [{ code: 'NOT_VALID', field: 'request' }] });
  });

  test('about who reported finds no such thing', async () => {
    const request = await asking.handle('esther', semAt());
    const input = { request, about: semAt().subject, ...WORDS, categories: ['REPORTER'] };
    const reply = await writesNothing(() => asking.send('esther', 'requestRelease', input));
    expect(reply.text).not.toContain('"problems":[]');
  });

  test('is not for a data subject', async () => {
    const request = await asking.handle('esther', semAt());
    const input = { request, about: semAt().subject, ...WORDS };
    expect(await writesNothing(() => asking.act('elin', 'requestRelease', input))).toMatchObject({
      problems: [{ code: 'NOT_ALLOWED', field: null }],
    });
  });
});

describe('Answering a request', () => {
  let mine: string;
  let inner: string;
  beforeAll(async () => {
    await system.moveClock(now);
    const request = await asking.handle('esther', semAt());
    const asked = await asking.act('esther', 'requestRelease', { request, about: semAt().subject, ...WORDS });
    expect(asked.problems).toEqual([]);
    const [row] = await sql`SELECT id FROM release_request`;
    inner = String(row?.id);
    mine = people.record(inner, 'team-a');
  });

  const releasing = (more: object = {}) => ({
    household: kromwaarder(),
    request: mine,
    answer: 'RELEASE',
    until: '2026-12-31',
    ...more,
  });

  test('that is to another holder, to nobody or to whom one has no case with is one answer, byte for byte', async () => {
    const other = people.record(inner, 'team-b');
    const made = people.record('3f0c8f0e-0000-4000-8000-000000000000', 'team-a');
    const attempts: [string, object][] = [
      // Another holder, with an id made for it; the asker's own id; one that does not exist; no id at all.
      ['jasper', { household: people.household('hulp-steigerhouter', 'team-b'), request: other }],
      [
        'esther',
        {
          household: people.household('zaak-kromwaarder', 'vt-lindemeer'),
          request: people.record(inner, 'vt-lindemeer'),
        },
      ],
      ['mirjam', { request: made }],
      ['mirjam', { request: 'A'.repeat(64) }],
      // The right holder, from a case in which that person is not, from a colleague's case, and from none.
      ['mirjam', { household: people.household('gezin-steigerhouter', 'team-a') }],
      ['saskia', {}],
      ['mirjam', { household: 'A'.repeat(40) }],
    ];
    for (const [persona, change] of attempts) {
      const said = await writesNothing(() => asking.act(persona, 'answerRelease', releasing(change)));
      expect(said, `${persona} ${JSON.stringify(change)}`).toEqual(NOT_FOUND);
    }
  });

  test.each([
    ['with what was not asked', { categories: ['SUPPORT', 'JOURNAL'] }, 'NOT_ASKED', 'categories'],
    ['with an end in the past', { until: '2026-11-21' }, 'END_IN_PAST', 'until'],
    ['for longer than was asked', { until: '2027-02-01' }, 'TERM_TOO_LONG', 'until'],
    ['without an end', { until: null }, 'ELEMENT_MISSING', 'until'],
    ['with nothing', { categories: [] }, 'ELEMENT_MISSING', 'categories'],
  ])('%s is not done', async (_what, change, code, field) => {
    const said = await writesNothing(() => asking.act('mirjam', 'answerRelease', releasing(change)));
    expect(said).toMatchObject({ id: null, problems: [{ code, field }] });
  });

  test('with who reported is not done', async () => {
    const reply = await writesNothing(() =>
      asking.send('mirjam', 'answerRelease', releasing({ categories: ['REPORTER'] })),
    );
    expect(reply.text).not.toContain('"problems":[]');
  });

  test('opens nothing that is shielded: it stays opened and empty', async () => {
    expect(
      (await asking.act('mirjam', 'answerRelease', releasing({ categories: ['SUPPORT', 'INVOLVEMENT'] }))).problems,
    ).toEqual([]);
    const cells = (await asking.cells('esther')).filter(
      (one) => one.subject === semAt().subject && one.holder === people.at('team-a'),
    );
    expect(Object.fromEntries(cells.map(({ category, says }) => [category, says]))).toMatchObject({
      SUPPORT: 'RELEASE',
      INVOLVEMENT: 'RELEASE',
      SAFETY: 'PENDING_RELEASE',
    });
    const { text } = await system.example('esther');
    const household = JSON.parse(text).data.household.members as { person: { id: string; localTeam: unknown } }[];
    const sem = household.find(({ person }) => person.id === semAt().subject);
    expect(sem?.person.localTeam).toMatchObject([{ involvement: [{ kind: 'LEAD' }], support: [] }]);
  });

  test('a second time is not done, whichever way', async () => {
    for (const change of [{}, { answer: 'REFUSE', until: null }]) {
      const said = await writesNothing(() => asking.act('mirjam', 'answerRelease', releasing(change)));
      expect(said).toMatchObject({ id: null, problems: [{ code: 'ALREADY_DONE', field: null }] });
    }
  });

  test('after its deadline is not done', async () => {
    const isa = { holder: 'gi-lindemeer', subject: people.person('isa', 'vt-lindemeer'), category: 'MEASURE' };
    const request = await asking.handle('esther', isa);
    expect((await asking.act('esther', 'requestRelease', { request, about: isa.subject, ...WORDS })).problems).toEqual(
      [],
    );
    const [asked] = (await asking.list('iris')).toAnswer;
    await system.moveClock('2026-11-28T00:30:00+01:00');
    expect((await asking.tasks('iris')).filter(({ kind }) => kind === 'RELEASE_REQUEST')).toMatchObject([
      { state: 'EXPIRED' },
    ]);
    const household = people.household('preventief-kromwaarder', 'gi-lindemeer');
    const late = { household, request: asked?.id, answer: 'RELEASE', until: '2026-12-31' };
    const said = await writesNothing(() => asking.act('iris', 'answerRelease', late));
    expect(said).toMatchObject({ id: null, problems: [{ code: 'ENDED', field: null }] });
  });

  test('by whoever asked is not done, whether as an answer or unasked', async () => {
    const petra = { holder: 'team-b', subject: people.person('petra', 'vt-lindemeer'), category: 'INVOLVEMENT' };
    const request = await asking.handle('floor', petra);
    expect((await asking.act('floor', 'requestRelease', { request, about: petra.subject, ...WORDS })).problems).toEqual(
      [],
    );
    const household = people.household('gezin-oeverlander', 'team-b');
    const [asked] = (await asking.list('floor-duo')).toAnswer;
    for (const answer of [{ answer: 'RELEASE', until: '2026-12-31' }, { answer: 'REFUSE' }]) {
      const said = await writesNothing(() =>
        asking.act('floor-duo', 'answerRelease', { household, request: asked?.id, ...answer }),
      );
      expect(said).toMatchObject({ id: null, problems: [{ code: 'OWN_REQUEST', field: null }] });
    }
    const push = {
      household,
      about: [people.person('petra', 'team-b')],
      recipient: people.at('vt-lindemeer'),
      purpose: 'VT_INVESTIGATION',
      categories: ['INVOLVEMENT'],
      basis: 'wmo-5.2.6',
      until: '2026-12-31',
    };
    expect(await writesNothing(() => asking.act('floor-duo', 'releaseUnasked', push))).toMatchObject({
      id: null,
      problems: [{ code: 'OWN_REQUEST', field: null }],
    });
  });
});

describe('Releasing unasked', () => {
  const push = (more: object = {}) => ({
    household: people.household('zaak-steigerhouter', 'vt-lindemeer'),
    about: [people.person('dennis', 'vt-lindemeer')],
    recipient: people.at('rvdk'),
    purpose: 'CHILD_PROTECTION_INVESTIGATION',
    categories: ['SAFETY_PLAN'],
    basis: 'wmo-4.1.1-2-e',
    until: '2026-12-31',
    ...more,
  });

  test.each([
    ['of what the basis does not cover', { categories: ['SAFETY_PLAN', 'JOURNAL'] }, 'NOT_COVERED', 'categories'],
    ['on a basis for another kind of recipient', { basis: 'wmo-5.2.6' }, 'NOT_COVERED', 'basis'],
    ['on a basis that obliges', { basis: 'jw-7.3.11-4' }, 'NOT_COVERED', 'basis'],
    ['on a basis that does not exist', { basis: 'wmo-99' }, 'NOT_COVERED', 'basis'],
    ['for a purpose that the recipient has not', { purpose: 'VT_INVESTIGATION' }, 'NOT_COVERED', 'purpose'],
    ['to the FG and the auditor', { purpose: 'OVERSIGHT' }, 'NOT_COVERED', 'purpose'],
    ['to the analyst', { purpose: 'STATISTICS' }, 'NOT_COVERED', 'purpose'],
    ['to the privacy officer', { purpose: 'ADMINISTRATION' }, 'NOT_COVERED', 'purpose'],
    ['to the own organisation', { recipient: '00000099000000004031' }, 'NOT_VALID', 'recipient'],
    ['until yesterday', { until: '2026-11-21' }, 'END_IN_PAST', 'until'],
    ['about nobody', { about: [] }, 'ELEMENT_MISSING', 'about'],
  ])('%s is not done', async (_what, change, code, field) => {
    const said = await writesNothing(() => asking.act('esther', 'releaseUnasked', push(change)));
    expect(said).toMatchObject({ id: null, problems: [{ code, field }] });
  });

  test('about one person too many is not done for the others either', async () => {
    const about = [people.person('dennis', 'vt-lindemeer'), people.person('teun', 'vt-lindemeer')];
    expect(await writesNothing(() => asking.act('esther', 'releaseUnasked', push({ about })))).toMatchObject({
      id: null,
      problems: [{ code: 'NOT_FOUND', field: 'about' }],
    });
  });

  test('cannot be ended by another organisation, nor by who has no case with that person', async () => {
    expect((await asking.act('esther', 'releaseUnasked', push())).problems).toEqual([]);
    const [row] = await sql`SELECT id FROM release WHERE kind = 'PUSH' AND origin = 'OFFICE'`;
    const id = String(row?.id);
    const attempts: [string, object][] = [
      ['femke', { household: people.household('raad-steigerhouter', 'rvdk'), release: people.record(id, 'rvdk') }],
      [
        'niels',
        {
          household: people.household('zaak-duivelaarder', 'vt-lindemeer'),
          release: people.record(id, 'vt-lindemeer'),
        },
      ],
      ['niels', { release: people.record(id, 'vt-lindemeer') }],
    ];
    for (const [persona, input] of attempts) {
      expect(await writesNothing(() => asking.act(persona, 'endRelease', input))).toEqual({
        id: null,
        until: null,
        problems: [{ code: 'NOT_FOUND', field: 'release' }],
      });
    }
    const [kept] = await sql`SELECT valid_until::text AS until FROM release WHERE id = ${id}`;
    expect(kept?.until).toBe('2026-12-31');
  });

  test('many times at one moment is done once, and offers one case', async () => {
    const again = push({ until: '2027-01-15' });
    const count = async () => {
      const [row] = await sql`SELECT (SELECT count(*)::int FROM release) AS releases,
        (SELECT count(*)::int FROM task WHERE kind = 'OFFERED_CASE') AS offers`;
      return { releases: Number(row?.releases), offers: Number(row?.offers) };
    };
    const before = await count();
    const said = await Promise.all(Array.from({ length: 6 }, () => asking.act('esther', 'releaseUnasked', again)));
    expect(said.map(({ problems }) => problems.map(({ code }) => code).join()).sort()).toEqual([
      '',
      ...Array(5).fill('ALREADY_DONE'),
    ]);
    expect(await count()).toEqual({ releases: before.releases + 1, offers: before.offers + 1 });
  });
});

describe('What was said in a request', () => {
  test('lies sealed in the store and stands in no record', async () => {
    const stored = JSON.stringify(await sql`SELECT * FROM release_request`);
    const recorded = JSON.stringify(await sql`SELECT body FROM audit_row`);
    expect(stored.length).toBeGreaterThan(100);
    expect(recorded.length).toBeGreaterThan(100);
    expect(stored).not.toContain(WORDS.reason);
    expect(recorded).not.toContain(WORDS.reason);
    expect(stored).not.toContain('esther');
  });
});
