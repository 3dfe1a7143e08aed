// Shields placed through the graph: the answer is that of a world without the shielded thing, and nothing anywhere says who placed it or why. And AVG 18.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../../demo/world/world.ts';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { comparable } from '../scenarios/same-bytes.ts';
import { type System, startSystem } from '../support/system.ts';
import { codesOf, personFor, read, type Said, saidIn } from './asking.ts';

/** The mother has no address, and so neither has her child. */
const withoutAddress = (world: World): World => ({
  ...world,
  register: {
    ...world.register,
    persons: world.register.persons.map((one) =>
      one.slug === 'elin' || one.slug === 'noor' ? { ...one, addresses: [] } : one,
    ),
  },
});

let system: System;
let without: System;
let sql: Sql;
let household: string;
beforeAll(async () => {
  [system, without] = await Promise.all([startSystem(), startSystem({ changes: withoutAddress })]);
  sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
  household = String(system.persona('lotte').households[0]);
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await Promise.all([system?.close(), without?.close()]);
});

const who = (slug: string, organisation = 'team-b') => personFor(system, organisation, slug);
async function act(persona: string, field: string, type: string, input: object): Promise<Said> {
  const query = `mutation A($input: ${type}!) @access(purpose: SUPPORT_PLAN) { said: ${field}(input: $input) { id until problems { code field } } }`;
  return saidIn(await system.ask(persona, query, { input }));
}
const place = (persona: string, input: object) => act(persona, 'placeShield', 'ShieldInput', input);
const QUERY = `query Q($id: ID!) @access(purpose: SUPPORT_PLAN) {
  household(id: $id) { members { capacities person { id name { full } address { street city } localTeam { holder { name } plans { parts { heading text } } } } } access { subject source category outcome } }
}`;
const seen = async (of: System) =>
  comparable((await of.ask('lotte', QUERY, { id: household }, { 'x-request-id': 'one-and-the-same' })).text);

describe('A shield', () => {
  test('placed through the graph gives the answer of a world without what it hides, to the byte; lifted, everything is back', async () => {
    const before = await seen(system);
    const bare = await seen(without);
    expect(before).toContain('Lindemeer');
    expect(before).not.toBe(bare);
    const { id, problems } = await place('lotte', { household, about: who('elin'), kind: 'ADDRESS' });
    expect(problems).toEqual([]);
    expect(await seen(system)).toBe(bare);
    expect(codesOf(await act('saskia', 'liftShield', 'ShieldLiftInput', { household, shield: id }))).toEqual([
      'NOT_FOUND',
    ]);
    expect(codesOf(await act('lotte', 'liftShield', 'ShieldLiftInput', { household, shield: id }))).toEqual([]);
    expect(await seen(system)).toBe(before);
    expect(codesOf(await act('lotte', 'liftShield', 'ShieldLiftInput', { household, shield: id }))).toEqual([
      'NOT_FOUND',
    ]);
  });

  test('says in no row who placed it, about whom or why, and in the record only that it was done', async () => {
    const query =
      'mutation A($input: ShieldInput!) @access(purpose: SUPPORT_PLAN) { said: placeShield(input: $input) { id problems { code field } } }';
    const answer = await system.ask('lotte', query, { input: { household, about: who('noor'), kind: 'LOCATION' } });
    const { id } = saidIn(answer);
    const [row] = await sql`SELECT string_agg(s::text, ' ') AS rows FROM shield s WHERE origin = 'OFFICE'`;
    expect(String(row?.rows)).not.toMatch(/lotte|LOCATION|00000099/);
    const { recordId } = read(answer).extensions.access;
    const rows = await sql`SELECT kind, body FROM audit_row WHERE record_id = ${recordId}`;
    expect(rows.map(({ kind }) => kind)).toEqual(['DECISION']);
    const { act: said } = JSON.parse(rows[0]?.body).body['adl.core.response'];
    expect(said).toEqual({ name: 'placeShield', about: [], holder: null, reference: null, problems: [] });
    await act('lotte', 'liftShield', 'ShieldLiftInput', { household, shield: id });
  });

  test.each([
    ['about somebody outside the case', { kind: 'ADDRESS', about: 'A'.repeat(40) }, 'NOT_FOUND', 'about'],
    ['a hold without an end', { kind: 'HOLD' }, 'ELEMENT_MISSING', 'until'],
    ['a hold of years', { kind: 'HOLD', until: '2028-11-22' }, 'TERM_TOO_LONG', 'until'],
    ['an own view that ended', { kind: 'OWN_VIEW', until: '2026-11-21' }, 'END_IN_PAST', 'until'],
    ['a contact ban towards nobody', { kind: 'CONTACT_BAN' }, 'ELEMENT_MISSING', 'towardsPerson'],
    ['an address with categories', { kind: 'ADDRESS', categories: ['PLAN'] }, 'NOT_VALID', 'categories'],
    ['an address towards one person', { kind: 'ADDRESS', towardsPerson: 'A'.repeat(40) }, 'NOT_VALID', 'towardsPerson'],
  ])('is not placed: %s', async (_what, change, code, field) => {
    const before = await sql`SELECT count(*) FROM shield`;
    const said = await place('lotte', { household, about: who('elin'), ...change });
    expect(said.problems).toContainEqual({ code, field });
    expect(await sql`SELECT count(*) FROM shield`).toEqual(before);
  });

  test('of the source keeps back its own data, from others and not from its own people', async () => {
    const own = String(system.persona('saskia').households[0]);
    const { id } = await place('saskia', {
      household: own,
      about: who('noor', 'team-a'),
      kind: 'HOLD',
      categories: ['PLAN'],
      until: '2026-12-31',
    });
    expect(await seen(system)).not.toContain('Om half acht naar bed');
    const atHome = await system.ask('saskia', QUERY.replace('SUPPORT_PLAN', 'SUPPORT_ACCESS'), { id: own });
    expect(atHome.status).toBe(200);
    expect(codesOf(await act('saskia', 'liftShield', 'ShieldLiftInput', { household: own, shield: id }))).toEqual([]);
    expect(await seen(system)).toContain('Om half acht naar bed');
  });
});

