// Birthdays at 12, 16 and 18 through the running system, to the minute, by the clock of the Netherlands.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import type { System } from '../support/system.ts';
import { type Ids, idsOf } from './consent-people.ts';
import { act, openAt, tasksOf } from './consent-reply.ts';
import { type Saying, startConsentSystem, told } from './consent-told.ts';

let system: System;
let sql: Sql;
let ids: Ids;

beforeAll(async () => {
  system = await startConsentSystem(['vader', 'bijna-twaalf', 'bijna-zestien', 'bijna-achttien', 'schrikkel-achttien']);
  sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
  ids = idsOf(system, 'consent');
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await system?.close();
});

const PARENTS = [{ by: 'moeder' }, { by: 'vader' }];
const recorded = async (about: string, statements: readonly Saying[], change = {}): Promise<string> => {
  const input = told(system, ids, about, statements, change);
  const { id, problems } = await act(system, 'anna', 'recordConsent', 'ConsentInput', input);
  expect(problems).toEqual([]);
  return String(id);
};
const open = async (person: string): Promise<boolean> =>
  openAt(await system.example('anna'), ids.person(person, 'team-b'), system.oin('team-a')).includes('PLAN');
const asked = async (persona: string): Promise<readonly (string | null)[]> =>
  (await tasksOf(system, persona)).filter(({ kind }) => kind === 'CONSENT_RECONFIRM').map(({ about }) => about);
const at = (moment: string) => system.moveClock(moment);
const by = (consent: string, persona: string): string =>
  ids.record(String(ids.opened('RECORD', consent, 'team-b')), persona);

describe('On the day before 23 November, and from midnight on', () => {
  let twelve: string;
  let sixteen: string;

  test('everything that was agreed is open', async () => {
    await at('2026-11-22T10:00:00+01:00');
    twelve = await recorded('bijna-twaalf', PARENTS);
    sixteen = await recorded('bijna-zestien', [{ by: 'bijna-zestien' }, ...PARENTS]);
    await recorded('bijna-achttien', [{ by: 'bijna-achttien' }]);
    await at('2026-11-22T23:59:00+01:00');
    for (const child of ['bijna-twaalf', 'bijna-zestien', 'bijna-achttien'])
      expect([child, await open(child)]).toEqual([child, true]);
    expect(await asked('anna')).toEqual([]);
  });

  test("at twelve what the parents agreed to closes, and team and child are asked for the child's own word", async () => {
    await at('2026-11-23T00:00:00+01:00');
    expect(await open('bijna-twaalf')).toBe(false);
    expect(await asked('anna')).toContain(ids.person('bijna-twaalf', 'team-b'));
    expect(await asked('me-bijna-twaalf')).toEqual([ids.person('bijna-twaalf', 'me-bijna-twaalf')]);
    expect(await asked('me-moeder')).toEqual([]);
  });

  test('at twelve a no of the child changes nothing that the team sees; a yes opens it again', async () => {
    const seen = await asked('anna');
    const consent = by(twelve, 'me-bijna-twaalf');
    expect((await act(system, 'me-bijna-twaalf', 'refuseConsent', 'ConsentAnswerInput', { consent })).problems).toEqual(
      [],
    );
    expect(await asked('anna')).toEqual(seen);
    expect(await open('bijna-twaalf')).toBe(false);
    await at('2026-11-23T00:10:00+01:00');
    expect((await act(system, 'me-bijna-twaalf', 'giveConsent', 'ConsentAnswerInput', { consent })).problems).toEqual(
      [],
    );
    expect(await open('bijna-twaalf')).toBe(true);
    expect(await asked('me-bijna-twaalf')).toEqual([]);
    expect(await asked('anna')).not.toContain(ids.person('bijna-twaalf', 'team-b'));
  });

  test('at sixteen what the youth agreed to stays open; the youth alone is asked to say it again', async () => {
    expect(await open('bijna-zestien')).toBe(true);
    expect(await asked('anna')).not.toContain(ids.person('bijna-zestien', 'team-b'));
    expect(await asked('me-bijna-zestien')).toHaveLength(1);
    const consent = by(sixteen, 'me-bijna-zestien');
    expect((await act(system, 'me-bijna-zestien', 'giveConsent', 'ConsentAnswerInput', { consent })).problems).toEqual(
      [],
    );
    expect(await asked('me-bijna-zestien')).toEqual([]);
    expect((await act(system, 'me-bijna-zestien', 'giveConsent', 'ConsentAnswerInput', { consent })).problems).toEqual([
      'ALREADY_DONE -',
    ]);
  });

  test('at sixteen the parents no longer answer, and do not find it any more', async () => {
    const consent = by(sixteen, 'me-vader');
    expect((await act(system, 'me-vader', 'refuseConsent', 'ConsentAnswerInput', { consent })).problems).toEqual([
      'NOT_ALLOWED -',
    ]);
    expect(await open('bijna-zestien')).toBe(true);
  });

  test('at eighteen the own consent stays; the team is asked to look again at help and purpose', async () => {
    expect(await open('bijna-achttien')).toBe(true);
    expect(await asked('anna')).toContain(ids.person('bijna-achttien', 'team-b'));
    expect(await asked('me-bijna-achttien')).toHaveLength(1);
  });

  test('thirty days later nobody is asked any more', async () => {
    await at('2026-12-23T00:00:00+01:00');
    expect(await asked('anna')).toEqual([]);
    expect(await asked('me-bijna-achttien')).toEqual([]);
  });
});

