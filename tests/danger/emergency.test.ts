// S10 through the running system: what an emergency opens and does not, who is told, the second person, the review by another, and the count.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { World } from '../../demo/world/world.ts';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { type Reply, type System, startSystem } from '../support/system.ts';
import { codesOf, openedBy, personFor, read, type Said, saidIn, tasksOf } from './asking.ts';

const FRIDAY = '2026-11-20T23:00:00+01:00';
const REASON = 'Moeder belt dat hij er is met een mes.';
const PEOPLE = ['manon', 'ties', 'stefan'] as const;
const access = (danger = 'VIOLENCE_NOW') =>
  `@access(purpose: ACUTE_DANGER, emergency: { reason: $reason, danger: ${danger} })`;
const declare = (danger?: string) =>
  `mutation D($input: EmergencyInput!, $reason: String!) ${access(danger)} { said: declareEmergency(input: $input) { id opensAt closesAt problems { code field } } }`;
const CONFIRM = `mutation C($input: EmergencyConfirmation!, $reason: String!) ${access()} { said: confirmEmergency(input: $input) { id opensAt closesAt problems { code field } } }`;
const REVIEW =
  'mutation R($input: EmergencyReview!) @access(purpose: ADMINISTRATION) { said: reviewEmergency(input: $input) { id problems { code field } } }';
const COUNT = 'query N @access(purpose: ADMINISTRATION) { unreviewedEmergencies { organisation unreviewed overdue } }';

/** The same person as the one on crisis duty, in another role of the same organisation and in one of another. */
function withTwin(world: World): World {
  const duty = world.personas.find(({ persona }) => persona.id === 'joost');
  if (duty === undefined || duty.persona.role === 'DATA_SUBJECT') throw new Error('the demo world has changed');
  const { persona, situation } = duty;
  const twin = { ...persona, id: 'joost-twin', role: 'TEAM_LEAD' as const };
  const seconded = { ...twin, id: 'joost-seconded', organisation: 'vt-lindemeer', role: 'TEAM_LEAD' as const };
  return { ...world, personas: [...world.personas, { persona: twin, situation }, { persona: seconded, situation }] };
}

let system: System;
let sql: Sql;
let household: string;
beforeAll(async () => {
  system = await startSystem({ changes: withTwin });
  sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
  household = String(system.persona('sanne').example.variables.id);
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await system?.close();
});
beforeEach(async () => {
  await sql`DELETE FROM emergency`;
  await sql`DELETE FROM task`;
  await system.moveClock(FRIDAY);
});

const inDanger = (...slugs: readonly string[]) => slugs.map((slug) => personFor(system, 'team-b', slug));
async function declared(persona = 'sanne', people = inDanger('manon', 'ties'), danger?: string): Promise<Said> {
  return saidIn(await system.ask(persona, declare(danger), { input: { household, people }, reason: REASON }));
}
const confirm = async (persona: string, emergency: string | null): Promise<Said> =>
  saidIn(await system.ask(persona, CONFIRM, { input: { emergency }, reason: 'Ik hoorde haar zelf aan de telefoon.' }));
const review = async (persona: string, emergency: string | null, more: object = {}): Promise<Said> =>
  saidIn(
    await system.ask(persona, REVIEW, {
      input: { emergency, outcome: 'JUSTIFIED', reason: 'Er was gevaar.', ...more },
    }),
  );
const counted = async (persona: string): Promise<unknown> =>
  read(await system.ask(persona, COUNT)).data?.unreviewedEmergencies;
const opened = (answer: Reply): string[] => openedBy(system, 'team-b', answer, 'EMERGENCY', PEOPLE);
const ofTaskFor = async (persona: string, kind: string) =>
  (await tasksOf(system, persona)).filter((one) => one.kind === kind);

