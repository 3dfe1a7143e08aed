// The persons register with the BRP API behind it: a real HTTP server answers as that API does, and a real PostgreSQL keeps the keys.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { organisation } from '../../schema/organisation.ts';
import type { Note } from '../../subgraphs/kit/note.ts';
import type { RunningSubgraph } from '../../subgraphs/kit/serve.ts';
import { servePersons } from '../../subgraphs/persons/serve.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { askPersons, ISSUER, post, startTestGateway, subject, type TestGateway } from './kit-gateway.ts';

const REGISTER = '00000099000000000001';
const keyOf = (name: string) => `key-of-${name}-0000000`.slice(0, 20);
const SAM = keyOf('sam');
const LISA = keyOf('lisa');
const TOM = keyOf('tom');
const BSNS = {
  sam: '999990019',
  lisa: '999990020',
  tom: '999990032',
  noor: '999990044',
  stranger: '999990056',
} as const;

const lives = (street: string, more: object = {}) => ({
  type: 'Adres',
  datumVan: { type: 'JaarMaandDatum', jaar: 2020, maand: 7, langFormaat: 'juli 2020' },
  functieAdres: { code: 'W', omschrijving: 'woonadres' },
  verblijfadres: {
    officieleStraatnaam: street,
    huisnummer: 12,
    huisletter: 'A',
    postcode: '3511AB',
    woonplaats: 'Utrecht',
  },
  ...more,
});
const over = (name: keyof typeof BSNS) => ({ minderjarige: { burgerservicenummer: BSNS[name], leeftijd: 13 } });
const who = (name: keyof typeof BSNS) => ({ burgerservicenummer: BSNS[name], naam: { volledigeNaam: 'CANARY' } });
const joint = { type: 'GezamenlijkOuderlijkGezag', ...over('sam'), ouders: [who('lisa'), who('tom')] };

type Person = Record<string, unknown>;
const PEOPLE: Record<string, Person> = {
  [BSNS.sam]: {
    naam: { voornamen: 'Sam', voorvoegsel: 'de', geslachtsnaam: 'Wit', volledigeNaam: 'Sam de Wit' },
    geboorte: { datum: { type: 'Datum', datum: '2013-05-04', langFormaat: '4 mei 2013' } },
    geslacht: { code: 'M', omschrijving: 'man' },
    verblijfplaats: lives('Lindelaan'),
    gezag: [joint],
    ouders: [{ burgerservicenummer: BSNS.lisa }, { naam: { geslachtsnaam: 'zonder nummer' } }],
  },
  [BSNS.lisa]: {
    naam: { geslachtsnaam: 'Wit' },
    geboorte: { datum: { type: 'JaarDatum', jaar: 1985, langFormaat: '1985' } },
    geslacht: { code: 'V', omschrijving: 'vrouw' },
    geheimhoudingPersoonsgegevens: true,
    verblijfplaats: lives('Lindelaan'),
    gezag: [joint],
    kinderen: [{ burgerservicenummer: BSNS.sam }],
    partners: [
      {
        burgerservicenummer: BSNS.tom,
        ontbindingHuwelijkPartnerschap: { datum: { type: 'DatumOnbekend', onbekend: true } },
      },
    ],
  },
  [BSNS.tom]: {
    geboorte: { datum: { type: 'DatumOnbekend', onbekend: true, langFormaat: 'onbekend' } },
    overlijden: { datum: { type: 'Datum', datum: '2025-01-02' } },
    opschortingBijhouding: { reden: { code: 'O', omschrijving: 'overlijden' } },
    verblijfplaats: { type: 'VerblijfplaatsBuitenland', verblijfadres: { regel1: '1 Test Street', regel2: 'London' } },
  },
  [BSNS.noor]: { verblijfplaats: { type: 'VerblijfplaatsOnbekend' } },
};

