// requestConsent through the running system: from a denial to the question that each person finds, the own answer, and what nobody can tell from it.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadPolicies } from '../../gateway/adapters/policies.ts';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { OWN_WORDS } from '../../subgraphs/access/acts/consent/request-text.ts';
import { comparable } from '../scenarios/same-bytes.ts';
import type { System } from '../support/system.ts';
import { type Ids, idsOf } from './consent-people.ts';
import { accessIn, act, openAt, tasksOf } from './consent-reply.ts';
import { householdOf, startConsentSystem } from './consent-told.ts';

let system: System;
let sql: Sql;
let ids: Ids;

beforeAll(async () => {
  system = await startConsentSystem(['vader', 'sam', 'zeventien']);
  sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
  ids = idsOf(system, 'consent');
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await system?.close();
});
beforeEach(async () => {
  await sql`DELETE FROM consent`;
  await sql`DELETE FROM task`;
});

/** The handle on what the municipal team has about this person. */
async function handleOn(person: string): Promise<string> {
  const { withheld } = accessIn(await system.example('anna'));
  const closed = withheld.find(
    ({ code, holder, subjects, categories }) =>
      code === 'NO_VALID_CONSENT' &&
      holder === system.oin('team-a') &&
      categories.includes('PLAN') &&
      subjects.includes(ids.person(person, 'team-b')),
  );
  if (closed?.request === undefined) throw new Error(`no handle on ${person}`);
  return closed.request;
}

async function asking(about: string, people: readonly string[], change: Readonly<Record<string, unknown>> = {}) {
  const input = {
    request: await handleOn(about),
    about: ids.person(about, 'team-b'),
    people: people.map((one) => ids.person(one, 'team-b')),
    until: '2027-11-21',
    ...change,
  };
  return act(system, 'anna', 'requestConsent', 'ConsentRequestInput', input);
}
const answer = (persona: string, name: 'giveConsent' | 'refuseConsent', consent: string | undefined) =>
  act(system, persona, name, 'ConsentAnswerInput', { consent });
const open = async (person: string): Promise<boolean> =>
  openAt(await system.example('anna'), ids.person(person, 'team-b'), system.oin('team-a')).includes('PLAN');
const rows = async (): Promise<number> => {
  const [row] =
    await sql`SELECT (SELECT count(*) FROM consent) + (SELECT count(*) FROM consent_statement) + (SELECT count(*) FROM task) AS n`;
  return Number(row?.n);
};

const FOR_A_CHILD = `Gezinsteam De Oever wil graag iets over jou weten van Wijkteam Wilgendorp. Het gaat om:
- wie jou daar helpt
- wat er in jouw plan staat
Zo kunnen de mensen die jou helpen beter samenwerken.
Jij beslist. Ook als je ouders ja zeggen, mag jij nee zeggen. Zeg jij ja? Dan moeten ook je ouders of je voogd ja zeggen. Zij zien niet wat jij zei.
Zeg je nee? Dan krijg je gewoon hulp. Degene die het vraagt krijgt niet te zien dat jij nee zei.
Zeg je ja? Dan mag het tot en met 21 november 2027. Je kunt altijd stoppen. Je hoeft niet te zeggen waarom.
Snap je iets niet? Vraag het aan iemand die jou helpt. Of bel gratis de Kindertelefoon: 0800 0432.`;

