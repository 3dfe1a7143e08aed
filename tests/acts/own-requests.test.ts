// requestCorrection, addOwnStatement and answerOwnRequest through the running system: it goes to the holder, nothing is changed here, and who sent it sees
// what came of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { World } from '../../demo/world/world.ts';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { professionalId } from '../../schema/identifiers.ts';
import { everythingStored } from '../store/a-store.ts';
import { type System, startSystem } from '../support/system.ts';
import { type Ids, idsOf } from './consent-people.ts';
import { act, tasksOf } from './consent-reply.ts';

const WORDS = 'Mijn zoon gaat niet naar de timmerclub maar naar voetbal.';
const ANSWER = 'Wij hebben het plan aangepast.';

/** Officers of two organisations, and an FG. */
function withOfficers(world: World): World {
  const tamar = world.personas.find(({ persona: { id } }) => id === 'tamar');
  if (tamar === undefined || tamar.persona.role === 'DATA_SUBJECT') throw new Error('the demo world has changed');
  const { persona } = tamar;
  const officer = (id: string, organisation: string, role: 'PRIVACY_OFFICER' | 'FG') => ({
    situation: tamar.situation,
    persona: {
      ...persona,
      id,
      organisation,
      role,
      professional: professionalId.parse(`${organisation}:${id}`),
      households: [],
    },
  });
  const added = [
    officer('officer-b', 'team-b', 'PRIVACY_OFFICER'),
    officer('officer-vt', 'vt-lindemeer', 'PRIVACY_OFFICER'),
    officer('fg-b', 'team-b', 'FG'),
  ];
  return { ...world, personas: [...world.personas, ...added] };
}

const MINE =
  'query Mine @access(purpose: OWN_FILE) { me { requests { id kind about holder { oin } category sentAt dueOn text state answer { text } } } }';
const mine = z.object({
  data: z.object({
    me: z.object({
      requests: z.array(
        z.object({
          id: z.string(),
          kind: z.string(),
          about: z.string(),
          holder: z.object({ oin: z.string() }),
          category: z.string().nullable(),
          sentAt: z.string(),
          dueOn: z.string(),
          text: z.string(),
          state: z.string(),
          answer: z.object({ text: z.string() }).nullable(),
        }),
      ),
    }),
  }),
});

let system: System;
let sql: Sql;
let ids: Ids;
beforeAll(async () => {
  system = await startSystem({ changes: withOfficers });
  sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
  ids = idsOf(system);
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await system?.close();
});

const OWN = { purpose: 'OWN_FILE', more: 'until' } as const;
const correct = (persona: string, input: Readonly<Record<string, unknown>>) =>
  act(system, persona, 'requestCorrection', 'OwnRequestInput', input, OWN);
const state = (persona: string, input: Readonly<Record<string, unknown>>) =>
  act(system, persona, 'addOwnStatement', 'OwnRequestInput', input, OWN);
const answer = (persona: string, input: Readonly<Record<string, unknown>>) =>
  act(system, persona, 'answerOwnRequest', 'OwnRequestAnswerInput', input, { purpose: 'ADMINISTRATION' });
const sentBy = async (persona: string) => mine.parse((await system.ask(persona, MINE)).body).data.me.requests;
const count = async (): Promise<number> => Number((await sql`SELECT count(*)::int AS n FROM own_request`)[0]?.n);
const childOf = (slug: string): string => ids.person(slug, 'me-carlijn');

