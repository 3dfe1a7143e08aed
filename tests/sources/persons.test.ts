// The persons register on a real PostgreSQL: names, years, secrecy, custody, facts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { innerKey } from '../../schema/identifiers.ts';
import { organisation } from '../../schema/organisation.ts';
import type { RunningSubgraph } from '../../subgraphs/kit/serve.ts';
import { loadPersons } from '../../subgraphs/persons/load.ts';
import { personsSeed } from '../../subgraphs/persons/seed.ts';
import { servePersons } from '../../subgraphs/persons/serve.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { askPersons, ISSUER, post, startTestGateway, subject, type TestGateway } from './kit-gateway.ts';

const REGISTER = '00000099000000000001';
const keyOf = (slug: string) => innerKey.parse(`key-of-${slug}-0000000`.slice(0, 20));
const SAM = keyOf('sam');
const LISA = keyOf('lisa');
const TOM = keyOf('tom');
const UNBORN = keyOf('unborn');

const SEED = {
  persons: [
    {
      slug: 'sam',
      bsn: '999990019',
      name: { givenNames: 'Sam', prefix: 'de', familyName: 'Wit' },
      birthDate: '2013-05-04',
      sex: 'MALE',
      addresses: [
        { street: 'Oude Weg', city: 'Utrecht', validFrom: '2013-05-04', validUntil: '2020-01-01' },
        { kind: 'CORRESPONDENCE', street: 'Postbus', city: 'Utrecht', validFrom: '2024-01-01' },
        { street: 'Lindelaan', houseNumber: '12 A', postcode: '3511 AB', city: 'Utrecht', validFrom: '2020' },
      ],
      relations: [
        { person: 'lisa', kind: 'PARENT' },
        { person: 'tom', kind: 'PARENT' },
      ],
      custody: { kind: 'JOINT_PARENTAL', holders: [{ person: 'lisa' }, { person: 'tom' }] },
    },
    {
      slug: 'lisa',
      bsn: '999990020',
      name: { givenNames: 'Lisa', familyName: 'Wit' },
      birthDate: '1985',
      sex: 'FEMALE',
      secrecy: 4,
      addresses: [{ street: 'CANARY-street', city: 'Zeist' }],
      relations: [{ person: 'sam', kind: 'CHILD' }],
    },
    { slug: 'tom', bsn: '999990032', name: { familyName: 'Bos' }, birthDate: null, deceasedOn: '2025' },
    { slug: 'unborn', name: { familyName: 'Wit' }, birthDate: null, custody: { kind: 'CANNOT_BE_DETERMINED' } },
    {
      slug: 'noor',
      bsn: '999990044',
      name: { givenNames: 'Noor', familyName: 'Wit' },
      birthDate: '2016-01-01',
      addresses: [{ street: 'CANARY-street', city: 'Zeist' }],
      custody: { kind: 'SOLE_PARENTAL', underInvestigation: true, holders: [{ person: 'lisa' }] },
    },
    {
      slug: 'ward',
      bsn: '999990056',
      name: { givenNames: 'Ward', familyName: 'Wit' },
      birthDate: '2017-01-01',
      custody: { kind: 'GUARDIANSHIP', holders: [{ kind: 'GUARDIAN' }] },
    },
  ],
};