describe('A request for consent', () => {
  test('reaches a boy of thirteen and both his parents, each alone and in words that fit; their own yeses open it', async () => {
    expect((await asking('sam', ['sam', 'moeder', 'vader'])).problems).toEqual([]);
    const [toSam] = await tasksOf(system, 'me-sam');
    expect(toSam).toMatchObject({ kind: 'CONSENT_ASKED', dueOn: '2026-12-06', state: 'OPEN', note: FOR_A_CHILD });
    const [toMother] = await tasksOf(system, 'me-moeder');
    expect(toMother?.note).toContain('wat er in het plan van uw kind staat');
    expect(toMother?.about).toBe(ids.person('sam', 'me-moeder'));
    const [toFather] = await tasksOf(system, 'me-vader');

    expect((await answer('me-sam', 'giveConsent', toSam?.reference)).problems).toEqual([]);
    expect((await answer('me-moeder', 'giveConsent', toMother?.reference)).problems).toEqual([]);
    expect(await open('sam')).toBe(false);
    expect((await answer('me-vader', 'giveConsent', toFather?.reference)).problems).toEqual([]);
    expect(await open('sam')).toBe(true);
    expect((await tasksOf(system, 'me-sam')).map(({ state }) => state)).toEqual(['DONE']);
    const [said] =
      await sql`SELECT by_person, capacity, sealed FROM consent_statement WHERE by_person = ${ids.key('sam')}`;
    expect(said?.capacity).toBe('SELF');
    expect(String(said?.sealed)).not.toContain('vraag');
  });

  test('asks who is seventeen alone, as a grown-up', async () => {
    expect((await asking('zeventien', ['zeventien'])).problems).toEqual([]);
    const [task] = await tasksOf(system, 'me-zeventien');
    expect(task?.note).toContain('U beslist zelf.');
    expect((await answer('me-zeventien', 'giveConsent', task?.reference)).problems).toEqual([]);
    expect(await open('zeventien')).toBe(true);
  });

  test('opens no more than what it asked for', async () => {
    expect((await asking('moeder', ['moeder'], { categories: ['INVOLVEMENT'] })).problems).toEqual([]);
    const [task] = await tasksOf(system, 'me-moeder');
    expect((await answer('me-moeder', 'giveConsent', task?.reference)).problems).toEqual([]);
    const answered = await system.example('anna');
    expect(openAt(answered, ids.person('moeder', 'team-b'), system.oin('team-a'))).toEqual(['INVOLVEMENT']);
  });

  test('can go to the child first and to the parents later, to nobody twice', async () => {
    const first = await asking('sam', ['sam']);
    expect(first.problems).toEqual([]);
    expect((await asking('sam', ['sam'])).problems).toEqual(['ALREADY_DONE -']);
    expect((await asking('sam', ['sam', 'moeder'])).id).toBe(first.id);
    expect(await tasksOf(system, 'me-sam')).toHaveLength(1);
    expect(await tasksOf(system, 'me-moeder')).toHaveLength(1);
    expect(await tasksOf(system, 'me-vader')).toHaveLength(0);
  });

  test('has words of its own for whatever consent can open', async () => {
    const loaded = await loadPolicies(new URL('../../policies', import.meta.url).pathname);
    if (loaded.kind !== 'POLICIES') throw new Error('the policies do not load');
    const byConsent = loaded.set.rules.filter(
      ({ source, regime, disclosure }) =>
        source.whose === 'OTHER' &&
        regime === 'CONSENT' &&
        loaded.set.law.some(({ id, consent }) => consent === 'REQUIRED' && disclosure.includes(id)),
    );
    const categories = [...new Set(byConsent.flatMap((rule) => rule.categories))].sort();
    expect(categories.length).toBeGreaterThan(8);
    expect(categories.filter((category) => OWN_WORDS[category] === undefined)).toEqual([]);
  });
});

describe('A request is refused with its field, and nothing is written', () => {
  test.each<[string, string, readonly string[], Record<string, unknown>, readonly string[]]>([
    ['to who has no custody', 'solo', ['ex'], {}, ['NOT_ALLOWED people.0']],
    ['to a child of eight', 'noor', ['moeder', 'noor'], {}, ['NOT_ALLOWED people.1']],
    ['to a parent of who is seventeen', 'zeventien', ['moeder'], {}, ['NOT_ALLOWED people.0']],
    ['to a foster parent', 'noor', ['pleegmoeder'], {}, ['NOT_ALLOWED people.0']],
    ['to one person twice', 'noor', ['moeder', 'moeder'], {}, ['NOT_VALID people']],
    ['to nobody', 'noor', [], {}, ['ELEMENT_MISSING people']],
    ['where custody cannot be established', 'twijfel', ['moeder'], {}, ['NOT_ESTABLISHED about']],
    [
      'for more than what was denied',
      'noor',
      ['moeder'],
      { categories: ['PLAN', 'ADDRESS'] },
      ['NOT_VALID categories.1', 'NOT_VALID categories.1'],
    ],
    ['until yesterday', 'noor', ['moeder'], { until: '2026-11-21' }, ['END_IN_PAST until']],
    ['for longer than twelve months', 'noor', ['moeder'], { until: '2027-11-22' }, ['TERM_TOO_LONG until']],
    ['without an end', 'noor', ['moeder'], { until: undefined }, ['ELEMENT_MISSING until']],
    ['with a handle that was made up', 'noor', ['moeder'], { request: 'A'.repeat(80) }, ['NOT_FOUND request']],
    [
      'about a person whom the handle does not name',
      'noor',
      ['moeder'],
      { about: 'A'.repeat(64) },
      ['NOT_FOUND about'],
    ],
  ])('%s', async (_what, about, people, change, problems) => {
    const refused = await asking(about, people, change);
    expect(refused).toMatchObject({ id: null, problems });
    expect(await rows()).toBe(0);
  });

  test('by somebody else with the handle of a colleague at another organisation', async () => {
    const input = {
      request: await handleOn('noor'),
      about: ids.person('noor', 'team-a'),
      people: [ids.person('moeder', 'team-a')],
      until: '2027-11-21',
    };
    expect((await act(system, 'otto', 'requestConsent', 'ConsentRequestInput', input)).problems).toEqual([
      'NOT_FOUND request',
    ]);
    expect(await rows()).toBe(0);
  });
});