describe('An emergency', () => {
  test('opens of mother and child what was agreed for safety, at the holder that signed for it, and nothing else', async () => {
    const before = await system.calls('gi-lindemeer');
    expect(await declared()).toEqual({
      id: expect.stringMatching(/^[A-Za-z0-9_-]{30,}$/),
      opensAt: expect.stringMatching(/^2026-11-20T22:00:0\d\.\d{3}Z$/),
      closesAt: expect.stringMatching(/^2026-11-20T22:30:0\d\.\d{3}Z$/),
      problems: [],
    });
    const answer = await system.example('sanne');
    const vt = system.oin('vt-lindemeer');
    expect(opened(answer)).toEqual([
      `${vt} SAFETY_NOTICE manon`,
      `${vt} SAFETY_NOTICE ties`,
      `${vt} SAFETY_PLAN manon`,
      `${vt} SAFETY_PLAN ties`,
    ]);
    const { opened: groups, withheld, desks } = read(answer).extensions.access;
    expect(groups.find(({ via }) => via === 'EMERGENCY')?.bases).toEqual(['avg-6-1-d', 'sr-40']);
    const codes = withheld.map(({ holder, code, categories }) => `${holder} ${code} ${categories.join()}`);
    expect(codes).toContain(`${system.oin('gi-lindemeer')} EMERGENCY_NOT_OPEN SAFETY_PLAN`);
    expect(codes).toContain(`${system.oin('register')} EMERGENCY_NOT_OPEN ADDRESS`);
    expect(codes).toContain(`${vt} NOT_AVAILABLE SAFETY_REPORT`);
    expect(desks.find(({ holder }) => holder === system.oin('gi-lindemeer'))?.hours).toBe('dag en nacht');
    for (const text of ['Codewoord', 'KEEP_APART', 'Lieke Zwaanhoek', 'afgesproken buur'])
      expect(answer.text).toContain(text);
    for (const text of [
      'begeleider',
      'geschreeuw',
      'Dennenoord',
      'Wilgenroosje',
      'Havenweg',
      'logeeradres',
      'buurvrouw haalt',
    ])
      expect(answer.text).not.toContain(text);
    expect(await system.calls('gi-lindemeer')).toEqual(before);
  });

  test('asked again within its half hour is the same one; after it nothing opens', async () => {
    await declared();
    expect(codesOf(await declared())).toEqual(['ALREADY_DONE']);
    expect(codesOf(await declared('sanne', inDanger('ties')))).toEqual(['ALREADY_DONE']);
    await system.moveClock('2026-11-20T23:29:50+01:00');
    expect(opened(await system.example('sanne'))).toHaveLength(4);
    await system.moveClock('2026-11-20T23:30:10+01:00');
    expect(opened(await system.example('sanne'))).toEqual([]);
    expect(await sql`SELECT id FROM emergency`).toHaveLength(1);
    expect(codesOf(await declared())).toEqual([]);
  });

  test('serves whoever declared it, and no colleague', async () => {
    await declared();
    const query = system.persona('sanne').example.query;
    const answer = await system.ask('joost', query, { id: household, reason: REASON });
    expect(read(answer).data).toEqual({ household: null });
    expect(read(answer).extensions.access.opened).toEqual([]);
  });

  test('is told at once: the source and its officer, the own officer, and who reviews; officers hear of nobody', async () => {
    const { id } = await declared();
    const [atSource, ...more] = await tasksOf(system, 'lieke', 'VT_INVESTIGATION');
    expect(more).toHaveLength(1);
    expect(atSource).toMatchObject({
      note: 'Noodvraag van Stichting Gezinsteam De Wissel: geweld op dit moment.',
      state: 'OPEN',
    });
    expect([atSource?.about, more[0]?.about].sort()).toEqual(
      ['manon', 'ties'].map((slug) => personFor(system, 'vt-lindemeer', slug)).sort(),
    );
    for (const officer of ['gerard', 'yvonne']) {
      const told = await ofTaskFor(officer, 'EMERGENCY_OPENED');
      expect(
        told.map(({ about }) => about),
        officer,
      ).toEqual([null]);
      expect(JSON.stringify(told)).not.toContain('mes');
    }
    const [toReview] = await ofTaskFor('maarten-review', 'EMERGENCY_REVIEW');
    // Friday evening: Monday and Tuesday are the two working days.
    expect(toReview).toMatchObject({
      dueOn: '2026-11-24',
      reference: id,
      note: `geweld op dit moment: ${REASON} (team-b:sanne)`,
    });
    const [{ rows }] = z
      .tuple([z.object({ rows: z.string() })])
      .parse(
        await sql`SELECT (SELECT string_agg(t::text, ' ') FROM task t) || (SELECT string_agg(e::text, ' ') FROM emergency e) AS rows`,
      );
    for (const text of ['mes', 'sanne', 'Noodvraag']) expect(rows).not.toContain(text);
  });

  test('attack 40: is reviewed by another; one that was not justified ends at once, and stays without a basis', async () => {
    const { id } = await declared();
    expect(await counted('yvonne')).toEqual([{ organisation: system.oin('team-b'), unreviewed: 1, overdue: 0 }]);
    expect(await counted('gerard')).toEqual([{ organisation: system.oin('team-b'), unreviewed: 1, overdue: 0 }]);
    expect(codesOf(await review('sanne', id))).toEqual(['NOT_ALLOWED']);
    expect(codesOf(await review('yvonne', id))).toEqual(['NOT_ALLOWED']);
    expect(codesOf(await review('maarten-review', id, { outcome: 'NOT_JUSTIFIED', basis: 'sr-40' }))).toEqual([
      'NOT_VALID',
    ]);
    expect(codesOf(await review('maarten-review', id, { basis: 'jw-7.3.11-4' }))).toEqual(['NOT_VALID']);
    expect(codesOf(await review('maarten-review', id, { reason: ' ' }))).toEqual(['ELEMENT_MISSING']);
    expect(opened(await system.example('sanne'))).toHaveLength(4);
    expect(
      codesOf(await review('maarten-review', id, { outcome: 'NOT_JUSTIFIED', reason: 'Niemand had gebeld.' })),
    ).toEqual([]);
    expect(opened(await system.example('sanne'))).toEqual([]);
    expect(codesOf(await review('maarten-review', id))).toEqual(['ALREADY_DONE']);
    expect((await ofTaskFor('maarten-review', 'EMERGENCY_REVIEW')).map(({ state }) => state)).toEqual(['DONE']);
    expect(await counted('yvonne')).toEqual([]);
    for (const officer of ['gerard', 'yvonne']) {
      const notes = (await ofTaskFor(officer, 'EMERGENCY_REVIEWED')).map(({ note }) => note);
      expect(notes, officer).toEqual(['Noodvraag beoordeeld: niet gerechtvaardigd, zonder bevestigde grondslag.']);
    }
  });

  test("that nobody reviewed is counted, overdue after two working days, and stands in the metrics without anybody's data", async () => {
    await declared();
    await system.moveClock('2026-11-24T23:00:00+01:00');
    expect(await counted('yvonne')).toEqual([{ organisation: system.oin('team-b'), unreviewed: 1, overdue: 0 }]);
    await system.moveClock('2026-11-25T00:01:00+01:00');
    expect(await counted('yvonne')).toEqual([{ organisation: system.oin('team-b'), unreviewed: 1, overdue: 1 }]);
    const metrics = await (await fetch(`${system.url}/metrics`)).text();
    expect(metrics).toContain(
      'samenzicht_emergencies_unreviewed{overdue="false"} 0\nsamenzicht_emergencies_unreviewed{overdue="true"} 1\n',
    );
  });
});

