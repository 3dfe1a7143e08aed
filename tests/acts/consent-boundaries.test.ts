// The boundary tests of domain.md 8 that are about consent and not shown elsewhere: what changes around a consent while it stands.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import type { System } from '../support/system.ts';
import { type Ids, idsOf } from './consent-people.ts';
import { act, openAt } from './consent-reply.ts';
import { householdOf, type Saying, startConsentSystem, told } from './consent-told.ts';

let system: System;
let store: Sql;
let register: Sql;
let ids: Ids;

beforeAll(async () => {
  system = await startConsentSystem(['vader', 'ex']);
  store = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
  const persons = system.settings.holders.holders.find(({ holder }) => holder.oin === system.oin('register'));
  if (persons === undefined || persons.source !== 'PERSONS') throw new Error('there is no register');
  register = connect(persons.databaseUrl, { max: 1, patience: 5000 });
  ids = idsOf(system, 'consent');
});
afterAll(async () => {
  await store?.end({ timeout: 1 });
  await register?.end({ timeout: 1 });
  await system?.close();
});
beforeEach(async () => {
  await store`DELETE FROM consent`;
});

const recorded = async (about: string, statements: readonly Saying[], change = {}): Promise<void> => {
  const input = told(system, ids, about, statements, change);
  expect((await act(system, 'anna', 'recordConsent', 'ConsentInput', input)).problems).toEqual([]);
};
const QUERY = `query Plan($id: ID!) @access(purpose: SUPPORT_PLAN) {
  household(id: $id) { members { person { id localTeam { holder { oin } plans { parts { about text } } } } } }
}`;
const open = async (person: string, at = 0): Promise<boolean> => {
  const answer = await system.ask('anna', QUERY, { id: householdOf(system, 'anna', at) });
  return openAt(answer, ids.person(person, 'team-b'), system.oin('team-a')).includes('PLAN');
};
const setCustody = async (
  child: string,
  kind: string,
  holders: readonly string[],
  underInvestigation = false,
): Promise<void> => {
  const key = ids.key(child);
  await register.begin(async (tx) => {
    await tx`DELETE FROM register.custody_holder WHERE child = ${key}`;
    await tx`UPDATE register.custody SET kind = ${kind}, under_investigation = ${underInvestigation} WHERE child = ${key}`;
    for (const one of holders) await tx`INSERT INTO register.custody_holder VALUES (${key}, ${ids.key(one)}, 'PARENT')`;
  });
};

describe('While a consent stands', () => {
  test('sole custody that becomes joint during the day closes it until the other agrees too', async () => {
    await recorded('solo', [{ by: 'moeder' }]);
    expect(await open('solo')).toBe(true);
    await setCustody('solo', 'JOINT_PARENTAL', ['moeder', 'ex']);
    expect(await open('solo')).toBe(false);
    await setCustody('solo', 'SOLE_PARENTAL', ['moeder']);
    expect(await open('solo')).toBe(true);
  });

  test('joint custody that becomes sole opens it by the yes of the one who has it', async () => {
    await recorded('noor', [{ by: 'moeder' }]);
    expect(await open('noor')).toBe(false);
    await setCustody('noor', 'SOLE_PARENTAL', ['moeder']);
    expect(await open('noor')).toBe(true);
    await setCustody('noor', 'SOLE_PARENTAL', ['vader']);
    expect(await open('noor')).toBe(false);
    await setCustody('noor', 'JOINT_PARENTAL', ['moeder', 'vader']);
  });

  test('custody that is put under investigation, or cannot be determined, closes it', async () => {
    await recorded('noor', [{ by: 'moeder' }, { by: 'vader' }]);
    expect(await open('noor')).toBe(true);
    await setCustody('noor', 'JOINT_PARENTAL', ['moeder', 'vader'], true);
    expect(await open('noor')).toBe(false);
    await setCustody('noor', 'CANNOT_BE_DETERMINED', []);
    expect(await open('noor')).toBe(false);
    await setCustody('noor', 'JOINT_PARENTAL', ['moeder', 'vader']);
    expect(await open('noor')).toBe(true);
  });

  test('a child that dies closes it', async () => {
    await recorded('noor', [{ by: 'moeder' }, { by: 'vader' }]);
    await register`UPDATE register.person SET deceased_on = '2026-11-22' WHERE key = ${ids.key('noor')}`;
    expect(await open('noor')).toBe(false);
    await register`UPDATE register.person SET deceased_on = NULL WHERE key = ${ids.key('noor')}`;
  });

  test('twins of one household have consents of their own', async () => {
    await recorded('noor', [{ by: 'moeder' }, { by: 'vader' }]);
    await recorded('tweelingzus', [{ by: 'moeder' }, { by: 'vader', answer: 'REFUSED' }]);
    expect([await open('noor'), await open('tweelingzus')]).toEqual([true, false]);
  });

  test('a child in two households is open in both, and the other parent in neither', async () => {
    await recorded('solo', [{ by: 'moeder' }]);
    expect([await open('solo', 0), await open('solo', 1)]).toEqual([true, true]);
    expect([await open('ex', 0), await open('ex', 1)]).toEqual([false, false]);
  });

  test('its last day counts whole, and the next day it is over', async () => {
    await recorded('moeder', [{ by: 'moeder' }], { until: '2026-11-23' });
    await system.moveClock('2026-11-23T23:58:00+01:00');
    expect(await open('moeder')).toBe(true);
    await system.moveClock('2026-11-24T00:00:00+01:00');
    expect(await open('moeder')).toBe(false);
    await system.moveClock('2026-11-22T10:00:00+01:00');
  });

  test('the child of a mother who is not born yet is nobody: only what is about the mother is agreed to', async () => {
    await recorded('moeder', [{ by: 'moeder' }]);
    expect([await open('moeder'), await open('ongeboren')]).toEqual([true, false]);
  });
});