describe('the persons register', () => {
  let gateway: TestGateway;
  let database: TestDatabase;
  let register: RunningSubgraph;
  const statements: string[] = [];

  const settings = () => ({
    holder: organisation.parse({ oin: REGISTER, kind: 'PERSONS_REGISTER', name: 'Register', region: null }),
    databaseUrl: database.url,
    port: 0,
    host: '127.0.0.1',
    gatewayIssuer: ISSUER,
    gatewayJwks: gateway.jwks,
    demo: true,
    note: () => {},
    onStatement: (text: string) => statements.push(text),
  });

  beforeAll(async () => {
    gateway = await startTestGateway();
    database = await createTestDatabase();
    await loadPersons({ databaseUrl: database.url, seed: personsSeed.parse(SEED), keyOf });
    register = await servePersons(settings());
  });
  afterAll(async () => {
    await register?.close();
    await database?.drop();
    await gateway?.close();
  });

  async function ask(url: string, keys: string[], fields: string, subjects: object[]) {
    const body = askPersons(keys, fields);
    const answer = await post(url, '/graphql', body, gateway.grantFor(body, { aud: REGISTER, subjects }));
    expect(answer.status, answer.text).toBe(200);
    return answer.json.data._entities;
  }
  async function facts(question: object) {
    const body = JSON.stringify(question);
    return post(register.url, '/facts', body, gateway.grantFor(body, { aud: REGISTER, use: 'FACTS' }));
  }

  it('gives name, day or year of birth, sex and the address of today', async () => {
    const fields =
      'name { givenNames prefix familyName full } birthDate sex address { street houseNumber postcode city kind validFrom }';
    const open = (key: string) => subject(key, 'IDENTITY', 'ADDRESS');
    expect(await ask(register.url, [SAM, LISA, TOM], fields, [open(SAM), open(LISA), open(TOM)])).toEqual([
      {
        name: { givenNames: 'Sam', prefix: 'de', familyName: 'Wit', full: 'Sam de Wit' },
        birthDate: '2013-05-04',
        sex: 'MALE',
        address: {
          street: 'Lindelaan',
          houseNumber: '12 A',
          postcode: '3511 AB',
          city: 'Utrecht',
          kind: 'REGISTERED',
          validFrom: '2020',
        },
      },
      {
        name: { givenNames: 'Lisa', prefix: null, familyName: 'Wit', full: 'Lisa Wit' },
        birthDate: '1985',
        sex: 'FEMALE',
        address: null,
      },
      {
        name: { givenNames: null, prefix: null, familyName: 'Bos', full: 'Bos' },
        birthDate: null,
        sex: 'UNKNOWN',
        address: null,
      },
    ]);
  });

  it('the secrecy of a parent hides the child at the same address, without any secrecy of its own; a child who lives elsewhere is found', async () => {
    const noor = keyOf('noor');
    const both = [subject(noor, 'ADDRESS'), subject(SAM, 'ADDRESS')];
    const answers = await ask(register.url, [noor, SAM], 'address { street city }', both);
    expect(answers).toEqual([{ address: null }, { address: { street: 'Lindelaan', city: 'Utrecht' } }]);
  });

  it('a secret address gives the bytes of no address, unless the switch is off', async () => {
    const body = askPersons([LISA], 'address { street city }');
    const grant = (key: string, text: string) =>
      gateway.grantFor(text, { aud: REGISTER, subjects: [subject(key, 'ADDRESS')] });
    const secret = await post(register.url, '/graphql', body, grant(LISA, body));
    const other = askPersons([TOM], 'address { street city }');
    const none = await post(register.url, '/graphql', other, grant(TOM, other));
    expect(secret.text).toBe('{"data":{"_entities":[{"address":null}]}}');
    expect(none.text).toBe(secret.text);

    const open = await servePersons({ ...settings(), secrecyShieldsAddress: false });
    try {
      expect(await ask(open.url, [LISA], 'address { street city }', [subject(LISA, 'ADDRESS')])).toEqual([
        { address: { street: 'CANARY-street', city: 'Zeist' } },
      ]);
    } finally {
      await open.close();
    }
  });

  it('custody gives kind and number, and the keys of those in the grant only', async () => {
    const fields =
      'custody { kind holderCount underInvestigation holders { personId kind } } relations { kind personId }';
    expect(await ask(register.url, [SAM], fields, [subject(SAM, 'CUSTODY'), subject(LISA)])).toEqual([
      {
        custody: {
          kind: 'JOINT_PARENTAL',
          holderCount: 2,
          underInvestigation: false,
          holders: [
            { personId: LISA, kind: 'PARENT' },
            { personId: null, kind: 'PARENT' },
          ],
        },
        relations: [
          { kind: 'PARENT', personId: LISA },
          { kind: 'PARENT', personId: null },
        ],
      },
    ]);
  });

  it('a period in the grant keeps the state of today', async () => {
    const cells = ['IDENTITY', 'CUSTODY'].map((category) => ({ category, from: '2024-11-22', until: '2026-11-22' }));
    const [sam] = await ask(register.url, [SAM], 'birthDate custody { kind }', [subject(SAM, ...cells)]);
    expect(sam).toEqual({ birthDate: '2013-05-04', custody: { kind: 'JOINT_PARENTAL' } });
  });

  it('any number of persons and fields is one SQL statement', async () => {
    statements.length = 0;
    const keys = [SAM, LISA, TOM, UNBORN];
    const fields = 'name { full } birthDate sex address { city } custody { kind } relations { kind }';
    await ask(
      register.url,
      keys,
      fields,
      keys.map((key) => subject(key, 'IDENTITY', 'ADDRESS', 'CUSTODY')),
    );
    expect(statements.filter((text) => text.includes('samenzicht.rows'))).toHaveLength(1);
    expect(statements).toHaveLength(1);
  });

  it('a person whom the register does not know looks like one of whom nothing is recorded', async () => {
    const stranger = keyOf('stranger');
    const fields = 'name { full } birthDate sex address { city } custody { kind } relations { kind }';
    expect(await ask(register.url, [stranger], fields, [subject(stranger, 'IDENTITY', 'ADDRESS', 'CUSTODY')])).toEqual([
      { name: null, birthDate: null, sex: null, address: null, custody: null, relations: [] },
    ]);
  });

  it('facts: age, death and custody of the persons asked about, nobody else', async () => {
    const answer = await facts({ ask: 'PERSONS', subjects: [SAM, TOM, keyOf('ward'), keyOf('stranger')] });
    expect(answer.json).toEqual({
      persons: [
        {
          id: SAM,
          birthDate: '2013-05-04',
          deceasedOn: null,
          custody: {
            kind: 'JOINT_PARENTAL',
            underInvestigation: false,
            holders: [
              { id: LISA, kind: 'PARENT' },
              { id: TOM, kind: 'PARENT' },
            ],
          },
        },
        { id: TOM, birthDate: null, deceasedOn: '2025', custody: null },
        {
          id: keyOf('ward'),
          birthDate: '2017-01-01',
          deceasedOn: null,
          custody: { kind: 'GUARDIANSHIP', underInvestigation: false, holders: [{ id: null, kind: 'GUARDIAN' }] },
        },
      ],
    });
  });

  it('facts: whose BSN this is, and the children in his or her custody; not those under investigation', async () => {
    expect((await facts({ ask: 'SUBJECT', bsn: '999990020' })).json).toEqual({ subject: LISA, children: [SAM] });
    expect((await facts({ ask: 'SUBJECT', bsn: '999990019' })).json).toEqual({ subject: SAM, children: [] });
    expect((await facts({ ask: 'SUBJECT', bsn: '999990068' })).json).toEqual({ subject: null, children: [] });
    expect((await facts({ ask: 'SUBJECT', bsn: '000000000' })).status).toBe(400);
  });

  it("own cases are not the register's", async () => {
    const body = JSON.stringify({ ask: 'OWN_CASES', professional: 'w.jansen', select: { all: true } });
    const grant = gateway.grantFor(body, { aud: REGISTER, sub: REGISTER, use: 'FACTS' });
    expect((await post(register.url, '/facts', body, grant)).status).toBe(400);
  });

  it('loading the same seed again changes nothing', async () => {
    const before = await facts({ ask: 'PERSONS', subjects: [SAM, LISA, TOM, UNBORN] });
    await loadPersons({ databaseUrl: database.url, seed: personsSeed.parse(SEED), keyOf });
    expect((await facts({ ask: 'PERSONS', subjects: [SAM, LISA, TOM, UNBORN] })).text).toBe(before.text);
  });

  it('a bad seed is refused with path and reason, and what was there stays', async () => {
    const twice = {
      persons: [
        SEED.persons[2],
        { ...SEED.persons[2], slug: 'tim', relations: [{ person: 'nobody', kind: 'PARENT' }] },
      ],
    };
    const loading = loadPersons({ databaseUrl: database.url, seed: personsSeed.parse(twice), keyOf });
    await expect(loading).rejects.toMatchObject({
      problems: [
        { path: ['persons', 1, 'bsn'], why: 'this BSN is used twice' },
        { path: ['persons', 1, 'relations', 0, 'person'], why: 'there is no person nobody in the register' },
      ],
    });
    expect((await facts({ ask: 'PERSONS', subjects: [SAM] })).json.persons).toHaveLength(1);
    const parsed = personsSeed.safeParse({
      persons: [{ slug: 'x', bsn: '123456789', name: { familyName: 'X' }, birthDate: '2015-02-30' }],
    });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['persons.0.bsn', 'persons.0.birthDate']);
  });
});
