// The official test set of person lists (NOTICE beside it), where it is at hand: never copied into this project.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { innerKey, localDate } from '../../schema/identifiers.ts';
import { importLists, type Summary } from '../../subgraphs/persons/import/import-lists.ts';
import { loadPersons } from '../../subgraphs/persons/load.ts';
import { personsSeed } from '../../subgraphs/persons/seed.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const FILE = join(import.meta.dirname, '../../../shared/data/rvig-testset-gbav-2022-05-02.csv');

describe.skipIf(!existsSync(FILE))('the official test set', () => {
  let database: TestDatabase;
  let sql: postgres.Sql;
  const summaries: Summary[] = [];
  let seconds = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    sql = postgres(database.url, { max: 1, onnotice: () => {} });
    const keyOf = () => innerKey.parse('nobody-is-in-this-world');
    await loadPersons({ databaseUrl: database.url, seed: personsSeed.parse({ persons: [] }), keyOf });
    const started = performance.now();
    for (let run = 0; run < 2; run += 1) {
      summaries.push(await importLists({ databaseUrl: database.url, file: FILE, on: localDate.parse('2022-05-02') }));
      if (run === 0) seconds = (performance.now() - started) / 1000;
    }
  });
  afterAll(async () => {
    await sql?.end();
    await database?.drop();
  });

  it('comes in whole but for seven lists: five second ones of a BSN and two without', () => {
    expect(summaries[0]).toMatchObject({
      lists: 687,
      uniqueBsns: 680,
      outsideTestRange: 19,
      unmarkedRows: 10,
      changes: {
        people: { total: 777, added: 777, listed: 680 },
        addresses: { total: 672, secret: 45 },
        relations: { total: 1214 },
        custody: { total: 74 },
        livingGroups: { total: 106 },
      },
    });
    expect(summaries[0]?.refused.map(({ line }) => line)).toEqual([563, 604, 668, 709, 1109, 1389, 1719]);
    expect(seconds).toBeLessThan(10);
  });

  it('changes nothing the second time', () => {
    const counts = Object.values(summaries[1]?.changes ?? {}).map(({ added, gone }) => added + gone);
    expect(counts).toEqual([0, 0, 0, 0, 0]);
  });

  it('custody: the documented codes as they say, the others cannot be determined', async () => {
    const found = await sql`
      select l.list -> 'legal' ->> 'custodyCode' as code, array_agg(distinct c.kind) as kinds
      from register.custody c join register.person p on p.key = c.child join imported.list l on l.bsn = p.bsn
      where l.list -> 'legal' ->> 'custodyCode' is not null group by 1 order by 1`;
    expect(found.map(({ code, kinds }) => `${code} ${kinds}`)).toEqual([
      '1 SOLE_PARENTAL',
      '12 JOINT_PARENTAL',
      '1C CANNOT_BE_DETERMINED',
      '1D JOINT',
      '2 SOLE_PARENTAL',
      '2C CANNOT_BE_DETERMINED',
      '2D JOINT',
      '3C CANNOT_BE_DETERMINED',
      '3D CANNOT_BE_DETERMINED',
      'C CANNOT_BE_DETERMINED',
      'CD CANNOT_BE_DETERMINED',
    ]);
  });

  it('no living group holds anybody who is related to nobody in it', async () => {
    const groups = await sql`
      select count(*)::int as strangers from imported.living_group g join register.person p on p.bsn = g.member
      where not exists (
        select from imported.living_group h join register.person q on q.bsn = h.member
        where h.first = g.first and h.member <> g.member and exists (
          select from register.relation r where (r.person = p.key and r.other = q.key) or (r.person = q.key and r.other = p.key)
            or (r.person = p.key and r.kind = 'PARENT' and exists (
              select from register.relation s where s.person = q.key and s.kind = 'PARENT' and s.other = r.other))))`;
    expect(groups.map(({ strangers }) => strangers)).toEqual([0]);
  });
});
