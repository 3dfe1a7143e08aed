// The same act sent twice at one moment, days that no calendar of ours has, and words where a name of a version belongs: through the running system.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { everythingStored } from '../store/a-store.ts';
import { type System, startSystem } from '../support/system.ts';
import { type Ids, idsOf } from './consent-people.ts';
import { act } from './consent-reply.ts';
import { FORM } from './consent-told.ts';

let system: System;
let sql: Sql;
let ids: Ids;
beforeAll(async () => {
  system = await startSystem();
  sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
  ids = idsOf(system);
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await system?.close();
});

const household = (persona: string) => system.persona(persona).households[0];

const claim = (more: object = {}) => ({
  household: household('lotte'),
  kind: 'SHARED_SUPPORT',
  number: 'C/10/2026-1',
  date: '2026-11-20',
  from: '2026-11-20',
  ...more,
});
const ACTS: readonly [string, string, () => [string, string, object, string]][] = [
  [
    'a necessity',
    'necessity',
    () => [
      'lotte',
      'stateNecessity NecessityInput',
      {
        household: household('lotte'),
        about: ids.person('elin', 'team-b'),
        holder: system.oin('gi-lindemeer'),
        purpose: 'SUPPORT_PLAN',
        category: 'PLAN',
        code: 'SAFETY',
        line: 'Nodig voor het gezinsplan.',
      },
      'SUPPORT_PLAN',
    ],
  ],
  ['a claim', 'claim', () => ['lotte', 'recordClaim ClaimInput', claim(), 'SUPPORT_PLAN']],
  [
    'a correction',
    'own_request',
    () => [
      'elin',
      'requestCorrection OwnRequestInput',
      { holder: system.oin('team-a'), text: 'Dit klopt niet.' },
      'OWN_FILE',
    ],
  ],
  [
    'a restriction',
    'restriction',
    () => ['yvonne', 'restrictProcessing RestrictionInput', { person: ids.person('elin', 'team-b') }, 'ADMINISTRATION'],
  ],
];

describe('The same act many times at one moment', () => {
  test.each(ACTS)('writes %s once', async (_what, table, told) => {
    const count = async (): Promise<number> => Number((await sql`SELECT count(*)::int AS n FROM ${sql(table)}`)[0]?.n);
    const before = await count();
    const [persona, names, input, purpose] = told();
    const [name = '', type = ''] = names.split(' ');
    const said = await Promise.all(
      Array.from({ length: 8 }, () => act(system, persona, name, type, { ...input }, { purpose })),
    );
    expect(said.map(({ problems }) => problems.join()).sort()).toEqual(['', ...Array(7).fill('ALREADY_DONE -')]);
    expect(await count()).toBe(before + 1);
  });
});

describe('A day before our calendar', () => {
  test.each([
    ['a claim of the year zero', 'recordClaim', 'ClaimInput', { date: '0000-01-01' }],
    ['a claim from the year zero on', 'recordClaim', 'ClaimInput', { from: '0000-01-01' }],
  ])('%s does not fit its type, and is no fault of ours', async (_what, name, type, change) => {
    const query = `mutation($input: ${type}!) @access(purpose: SUPPORT_PLAN) { ${name}(input: $input) { id } }`;
    const { status, body } = await system.ask('lotte', query, { input: claim(change) });
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
  });

  test('a yes of the year zero neither', async () => {
    const query = `mutation($input: ConsentInput!) @access(purpose: SUPPORT_PLAN) { recordConsent(input: $input) { id } }`;
    const statements = [{ answer: 'GIVEN', by: ids.person('elin', 'team-b'), saidOn: '0000-06-01T00:00:00Z' }];
    const { status, body } = await system.ask('lotte', query, { input: { ...consent(), statements } });
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
  });
});

const consent = () => ({
  household: household('lotte'),
  about: ids.person('elin', 'team-b'),
  holder: system.oin('team-a'),
  recipient: system.oin('team-b'),
  roles: ['FAMILY_WORKER'],
  purposes: ['SUPPORT_PLAN'],
  categories: ['PLAN'],
  from: '2026-11-21',
  until: '2027-11-20',
  textVersion: 'folder-2026-1',
  language: 'nl',
  interpreter: false,
  channel: 'SIGNED_PAPER',
  evidence: FORM,
  freedom: 'Verteld dat weigeren geen gevolgen heeft.',
  statements: [{ answer: 'GIVEN', by: ids.person('elin', 'team-b') }],
});

describe('The version of a text, which stands unsealed', () => {
  test.each([
    'Elin zegt ja',
    'folder 999901692',
    '999901692',
    'folder-999901692',
    'v9999.01692',
    'a\u0000b',
    '\u{1f600}',
  ])('%j is none, and is kept nowhere', async (textVersion) => {
    const { id, problems } = await act(system, 'lotte', 'recordConsent', 'ConsentInput', { ...consent(), textVersion });
    expect({ id, problems }).toEqual({ id: null, problems: ['NOT_VALID textVersion'] });
    expect(await everythingStored(sql)).not.toContain(textVersion);
  });

  test('a name with its number is one', async () => {
    const told = { ...consent(), textVersion: 'folder-2026-1' };
    expect((await act(system, 'lotte', 'recordConsent', 'ConsentInput', told)).problems).toEqual([]);
  });
});
