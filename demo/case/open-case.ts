// A synthetic own case at a holder with the stand-in case system. Kept in a schema of its own too, so that loading a world anew does not take it away.
import postgres from 'postgres';
import { z } from 'zod';
import type { CaseId, LocalDate, ProfessionalId } from '../../schema/identifiers.ts';
import type { CaseKind, HouseholdKind } from '../../schema/names/case-kind.ts';
import type { Organisation } from '../../schema/organisation.ts';
import { stableId } from '../../subgraphs/kit/stable-id.ts';
import { type SeedCase, writeCase, writeContacts } from '../../subgraphs/kit/stand-in/people.ts';
import { type SeedProfessional, seedWriter } from '../../subgraphs/kit/stand-in/seed-writer.ts';
import { professional } from '../../subgraphs/kit/stand-in/shapes.ts';
import type { Member } from './living-group.ts';

export interface OpenCase {
  readonly databaseUrl: string;
  readonly holder: Organisation;
  readonly region: string;
  readonly kind: CaseKind;
  /** The first is whom the case is about. */
  readonly members: readonly [Member, ...Member[]];
  readonly professional: ProfessionalId;
  readonly on: LocalDate;
}

export interface OpenedCase {
  readonly id: CaseId;
  /** False: the same case was open already. */
  readonly fresh: boolean;
  readonly openedOn: string;
  readonly householdKind: HouseholdKind;
  readonly lead: { readonly id: string; readonly name: string };
}

/** Undefined: the holder has no such professional. The same person, kind and professional is the same case. */
export async function openCase(open: OpenCase): Promise<OpenedCase | undefined> {
  const sql = postgres(open.databaseUrl, { max: 1, onnotice: () => {} });
  try {
    return await sql.begin(async (transaction) => {
      const lead = await professionalOf(transaction, open.professional);
      if (lead === undefined) return undefined;
      const { slug, rows, householdKind } = rowsOf(open, lead);
      const id = stableId(open.holder.oin, slug);
      await transaction`create schema if not exists opened`;
      await transaction`create table if not exists opened.demo_case (id text primary key, rows jsonb not null)`;
      const [there] = opened.parse([
        ...(await transaction`select opened_on as on from case_system.own_case where id = ${id}`),
      ]);
      if (there === undefined) {
        await transaction`
          insert into opened.demo_case (id, rows) values (${id}, ${JSON.stringify(rows)}::text::jsonb)
          on conflict (id) do update set rows = excluded.rows`;
        await insert(transaction, rows);
      }
      return { id, fresh: there === undefined, openedOn: there?.on ?? open.on, householdKind, lead };
    });
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/** Cases opened before, into tables that a world has just been loaded into. One whose professional or people the world has no longer stays away. */
export async function reopenCases(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const [there] = await sql`select to_regclass('opened.demo_case') is not null as known`;
    if (there?.known !== true) return;
    for (const { rows } of kept.parse([...(await sql`select rows from opened.demo_case order by id`)])) {
      await sql.begin((transaction) => insert(transaction, rows)).catch(passOver);
    }
  } finally {
    await sql.end({ timeout: 2 });
  }
}

const opened = z.array(z.object({ on: z.string() }));
const keptRows = z.array(z.tuple([z.string(), z.array(z.record(z.string(), z.unknown()))]));
const kept = z.array(z.object({ rows: keptRows }));
type Rows = z.infer<typeof keptRows>;

/** 23503: a row it refers to is not there. 23505: a person of the world has this BSN under another key. */
function passOver(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== '23503' && code !== '23505') throw error;
}

async function insert(sql: postgres.TransactionSql, rows: Rows): Promise<void> {
  for (const [table, all] of rows) {
    const json = JSON.stringify(all);
    // The same person may stand in other cases of this holder.
    const again = table === 'person' ? sql`on conflict (key) do nothing` : sql``;
    await sql`
      insert into case_system.${sql(table)}
      select * from jsonb_populate_recordset(null::case_system.${sql(table)}, ${json}::text::jsonb) ${again}`;
  }
}

const professionals = z.array(
  professional.omit({ teams: true, email: true }).extend({ email: z.string().nullish(), phone: z.string().nullish() }),
);

async function professionalOf(sql: postgres.TransactionSql, id: ProfessionalId): Promise<SeedProfessional | undefined> {
  const [row] = professionals.parse([
    ...(await sql`select id, name, role, phone, email from case_system.professional where id = ${id}`),
  ]);
  if (row === undefined) return undefined;
  return { ...row, phone: row.phone ?? undefined, email: row.email ?? undefined, teams: [] };
}

/** Tables in the order of insertion; the professional is there already. */
const WRITTEN = ['person', 'own_case', 'case_person', 'case_involvement', 'contact', 'stands_in_file_of'];

function rowsOf(
  { holder, region, kind, members, on }: OpenCase,
  lead: SeedProfessional,
): { slug: string; rows: Rows; householdKind: HouseholdKind } {
  const [about] = members;
  const people = new Map(members.map((member) => [member.key as string, member]));
  const personOf = (slug: string): Member => {
    const member = people.get(slug);
    if (member === undefined) throw new TypeError('only members stand in the case');
    return member;
  };
  const writer = seedWriter(holder, [lead], {
    keyOf: (slug) => personOf(slug).key,
    bsnOf: (slug) => personOf(slug).bsn,
  });
  // Of the key, not of the BSN, which nobody can find from it.
  const slug = `demo-case/${about.key}/${kind}/${lead.id}`;
  const householdKind = members.some(({ capacity }) => capacity === 'CHILD') ? 'WITH_CHILDREN' : 'WITHOUT_CHILDREN';
  const own: SeedCase & { readonly kind: CaseKind } = {
    slug,
    kind,
    householdKind,
    openedOn: on,
    region,
    persons: members.map(({ key, capacity }) => ({ person: key as string, capacities: [capacity] })),
    involvement: [{ professional: lead.id, kind: 'LEAD', from: on, held: false }],
    contacts: [{ slug: `${slug}/contact`, professional: lead.id, fixed: true, from: on, held: false }],
    plans: [],
    safetyPlans: [],
  };
  writeCase(writer, own, []);
  writeContacts(writer, own, []);
  if (writer.problems.length > 0) throw new TypeError('the case does not fit the case system');
  const rows = keptRows.parse(
    JSON.parse(JSON.stringify(WRITTEN.map((table) => [table, writer.rows.get(table) ?? []]))),
  );
  return { slug, rows, householdKind };
}