describe('Crisis duty', () => {
  test('attack 40: opens nothing alone; with a second person it sees of the case who is in danger, and nobody else', async () => {
    const { id, opensAt } = await declared('joost');
    expect(opensAt).toBeNull();
    const alone = await system.example('joost');
    expect(read(alone).data).toEqual({ household: null });
    expect(codesOf(await confirm('joost', id))).toEqual(['NOT_ALLOWED']);
    const [asked] = await ofTaskFor('maarten-review', 'EMERGENCY_CONFIRM');
    expect(asked?.reference).toBe(id);
    expect(codesOf(await confirm('maarten-review', id))).toEqual([]);
    expect(codesOf(await confirm('maarten-review', id))).toEqual(['ALREADY_DONE']);
    const answer = await system.example('joost');
    expect(opened(answer)).toHaveLength(4);
    expect(answer.text).toContain('Manon Hulskamper');
    expect(answer.text).not.toContain('Brouwhuizer');
    expect((await tasksOf(system, 'lieke')).filter(({ kind }) => kind === 'EMERGENCY_OPENED')).toHaveLength(2);
    // The second person is named, and may not review what he confirmed.
    expect((await ofTaskFor('maarten-review', 'EMERGENCY_REVIEW'))[0]?.note).toContain('bevestigd door team-b:maarten');
    expect(codesOf(await review('maarten-review', id))).toEqual(['NOT_ALLOWED']);
  });

  test('writes nothing else in the case of a colleague, also while its emergency is open', async () => {
    const { id } = await declared('joost');
    expect(codesOf(await confirm('maarten-review', id))).toEqual([]);
    expect(opened(await system.example('joost'))).toHaveLength(4);
    const query = `mutation S($input: SafeContactInput!, $reason: String!) ${access()} { said: setSafeContact(input: $input) { id problems { code field } } }`;
    const input = { household, about: inDanger('manon')[0], channels: ['PHONE'], note: 'Alleen overdag.' };
    expect(codesOf(saidIn(await system.ask('joost', query, { input, reason: REASON })))).toEqual(['NOT_FOUND']);
    expect(codesOf(saidIn(await system.ask('sanne', query, { input, reason: REASON })))).toEqual([]);
  });

  test('gets no second person who is the first in another role, or under the token of another organisation', async () => {
    const { id } = await declared('joost');
    expect(codesOf(await confirm('joost-twin', id))).toEqual(['NOT_ALLOWED']);
    expect(codesOf(await confirm('joost-seconded', id))).toEqual(['NOT_FOUND']);
    expect(codesOf(await review('joost-twin', id))).toEqual(['NOT_FOUND']);
    expect(codesOf(await confirm('maarten-review', id))).toEqual([]);
    expect(codesOf(await review('joost-twin', id))).toEqual(['NOT_ALLOWED']);
  });

  test.each([
    ['of another organisation, also in its own role there', 'lieke', 'NOT_FOUND'],
    ['who may not use the purpose', 'yvonne', 'NOT_ALLOWED'],
  ])('gets no second person %s', async (_what, persona, code) => {
    const { id } = await declared('joost');
    expect(codesOf(await confirm(persona, id))).toEqual([code]);
    expect(read(await system.example('joost')).data).toEqual({ household: null });
  });

  test('waits no longer for a second person than an emergency lasts', async () => {
    const { id } = await declared('joost');
    await system.moveClock('2026-11-20T23:31:00+01:00');
    expect(codesOf(await confirm('maarten-review', id))).toEqual(['NOT_VALID']);
  });
});

