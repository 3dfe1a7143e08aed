// docs/consent.md keeps its word: its record is accepted and opens, without any of its members it is refused by that name, and its names exist.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TASK_KINDS } from '../../schema/names/task.ts';
import { ACT_NAMES } from '../../subgraphs/access/acts/acts.ts';
import { type Ids, idsOf } from '../acts/consent-people.ts';
import { act, openAt } from '../acts/consent-reply.ts';
import { householdOf, startConsentSystem } from '../acts/consent-told.ts';
import type { System } from '../support/system.ts';

const page = readFileSync(new URL('../../docs/consent.md', import.meta.url), 'utf8');
const record = z.record(z.string(), z.unknown()).parse(JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''));
const PEOPLE: Readonly<Record<string, string>> = { 'a child of eight': 'noor', mother: 'moeder', father: 'vader' };

let system: System;
let ids: Ids;
beforeAll(async () => {
  system = await startConsentSystem([]);
  ids = idsOf(system, 'consent');
});
afterAll(() => system?.close());

/** With ids in the place of its words for people. */
const filledIn = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(filledIn);
  if (typeof value === 'string') return PEOPLE[value] === undefined ? value : ids.person(PEOPLE[value], 'team-b');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filledIn(one)]));
};
const send = (input: Readonly<Record<string, unknown>>) =>
  act(system, 'anna', 'recordConsent', 'ConsentInput', {
    household: householdOf(system, 'anna'),
    ...z.record(z.string(), z.unknown()).parse(filledIn(input)),
  });

describe('The page on consent', () => {
  it('has a record of which every member but the person is needed, by its name', async () => {
    const members = Object.keys(record).filter((member) => member !== 'about');
    expect(members.length).toBe(14);
    for (const member of members) {
      const { [member]: _, ...less } = record;
      expect([member, (await send(less)).problems]).toEqual([member, [`ELEMENT_MISSING ${member}`]]);
    }
  });

  it('has a record that opens the plan', async () => {
    expect((await send(record)).problems).toEqual([]);
    const open = openAt(await system.example('anna'), ids.person('noor', 'team-b'), system.oin('team-a'));
    expect(open).toContain('PLAN');
  });

  it('names acts, tasks and settings that exist, and every act about consent', () => {
    const acts = [...page.matchAll(/`(\w+(?:Consent|Custody|StandIn))`/g)].map(([, name]) => name ?? '');
    expect([...new Set(acts)].sort()).toEqual(
      ACT_NAMES.filter((name) => /Consent$|Custody$|StandIn$/.test(name)).toSorted(),
    );
    const tasks = [...page.matchAll(/`(CONSENT_\w+)`/g)].map(([, name]) => name ?? '');
    expect(tasks.length).toBeGreaterThan(3);
    expect(tasks.filter((name) => !Object.hasOwn(TASK_KINDS, name))).toEqual([]);
    const switches = readFileSync(new URL('../../policies/switches.json', import.meta.url), 'utf8');
    const settings = [...page.matchAll(/`([a-z]+(?:-[a-z]+){2,})`/g)].map(([, name]) => name ?? '');
    expect(settings.length).toBe(5);
    expect(settings.filter((name) => !switches.includes(`"${name}"`))).toEqual([]);
  });

  it('says the terms that are set', () => {
    const terms = JSON.parse(readFileSync(new URL('../../policies/terms.json', import.meta.url), 'utf8'));
    expect(terms).toMatchObject({ consentLongestMonths: 12, consentAnswerDays: 14, consentReconfirmDays: 30 });
    for (const text of ['at most twelve months', 'within fourteen days', 'thirty days']) expect(page).toContain(text);
  });
});
