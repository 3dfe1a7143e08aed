// The temporary tables of rebuild.sql enter; the register's imported rows are theirs afterwards, and what differed leaves as counts. Where nothing differs
// nothing is written.
import type postgres from 'postgres';
import { z } from 'zod';

export interface Change {
  readonly total: number;
  readonly added: number;
  readonly gone: number;
}

export interface Changes {
  readonly people: Change & { readonly changed: number; readonly listed: number };
  readonly addresses: Change & { readonly secret: number };
  readonly relations: Change;
  readonly custody: Change;
  readonly livingGroups: Change;
}

const PERSON = 'key, bsn, given_names, prefix, family_name, birth_date, sex, deceased_on, secrecy';
const ADDRESS = 'person, kind, street, house_number, postcode, city, valid_from, valid_until';
const RELATION = 'person, other, kind';
const CUSTODY = 'child, kind, under_investigation';
const HOLDER = 'child, holder, kind';

export async function writeChanges(sql: postgres.TransactionSql): Promise<Changes> {
  const imported = "(select key from register.person where origin = 'IMPORT')";
  const people = await compare(sql, {
    fresh: `select ${PERSON} from new_person where not owned`,
    old: `select ${PERSON} from register.person where origin = 'IMPORT'`,
  });
  const newPeople = await compare(sql, {
    fresh: 'select key from new_person where not owned',
    old: "select key from register.person where origin = 'IMPORT'",
  });
  const addresses = await compare(sql, {
    fresh: `select ${ADDRESS} from new_address`,
    old: `select ${ADDRESS} from register.address where person in ${imported}`,
  });
  const relations = await compare(sql, {
    fresh: `select ${RELATION} from new_relation`,
    old: `select ${RELATION} from register.relation where person in ${imported}`,
  });
  // A child's custody counts once, with all that it consists of.
  const withHolders = (custody: string, holder: string, where: string) => `
    select c.child, c.kind, c.under_investigation,
      (select jsonb_agg(jsonb_build_array(h.holder, h.kind) order by h.kind, h.holder) from ${holder} h where h.child = c.child) as holders
    from ${custody} c ${where}`;
  const custody = await compare(sql, {
    fresh: withHolders('new_custody', 'new_custody_holder', ''),
    old: withHolders('register.custody', 'register.custody_holder', `where c.child in ${imported}`),
  });
  const members = (table: string) => `select array_agg(member order by member) as members from ${table} group by first`;
  const livingGroups = await compare(sql, {
    fresh: members('new_living_group'),
    old: members('imported.living_group'),
  });
  if ([people, addresses, relations, custody, livingGroups].some(({ added, gone }) => added + gone > 0))
    await write(sql);
  return {
    people: { ...newPeople, changed: people.added - newPeople.added, ...(await counts(sql)).people },
    addresses: { ...addresses, ...(await counts(sql)).addresses },
    relations,
    custody,
    livingGroups,
  };
}

const compared = z.tuple([z.object({ total: z.int(), added: z.int(), gone: z.int() })]);

/** Both are queries of ours, without any value in their text. */
async function compare(sql: postgres.TransactionSql, { fresh, old }: { fresh: string; old: string }): Promise<Change> {
  const found = await sql.unsafe(`
    with fresh as materialized (${fresh}), old as materialized (${old})
    select (select count(*)::int from fresh) as total,
      (select count(*)::int from (select * from fresh except all select * from old) f) as added,
      (select count(*)::int from (select * from old except all select * from fresh) o) as gone`);
  return compared.parse([...found])[0];
}

const counted = z.tuple([z.object({ listed: z.int(), secret: z.int() })]);

async function counts(
  sql: postgres.TransactionSql,
): Promise<{ people: { listed: number }; addresses: { secret: number } }> {
  const [{ listed, secret }] = counted.parse([
    ...(await sql`
      select (select count(*)::int from new_person where listed and not owned) as listed,
        (select count(*)::int from new_address a join new_person n on n.key = a.person where n.secrecy > 0) as secret`),
  ]);
  return { people: { listed }, addresses: { secret } };
}

/** In one transaction with everything else: a reader sees the old rows or the new ones. */
async function write(sql: postgres.TransactionSql): Promise<void> {
  await sql.unsafe(`
    create temporary table old_person on commit drop as select key from register.person where origin = 'IMPORT';
    delete from register.custody_holder where child in (select key from old_person);
    delete from register.custody where child in (select key from old_person);
    delete from register.relation where person in (select key from old_person);
    delete from register.address where person in (select key from old_person);
    delete from register.person where key in (select key from old_person);
    insert into register.person (${PERSON}, origin) select ${PERSON}, 'IMPORT' from new_person where not owned order by key;
    insert into register.address (${ADDRESS}) select ${ADDRESS} from new_address order by person;
    insert into register.relation (${RELATION}) select ${RELATION} from new_relation order by person, other;
    insert into register.custody (${CUSTODY}) select ${CUSTODY} from new_custody order by child;
    insert into register.custody_holder (${HOLDER}) select ${HOLDER} from new_custody_holder order by child;
    delete from imported.living_group;
    insert into imported.living_group select * from new_living_group;
    analyze register.person; analyze register.address; analyze register.relation;
    analyze register.custody; analyze register.custody_holder`);
}
