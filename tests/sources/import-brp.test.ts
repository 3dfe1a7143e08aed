// Person lists into a real register: import-brp-lists.csv holds a household of each kind and one list for each oddity.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { innerKey, localDate } from '../../schema/identifiers.ts';
import { importLists, type Progress, type Summary } from '../../subgraphs/persons/import/import-lists.ts';
import { loadPersons } from '../../subgraphs/persons/load.ts';
import { personsSeed } from '../../subgraphs/persons/seed.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const FILE = join(import.meta.dirname, 'import-brp-lists.csv');
const TEXT = readFileSync(FILE, 'utf8');
const ON = localDate.parse('2026-11-22');
const OWNED = innerKey.parse('key-of-the-worlds-own');
const WORLD = personsSeed.parse({
  persons: [{ slug: 'owned', bsn: '999950423', name: { familyName: 'Wereld' }, birthDate: '1980-01-01' }],
});
const TABLES = ['person', 'address', 'relation', 'custody', 'custody_holder'];

describe('an import of person lists', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samenzicht-import-'));
  let database: TestDatabase;
  let sql: postgres.Sql;
  let first: Summary;
  const progress: Progress[] = [];

  const importFile = (file: string, more: Partial<Parameters<typeof importLists>[0]> = {}) =>
    importLists({ databaseUrl: database.url, file, on: ON, ...more });
  const importText = (text: string) => {
    const file = join(folder, 'lists.csv');
    writeFileSync(file, text);
    return importFile(file);
  };
  const loadWorld = (seed = WORLD) => loadPersons({ databaseUrl: database.url, seed, keyOf: () => OWNED });
  /** Everything in the register, and who lives together. */
  const everything = async () => {
    const tables = await Promise.all(
      TABLES.map((table) => sql`select to_jsonb(t) as row from register.${sql(table)} t order by 1`),
    );
    return JSON.stringify([...tables, await sql`select * from imported.living_group order by member`]);
  };
  const rows = async (query: Promise<readonly postgres.Row[]> | postgres.PendingQuery<postgres.Row[]>) =>
    (await query).map((row) => Object.values(row));

  beforeAll(async () => {
    database = await createTestDatabase();
    sql = postgres(database.url, { max: 1, onnotice: () => {} });
    await loadWorld();
    first = await importFile(FILE, { onProgress: (one) => progress.push(one) });
  });
  afterAll(async () => {
    await sql?.end();
    await database?.drop();
    rmSync(folder, { recursive: true });
  });

  it('counts what came in', () => {
    expect(first).toMatchObject({
      lists: 46,
      uniqueBsns: 37,
      outsideTestRange: 1,
      relativesWithoutBsn: 1,
      unmarkedRows: 1,
      changes: {
        people: { total: 41, added: 41, gone: 0, changed: 0, listed: 37 },
        addresses: { total: 32, added: 32, gone: 0, secret: 1 },
        relations: { total: 40, added: 40, gone: 0 },
        custody: { total: 12, added: 12, gone: 0 },
        livingGroups: { total: 4, added: 4, gone: 0 },
      },
    });
    expect(Object.fromEntries(first.custody)).toEqual({
      JOINT_PARENTAL: 2,
      SOLE_PARENTAL: 3,
      GUARDIANSHIP: 1,
      JOINT: 2,
      CANNOT_BE_DETERMINED: 4,
    });
  });

  it('refuses a list with its line and a reason that holds no value of it', () => {
    expect(first.refused).toEqual([
      { line: 2, why: 'the row continues a person, and none is above it' },
      { line: 44, why: 'another list has this BSN already (line 3)' },
      { line: 45, why: 'the list has no BSN (01.01.20), by which others know the person' },
      { line: 46, why: 'what stands for a BSN (01.01.20) is none' },
      { line: 47, why: 'what stands for a BSN (01.01.20) is none' },
      { line: 48, why: 'the list has no family name (01.02.40)' },
      { line: 49, why: 'the list was withdrawn (07.67.20 is W: wiped)' },
      { line: 50, why: 'a person of the loaded world has this BSN, and keeps what the world says' },
      { line: 53, why: 'the row has 3 cells where the header has 84' },
    ]);
  });

  it('keeps names, dates of which a part is not known, deaths and secrecy', async () => {
    const found = await rows(sql`
      select given_names, prefix, family_name, birth_date, deceased_on, sex, secrecy from register.person
      where bsn in ('999950009', '999950010', '999950186', '999950198', '999950204', '999950216', '999950228', '999950459')
      order by bsn`);
    expect(found).toEqual([
      ['Anna', null, 'Linden', '1985-03-04', null, 'FEMALE', 4],
      ['Bas', 'van den', 'Berk', '1984-07-10', null, 'MALE', 0],
      ['Jaar', null, 'Alleen', '1968', null, 'FEMALE', 0],
      ['Maand', null, 'Alleen', '2008', null, 'FEMALE', 0],
      ['On', null, 'Bekend', null, null, 'UNKNOWN', 0],
      ['Do', null, 'Od', '1930-01-01', '2008', 'MALE', 0],
      // Of an unknown day: the year in which it was recorded.
      ['Do', null, 'Onbekend', '1930-01-01', '2011', 'MALE', 0],
      // No indication of secrecy counts as secret.
      ['Tess "T"', null, 'Puntkomma; Streep', '1991-01-01', null, 'FEMALE', 7],
    ]);
  });

  it('keeps the address of today, also one without an address id, one for letters only and one abroad', async () => {
    const found = await rows(sql`
      select p.given_names, a.kind, a.street, a.house_number, a.postcode, a.city, a.valid_from
      from register.address a join register.person p on p.key = a.person
      where p.bsn in ('999950009', '999950046', '999950253', '999950472') order by p.bsn`);
    expect(found).toEqual([
      ['Anna', 'REGISTERED', 'Kastanjelaan', '12', '3511AA', 'Utrecht', '2018-01-01'],
      ['Eva', 'REGISTERED', 'Eikenhof', '7 a', '3521BB', 'Utrecht', '2018-01-01'],
      ['Em', 'REGISTERED', 'Rue du Test 1, Paris', null, null, null, null],
      ['Uma', 'CORRESPONDENCE', 'Kastanjelaan', '12', '3511AA', 'Utrecht', '2018-01-01'],
    ]);
  });

  it('knows who is whose parent, partner and child today; earlier partners, earlier names and stillborn children are not', async () => {
    const found = await rows(sql`
      select p.given_names || ' ' || r.kind || ' ' || o.given_names as said
      from register.relation r join register.person p on p.key = r.person join register.person o on o.key = r.other
      where p.given_names in ('Anna', 'Bas', 'Cas', 'Oma') order by 1`);
    expect(found.flat()).toEqual([
      'Anna CHILD Cas',
      'Anna CHILD Dee',
      'Anna PARENT Oma',
      'Anna PARTNER Bas',
      'Bas CHILD Cas',
      'Bas CHILD Dee',
      'Bas PARENT Do',
      'Bas PARENT Uma',
      'Bas PARTNER Anna',
      'Cas PARENT Anna',
      'Cas PARENT Bas',
      'Oma CHILD Anna',
    ]);
    const former = await sql`select from register.person where given_names in ('Nel', 'Stil', 'Kas', 'Annie', 'Sjef')`;
    expect(former).toHaveLength(0);
  });

  it('makes a person of a relative who is known by BSN and name only', async () => {
    expect(
      await rows(sql`
        select p.given_names, p.birth_date, p.sex, count(a.*)::int from register.person p
        left join register.address a on a.person = p.key where p.bsn = '999950149' group by p.key`),
    ).toEqual([['Oma', '1955-11-11', 'FEMALE', 0]]);
  });

  it('takes custody from category 11, and derives it where the lists prove it', async () => {
    const found = await rows(sql`
      select p.given_names, c.kind, c.under_investigation,
        (select array_agg(coalesce(q.given_names, 'unnamed') || ' ' || h.kind order by h.kind desc, q.given_names)
         from register.custody_holder h left join register.person q on q.key = h.holder where h.child = p.key) as holders
      from register.custody c join register.person p on p.key = c.child order by 1`);
    expect(found).toEqual([
      ['Cas', 'JOINT_PARENTAL', false, ['Anna PARENT', 'Bas PARENT']],
      ['Dee', 'JOINT_PARENTAL', true, ['Anna PARENT', 'Bas PARENT']],
      ['Gijs', 'SOLE_PARENTAL', false, ['Eva PARENT']],
      ['Hanne', 'SOLE_PARENTAL', false, ['Eva PARENT']],
      ['Ids', 'SOLE_PARENTAL', false, ['Flip PARENT']],
      ['Jet', 'GUARDIANSHIP', false, ['unnamed GUARDIAN']],
      ['Koos', 'JOINT', false, ['Eva PARENT', 'unnamed OTHER']],
      ['Lot', 'JOINT', false, ['Flip PARENT', 'unnamed OTHER']],
      ['Maand', 'CANNOT_BE_DETERMINED', false, null],
      ['Mees', 'CANNOT_BE_DETERMINED', false, null],
      ['On', 'CANNOT_BE_DETERMINED', false, null],
      ['Zus', 'CANNOT_BE_DETERMINED', false, null],
    ]);
  });

  it('joins relatives at one address, also where a list has no address id; strangers in a home, the dead, who only gets letters there and neighbours stay apart', async () => {
    const found = await rows(sql`
      select array_agg(p.given_names order by p.bsn) from imported.living_group g
      join register.person p on p.bsn = g.member group by g.first order by g.first`);
    expect(found.map(([group]) => group)).toEqual([
      ['Anna', 'Bas', 'Cas', 'Dee'],
      ['Eva', 'Gijs', 'Hanne', 'Ids', 'Jet', 'Koos', 'Lot', 'Mees'],
      ['Zus', 'Broer'],
      ['H11', 'H12'],
    ]);
  });

  it('publishes who is imported, and not who lives together', async () => {
    const kinds = await rows(sql`
      select distinct r.kind from samenzicht.rows r join register.person p on p.key = r.subject where p.origin = 'IMPORT' order by 1`);
    expect(kinds.flat()).toEqual(['address', 'birthDate', 'custody', 'name', 'relations', 'sex']);
    expect(
      await rows(sql`
        select definition like '%living_group%' from pg_views where schemaname = 'samenzicht' and viewname = 'rows'`),
    ).toEqual([[false]]);
  });

  it('mints keys at random: not derivable from the BSN, and another register has others', async () => {
    const keys = async (from: postgres.Sql) =>
      (await from`select bsn, key from register.person where origin = 'IMPORT' order by bsn`).map(({ key }) => key);
    const mine = await keys(sql);
    expect(mine).toHaveLength(41);
    for (const key of mine) expect(key).toMatch(/^R[0-9a-f]{32}$/);
    const other = await createTestDatabase();
    const there = postgres(other.url, { max: 1, onnotice: () => {} });
    try {
      await loadPersons({ databaseUrl: other.url, seed: WORLD, keyOf: () => OWNED });
      await importLists({ databaseUrl: other.url, file: FILE, on: ON });
      const theirs = await keys(there);
      expect(theirs).toHaveLength(41);
      expect(theirs.filter((key) => mine.includes(key))).toEqual([]);
    } finally {
      await there.end();
      await other.drop();
    }
  });

  it('tells how far it is in counts only', () => {
    expect(progress.length).toBeGreaterThan(40);
    expect(progress.at(-1)).toEqual({ bytes: Buffer.byteLength(TEXT), lists: 46, doing: 'WRITING' });
    for (const one of progress) expect(Object.keys(one).sort()).toEqual(['bytes', 'doing', 'lists']);
  });

  it('the same file again changes nothing', async () => {
    const before = await everything();
    const second = await importFile(FILE);
    expect(second.changes).toEqual({
      people: { total: 41, added: 0, gone: 0, changed: 0, listed: 37 },
      addresses: { total: 32, added: 0, gone: 0, secret: 1 },
      relations: { total: 40, added: 0, gone: 0 },
      custody: { total: 12, added: 0, gone: 0 },
      livingGroups: { total: 4, added: 0, gone: 0 },
    });
    expect(await everything()).toBe(before);
  });

  it('a world that is loaded anew keeps everybody who was imported, under the same keys', async () => {
    const before = await everything();
    await loadWorld();
    expect(await everything()).toBe(before);
  });

  it('whoever a world brings with the BSN of somebody imported takes his place, and gives it back', async () => {
    const before = await everything();
    const anna = { slug: 'anna', bsn: '999950009', name: { familyName: 'Uit-de-wereld' }, birthDate: null };
    await loadWorld(personsSeed.parse({ persons: [anna] }));
    expect(await rows(sql`select family_name, key, origin from register.person where bsn = '999950009'`)).toEqual([
      ['Uit-de-wereld', OWNED, null],
    ]);
    expect(
      await rows(sql`
        select p.given_names from register.relation r join register.person p on p.key = r.person where r.other = ${OWNED} order by 1`),
    ).toEqual([['Bas'], ['Cas'], ['Dee'], ['Oma']]);
    await loadWorld();
    expect(await everything()).toBe(before);
  });

  it('a later file changes whom it names and leaves the others', async () => {
    const before = await everything();
    const lines = TEXT.split('\n');
    const solo = lines.find((line) => line.includes(';999950460;')) ?? '';
    const later = await importText(`${lines[0]}\n${solo.replace('Solo;;Es', 'Solo;;Nieuw')}\n`);
    expect(later.changes.people).toEqual({ total: 41, added: 0, gone: 0, changed: 1, listed: 37 });
    expect(await rows(sql`select family_name from register.person where bsn = '999950460'`)).toEqual([['Nieuw']]);
    await importFile(FILE);
    expect(await everything()).toBe(before);
  });

  it('a list that another version kept decides no custody until it is imported again, and stops no start', async () => {
    const before = await everything();
    await sql`update imported.list set list = list #- '{legal,custodyEnded}' where bsn in ('999950022', '999950046')`;
    await loadWorld();
    expect(
      await rows(sql`
        select p.given_names, c.kind from register.custody c join register.person p on p.key = c.child
        where p.given_names in ('Cas', 'Dee', 'Gijs') order by 1`),
    ).toEqual([
      ['Cas', 'CANNOT_BE_DETERMINED'],
      ['Dee', 'JOINT_PARENTAL'],
      ['Gijs', 'CANNOT_BE_DETERMINED'],
    ]);
    await importFile(FILE);
    expect(await everything()).toBe(before);
  });

  it('an import that is interrupted, or fails, leaves what was there', async () => {
    const before = await everything();
    const [header = '', ...lines] = TEXT.split('\n');
    const changed = [header, ...lines.map((line) => line.replace('Solo;;Es', 'Solo;;Nieuw'))].join('\n');
    const stop = new AbortController();
    const file = join(folder, 'changed.csv');
    writeFileSync(file, changed);
    const aborted = importFile(file, {
      signal: stop.signal,
      onProgress: ({ doing }) => {
        if (doing === 'WRITING') stop.abort();
      },
    });
    await expect(aborted).rejects.toThrow();
    expect(await everything()).toBe(before);
    await expect(importText(`${changed}"no end`)).rejects.toThrow('The file is not CSV');
    expect(await everything()).toBe(before);
  });

  it('a file that holds no person lists is told in one sentence', async () => {
    const refusals: readonly (readonly [string, string])[] = [
      ['', 'The file is empty. A person list begins with a row of column names.'],
      [`${TEXT.split('\n')[0]}\n`, 'The file has its row of column names, and no person list below it.'],
      [
        'naam;bsn\nJan;999950009\n',
        'The first row is not that of a GBA-V person list (the first column has a name, where the list itself stands; missing: 01.01.20, 01.02.10, 01.02.30, 01.02.40, 01.03.10 and 73 more). Its columns are named category.group.element, such as 01.01.20, with ; between.',
      ],
      [
        TEXT.replace('07.70.10', '07.70.11'),
        'The first row is not that of a GBA-V person list (missing: 07.70.10). Its columns are named category.group.element, such as 01.01.20, with ; between.',
      ],
      [
        TEXT.replace('01.02.10', '01.01.20'),
        'The first row is not that of a GBA-V person list (01.01.20 is named twice; missing: 01.02.10). Its columns are named category.group.element, such as 01.01.20, with ; between.',
      ],
    ];
    for (const [text, sentence] of refusals) await expect(importText(text)).rejects.toThrow(sentence);
    await expect(importText(`${TEXT}Pl9;"a"b\n`)).rejects.toThrow(
      'The file is not CSV with ; between and " around: it goes wrong in the row that begins on line 54 (CSV_INVALID_CLOSING_QUOTE). Nothing was imported.',
    );
    const latin = join(folder, 'latin.csv');
    writeFileSync(latin, TEXT.replace('Anna', 'Änna'), 'latin1');
    await expect(importFile(latin)).rejects.toThrow('The file is not UTF-8.');
    await expect(importFile(join(folder, 'none.csv'))).rejects.toThrow('There is no file');
  });
});