describe('A birthday opens nothing', () => {
  test('that a parent had closed: the youth of sixteen has to say it anew', async () => {
    await sql`DELETE FROM consent`;
    await at('2026-11-22T10:00:00+01:00');
    const said = [{ by: 'bijna-zestien' }, { by: 'moeder' }, { by: 'vader', answer: 'REFUSED' }];
    const consent = by(await recorded('bijna-zestien', said), 'me-bijna-zestien');
    expect(await open('bijna-zestien')).toBe(false);
    await at('2026-11-23T00:00:00+01:00');
    expect(await open('bijna-zestien')).toBe(false);
    expect((await act(system, 'me-bijna-zestien', 'giveConsent', 'ConsentAnswerInput', { consent })).problems).toEqual(
      [],
    );
    expect(await open('bijna-zestien')).toBe(true);
  });
});

describe('The day begins at midnight in the Netherlands', () => {
  const until = (end: string, from: string) => ({ from, until: end });

  test('in summer, at two hours from UTC', async () => {
    await at('2027-06-30T10:00:00+02:00');
    await recorded('zomerkind', PARENTS, until('2028-06-01', '2027-06-30'));
    await at('2027-06-30T23:59:00+02:00');
    expect(await open('zomerkind')).toBe(true);
    await at('2027-07-01T00:00:00+02:00');
    expect(await open('zomerkind')).toBe(false);
  });

  test('on 29 February for who was born on it, in a leap year', async () => {
    await at('2028-02-28T10:00:00+01:00');
    await recorded('schrikkel', PARENTS, until('2029-02-01', '2028-02-28'));
    await at('2028-02-28T23:59:00+01:00');
    expect(await open('schrikkel')).toBe(true);
    await at('2028-02-29T00:00:00+01:00');
    expect(await open('schrikkel')).toBe(false);
  });

  test('on 1 March for who was born on 29 February, in any other year', async () => {
    await at('2030-02-27T10:00:00+01:00');
    await recorded('schrikkel-achttien', [{ by: 'schrikkel-achttien' }], until('2031-02-01', '2030-02-27'));
    await at('2030-02-28T23:59:00+01:00');
    expect(await asked('me-schrikkel-achttien')).toEqual([]);
    await at('2030-03-01T00:00:00+01:00');
    expect(await asked('me-schrikkel-achttien')).toHaveLength(1);
    expect(await open('schrikkel-achttien')).toBe(true);
  });
});
