// What an answer brings along: the duty to inform, the claim as the holder sees it, tries outside one's own cases. Kept with the record or not at all.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { World } from '../../demo/world/world.ts';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { professionalId } from '../../schema/identifiers.ts';
import { createPeople } from '../release/people.ts';
import { type System, startSystem } from '../support/system.ts';
import { codesOf, personFor, read, type Said, saidIn, tasksOf } from './asking.ts';

let system: System;
let sql: Sql;
let household: string;

const CONTROL = ['PRIVACY_OFFICER', 'MANDATE_HOLDER', 'FG', 'AUDITOR', 'LOG_KEEPER', 'ANALYST'] as const;

/** Dirk's organisation with somebody in each role of control. */
function withControl(world: World): World {
  const like = world.personas.find(({ persona: { id } }) => id === 'yvonne');
  if (like === undefined || like.persona.role === 'DATA_SUBJECT') throw new Error('the demo world has changed');
  const { persona, situation } = like;
  const added = CONTROL.map((role) => ({
    situation,
    persona: {
      ...persona,
      id: role,
      role,
      organisation: 'team-a',
      professional: professionalId.parse(`team-a:${role}`),
    },
  }));
  return { ...world, personas: [...world.personas, ...added] };
}

beforeAll(async () => {
  system = await startSystem({ changes: withControl });
  sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
  household = String(system.persona('rosa').example.variables.id);
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await system?.close();
});

const DUTIES =
  'query D @access(purpose: SUPERVISION_ORDER) { dutiesToInform { id household about holder since dueOn state channels } }';
const duty = z.object({
  id: z.string(),
  household: z.string(),
  about: z.string(),
  holder: z.string(),
  since: z.string(),
  dueOn: z.string(),
  state: z.string(),
  channels: z.array(z.string()).nullable(),
});
async function duties(): Promise<readonly z.infer<typeof duty>[]> {
  return z.object({ dutiesToInform: z.array(duty) }).parse(read(await system.ask('rosa', DUTIES)).data).dutiesToInform;
}
async function act(persona: string, field: string, type: string, input: object): Promise<Said> {
  const query = `mutation A($input: ${type}!) @access(purpose: ADMINISTRATION) { said: ${field}(input: $input) { id until problems { code field } } }`;
  return saidIn(await system.ask(persona, query, { input }));
}
const at = (slug: string) => system.oin(slug);
const who = (slug: string) => personFor(system, 'gi-lindemeer', slug);

