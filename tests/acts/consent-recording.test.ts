// recordConsent through the running system: who may say yes about whom, what every record holds, and what is refused with its field.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import type { System } from '../support/system.ts';
import { type Ids, idsOf } from './consent-people.ts';
import { act, openAt, tasksOf } from './consent-reply.ts';
import { FORM, householdOf, type Saying, startConsentSystem, told } from './consent-told.ts';

let system: System;
let sql: Sql;
let ids: Ids;

beforeAll(async () => {
  system = await startConsentSystem(['vader', 'sam', 'zeventien', 'noor', 'ex']);
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

const record = (persona: string, input: Readonly<Record<string, unknown>>, purpose?: string) =>
  act(system, persona, 'recordConsent', 'ConsentInput', input, purpose === undefined ? {} : { purpose });
const byAnna = (about: string, statements: readonly Saying[], change = {}) =>
  record('anna', told(system, ids, about, statements, change));
const plansOf = async (person: string): Promise<boolean> =>
  openAt(await system.example('anna'), ids.person(person, 'team-b'), system.oin('team-a')).includes('PLAN');
const written = async (): Promise<readonly number[]> => {
  const rows =
    await sql`SELECT (SELECT count(*)::int FROM consent) AS c, (SELECT count(*)::int FROM consent_statement) AS s,
    (SELECT count(*)::int FROM task) AS t`;
  return [Number(rows[0]?.c), Number(rows[0]?.s), Number(rows[0]?.t)];
};

const PARENTS = [{ by: 'moeder' }, { by: 'vader' }];
const INCAPABLE = { incapable: { judgedBy: 'H. de Vries, arts', on: '2026-11-01' } };

describe('A consent is recorded and opens what was agreed', () => {
  test.each<[string, string, readonly Saying[], object]>([
    ['of a child of eight by both holders of custody', 'noor', PARENTS, {}],
    ['of a child with one holder of custody by that one', 'solo', [{ by: 'moeder' }], {}],
    ['of a child of thirteen by itself and both holders of custody', 'sam', [{ by: 'sam' }, ...PARENTS], {}],
    ['of who is seventeen by himself', 'zeventien', [{ by: 'zeventien' }], {}],
    ['of an adult by herself', 'moeder', [{ by: 'moeder' }], {}],
    ['of a parent without custody about himself', 'ex', [{ by: 'ex' }], {}],
    ['of an adult who cannot weigh it by the mentor', 'opa', [{ by: 'mentor', as: 'MENTOR', proof: FORM }], INCAPABLE],
    ['of a child of thirteen who cannot weigh it by both holders of custody', 'sam', PARENTS, INCAPABLE],
  ])('%s', async (_what, about, statements, change) => {
    expect(await plansOf(about)).toBe(false);
    const { id, problems } = await byAnna(about, statements, change);
    expect(problems).toEqual([]);
    expect(id).toMatch(/^[A-Za-z0-9_-]{30,}$/);
    expect(await plansOf(about)).toBe(true);
  });

  test.each<[string, string, readonly Saying[]]>([
    ['one of two holders of custody said yes', 'noor', [{ by: 'moeder' }]],
    ['the other holder of custody said no', 'noor', [{ by: 'moeder' }, { by: 'vader', answer: 'REFUSED' }]],
    ['a child of thirteen was not asked', 'sam', PARENTS],
    ['a child of thirteen said no', 'sam', [{ by: 'sam', answer: 'REFUSED' }, ...PARENTS]],
    ['a child of thirteen said yes, and one parent nothing', 'sam', [{ by: 'sam' }, { by: 'moeder' }]],
  ])('but opens nothing yet where %s', async (_what, about, statements) => {
    expect((await byAnna(about, statements)).problems).toEqual([]);
    expect(await plansOf(about)).toBe(false);
  });

  test('holds every element of a valid record; what is text is sealed, and no document is there', async () => {
    const change = { conditions: { notWith: ['team-b:bea'], text: 'Alleen over het plan van dit jaar.' } };
    expect((await byAnna('noor', PARENTS, change)).problems).toEqual([]);
    const [row] = await sql`SELECT * FROM consent`;
    expect(row).toMatchObject({
      about: ids.key('noor'),
      holder: system.oin('team-a'),
      recipient: system.oin('team-b'),
      roles: ['FAMILY_WORKER'],
      purposes: ['SUPPORT_PLAN'],
      categories: ['PLAN'],
      valid_from: '2026-11-20',
      valid_until: '2027-11-19',
      text_version: 'folder-2026-1',
      origin: 'OFFICE',
    });
    const said = await sql`SELECT * FROM consent_statement ORDER BY ordinal`;
    expect(said.map(({ by_person, capacity, answer }) => [by_person, capacity, answer])).toEqual([
      [ids.key('moeder'), 'CUSTODY_HOLDER', 'GIVEN'],
      [ids.key('vader'), 'CUSTODY_HOLDER', 'GIVEN'],
    ]);
    const lying = JSON.stringify([row, said]);
    for (const text of ['formulier', 'Verteld', 'Alleen over', 'ab'.repeat(32), 'team-b:anna', 'JOINT_PARENTAL'])
      expect(lying).not.toContain(text);
  });

  test('except for whom the family does not want to see it', async () => {
    expect((await byAnna('noor', PARENTS, { conditions: { notWith: ['team-b:anna'] } })).problems).toEqual([]);
    expect(await plansOf('noor')).toBe(false);
    const bea = await system.example('bea');
    expect(openAt(bea, ids.person('noor', 'team-b'), system.oin('team-a'))).toContain('PLAN');
  });

  test('and each who gave it is told, alone, with an id to end it by', async () => {
    expect((await byAnna('noor', PARENTS)).problems).toEqual([]);
    const [told1] = await tasksOf(system, 'me-moeder');
    expect(told1?.kind).toBe('CONSENT_RECORDED');
    const { problems } = await act(system, 'me-moeder', 'withdrawConsent', 'WithdrawalInput', {
      consent: told1?.reference,
    });
    expect(problems).toEqual([]);
    expect(await plansOf('noor')).toBe(false);
    expect((await tasksOf(system, 'me-moeder')).map(({ state }) => state)).toEqual(['DONE']);
    expect((await tasksOf(system, 'me-vader')).map(({ kind }) => kind)).toEqual(['CONSENT_RECORDED']);
    expect(await tasksOf(system, 'me-ex')).toEqual([]);
  });

  test('by a professional of the organisation that gives, also when it was only spoken', async () => {
    const input = told(system, ids, 'moeder', [{ by: 'moeder' }], { reader: 'team-a', channel: 'SPOKEN' });
    expect((await record('otto', input)).problems).toEqual([]);
    expect(await plansOf('moeder')).toBe(true);
  });

  test('by an institution that is the guardian, for its pupil and not for longer than its order runs', async () => {
    const own = { household: householdOf(system, 'gina'), about: ids.person('pupil', 'gi') };
    const input = told(system, ids, 'pupil', [{ by: null }], own);
    expect((await record('gina', input, 'GUARDIANSHIP')).problems).toEqual(['TERM_TOO_LONG until']);
    const { problems } = await record('gina', { ...input, until: '2027-06-30' }, 'GUARDIANSHIP');
    expect(problems).toEqual([]);
    expect(await plansOf('pupil')).toBe(true);
  });

  test('by an institution that is the guardian for a child of thirteen: not without the child', async () => {
    const own = { household: householdOf(system, 'gina'), about: ids.person('pupil-dertien', 'gi') };
    const input = told(system, ids, 'pupil-dertien', [{ by: null }], own);
    expect((await record('gina', input, 'GUARDIANSHIP')).problems).toEqual([]);
    expect(await plansOf('pupil-dertien')).toBe(false);
  });
});

describe('A consent that could never hold is not recorded; what does not fit is named, and nothing is written', () => {
  const cases: [string, string, readonly Saying[], Record<string, unknown>, readonly string[]][] = [
    ['a foster parent', 'noor', [{ by: 'pleegmoeder' }], {}, ['NOT_ALLOWED statements.0.by']],
    ['a step-parent', 'noor', [{ by: 'moeder' }, { by: 'stiefvader' }], {}, ['NOT_ALLOWED statements.1.by']],
    ['a grandparent', 'noor', [{ by: 'oma' }], {}, ['NOT_ALLOWED statements.0.by']],
    ['a parent without custody', 'solo', [{ by: 'ex' }], {}, ['NOT_ALLOWED statements.0.by']],
    ['a parent for who is seventeen', 'zeventien', [{ by: 'moeder' }], {}, ['NOT_ALLOWED statements.0.by']],
    ['a child of eight for itself', 'noor', [{ by: 'noor' }], {}, ['NOT_ALLOWED statements.0.by']],
    ['a partner for the other', 'opa', [{ by: 'opas-vrouw' }], {}, ['NOT_ALLOWED statements.0.by']],
    [
      'a partner for who cannot weigh it',
      'opa',
      [{ by: 'opas-vrouw', as: 'PARTNER_OR_FAMILY', proof: FORM }],
      INCAPABLE,
      ['NOT_ALLOWED statements.0.as'],
    ],
    [
      'an administrator of money, about a plan',
      'opa',
      [{ by: 'mentor', as: 'ADMINISTRATOR', proof: FORM }],
      INCAPABLE,
      ['NOT_ALLOWED statements.0.as'],
    ],
    [
      'a mentor without proof',
      'opa',
      [{ by: 'mentor', as: 'MENTOR' }],
      INCAPABLE,
      ['ELEMENT_MISSING statements.0.proof'],
    ],
    [
      'a mentor where nobody judged that he cannot weigh it',
      'opa',
      [{ by: 'mentor', as: 'MENTOR', proof: FORM }],
      {},
      ['ELEMENT_MISSING incapable'],
    ],
    ['who cannot weigh it, for himself', 'opa', [{ by: 'opa' }], INCAPABLE, ['NOT_ALLOWED statements.0.by']],
    ['a mother under curatele, for herself', 'moeder', [{ by: 'moeder' }], INCAPABLE, ['NOT_ALLOWED statements.0.by']],
    ['custody that cannot be determined', 'twijfel', [{ by: 'moeder' }], {}, ['NOT_ESTABLISHED about']],
    ['custody under investigation', 'onderzoek', PARENTS, {}, ['NOT_ESTABLISHED about']],
    ['temporarily nobody with custody', 'geen-gezag', [{ by: 'moeder' }], {}, ['NOT_ESTABLISHED about']],
    ['custody partly with an institution', 'deels', [{ by: 'moeder' }], {}, ['NOT_ESTABLISHED about']],
    ['a child that is not born', 'ongeboren', [{ by: 'moeder' }], {}, ['NOT_ESTABLISHED about']],
    ['a child that died', 'overleden', PARENTS, {}, ['NOT_VALID about']],
    ['nobody', 'noor', [], {}, ['ELEMENT_MISSING statements']],
    ['one person twice', 'noor', [{ by: 'moeder' }, { by: 'moeder' }], {}, ['NOT_VALID statements']],
    [
      'a yes of tomorrow',
      'noor',
      [{ by: 'moeder', saidOn: '2026-11-23T10:00:00+01:00' }],
      {},
      ['NOT_VALID statements.0.saidOn'],
    ],
    [
      'a yes of two years ago',
      'noor',
      [{ by: 'moeder', saidOn: '2024-11-20T10:00:00+01:00' }],
      {},
      ['NOT_VALID statements.0.saidOn'],
    ],
    [
      'what a child said before it was twelve',
      'sam',
      [{ by: 'sam', saidOn: '2025-02-28T10:00:00+01:00' }],
      {},
      ['NOT_VALID statements.0.saidOn'],
    ],
    ['an end in the past', 'noor', PARENTS, { from: '2026-01-01', until: '2026-11-21' }, ['END_IN_PAST until']],
    ['a term of more than twelve months', 'noor', PARENTS, { until: '2027-11-20' }, ['TERM_TOO_LONG until']],
    ['an end before its beginning', 'noor', PARENTS, { from: '2027-01-01', until: '2026-12-31' }, ['NOT_VALID until']],
    [
      'what consent never opens',
      'noor',
      PARENTS,
      { categories: ['PLAN', 'INVESTIGATION', 'BSN', 'ADDRESS'] },
      ['NOT_VALID categories.1', 'NOT_VALID categories.2', 'NOT_VALID categories.3'],
    ],
    [
      'a purpose for which no consent is asked',
      'noor',
      PARENTS,
      { purposes: ['SUPPORT_PLAN', 'VT_INVESTIGATION'] },
      ['NOT_VALID purposes.1'],
    ],
    [
      'every role there is',
      'noor',
      PARENTS,
      { roles: ['FAMILY_WORKER', 'FIXED_CONTACT', 'PRIVACY_OFFICER', 'ANALYST'] },
      ['NOT_VALID roles.2', 'NOT_VALID roles.3'],
    ],
    [
      'a recipient for whom nothing opens by consent',
      'noor',
      PARENTS,
      { recipient: '00000099000000005061' },
      ['NOT_VALID roles.0', 'NOT_VALID purposes.0', 'NOT_VALID categories.0', 'NOT_ALLOWED recipient'],
    ],
    [
      'all partners in the chain',
      'noor',
      PARENTS,
      { recipient: '00000000000000000000' },
      ['NOT_VALID recipient', 'NOT_ALLOWED recipient'],
    ],
    [
      'a recipient that is the holder itself',
      'noor',
      PARENTS,
      { holder: '00000099000000005022' },
      ['NOT_VALID recipient'],
    ],
    ['the persons register as holder', 'noor', PARENTS, { holder: '00000099000000005010' }, ['NOT_VALID holder']],
    ['what the recipient only heard', 'noor', PARENTS, { channel: 'SPOKEN' }, ['NOT_ALLOWED channel']],
    ['an interpreter left open', 'noor', PARENTS, { interpreter: undefined }, ['ELEMENT_MISSING interpreter']],
    ['no evidence', 'noor', PARENTS, { evidence: undefined }, ['ELEMENT_MISSING evidence']],
    [
      'evidence without its hash',
      'noor',
      PARENTS,
      { evidence: { reference: 'formulier' } },
      ['ELEMENT_MISSING evidence.sha256'],
    ],
    [
      'a document in the place of its hash',
      'noor',
      PARENTS,
      { evidence: { reference: 'formulier', sha256: 'JVBERi0xLjQK' } },
      ['NOT_VALID evidence.sha256'],
    ],
    ['no language', 'noor', PARENTS, { language: undefined }, ['ELEMENT_MISSING language']],
    ['no version of the text', 'noor', PARENTS, { textVersion: undefined }, ['ELEMENT_MISSING textVersion']],
    ['nothing on how freedom was safeguarded', 'noor', PARENTS, { freedom: undefined }, ['ELEMENT_MISSING freedom']],
    ['no way by which it came', 'noor', PARENTS, { channel: undefined }, ['ELEMENT_MISSING channel']],
    ['no holder', 'noor', PARENTS, { holder: undefined }, ['ELEMENT_MISSING holder']],
    ['no categories', 'noor', PARENTS, { categories: [] }, ['ELEMENT_MISSING categories']],
    ['an answer left open', 'noor', [{ by: 'moeder', answer: undefined }], {}, ['ELEMENT_MISSING statements.0.answer']],
    [
      'incapability judged tomorrow',
      'sam',
      PARENTS,
      { incapable: { judgedBy: 'arts', on: '2026-11-23' } },
      ['NOT_VALID incapable.on'],
    ],
  ];
  expect(cases.length).toBeGreaterThan(40);

  test.each(cases)('%s', async (_what, about, statements, change, problems) => {
    const answer = await byAnna(about, statements, change);
    expect(answer).toMatchObject({ id: null, problems });
    expect(await written()).toEqual([0, 0, 0]);
  });

  test.each([
    ['a person of no own case', { about: 'A'.repeat(64) }, ['NOT_FOUND about']],
    ['a household that is not the own', { household: 'A'.repeat(64) }, ['NOT_FOUND about']],
  ])('%s', async (_what, change, problems) => {
    expect((await byAnna('noor', PARENTS, change)).problems).toEqual(problems);
    expect(await written()).toEqual([0, 0, 0]);
  });

  test('an institution that carries out a supervision order is no giver, whatever its role', async () => {
    for (const [persona, at, purpose] of [
      ['jan', 0, 'SUPERVISION_ORDER'],
      ['gina', 1, 'GUARDIANSHIP'],
    ] as const) {
      const own = { household: householdOf(system, persona, at), about: ids.person('noor', 'gi') };
      const input = told(system, ids, 'noor', [{ by: null }], own);
      expect((await record(persona, input, purpose)).problems).toEqual(['NOT_ALLOWED statements.0.by']);
    }
    expect(await written()).toEqual([0, 0, 0]);
  });

  test('a colleague of the guardian in another role does not speak for the pupil', async () => {
    const own = { household: householdOf(system, 'jan', 1), about: ids.person('pupil', 'gi'), until: '2027-06-30' };
    const input = told(system, ids, 'pupil', [{ by: null }], own);
    expect((await record('jan', input, 'SUPERVISION_ORDER')).problems).toEqual(['NOT_ALLOWED statements.0.by']);
    expect(await written()).toEqual([0, 0, 0]);
  });

  test('a guardian gives nothing to itself', async () => {
    const own = {
      household: householdOf(system, 'gina'),
      about: ids.person('pupil', 'gi'),
      recipient: system.oin('gi'),
    };
    const input = told(system, ids, 'pupil', [{ by: null }], {
      ...own,
      roles: ['GUARDIAN'],
      purposes: ['GUARDIANSHIP'],
    });
    expect((await record('gina', { ...input, until: '2027-06-30' }, 'GUARDIANSHIP')).problems).toContain(
      'NOT_ALLOWED statements.0.by',
    );
    expect(await written()).toEqual([0, 0, 0]);
  });

  test('a professional records nothing between two other organisations', async () => {
    const input = told(system, ids, 'moeder', [{ by: 'moeder' }], {
      holder: system.oin('team-a'),
      recipient: system.oin('gi'),
    });
    expect((await record('anna', { ...input, roles: ['PREVENTIVE_WORKER'] })).problems).toEqual([
      'NOT_ALLOWED recipient',
    ]);
  });

  test('a second one that says the same', async () => {
    expect((await byAnna('noor', PARENTS)).problems).toEqual([]);
    const before = await written();
    expect((await byAnna('noor', PARENTS)).problems).toEqual(['ALREADY_DONE -']);
    expect(await written()).toEqual(before);
    expect((await byAnna('noor', PARENTS, { until: '2027-10-19' })).problems).toEqual([]);
  });
});

describe('With an own login', () => {
  const own = (change: Record<string, unknown> = {}) => ({
    holder: system.oin('team-a'),
    recipient: system.oin('team-b'),
    roles: ['FAMILY_WORKER'],
    purposes: ['SUPPORT_PLAN'],
    categories: ['PLAN'],
    from: '2026-11-22',
    until: '2027-11-21',
    textVersion: 'folder-2026-1',
    ...change,
  });

  test('a mother agrees about herself, and ends it again', async () => {
    const { id, problems } = await record('me-moeder', own());
    expect(problems).toEqual([]);
    expect(await plansOf('moeder')).toBe(true);
    await act(system, 'me-moeder', 'withdrawConsent', 'WithdrawalInput', { consent: id });
    expect(await plansOf('moeder')).toBe(false);
  });

  test('both parents agree about their child of eight: one records it, the other says yes as well', async () => {
    const { id, problems } = await record('me-moeder', own({ about: ids.person('noor', 'me-moeder') }));
    expect(problems).toEqual([]);
    expect(await plansOf('noor')).toBe(false);
    const inner = ids.opened('RECORD', String(id), 'me-moeder');
    const asFather = ids.record(String(inner), 'me-vader');
    expect(
      (await act(system, 'me-vader', 'giveConsent', 'ConsentAnswerInput', { consent: asFather })).problems,
    ).toEqual([]);
    expect(await plansOf('noor')).toBe(true);
  });

  test.each([
    ['a boy of thirteen alone: the record waits for his parents', 'me-sam', {}, []],
    ['a child of eight is too young', 'me-noor', {}, ['NOT_ALLOWED by']],
    ['a mother does not answer for a son of seventeen', 'me-moeder', { about: 'zeventien' }, ['NOT_FOUND about']],
    ['a father without custody does not answer for his child', 'me-ex', { about: 'solo' }, ['NOT_FOUND about']],
    ['somebody else is not found', 'me-moeder', { about: 'opa' }, ['NOT_FOUND about']],
    ['without the text that was shown', 'me-moeder', { textVersion: undefined }, ['ELEMENT_MISSING textVersion']],
    ['with an answer of somebody else', 'me-moeder', { statements: [{ answer: 'GIVEN' }] }, ['NOT_VALID statements']],
    ['as a form on paper', 'me-moeder', { channel: 'SIGNED_PAPER' }, ['NOT_VALID channel']],
  ])('%s', async (_what, persona, change: Record<string, unknown>, problems) => {
    const about = typeof change.about === 'string' ? { about: ids.person(change.about, persona) } : {};
    expect((await record(persona, own({ ...change, ...about }))).problems).toEqual(problems);
    expect(await plansOf('sam')).toBe(false);
    expect((await written())[0]).toBe(problems.length === 0 ? 1 : 0);
  });
});
