// An imported person and whoever lives in one household with him, from the register's database; in which capacity each stands in a case. A BSN enters.
import type postgres from 'postgres';
import { z } from 'zod';
import { type Bsn, bsn, innerKey, type LocalDate, partialDate } from '../../schema/identifiers.ts';
import type { Capacity } from '../../schema/names/capacity.ts';
import { isMinor } from '../../subgraphs/persons/import/dates.ts';

const found = z.array(
  z.object({
    key: innerKey,
    bsn,
    birthDate: partialDate.nullable(),
    deceasedOn: partialDate.nullable(),
    imported: z.boolean(),
    custody: z.string().nullable(),
    relations: z.array(z.object({ kind: z.string(), other: innerKey })),
  }),
);
export type RegisteredPerson = z.infer<typeof found>[number];

export type Member = RegisteredPerson & { readonly capacity: Capacity };

/** First the person asked for; alone, where nobody lives with him. Undefined: nobody has this BSN. */
export async function livingGroupOf(sql: postgres.Sql, asked: Bsn): Promise<readonly RegisteredPerson[] | undefined> {
  const [there] = await sql`select to_regclass('imported.living_group') is not null as known`;
  const members =
    there?.known === true
      ? sql`select m.member from imported.living_group m join imported.living_group a on a.first = m.first where a.member = ${asked}`
      : sql`select null::text where false`;
  const people = found.parse([
    ...(await sql`
      select p.key, p.bsn, p.birth_date as "birthDate", p.deceased_on as "deceasedOn", p.origin is not null as imported,
        (select c.kind from register.custody c where c.child = p.key) as custody,
        coalesce((
          select jsonb_agg(jsonb_build_object('kind', r.kind, 'other', r.other)) from register.relation r where r.person = p.key
        ), '[]') as relations
      from register.person p
      where p.bsn = ${asked} or p.bsn in (${members})
      order by p.bsn = ${asked} desc, p.birth_date nulls last, p.bsn`),
  ]);
  return people[0]?.bsn === asked ? people : undefined;
}

/**
 * A minor is CHILD, and so is somebody of unknown age whose parent lives there too; whoever is a parent of one of these is PARENT, the partner of
 * a parent, or of the person the case is about, PARTNER; anyone else ADULT.
 */
export function withCapacities(group: readonly RegisteredPerson[], on: LocalDate): readonly Member[] {
  const keys = new Set(group.map(({ key }) => key));
  const related = (person: RegisteredPerson, kind: string) =>
    person.relations.filter((relation) => relation.kind === kind && keys.has(relation.other)).map(({ other }) => other);
  const isChild = (person: RegisteredPerson): boolean =>
    isMinor(person.birthDate, on) ?? related(person, 'PARENT').length > 0;
  const children = new Set(group.filter(isChild).map(({ key }) => key));
  const parents = new Set([
    ...group.filter((one) => related(one, 'CHILD').some((key) => children.has(key))).map(({ key }) => key),
    ...group.filter(({ key }) => children.has(key)).flatMap((child) => related(child, 'PARENT')),
  ]);
  const [asked] = group;
  const beside = (one: RegisteredPerson): boolean =>
    related(one, 'PARTNER').some((key) => parents.has(key) || key === asked?.key) && one.key !== asked?.key;
  return group.map((one) => ({
    ...one,
    capacity: children.has(one.key) ? 'CHILD' : parents.has(one.key) ? 'PARENT' : beside(one) ? 'PARTNER' : 'ADULT',
  }));
}