describe('The duty to inform', () => {
  test('is there before the answer leaves, one for each case, person and source, and not twice', async () => {
    expect(await duties()).toEqual([]);
    const answer = await system.example('rosa');
    expect(answer.status).toBe(200);
    const found = await duties();
    const pairs = found.map(({ about, holder }) => `${about} ${holder}`);
    const powers = read(answer).extensions.access.opened.filter(
      ({ via, holder }) => via !== 'INTERNAL' && holder !== at('register'),
    );
    const expected = new Set(
      powers.flatMap(({ subjects, holder }) => subjects.map((subject) => `${subject} ${holder}`)),
    );
    expect(expected.size).toBeGreaterThan(4);
    expect([...pairs].sort()).toEqual([...expected].sort());
    // Four weeks from 22 November.
    expect([
      ...new Set(found.map(({ since, dueOn, state, household: of }) => `${since} ${dueOn} ${state} ${of}`)),
    ]).toEqual([`2026-11-22 2026-12-20 OPEN ${household}`]);
    const tasks = (await tasksOf(system, 'rosa', 'SUPERVISION_ORDER')).filter(({ kind }) => kind === 'DUTY_TO_INFORM');
    expect(tasks).toHaveLength(found.length);
    expect(new Set(tasks.map(({ about }) => about)).size).toBeGreaterThan(1);
    await system.example('rosa');
    expect(await duties()).toEqual(found);
  });

  test('is brought by no consent, and by no own file', async () => {
    const [{ n: before }] = z.tuple([z.object({ n: z.int() })]).parse(await sql`SELECT count(*)::int AS n FROM duty`);
    for (const persona of ['lotte', 'niels']) expect((await system.example(persona)).status).toBe(200);
    const [{ n: after }] = z.tuple([z.object({ n: z.int() })]).parse(await sql`SELECT count(*)::int AS n FROM duty`);
    expect(after).toBe(before);
  });

  test('can be delayed with a reason that stays sealed, and comes back every two weeks', async () => {
    const [first] = await duties();
    const reason = 'Nu vertellen brengt Bente in gevaar.';
    const delayed = await act('rosa', 'delayInforming', 'DelayInput', { household, duty: first?.id, reason });
    expect(delayed).toMatchObject({ until: '2026-12-06', problems: [] });
    const now = (await duties()).find(({ id }) => id === first?.id);
    expect(now).toMatchObject({ state: 'DELAYED', dueOn: '2026-12-06' });
    expect(JSON.stringify(await sql`SELECT * FROM duty`)).not.toContain('gevaar');
    expect(
      codesOf(await act('rosa', 'delayInforming', 'DelayInput', { household, duty: first?.id, reason: ' ' })),
    ).toEqual(['ELEMENT_MISSING']);
    await system.moveClock('2026-12-06T09:00:00+01:00');
    const again = await act('rosa', 'delayInforming', 'DelayInput', { household, duty: first?.id, reason });
    expect(again.until).toBe('2026-12-20');
    await system.moveClock('2026-11-22T10:00:00+01:00');
  });

  test('is closed for one person and source, and by a safe channel only', async () => {
    const mine = (await duties()).filter(({ about }) => about === who('jolien'));
    const [one] = mine;
    expect(mine.length).toBeGreaterThan(1);
    const safe = { household, about: who('jolien'), channels: ['PHONE'], note: 'Alleen overdag; hij leest haar post.' };
    expect(codesOf(await act('rosa', 'setSafeContact', 'SafeContactInput', safe))).toEqual([]);
    expect((await duties()).find(({ id }) => id === one?.id)?.channels).toEqual(['PHONE']);
    const close = (channel: string) =>
      act('rosa', 'closeInforming', 'InformedInput', { household, duty: one?.id, channel });
    expect((await close('LETTER')).problems).toEqual([{ code: 'NOT_VALID', field: 'channel' }]);
    expect(codesOf(await close('PHONE'))).toEqual([]);
    expect(codesOf(await close('PHONE'))).toEqual(['ALREADY_DONE']);
    const states = (await duties())
      .filter(({ about }) => about === who('jolien'))
      .map(({ id, state }) => [id === one?.id, state]);
    expect(states.filter(([, state]) => state === 'DONE')).toEqual([[true, 'DONE']]);
    expect(JSON.stringify(await sql`SELECT * FROM safe_contact`)).not.toContain('post');
  });

  test('of another organisation does not exist', async () => {
    const [one] = await duties();
    const input = { household: system.persona('esther').example.variables.id, duty: one?.id, channel: 'PHONE' };
    expect(codesOf(await act('esther', 'closeInforming', 'InformedInput', input))).toEqual(['NOT_FOUND']);
  });

  test('and its answer stand or fall together: no answer without it, none without its record', async () => {
    const count = async () =>
      JSON.stringify(await sql`SELECT (SELECT count(*)::int FROM duty) AS d, (SELECT count(*)::int FROM task) AS t`);
    const before = await count();
    for (const table of ['duty', 'audit_row']) {
      await sql`REVOKE INSERT ON ${sql(table)} FROM CURRENT_USER`;
      try {
        const answer = await system.example('esther');
        expect([table, answer.status, read(answer).data]).toEqual([table, 503, undefined]);
        expect(await count(), table).toBe(before);
      } finally {
        await sql`GRANT INSERT ON ${sql(table)} TO CURRENT_USER`;
      }
    }
    expect((await system.example('esther')).status).toBe(200);
    expect(await count()).not.toBe(before);
  });
});

