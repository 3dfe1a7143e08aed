// withdrawConsent through the running system: who may, what closes at once, what the recipient is told, and what it is not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { type System, startSystem } from '../support/system.ts';
import { type Ids, idsOf, withLogins } from './consent-people.ts';
import { act, openAt, tasksOf } from './consent-reply.ts';

let system: System;
let sql: Sql;
let ids: Ids;

beforeAll(async () => {
  system = await startSystem({
    changes: withLogins('elin', 'joris', 'hanna', 'stijn', 'roos', 'koen', 'sam', 'wim', 'ingrid', 'lucas'),
  });
  sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
  ids = idsOf(system);
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await system?.close();
});

const withdraw = (persona: string, input: Readonly<Record<string, unknown>>, purpose?: string) =>
  act(system, persona, 'withdrawConsent', 'WithdrawalInput', input, purpose === undefined ? {} : { purpose });

const statements = async (): Promise<number> => {
  const [row] = await sql`SELECT count(*)::int AS n FROM consent_statement`;
  return Number(row?.n);
};
const household = (persona: string, at = 0): string => system.persona(persona).households[at] ?? '';

describe('A consent is withdrawn', () => {
  test('by the mother who gave it about herself: the next question finds it closed, and the team is told that it ended', async () => {
    const elin = ids.person('elin', 'team-b');
    const teamA = system.oin('team-a');
    expect(openAt(await system.example('lotte'), elin, teamA)).toEqual(['INVOLVEMENT', 'PLAN']);
    const { problems } = await withdraw('me-elin', { consent: ids.consent('elin-a-aan-b', 'me-elin') });
    expect(problems).toEqual([]);
    expect(openAt(await system.example('lotte'), elin, teamA)).toEqual([]);

    const told = await tasksOf(system, 'lotte');
    expect(told.map(({ kind, about, note, state }) => ({ kind, about, note, state }))).toEqual([
      { kind: 'CONSENT_ENDED', about: elin, note: null, state: 'OPEN' },
    ]);
    expect(told[0]?.reference).toBe(ids.consent('elin-a-aan-b', 'team-b'));
    expect(await tasksOf(system, 'bram')).toEqual([]);
  });

  test('a second time: it was done already, and nothing is written', async () => {
    const consent = ids.consent('elin-a-aan-b', 'me-elin');
    const before = await statements();
    expect((await withdraw('me-elin', { consent })).problems).toEqual(['ALREADY_DONE -']);
    expect(await statements()).toBe(before);
    expect(await tasksOf(system, 'lotte')).toHaveLength(1);
  });

  test('by one of two parents about their child: what the other said does not keep it', async () => {
    const noor = ids.person('noor', 'team-b');
    expect(openAt(await system.example('lotte'), noor, system.oin('team-a'))).toEqual(['INVOLVEMENT', 'PLAN']);
    expect((await withdraw('me-joris', { consent: ids.consent('noor-a-aan-b', 'me-joris') })).problems).toEqual([]);
    expect(openAt(await system.example('lotte'), noor, system.oin('team-a'))).toEqual([]);
    expect((await tasksOf(system, 'lotte')).map(({ about }) => about)).toContain(noor);
  });

  test('by a parent, as a professional of the recipient wrote down; a second time looks the same and writes nothing', async () => {
    const input = {
      household: household('lotte-gi', 1),
      consent: ids.consent('tess-gi-aan-b', 'team-b'),
      by: ids.person('roos', 'team-b'),
    };
    const first = await withdraw('lotte-gi', input);
    expect(first.problems).toEqual([]);
    const before = await statements();
    expect(await withdraw('lotte-gi', input)).toEqual(first);
    expect(await statements()).toBe(before);
    const tess = ids.person('tess', 'team-b');
    expect(openAt(await system.example('lotte-gi'), tess, system.oin('gi-lindemeer'))).toEqual([]);
    expect((await tasksOf(system, 'lotte-gi')).filter(({ about }) => about === tess)).toHaveLength(1);
  });
});

describe('A withdrawal is refused, and nothing is written', () => {
  test.each([
    ['somebody who has nothing to do with it', 'me-hanna', 'koen-gi-aan-b', {}, 'NOT_FOUND consent'],
    ['a partner about the other', 'me-stijn', 'hanna-a-aan-b', {}, 'NOT_FOUND consent'],
    ['a made-up consent', 'me-elin', null, {}, 'NOT_FOUND consent'],
    ['a person with an own login who names another', 'me-koen', 'koen-gi-aan-b', { by: 'roos' }, 'NOT_VALID by'],
  ])('for %s', async (_who, persona, slug, more, problem) => {
    const before = await statements();
    const consent = slug === null ? 'A'.repeat(64) : ids.consent(slug, persona);
    expect((await withdraw(persona, { consent, ...more })).problems).toEqual([problem]);
    expect(await statements()).toBe(before);
  });

  test('for a professional without an own case with that person, as if it did not exist', async () => {
    const consent = ids.consent('koen-gi-aan-b', 'team-b');
    const before = await statements();
    const input = { household: household('bram'), consent, by: ids.person('hanna', 'team-b') };
    expect((await withdraw('bram', input)).problems).toEqual(['NOT_FOUND consent']);
    expect(await statements()).toBe(before);
  });

  test('for a member who neither gave it nor has custody', async () => {
    const input = {
      household: household('lotte-gi', 1),
      consent: ids.consent('koen-gi-aan-b', 'team-b'),
      by: ids.person('roos', 'team-b'),
    };
    expect((await withdraw('lotte-gi', input)).problems).toEqual(['NOT_ALLOWED by']);
    expect((await withdraw('lotte-gi', { ...input, by: undefined })).problems).toEqual(['ELEMENT_MISSING by']);
    expect((await withdraw('lotte-gi', { ...input, by: 'A'.repeat(64) })).problems).toEqual(['NOT_FOUND by']);
  });
});

describe('A withdrawal that changes nothing for the recipient', () => {
  test('of a consent that the child refused is kept, and the recipient is told nothing', async () => {
    const consent = ids.consent('sam-a-aan-b', 'me-ingrid');
    expect((await withdraw('me-ingrid', { consent })).problems).toEqual([]);
    const sam = ids.person('sam', 'team-b');
    expect((await tasksOf(system, 'lotte')).filter(({ about }) => about === sam)).toEqual([]);
  });
});