describe('A mother asks for a correction', () => {
  test('it is sent to the holder for a month, as a task of its officer in her own words, and nothing of the file changes', async () => {
    const before = await system.example('tamar');
    const { problems, said } = await correct('carlijn', {
      about: childOf('bo'),
      holder: system.oin('team-b'),
      category: 'PLAN',
      text: WORDS,
    });
    expect({ problems, until: said.until }).toEqual({ problems: [], until: '2026-12-22' });
    for (const officer of ['officer-b', 'fg-b']) {
      const tasks = await tasksOf(system, officer, 'ADMINISTRATION');
      expect(tasks.map(({ kind, about, dueOn, state: at, note }) => ({ kind, about, dueOn, at, note }))).toEqual([
        { kind: 'CORRECTION_ASKED', about: ids.person('bo', 'team-b'), dueOn: '2026-12-22', at: 'OPEN', note: WORDS },
      ]);
    }
    expect(await tasksOf(system, 'officer-vt', 'ADMINISTRATION')).toEqual([]);
    expect((await tasksOf(system, 'tamar')).filter(({ kind }) => kind === 'CORRECTION_ASKED')).toEqual([]);
    const plain = (text: string) => text.replace(/"(requestId|recordId|asOf)":"[^"]*"/g, '');
    expect(plain((await system.example('tamar')).text)).toBe(plain(before.text));
    expect(await sentBy('carlijn')).toMatchObject([
      {
        kind: 'CORRECTION',
        about: childOf('bo'),
        holder: { oin: system.oin('team-b') },
        category: 'PLAN',
        text: WORDS,
        state: 'SENT',
        answer: null,
      },
    ]);
  });

  test('the same a second time was done already', async () => {
    const before = await count();
    const again = await correct('carlijn', { about: childOf('bo'), holder: system.oin('team-b'), text: ` ${WORDS} ` });
    expect(again.problems).toEqual(['ALREADY_DONE -']);
    expect(await count()).toBe(before);
  });

  test('only the officer of that holder answers, once; the FG advises; then she reads the answer and the task is done', async () => {
    const [task] = await tasksOf(system, 'officer-b', 'ADMINISTRATION');
    const said = { ownRequest: task?.reference ?? '', outcome: 'PARTLY', text: ANSWER };
    expect((await answer('fg-b', { ...said })).problems).toEqual(['NOT_ALLOWED -']);
    expect((await answer('officer-vt', { ...said })).problems).toEqual(['NOT_FOUND ownRequest']);
    expect((await answer('officer-b', { ...said, outcome: 'SENT' })).problems).toEqual(['NOT_VALID outcome']);
    expect((await answer('officer-b', { ...said })).problems).toEqual([]);
    expect((await answer('officer-b', { ...said, outcome: 'REFUSED' })).problems).toEqual(['ALREADY_DONE -']);
    expect(await sentBy('carlijn')).toMatchObject([{ state: 'PARTLY', answer: { text: ANSWER } }]);
    expect((await tasksOf(system, 'officer-b', 'ADMINISTRATION')).map((one) => one.state)).toEqual(['DONE']);
  });

  test('it is taken alike by an organisation that has a case which she may not know of, and by one that has none', async () => {
    const outcomes = await Promise.all(
      ['vt-lindemeer', 'vt-duinvoorde', 'gi-duinvoorde'].map((holder) =>
        correct('carlijn', { holder: system.oin(holder), text: 'Klopt mijn adres?' }),
      ),
    );
    expect(outcomes.map(({ problems, said }) => [problems, said.until])).toEqual([
      [[], '2026-12-22'],
      [[], '2026-12-22'],
      [[], '2026-12-22'],
    ]);
    expect(
      (await tasksOf(system, 'esther', 'VT_INVESTIGATION')).filter(({ kind }) => kind === 'CORRECTION_ASKED'),
    ).toEqual([]);
  });

  test('her words and the answer stand in no table as they are, and in no record', async () => {
    const stored = await everythingStored(sql);
    for (const words of [WORDS, ANSWER, 'timmerclub']) expect(stored).not.toContain(words);
  });
});