describe('A claim', () => {
  const byOrder = async () =>
    read(await system.example('rosa')).extensions.access.opened.filter(({ bases }) => bases.includes('jw-7.3.11-4'));

  test('stands with the holder whose data it opens, and a contest closes it at once', async () => {
    expect((await byOrder()).map(({ holder }) => holder)).toContain(at('team-a'));
    const used = (await tasksOf(system, 'dirk', 'SUPPORT_PLAN')).filter(({ kind }) => kind === 'CLAIM_USED');
    expect(used.length).toBeGreaterThan(0);
    expect(used[0]?.note).toContain(
      'Jeugdbescherming Lindemeer opent gegevens met: ondertoezichtstelling (BW 1:255), nummer C/09/2026-0101',
    );
    const contest = { claim: used[0]?.reference, reason: 'De beschikking is vernietigd.' };
    expect(codesOf(await act('lotte', 'contestClaim', 'ContestInput', contest))).toEqual(['NOT_FOUND']);
    for (const role of CONTROL)
      expect([role, ...codesOf(await act(role, 'contestClaim', 'ContestInput', contest))]).toEqual([
        role,
        'NOT_ALLOWED',
      ]);
    expect(codesOf(await act('dirk', 'contestClaim', 'ContestInput', contest))).toEqual([]);
    expect(await byOrder()).toEqual([]);
    expect(codesOf(await act('dirk', 'contestClaim', 'ContestInput', contest))).toEqual(['ALREADY_DONE']);
    // Another holder that says so later is not told that somebody did before: that would tell that somebody else was asked.
    const [use] =
      await sql`SELECT id FROM claim_use WHERE holder = ${at('team-b')} AND claim IN (SELECT claim FROM claim_contest)`;
    const later = { claim: createPeople(system).record(String(use?.id), 'team-b'), reason: 'Dat is niet zo.' };
    expect(codesOf(await act('lotte', 'contestClaim', 'ContestInput', later))).toEqual([]);
    expect(codesOf(await act('lotte', 'contestClaim', 'ContestInput', later))).toEqual(['ALREADY_DONE']);
    const told = (await tasksOf(system, 'rosa', 'SUPERVISION_ORDER')).filter(({ kind }) => kind === 'CLAIM_CONTESTED');
    expect(told).toHaveLength(1);
    expect(JSON.stringify(await sql`SELECT * FROM claim_contest`)).not.toMatch(/vernietigd|0101|SUPERVISION/);
  });

  test('that somebody recorded serves that person once another agrees, and nobody once another does not', async () => {
    // The order in the own case system is contested: nothing rests on it any more.
    expect(await byOrder()).toEqual([]);
    const order = {
      household,
      about: who('bente'),
      kind: 'SUPERVISION_ORDER',
      number: 'C/09/2026-0999',
      date: '2026-11-20',
      from: '2026-11-20',
    };
    const recorded = await act('rosa', 'recordClaim', 'ClaimInput', order);
    expect(codesOf(recorded)).toEqual([]);
    expect(codesOf(await act('rosa', 'recordClaim', 'ClaimInput', order))).toEqual(['ALREADY_DONE']);
    expect(await byOrder()).toEqual([]);
    const review = (persona: string, claim: string | null, agrees = true) =>
      act(persona, 'reviewClaim', 'ClaimReviewInput', { claim, agrees });
    expect(codesOf(await review('rosa', recorded.id))).toEqual(['NOT_ALLOWED']);
    expect(codesOf(await review('maarten-review', recorded.id))).toEqual(['NOT_FOUND']);
    const [task] = (await tasksOf(system, 'marit')).filter(({ kind }) => kind === 'CLAIM_REVIEW');
    expect(task).toMatchObject({ reference: recorded.id, dueOn: '2026-11-23', state: 'OPEN' });
    expect(codesOf(await review('marit', recorded.id))).toEqual([]);
    expect(codesOf(await review('marit', recorded.id))).toEqual(['ALREADY_DONE']);
    expect((await byOrder()).map(({ holder }) => holder)).toContain(at('team-a'));
    const used = (await tasksOf(system, 'dirk', 'SUPPORT_PLAN')).filter(({ note }) => note?.includes('C/09/2026-0999'));
    expect(used.map(({ kind }) => kind)).toContain('CLAIM_USED');

    const another = await act('rosa', 'recordClaim', 'ClaimInput', { ...order, number: 'C/09/2026-1000' });
    expect(codesOf(await review('marit', another.id, false))).toEqual([]);
    const rows = z
      .array(z.object({ contested: z.boolean() }))
      .parse(await sql`SELECT contested FROM claim WHERE origin = 'OFFICE' ORDER BY contested`);
    expect(rows.map(({ contested }) => contested)).toEqual([false, true]);
    expect(JSON.stringify(await sql`SELECT * FROM claim WHERE origin = 'OFFICE'`)).not.toMatch(/C\/09|rosa|marit/);
  });

  test.each([
    ['of tomorrow', { date: '2026-11-23' }, 'NOT_VALID', 'date'],
    ['that has ended', { until: '2026-11-21' }, 'END_IN_PAST', 'until'],
    ['without a number', { number: ' ' }, 'ELEMENT_MISSING', 'number'],
    ['about somebody outside the case', { about: 'A'.repeat(40) }, 'NOT_FOUND', 'about'],
  ])('%s is not recorded', async (_what, change, code, field) => {
    const order = {
      household,
      about: who('bente'),
      kind: 'GUARDIANSHIP',
      number: '1',
      date: '2026-11-20',
      from: '2026-11-20',
    };
    const said = await act('rosa', 'recordClaim', 'ClaimInput', { ...order, ...change });
    expect(said.problems).toContainEqual({ code, field });
  });
});

describe('Who looks outside the own cases', () => {
  test("five times on one day is told to the privacy officer, with the count and nobody's name", async () => {
    const tries = async () => (await tasksOf(system, 'yvonne')).filter(({ kind }) => kind === 'REPEATED_TRIES');
    const bsn = '999906793';
    const query = 'query N($bsn: BSN!) @access(purpose: SUPPORT_PLAN) { householdsOf(bsn: $bsn) { id } }';
    const answers: string[] = [];
    for (let time = 1; time <= 4; time += 1)
      answers.push(JSON.stringify(read(await system.ask('lotte', query, { bsn })).data));
    expect(await tries()).toEqual([]);
    answers.push(JSON.stringify(read(await system.ask('lotte', query, { bsn })).data));
    expect(new Set(answers)).toEqual(new Set(['{"householdsOf":[]}']));
    const [told, ...more] = await tries();
    expect(more).toEqual([]);
    expect(told?.note).toMatch(
      /^Medewerker [0-9a-f]{16} zocht op 2026-11-22 5 keer naar iemand buiten de eigen zaken\.$/,
    );
    expect(told?.about).toBeNull();
    // A list of one's own and a case of one's own are no tries.
    await system.example('lotte');
    await system.ask('lotte', 'query C @access(purpose: SUPPORT_PLAN) { caseload { nodes { id } } }');
    const [{ n }] = z.tuple([z.object({ n: z.int() })]).parse(await sql`SELECT sum(tries)::int AS n FROM outside_try`);
    expect(n).toBe(5);
    const rows = JSON.stringify(await sql`SELECT * FROM outside_try`);
    for (const text of ['lotte', bsn]) expect(rows).not.toContain(text);
  });
});