describe('Nobody can tell that somebody said no', () => {
  test('a boy who said no, a boy who said nothing and a boy whom nobody asked: the same bytes, for who asked and for a colleague', async () => {
    const views = async () => {
      const same = { 'x-request-id': 'one-and-the-same' };
      const [anna, bea] = [await system.example('anna', same), await system.example('bea', same)];
      return [anna.text, bea.text, (await annasTasks()).text].map((text) =>
        createHash('sha256').update(comparable(text)).digest('hex'),
      );
    };
    const unasked = await views();
    expect((await asking('sam', ['sam', 'moeder'])).problems).toEqual([]);
    const [mothers] = await tasksOf(system, 'me-moeder');
    expect((await answer('me-moeder', 'giveConsent', mothers?.reference)).problems).toEqual([]);
    const silent = await views();
    const [task] = await tasksOf(system, 'me-sam');
    expect((await answer('me-sam', 'refuseConsent', task?.reference)).problems).toEqual([]);
    expect(await views()).toEqual(silent);
    expect(silent).toEqual(unasked);
    // The same question again looks the same too.
    expect((await asking('sam', ['sam'])).problems).toEqual(['ALREADY_DONE -']);
    // It is there, and it counts.
    const [said] = await sql`SELECT answer FROM consent_statement WHERE by_person = ${ids.key('sam')}`;
    expect(said?.answer).toBe('REFUSED');
    expect((await answer('me-vader', 'giveConsent', undefined)).problems).toEqual(['ELEMENT_MISSING consent']);
  });

  const annasTasks = () =>
    system.ask(
      'anna',
      'query @access(purpose: SUPPORT_PLAN) { tasks { kind about reference note } }',
      {},
      { 'x-request-id': 'one-and-the-same' },
    );

  test('a no that ends a yes tells the recipient that it ended, as a withdrawal does', async () => {
    expect((await asking('moeder', ['moeder'])).problems).toEqual([]);
    const [task] = await tasksOf(system, 'me-moeder');
    expect((await answer('me-moeder', 'giveConsent', task?.reference)).problems).toEqual([]);
    expect(await open('moeder')).toBe(true);
    expect((await answer('me-moeder', 'refuseConsent', task?.reference)).problems).toEqual([]);
    expect(await open('moeder')).toBe(false);
    expect((await tasksOf(system, 'anna')).map(({ kind, note }) => [kind, note])).toEqual([['CONSENT_ENDED', null]]);
    // And now it can be asked for anew.
    expect((await asking('moeder', ['moeder'])).problems).toEqual([]);
  });

  test('a child of thirteen is asked by one professional: a colleague finds nothing of it', async () => {
    const { id } = await asking('sam', ['sam']);
    const input = { household: householdOf(system, 'bea'), consent: id, by: ids.person('sam', 'team-b') };
    expect((await act(system, 'bea', 'withdrawConsent', 'WithdrawalInput', input)).problems).toEqual([
      'NOT_FOUND consent',
    ]);
    expect((await act(system, 'bea', 'refuseConsent', 'ConsentAnswerInput', input)).problems).toEqual([
      'NOT_FOUND consent',
    ]);
  });
});