describe('An emergency is refused', () => {
  test.each([
    ["without a case of one's own", 'lotte', 'NOT_FOUND'],
    ['by who may not use the purpose', 'saskia', 'NOT_ALLOWED'],
  ])('%s', async (_what, persona, code) => {
    expect(codesOf(await declared(persona))).toEqual([code]);
    expect(await sql`SELECT id FROM emergency`).toHaveLength(0);
    expect(await sql`SELECT id FROM task`).toHaveLength(0);
  });

  test('about somebody who is not in the case, and then about nobody', async () => {
    const said = await declared('sanne', [...inDanger('manon'), ...inDanger('noor')]);
    expect(said.problems).toEqual([{ code: 'NOT_FOUND', field: 'people.1' }]);
    expect(codesOf(await declared('sanne', []))).toEqual(['ELEMENT_MISSING']);
    expect(await sql`SELECT id FROM emergency`).toHaveLength(0);
  });

  test('the fourth time within a day; the officer hears of each of the others, with their number', async () => {
    for (const danger of ['VIOLENCE_NOW', 'SUICIDE', 'MEDICAL'])
      expect(codesOf(await declared('sanne', undefined, danger))).toEqual([]);
    expect(codesOf(await declared('sanne', undefined, 'ABDUCTION'))).toEqual(['TOO_MANY']);
    const notes = (await ofTaskFor('yvonne', 'EMERGENCY_OPENED')).map(({ note }) => note);
    expect(notes).toContain(
      'Noodvraag in de eigen organisatie: medisch levensgevaar. Dit is noodvraag 3 van deze medewerker binnen een etmaal.',
    );
    await system.moveClock('2026-11-21T23:00:30+01:00');
    expect(codesOf(await declared('sanne', undefined, 'ABDUCTION'))).toEqual([]);
  });

  test('with its reason in the text, without a reason, and for a calm purpose', async () => {
    const input = { household, people: inDanger('manon') };
    const refusal = async (query: string, variables: object) => {
      const answer = await system.ask('sanne', query, { input, ...variables });
      return [answer.status, read(answer).errors?.[0]?.extensions.code];
    };
    const inText = declare().replace('$reason, danger', '"er is gevaar", danger').replace(', $reason: String!', '');
    expect(await refusal(inText, {})).toEqual([400, 'BAD_USER_INPUT']);
    expect(await refusal(declare(), { reason: ' ' })).toEqual([400, 'BAD_USER_INPUT']);
    const calm = declare()
      .replace(/@access\(.*?\}\)/, '@access(purpose: SUPPORT_PLAN)')
      .replace(', $reason: String!', '');
    expect(codesOf(saidIn(await system.ask('sanne', calm, { input })))).toEqual(['NOT_VALID']);
    expect(await sql`SELECT id FROM emergency`).toHaveLength(0);
  });
});

test('A holder that withdraws its emergency profile opens nothing any more, also to an emergency that is open', async () => {
  await declared();
  expect(opened(await system.example('sanne'))).toHaveLength(4);
  const vt = system.oin('vt-lindemeer');
  const [row] = await sql`SELECT body FROM partner WHERE oin = ${vt}`;
  const body = String(row?.body);
  try {
    await sql`UPDATE partner SET body = ${body.replace('"emergencyProfile":true', '"emergencyProfile":false')} WHERE oin = ${vt}`;
    await expect.poll(async () => opened(await system.example('sanne')), { timeout: 5000 }).toEqual([]);
  } finally {
    await sql`UPDATE partner SET body = ${body} WHERE oin = ${vt}`;
  }
});
