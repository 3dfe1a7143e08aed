// The register's imported part from the lists that are kept: people, addresses, relations, custody, living groups. A transaction and the day enter;
// it is written, and what changed leaves as counts.
import { readFile } from 'node:fs/promises';
import type postgres from 'postgres';
import { z } from 'zod';
import { bsn, type LocalDate, partialDate } from '../../../schema/identifiers.ts';
import type { CustodyKind } from '../../../schema/names/relation.ts';
import { custodyOf, type ImportedCustody, type Lists, UNDETERMINED } from './custody.ts';
import { isMinor } from './dates.ts';
import { fetchRows } from './fetch-rows.ts';
import { livingGroups } from './living-groups.ts';
import { personList } from './person-list.ts';
import { type Changes, writeChanges } from './write.ts';

export interface Rebuilt {
  readonly changes: Changes;
  readonly custody: ReadonlyMap<CustodyKind, number>;
}

/** Custody is judged as of this day. */
export async function rebuild(sql: postgres.TransactionSql, on: LocalDate): Promise<Rebuilt> {
  await sql.unsafe(await readFile(new URL('rebuild.sql', import.meta.url), 'utf8'));
  const custody = await judgeCustody(sql, on);
  await findLivingGroups(sql);
  const changes = await writeChanges(sql);
  await sql`insert into imported.judged (on_day) values (${on}) on conflict (single) do update set on_day = excluded.on_day`;
  return { changes, custody };
}

/** A list that another version of this program kept may miss what custody is judged by: as if there were none, until it is imported again. */
const keptList = personList.nullable().catch(null);
const candidate = z.object({ bsn, key: z.string(), birthDate: partialDate.nullable(), list: keptList });
type Candidate = z.infer<typeof candidate>;
const listed = z.array(z.object({ list: keptList }));

async function judgeCustody(sql: postgres.TransactionSql, on: LocalDate): Promise<Map<CustodyKind, number>> {
  const counts = new Map<CustodyKind, number>();
  // Whoever was born earlier is surely of age.
  const year = Number(on.slice(0, 4)) - 18;
  const candidates = fetchRows(
    sql,
    'candidates',
    `select n.bsn, n.key, n.birth_date as "birthDate", l.list
    from new_person n left join imported.list l on l.bsn = n.bsn
    where not n.owned and n.deceased_on is null and (n.birth_date is null or n.birth_date >= '${year}')`,
  );
  for await (const rows of candidates) {
    const children = z.array(candidate).parse(rows);
    const parents = await listsOf(sql, children);
    const judged = children.flatMap((child) => {
      const custody = judge(child, parents, on);
      return custody === null ? [] : [{ child: child.key, custody }];
    });
    for (const { custody } of judged) counts.set(custody.kind, (counts.get(custody.kind) ?? 0) + 1);
    await keep(sql, judged);
  }
  return counts;
}

/** Of a child without a list nothing is known but whose child it is. */
function judge({ list, birthDate }: Candidate, parents: Lists, on: LocalDate): ImportedCustody | null {
  if (list !== null) return custodyOf(list, parents, on);
  return isMinor(birthDate, on) === false ? null : { ...UNDETERMINED, underInvestigation: false };
}

async function listsOf(sql: postgres.TransactionSql, children: readonly Candidate[]): Promise<Lists> {
  const wanted = new Set(
    children.flatMap(({ list }) => list?.legal.parents.flatMap((parent) => parent.bsn ?? []) ?? []),
  );
  const rows = listed.parse(await sql`select list from imported.list where bsn = any(${[...wanted]})`);
  return new Map(rows.flatMap(({ list }) => (list === null ? [] : [[list.bsn, list] as const])));
}

async function keep(
  sql: postgres.TransactionSql,
  judged: readonly { readonly child: string; readonly custody: ImportedCustody }[],
): Promise<void> {
  const rows = judged.map(({ child, custody }) => ({
    child,
    kind: custody.kind,
    under: custody.underInvestigation,
    holders: custody.holders.map(({ bsn: holder, kind }) => ({ holder, kind })),
  }));
  const json = JSON.stringify(rows);
  await sql`
    insert into new_custody
    select child, kind, under from jsonb_to_recordset(${json}::text::jsonb) as r(child text, kind text, under boolean)`;
  // A parent in law whom the list names with a BSN is a relative on it, so that there is a key.
  await sql`
    insert into new_custody_holder
    select r.child, n.key, h.kind
    from jsonb_to_recordset(${json}::text::jsonb) as r(child text, holders jsonb),
      jsonb_to_recordset(r.holders) as h(holder text, kind text)
    left join new_person n on n.bsn = h.holder`;
}

const address = z.array(z.object({ lists: z.array(z.object({ bsn, relatives: personList.shape.relatives })) }));

/**
 * One address: the same address id (08.11.80). A list without one counts to the only id that others have at its postcode, number, letter and
 * addition; where there is none, or more than one, only to lists without id at the same.
 */
async function findLivingGroups(sql: postgres.TransactionSql): Promise<void> {
  const addresses = fetchRows(
    sql,
    'addresses',
    `with home as (
      select bsn, list -> 'relatives' as relatives, list -> 'home' ->> 'addressId' as id, list -> 'home' ->> 'postcodeAndNumber' as place
      from imported.list where list -> 'home' <> 'null'
    ), only_id as (
      select place, min(id) as id from home where id is not null and place is not null group by place having count(distinct id) = 1
    )
    select jsonb_agg(jsonb_build_object('bsn', h.bsn, 'relatives', h.relatives) order by h.bsn) as lists
    from home h left join only_id o on o.place = h.place
    group by coalesce('id ' || coalesce(h.id, o.id), 'place ' || h.place)
    having count(*) > 1`,
  );
  for await (const rows of addresses) {
    const groups = address.parse(rows).flatMap(({ lists }) => livingGroups(lists));
    const members = groups.flatMap((group) => group.map((member) => ({ member, first: group[0] })));
    await sql`
      insert into new_living_group
      select member, first from jsonb_to_recordset(${JSON.stringify(members)}::text::jsonb) as r(member text, first text)`;
  }
}