describe('A statement for the file', () => {
  test('is one’s own from twelve: a daughter of fifteen sends hers, her mother may not send it for her, and does for her son of eight', async () => {
    const holder = system.oin('team-b');
    expect((await state('wende', { holder, text: 'Ik wil dat hier staat hoe ik het zie.' })).problems).toEqual([]);
    expect((await state('carlijn', { about: childOf('wende'), holder, text: 'Namens Wende.' })).problems).toEqual([
      'NOT_ALLOWED about',
    ]);
    expect((await state('carlijn', { about: childOf('bo'), holder, text: 'Namens Bo.' })).problems).toEqual([]);
    expect(
      (await tasksOf(system, 'officer-b', 'ADMINISTRATION')).filter(({ kind }) => kind === 'STATEMENT_SENT'),
    ).toHaveLength(2);
    expect((await sentBy('wende')).map(({ kind, text }) => [kind, text])).toEqual([
      ['STATEMENT', 'Ik wil dat hier staat hoe ik het zie.'],
    ]);
  });
});

describe('Not done, and nothing written', () => {
  test.each<[string, string, (holder: string) => Record<string, unknown>, string]>([
    [
      'about somebody of whom she has no child',
      'carlijn',
      (holder) => ({ about: 'A'.repeat(64), holder, text: 'Iets.' }),
      'NOT_FOUND about',
    ],
    [
      'by the id of her child as another holds it',
      'carlijn',
      (holder) => ({ about: ids.person('bo', 'team-b'), holder, text: 'Iets.' }),
      'NOT_FOUND about',
    ],
    [
      'at an organisation that is not registered',
      'carlijn',
      () => ({ holder: '00000000000000000001', text: 'Iets.' }),
      'NOT_VALID holder',
    ],
    [
      'at the persons register, which the municipality corrects',
      'carlijn',
      () => ({ holder: system.oin('register'), text: 'Iets.' }),
      'NOT_VALID holder',
    ],
    ['without words', 'carlijn', (holder) => ({ holder, text: '  ' }), 'ELEMENT_MISSING text'],
    ['in more words than fit', 'carlijn', (holder) => ({ holder, text: 'x'.repeat(4001) }), 'NOT_VALID text'],
    ['by a professional', 'tamar', (holder) => ({ holder, text: 'Iets.' }), 'NOT_ALLOWED -'],
  ])('%s', async (_what, persona, input, expected) => {
    const before = await count();
    const purpose = persona === 'tamar' ? 'SUPPORT_PLAN' : 'OWN_FILE';
    const { problems } = await act(
      system,
      persona,
      'requestCorrection',
      'OwnRequestInput',
      input(system.oin('team-b')),
      { purpose },
    );
    expect(problems).toEqual([expected]);
    expect(await count()).toBe(before);
  });
});

describe('Who reported', () => {
  test('is in her schema not even as a kind of data', async () => {
    const query = `mutation A($input: OwnRequestInput!) @access(purpose: OWN_FILE) { requestCorrection(input: $input) { id } }`;
    const input = { holder: system.oin('vt-lindemeer'), category: 'REPORTER', text: 'Wie was het?' };
    const reply = await system.ask('carlijn', query, { input });
    expect(reply.body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});

describe('What a mother sent about her daughter', () => {
  test('leaves her view on the sixteenth birthday, with its answer', async () => {
    const holder = system.oin('team-a');
    expect((await correct('carlijn', { about: childOf('wende'), holder, text: 'Over Wende.' })).problems).toEqual([]);
    expect((await sentBy('carlijn')).map(({ text }) => text)).toContain('Over Wende.');
    await system.moveClock('2027-02-03T00:01:00+01:00');
    try {
      const texts = (await sentBy('carlijn')).map(({ text }) => text);
      expect(texts).not.toContain('Over Wende.');
      expect(texts).toContain(WORDS);
      expect((await correct('carlijn', { about: childOf('wende'), holder, text: 'Nog iets.' })).problems).toEqual([
        'NOT_FOUND about',
      ]);
    } finally {
      await system.moveClock('2026-11-22T10:00:00+01:00');
    }
  });
});
