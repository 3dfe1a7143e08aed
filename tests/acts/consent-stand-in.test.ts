// Two professionals decide in the place of one with custody: only from twelve to fifteen, only beside the child's own yes, never one alone.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import type { System } from '../support/system.ts';
import { type Ids, idsOf } from './consent-people.ts';
import { act, openAt } from './consent-reply.ts';
import { householdOf, type Saying, startConsentSystem, told } from './consent-told.ts';

let system: System;
let sql: Sql;
let ids: Ids;

beforeAll(async () => {
  system = await startConsentSystem(['vader', 'sam']);
  sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
  ids = idsOf(system, 'consent');
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await system?.close();
});
beforeEach(async () => {
  await sql`DELETE FROM consent`;
});

const WHY = { reason: 'GRAVE_HARM', line: 'Vader weet niet waar Sam woont; vragen brengt Sam in gevaar.' };
const open = async (person: string): Promise<boolean> =>
  openAt(await system.example('anna'), ids.person(person, 'team-b'), system.oin('team-a')).includes('PLAN');
const recorded = async (about: string, statements: readonly Saying[], change = {}): Promise<string> => {
  const input = told(system, ids, about, statements, change);
  const { id, problems } = await act(system, 'anna', 'recordConsent', 'ConsentInput', input);
  expect(problems).toEqual([]);
  return String(id);
};
const decide = (persona: string, consent: string, insteadOf: string, change = {}) =>
  act(system, persona, 'standInForCustody', 'StandInInput', {
    household: householdOf(system, persona),
    consent,
    insteadOf: ids.person(insteadOf, 'team-b'),
    ...WHY,
    ...change,
  });
const confirm = (persona: string, decision: string | null) =>
  act(system, persona, 'confirmStandIn', 'StandInConfirmationInput', {
    household: householdOf(system, persona),
    decision,
  });

const MOTHER_AND_SAM = [{ by: 'sam' }, { by: 'moeder' }];

describe('In the place of a parent with custody', () => {
  test.each<[string, readonly Saying[]]>([
    ['who is silent or may not be asked', MOTHER_AND_SAM],
    ['who refused', [...MOTHER_AND_SAM, { by: 'vader', answer: 'REFUSED', saidOn: '2026-11-21T09:00:00+01:00' }]],
  ])('%s, two professionals decide: it opens when the second confirms', async (_what, statements) => {
    const consent = await recorded('sam', statements);
    const { id, problems } = await decide('anna', consent, 'vader');
    expect(problems).toEqual([]);
    expect(await open('sam')).toBe(false);
    expect((await confirm('anna', id)).problems).toEqual(['NOT_ALLOWED -']);
    expect(await open('sam')).toBe(false);
    expect((await confirm('bea', id)).problems).toEqual([]);
    expect(await open('sam')).toBe(true);
    expect((await confirm('bea', id)).problems).toEqual(['ALREADY_DONE -']);
    const lying = JSON.stringify(await sql`SELECT * FROM consent_stand_in, consent_statement`);
    for (const text of ['Vader weet', 'GRAVE_HARM', 'team-b:anna']) expect(lying).not.toContain(text);
  });

  test('who says no after that: it closes again', async () => {
    const consent = await recorded('sam', MOTHER_AND_SAM);
    const { id } = await decide('anna', consent, 'vader');
    expect((await confirm('bea', id)).problems).toEqual([]);
    expect(await open('sam')).toBe(true);
    const inner = ids.opened('RECORD', consent, 'team-b');
    const asFather = ids.record(String(inner), 'me-vader');
    expect(
      (await act(system, 'me-vader', 'refuseConsent', 'ConsentAnswerInput', { consent: asFather })).problems,
    ).toEqual([]);
    expect(await open('sam')).toBe(false);
  });

  test("a child's no is not decided about, and looks like no answer", async () => {
    const refused = await recorded('sam', [{ by: 'sam', answer: 'REFUSED' }, { by: 'moeder' }]);
    const silent = await recorded('sam', [{ by: 'moeder' }], { until: '2027-10-01' });
    expect((await decide('anna', refused, 'vader')).problems).toEqual(['NOT_ALLOWED insteadOf']);
    expect((await decide('anna', silent, 'vader')).problems).toEqual(['NOT_ALLOWED insteadOf']);
  });

  test('a child that takes its yes back before the second confirms is heard', async () => {
    const consent = await recorded('sam', MOTHER_AND_SAM);
    const { id } = await decide('anna', consent, 'vader');
    const inner = ids.opened('RECORD', consent, 'team-b');
    const asSam = ids.record(String(inner), 'me-sam');
    expect((await act(system, 'me-sam', 'withdrawConsent', 'WithdrawalInput', { consent: asSam })).problems).toEqual(
      [],
    );
    expect((await confirm('bea', id)).problems).toEqual(['NOT_ALLOWED decision']);
    expect(await open('sam')).toBe(false);
  });

  test.each([
    ['of a child of eight', 'noor', [{ by: 'moeder' }], 'vader'],
    ['of who is seventeen', 'zeventien', [{ by: 'zeventien' }], 'vader'],
    ['for who has no custody', 'sam', MOTHER_AND_SAM, 'stiefvader'],
  ])('nobody decides %s', async (_what, about, statements, insteadOf) => {
    const consent = await recorded(about, statements);
    expect((await decide('anna', consent, insteadOf)).problems).toEqual(['NOT_ALLOWED insteadOf']);
  });

  test('a reason that the law does not know, or no words for it, is no decision', async () => {
    const consent = await recorded('sam', MOTHER_AND_SAM);
    expect((await decide('anna', consent, 'vader', { line: undefined })).problems).toEqual(['ELEMENT_MISSING line']);
    expect((await decide('anna', consent, 'vader', { reason: undefined })).problems).toEqual([
      'ELEMENT_MISSING reason',
    ]);
    expect((await decide('anna', consent, 'vader')).problems).toEqual([]);
    expect((await decide('anna', consent, 'vader')).problems).toEqual(['ALREADY_DONE -']);
    expect((await confirm('otto', 'A'.repeat(64))).problems).toEqual(['NOT_FOUND decision']);
  });
});