describe('a persons register on the BRP API', () => {
  let gateway: TestGateway;
  let database: TestDatabase;
  let sql: postgres.Sql;
  let api: Server;
  let register: RunningSubgraph;
  /** What the API was asked. */
  const asked: {
    headers: Record<string, unknown>;
    body: { type: string; burgerservicenummer: string[]; fields: string[] };
  }[] = [];
  const notes: Note[] = [];
  let people = { ...PEOPLE };
  let answer: ((body: { burgerservicenummer: string[] }) => { status: number; text: string }) | undefined;

  const answers = ({ burgerservicenummer }: { burgerservicenummer: string[] }) => ({
    status: 200,
    text: JSON.stringify({
      type: 'RaadpleegMetBurgerservicenummer',
      personen: burgerservicenummer.flatMap((bsn) =>
        people[bsn] === undefined ? [] : [{ burgerservicenummer: bsn, ...people[bsn] }],
      ),
    }),
  });
  const serve = (more: object = {}) => {
    const { port } = api.address() as AddressInfo;
    return servePersons({
      holder: organisation.parse({ oin: REGISTER, kind: 'PERSONS_REGISTER', name: 'Register', region: null }),
      databaseUrl: database.url,
      brpApi: { url: new URL(`http://127.0.0.1:${port}/haalcentraal/api/brp/`), headers: { 'x-api-key': 'a-key' } },
      port: 0,
      host: '127.0.0.1',
      gatewayIssuer: ISSUER,
      gatewayJwks: gateway.jwks,
      demo: true,
      note: (note: Note) => notes.push(note),
      ...more,
    });
  };

  beforeAll(async () => {
    gateway = await startTestGateway();
    database = await createTestDatabase();
    sql = postgres(database.url, { max: 1, onnotice: () => {} });
    api = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', () => {
        if (request.method !== 'POST' || request.url !== '/haalcentraal/api/brp/personen') {
          response.statusCode = 404;
          response.end();
          return;
        }
        const body = JSON.parse(Buffer.concat(parts).toString());
        asked.push({ headers: request.headers, body });
        const { status, text } = (answer ?? answers)(body);
        response.statusCode = status;
        response.setHeader('content-type', 'application/json');
        response.end(text);
      });
    });
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    register = await serve();
    for (const name of ['sam', 'lisa', 'tom', 'noor'] as const) {
      await sql`insert into register_keys.person (key, bsn) values (${keyOf(name)}, ${BSNS[name]})`;
    }
  });
  afterAll(async () => {
    await register?.close();
    await sql?.end();
    await database?.drop();
    await gateway?.close();
    await new Promise((resolve) => api?.close(resolve));
  });
  afterEach(() => {
    people = { ...PEOPLE };
    answer = undefined;
    asked.length = 0;
    notes.length = 0;
  });

  async function ask(keys: string[], fields: string, subjects: object[], url = register.url) {
    const body = askPersons(keys, fields);
    return post(url, '/graphql', body, gateway.grantFor(body, { aud: REGISTER, subjects }));
  }
  const entities = async (...question: Parameters<typeof ask>) => {
    const found = await ask(...question);
    expect(found.status, found.text).toBe(200);
    return found.json.data._entities;
  };
  async function facts(question: object) {
    const body = JSON.stringify(question);
    const found = await post(register.url, '/facts', body, gateway.grantFor(body, { aud: REGISTER, use: 'FACTS' }));
    expect(found.status, found.text).toBe(200);
    return found.json;
  }
  const custodyOfSam = async (...gezag: object[]) => {
    people = { ...PEOPLE, [BSNS.sam]: { ...PEOPLE[BSNS.sam], gezag } };
    const fields = 'custody { kind holderCount underInvestigation holders { personId kind } }';
    return (await entities([SAM], fields, [subject(SAM, 'CUSTODY'), subject(LISA), subject(TOM)]))[0].custody;
  };

  it('gives name, sex, and as much of a date as is known', async () => {
    const open = (key: string) => subject(key, 'IDENTITY');
    expect(
      await entities(
        [SAM, LISA, TOM],
        'name { givenNames prefix familyName full } birthDate sex',
        [SAM, LISA, TOM].map(open),
      ),
    ).toEqual([
      {
        name: { givenNames: 'Sam', prefix: 'de', familyName: 'Wit', full: 'Sam de Wit' },
        birthDate: '2013-05-04',
        sex: 'MALE',
      },
      { name: { givenNames: null, prefix: null, familyName: 'Wit', full: 'Wit' }, birthDate: '1985', sex: 'FEMALE' },
      { name: null, birthDate: null, sex: 'UNKNOWN' },
    ]);
  });

  it('asks once for all persons, with the key of the holder, and only for the fields that were asked', async () => {
    await entities([SAM, LISA], 'name { full } birthDate', [subject(SAM, 'IDENTITY'), subject(LISA, 'IDENTITY')]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.headers['x-api-key']).toBe('a-key');
    expect(asked[0]?.body).toEqual({
      type: 'RaadpleegMetBurgerservicenummer',
      burgerservicenummer: [BSNS.sam, BSNS.lisa],
      fields: ['burgerservicenummer', 'geboorte.datum', 'naam.voornamen', 'naam.voorvoegsel', 'naam.geslachtsnaam'],
    });
  });

  it('never asks about a person, or for a field, that the grant does not open', async () => {
    await entities([SAM, LISA], 'name { full } address { city }', [subject(SAM, 'IDENTITY')]);
    expect(asked.map(({ body }) => body.burgerservicenummer)).toEqual([[BSNS.sam]]);
    expect(asked[0]?.body.fields.some((field) => field.startsWith('verblijfplaats'))).toBe(false);
  });

  it('gives an address in its parts, also one abroad, and none where none is known', async () => {
    people[BSNS.lisa] = { ...PEOPLE[BSNS.lisa], geheimhoudingPersoonsgegevens: false };
    const noor = keyOf('noor');
    const fields = 'address { street houseNumber postcode city kind validFrom }';
    expect(
      await entities(
        [SAM, TOM, noor],
        fields,
        [SAM, TOM, noor].map((key) => subject(key, 'ADDRESS')),
      ),
    ).toEqual([
      {
        address: {
          ...{ street: 'Lindelaan', houseNumber: '12 A', postcode: '3511AB', city: 'Utrecht' },
          ...{ kind: 'REGISTERED', validFrom: '2020' },
        },
      },
      {
        address: {
          ...{ street: '1 Test Street, London', houseNumber: null, postcode: null, city: null },
          ...{ kind: 'REGISTERED', validFrom: null },
        },
      },
      { address: null },
    ]);
  });

  it('secrecy keeps an address back, and that of a child at the same one; a child elsewhere is found; the switch opens both', async () => {
    const both = [subject(SAM, 'ADDRESS'), subject(LISA, 'ADDRESS')];
    const none = [{ address: null }, { address: null }];
    expect(await entities([SAM, LISA], 'address { street }', both)).toEqual(none);
    people[BSNS.sam] = { ...PEOPLE[BSNS.sam], verblijfplaats: lives('Elders') };
    expect(await entities([SAM, LISA], 'address { street }', both)).toEqual([
      { address: { street: 'Elders' } },
      { address: null },
    ]);
    people = { ...PEOPLE };
    const open = await serve({ secrecyShieldsAddress: false });
    try {
      const street = { address: { street: 'Lindelaan' } };
      expect(await entities([SAM, LISA], 'address { street }', both, open.url)).toEqual([street, street]);
    } finally {
      await open.close();
    }
  });

  const parents = [
    { personId: LISA, kind: 'PARENT' },
    { personId: TOM, kind: 'PARENT' },
  ];
  const KINDS: readonly (readonly [string, object[], string, object[]])[] = [
    ['GezamenlijkOuderlijkGezag', [joint], 'JOINT_PARENTAL', parents],
    [
      'TweehoofdigOuderlijkGezag, its earlier name',
      [{ ...joint, type: 'TweehoofdigOuderlijkGezag' }],
      'JOINT_PARENTAL',
      parents,
    ],
    [
      'EenhoofdigOuderlijkGezag',
      [{ type: 'EenhoofdigOuderlijkGezag', ...over('sam'), ouder: who('lisa') }],
      'SOLE_PARENTAL',
      [{ personId: LISA, kind: 'PARENT' }],
    ],
    [
      'EenhoofdigOuderlijkGezag of a parent without a BSN',
      [{ type: 'EenhoofdigOuderlijkGezag', ...over('sam'), ouder: { naam: {} } }],
      'SOLE_PARENTAL',
      [{ personId: null, kind: 'PARENT' }],
    ],
    [
      'GezamenlijkGezag with a known third',
      [
        {
          type: 'GezamenlijkGezag',
          ...over('sam'),
          ouder: who('lisa'),
          derde: { type: 'BekendeDerde', ...who('tom') },
        },
      ],
      'JOINT',
      [
        { personId: LISA, kind: 'PARENT' },
        { personId: TOM, kind: 'OTHER' },
      ],
    ],
    [
      'GezamenlijkGezag with an unknown third',
      [{ type: 'GezamenlijkGezag', ...over('sam'), ouder: who('lisa'), derde: { type: 'OnbekendeDerde' } }],
      'JOINT',
      [
        { personId: LISA, kind: 'PARENT' },
        { personId: null, kind: 'OTHER' },
      ],
    ],
    [
      'Voogdij',
      [{ type: 'Voogdij', ...over('sam'), derden: [who('tom')] }],
      'GUARDIANSHIP',
      [{ personId: TOM, kind: 'GUARDIAN' }],
    ],
    [
      'Voogdij of an institution, which is not named',
      [{ type: 'Voogdij', ...over('sam'), derden: [] }],
      'GUARDIANSHIP',
      [{ personId: null, kind: 'GUARDIAN' }],
    ],
    ['TijdelijkGeenGezag', [{ type: 'TijdelijkGeenGezag', ...over('sam'), toelichting: 'x' }], 'TEMPORARILY_NONE', []],
    [
      'GezagNietTeBepalen',
      [{ type: 'GezagNietTeBepalen', ...over('sam'), toelichting: 'x' }],
      'CANNOT_BE_DETERMINED',
      [],
    ],
    ['a kind that is not known here', [{ type: 'NieuwGezag', ...over('sam') }], 'CANNOT_BE_DETERMINED', []],
    [
      'two that contradict each other',
      [joint, { type: 'Voogdij', ...over('sam'), derden: [] }],
      'CANNOT_BE_DETERMINED',
      [],
    ],
    ['joint custody with one parent', [{ ...joint, ouders: [who('lisa')] }], 'CANNOT_BE_DETERMINED', []],
  ];
  it.each(KINDS)('custody: %s', async (_, gezag, kind, holders) => {
    expect(await custodyOfSam(...gezag)).toEqual({
      kind,
      holderCount: holders.length,
      underInvestigation: false,
      holders,
    });
  });

  it('custody under investigation is said to be so', async () => {
    expect(await custodyOfSam({ ...joint, inOnderzoek: true })).toMatchObject({
      kind: 'JOINT_PARENTAL',
      underInvestigation: true,
    });
    expect(await custodyOfSam({ ...joint, inOnderzoek: { ouders: true } })).toMatchObject({ underInvestigation: true });
  });

  it("a parent's own entry is no custody over the parent", async () => {
    expect(await entities([LISA], 'custody { kind }', [subject(LISA, 'CUSTODY')])).toEqual([{ custody: null }]);
  });

  it('relations: parents, children and the partner of today; keys of those in the grant only', async () => {
    const fields = 'relations { kind personId }';
    expect(await entities([SAM, LISA], fields, [subject(SAM, 'CUSTODY'), subject(LISA, 'CUSTODY')])).toEqual([
      { relations: [{ kind: 'PARENT', personId: LISA }] },
      { relations: [{ kind: 'CHILD', personId: SAM }] },
    ]);
    expect(await entities([SAM], fields, [subject(SAM, 'CUSTODY')])).toEqual([
      { relations: [{ kind: 'PARENT', personId: null }] },
    ]);
  });

  it('a person whom the API does not know, or whose list was withdrawn, looks like one of whom nothing is recorded', async () => {
    const nothing = { name: null, birthDate: null, sex: null, address: null, custody: null, relations: [] };
    const fields = 'name { full } birthDate sex address { city } custody { kind } relations { kind }';
    const all = (key: string) => subject(key, 'IDENTITY', 'ADDRESS', 'CUSTODY');
    expect(await entities([keyOf('nobody')], fields, [all(keyOf('nobody'))])).toEqual([nothing]);
    expect(asked).toHaveLength(0);
    people[BSNS.sam] = { ...PEOPLE[BSNS.sam], opschortingBijhouding: { reden: { code: 'F', omschrijving: 'fout' } } };
    expect(await entities([SAM], fields, [all(SAM)])).toEqual([nothing]);
  });

  it('facts: age, death and custody', async () => {
    expect(await facts({ ask: 'PERSONS', subjects: [SAM, TOM, keyOf('nobody')] })).toEqual({
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
        { id: TOM, birthDate: null, deceasedOn: '2025-01-02', custody: null },
      ],
    });
    expect(asked.map(({ body }) => body.fields)).toEqual([
      ['burgerservicenummer', 'geboorte.datum', 'overlijden.datum', 'gezag'],
    ]);
  });

  it('facts: who has died on an unknown day is not alive', async () => {
    people[BSNS.tom] = { opschortingBijhouding: { reden: { code: 'O' } } };
    const { persons } = await facts({ ask: 'PERSONS', subjects: [TOM] });
    expect(persons).toEqual([{ id: TOM, birthDate: null, deceasedOn: '1900', custody: null }]);
  });

  it('facts: whose BSN this is, and over whom he or she may act', async () => {
    expect(await facts({ ask: 'SUBJECT', bsn: BSNS.lisa })).toEqual({ subject: LISA, children: [SAM] });
    expect(await facts({ ask: 'SUBJECT', bsn: BSNS.sam })).toEqual({ subject: SAM, children: [] });
    expect(await facts({ ask: 'SUBJECT', bsn: BSNS.stranger })).toEqual({ subject: null, children: [] });
    people[BSNS.lisa] = { ...PEOPLE[BSNS.lisa], gezag: [{ ...joint, inOnderzoek: true }] };
    expect(await facts({ ask: 'SUBJECT', bsn: BSNS.lisa })).toEqual({ subject: LISA, children: [] });
  });

  it('gives somebody whom it meets a key at random, once', async () => {
    people[BSNS.sam] = { ...PEOPLE[BSNS.sam], ouders: [{ burgerservicenummer: '999990068' }] };
    for (let time = 0; time < 2; time += 1) await entities([SAM], 'relations { kind }', [subject(SAM, 'CUSTODY')]);
    const found = await sql`select key from register_keys.person where bsn = '999990068'`;
    expect(found).toHaveLength(1);
    expect(found[0]?.key).toMatch(/^R[0-9a-f]{32}$/);
  });

  it('asks about at most twenty at a time, as the API allows', async () => {
    const many = TWENTY_FIVE.map((bsn) => ({ key: `key-of-many-${bsn}`, bsn }));
    await sql`insert into register_keys.person ${sql(many, 'key', 'bsn')}`;
    await entities(
      many.map(({ key }) => key),
      'sex',
      many.map(({ key }) => subject(key, 'IDENTITY')),
    );
    expect(asked.map(({ body }) => body.burgerservicenummer.length).sort()).toEqual([20, 5]);
  });

  const FAILURES: readonly (readonly [string, { status: number; text: string }])[] = [
    ['an error', { status: 500, text: '{"detail":"CANARY"}' }],
    ['no permission', { status: 403, text: '{"detail":"CANARY"}' }],
    ['no JSON', { status: 200, text: '<html>CANARY' }],
    [
      'another form',
      { status: 200, text: '{"type":"RaadpleegMetBurgerservicenummer","personen":[{"burgerservicenummer":"CANARY"}]}' },
    ],
    [
      'too much',
      { status: 200, text: `{"type":"RaadpleegMetBurgerservicenummer","personen":[]}${' '.repeat(5_000_000)}` },
    ],
  ];
  it.each(FAILURES)('%s of the API fails the whole call, and tells nothing of it', async (_, failure) => {
    answer = () => failure;
    const { text, json } = await ask([SAM], 'sex', [subject(SAM, 'IDENTITY')]);
    expect(text).not.toContain('CANARY');
    expect(json.errors[0].extensions.code).toBe('SOURCE_UNREACHABLE');
    expect(JSON.stringify(notes)).not.toContain('CANARY');
    expect(notes.map(({ event }) => event)).toEqual(['source-failed']);
  });

  it('gives nobody whom it did not ask about', async () => {
    answer = () => answers({ burgerservicenummer: [BSNS.lisa] });
    expect(await entities([SAM], 'sex', [subject(SAM, 'IDENTITY')])).toEqual([{ sex: null }]);
    expect(await facts({ ask: 'SUBJECT', bsn: BSNS.sam })).toEqual({ subject: null, children: [] });
  });

  it('is ready while the API answers, and not when it is gone', async () => {
    const status = async (url: string) => (await fetch(`${url}/health/ready`)).status;
    expect(await status(register.url)).toBe(200);
    const nowhere = await serve({ brpApi: { url: new URL('http://127.0.0.1:9/') } });
    try {
      expect(await status(nowhere.url)).toBe(503);
    } finally {
      await nowhere.close();
    }
  });
});

/** BSNs for tests. */
const TWENTY_FIVE = Array.from({ length: 400 }, (_, at) => String(999_960_000 + at))
  .filter(
    (text) => [9, 8, 7, 6, 5, 4, 3, 2, -1].reduce((sum, weight, at) => sum + weight * Number(text[at]), 0) % 11 === 0,
  )
  .slice(0, 25);
