// A seed as the case system would have recorded it: rows per table, in its own words. Pure; the seed has been checked (seed-problems.ts).
import { CAPACITIES } from '../../schema/names/capacity.ts';
import { HOUSEHOLD_KINDS } from '../../schema/names/case-kind.ts';
import { INVOLVEMENT_KINDS } from '../../schema/names/decision.ts';
import { ROLES } from '../../schema/names/role.ts';
import type { Organisation } from '../../schema/organisation.ts';
import type { SeedPersons } from '../kit/seed.ts';
import { NOTICE_INSTRUCTIONS } from './names.ts';
import type { VeiligThuisSeed, VeiligThuisSeedCase } from './seed.ts';
import { addRecords } from './seed-records.ts';
import { limitsOf, type RowWriter, rowWriter } from './seed-writer.ts';

/** Rows by table, in the order in which they can be inserted. */
export function seedRows(
  holder: Organisation & { readonly region: string },
  seed: VeiligThuisSeed,
  people: SeedPersons,
): ReadonlyMap<string, readonly object[]> {
  const writer = rowWriter(holder.oin, people);
  writer.add('organisatie', { oin: holder.oin, naam: holder.name });
  addProfessionals(writer, seed);
  for (const notice of seed.safetyNotices) {
    writer.add('veiligheidsbericht', {
      id: writer.id(notice.slug),
      betrokkenen: writer.keys(notice.about),
      instructie: NOTICE_INSTRUCTIONS[notice.instruction],
      bellen: notice.call,
      vanaf: notice.from,
      tot: notice.until ?? null,
      ...limitsOf(notice),
    });
  }
  for (const one of seed.cases) {
    addCase(writer, holder.region, one, people);
    addRecords(writer, one);
  }
  return writer.rows;
}

function addProfessionals({ add }: RowWriter, { professionals }: VeiligThuisSeed): void {
  for (const { id, name, role, phone, email, teams } of professionals) {
    add('medewerker', { id, naam: name, functie: ROLES[role], telefoon: phone ?? null, email: email ?? null });
    for (const { team, from, until } of teams)
      add('teamlid', { medewerker: id, team, vanaf: from, tot: until ?? null });
  }
}

function addCase({ add, id }: RowWriter, region: string, one: VeiligThuisSeedCase, people: SeedPersons): void {
  const casus = id(one.slug);
  add('casus', {
    id: casus,
    soort_huishouden: HOUSEHOLD_KINDS[one.householdKind],
    regio: one.region ?? region,
    geopend_op: one.openedOn,
    gesloten_op: one.closedOn ?? null,
  });
  for (const { person, capacities, from, until } of one.persons) {
    add('betrokkene', {
      casus,
      sleutel: people.keyOf(person),
      bsn: people.bsnOf(person),
      hoedanigheden: capacities.map((capacity) => CAPACITIES[capacity]),
      vanaf: from ?? one.openedOn,
      tot: until ?? null,
    });
  }
  const addTold = (stuk: string, told: VeiligThuisSeedCase['contacts'][number]['told']): void => {
    for (const { person, on } of told ?? []) add('verteld', { stuk, sleutel: people.keyOf(person), op: on });
  };
  for (const [at, { professional, team, kind, from, until, held, told }] of one.involvement.entries()) {
    const betrokkenheid = id(`${one.slug}/betrokkenheid-${at}`);
    const who = { medewerker: professional ?? null, team: team ?? null, soort: INVOLVEMENT_KINDS[kind] };
    add('betrokkenheid', { id: betrokkenheid, casus, ...who, vanaf: from, tot: until ?? null, ...limitsOf({ held }) });
    addTold(betrokkenheid, told);
  }
  for (const contact of one.contacts) {
    const days = { vanaf: contact.from, tot: contact.until ?? null };
    const who = { medewerker: contact.professional ?? null, team: contact.team ?? null, vast: contact.fixed };
    add('contactpersoon', { id: id(contact.slug), casus, ...who, ...days, ...limitsOf(contact) });
    addTold(id(contact.slug), contact.told);
  }
  for (const [at, { professional, text }] of one.notes.entries()) {
    add('werkaantekening', {
      id: id(`${one.slug}/aantekening-${at}`),
      casus,
      medewerker: professional,
      tekst: text,
    });
  }
}