describe('A restriction of processing (AVG 18)', () => {
  test("is the privacy officer's: nothing about that person opens to the own organisation any more, until it is lifted", async () => {
    const shows = async () => (await seen(system)).includes('Noor Sophie');
    const restrict = (persona: string, person: string) =>
      act(persona, 'restrictProcessing', 'RestrictionInput', { person });
    const lift = (persona: string, restriction: string | null) =>
      act(persona, 'liftRestriction', 'RestrictionLiftInput', { restriction });
    expect(codesOf(await restrict('lotte', who('noor')))).toEqual(['NOT_ALLOWED']);
    expect(codesOf(await restrict('yvonne', who('noor', 'team-a')))).toEqual(['NOT_FOUND']);
    expect(await shows()).toBe(true);
    const { id, problems } = await restrict('yvonne', who('noor'));
    expect(problems).toEqual([]);
    expect(codesOf(await restrict('yvonne', who('noor')))).toEqual(['ALREADY_DONE']);
    expect(await shows()).toBe(false);
    expect(codesOf(await lift('gerard', id))).toEqual(['NOT_FOUND']);
    expect(codesOf(await lift('yvonne', id))).toEqual([]);
    expect(await shows()).toBe(true);
  });
});

describe('A stated necessity', () => {
  const NEED =
    'mutation A($input: NecessityInput!) @access(purpose: SUPPORT_ACCESS) { said: stateNecessity(input: $input) { id until problems { code field } } }';
  const own = () => String(system.persona('saskia').households[0]);
  const state = async () =>
    saidIn(
      await system.ask('saskia', NEED, {
        input: {
          household: own(),
          about: who('noor', 'team-a'),
          holder: system.oin('team-b'),
          purpose: 'SUPPORT_ACCESS',
          category: 'SUPPORT',
          code: 'YOUTH_CARE_DECISION',
          line: 'Nodig om te beslissen.',
        },
      }),
    );
  const LIST =
    'query L($id: ID!) @access(purpose: SUPPORT_ACCESS) { household(id: $id) { members { person { name { full } localTeam { support { form } } } } necessities { about holder category code from until } } }';
  const asked = async () => read(await system.ask('saskia', LIST, { id: own() }));
  const needed = async () =>
    (await asked()).extensions.access.withheld.some(
      ({ code, categories, holder, subjects }) =>
        code === 'NEEDS_NECESSITY' &&
        categories.includes('SUPPORT') &&
        holder === system.oin('team-b') &&
        subjects.includes(who('noor', 'team-a')),
    );

  test('serves thirty days and not one more, is listed, and can be stated anew in its last week', async () => {
    await sql`DELETE FROM necessity WHERE category = 'SUPPORT'`;
    expect(await needed()).toBe(true);
    expect(await state()).toMatchObject({ until: '2026-12-22', problems: [] });
    expect(await needed()).toBe(false);
    const listed = JSON.stringify((await asked()).data);
    expect(listed).toContain('"code":"YOUTH_CARE_DECISION","from":"2026-11-22","until":"2026-12-22"');
    expect(listed).not.toContain('Nodig om');
    await system.moveClock('2026-12-14T12:00:00+01:00');
    expect(codesOf(await state())).toEqual(['ALREADY_DONE']);
    await system.moveClock('2026-12-22T23:59:30+01:00');
    expect(await needed()).toBe(false);
    await system.moveClock('2026-12-23T00:00:30+01:00');
    expect(await needed()).toBe(true);
    await system.moveClock('2026-12-15T12:00:00+01:00');
    expect(await state()).toMatchObject({ until: '2027-01-14', problems: [] });
    await system.moveClock('2026-12-23T00:00:30+01:00');
    expect(await needed()).toBe(false);
    await system.moveClock('2026-11-22T10:00:00+01:00');
  });
});
