// A seed enters; the rows of the case system's tables leave, or every place where the seed does not fit together.
import type { Organisation } from '../../schema/organisation.ts';
import type { SeedPersons, SeedProblem } from '../kit/seed.ts';
import { stableId } from '../kit/stable-id.ts';
import type { LocalTeamSeed, LocalTeamSeedCase } from './seed.ts';
import { writeRecords } from './seed-records.ts';
import { type Path, type SeedWriter, seedWriter } from './seed-writer.ts';

export function seedRows(
  holder: Organisation,
  seed: LocalTeamSeed,
  people: SeedPersons,
): { readonly rows: ReadonlyMap<string, readonly object[]>; readonly problems: readonly SeedProblem[] } {
  const writer = seedWriter(holder, seed, people);
  writeProfessionals(writer, seed);
  seed.cases.forEach((own, at) => {
    writeCase(writer, own, ['cases', at]);
    writeRecords(writer, own, ['cases', at]);
  });
  writeSafetyNotices(writer, seed);
  return writer;
}

function writeProfessionals(writer: SeedWriter, seed: LocalTeamSeed): void {
  const seen = new Set<string>();
  seed.professionals.forEach(({ id, name, role, phone, email, teams }, at) => {
    if (seen.has(id)) writer.problem(['professionals', at, 'id'], `${id} is used twice`);
    seen.add(id);
    writer.add('professional', { id, name, role, phone: phone ?? null, email: email ?? null });
    for (const { team, from, until } of teams) {
      writer.add('team_member', { professional: id, team, from_day: from, until_day: until ?? null });
    }
  });
}

function writeCase(writer: SeedWriter, own: LocalTeamSeedCase, path: Path): void {
  const id = writer.id(own.slug, path);
  const region = own.region ?? writer.holder.region;
  if (region === null)
    writer.problem([...path, 'region'], 'the organisation has no region, so the case has to say its own');
  writer.add('own_case', {
    id,
    kind: own.kind,
    household_kind: own.householdKind,
    opened_on: own.openedOn,
    closed_on: own.closedOn ?? null,
    region,
  });
  own.persons.forEach(({ person, capacities, from, until }, at) => {
    writer.add('case_person', {
      case_id: id,
      person: writer.key(person, [...path, 'persons', at, 'person']),
      capacities,
      from_day: from ?? own.openedOn,
      until_day: until ?? null,
    });
  });
  own.involvement.forEach(({ professional, team, kind, from, until, held }, at) => {
    writer.add('case_involvement', {
      id: stableId(writer.holder.oin, `${own.slug}/involvement/${at}`),
      case_id: id,
      professional: writer.professional(professional, [...path, 'involvement', at, 'professional']),
      team: team ?? null,
      kind,
      from_day: from,
      until_day: until ?? null,
      held,
    });
  });
  own.claims.forEach((claim, at) => {
    const here = [...path, 'claims', at];
    writer.add('case_claim', {
      case_id: id,
      kind: claim.kind,
      number: claim.number,
      date: claim.date,
      about: claim.about === undefined ? null : writer.key(claim.about, [...here, 'about']),
      recorded_by: writer.professional(claim.recordedBy, [...here, 'recordedBy']),
      reviewed_by: writer.professional(claim.reviewedBy, [...here, 'reviewedBy']),
      contested: claim.contested,
      from_day: claim.from,
      until_day: claim.until ?? null,
    });
  });
}

function writeSafetyNotices(writer: SeedWriter, seed: LocalTeamSeed): void {
  seed.safetyNotices.forEach((notice, at) => {
    const path = ['safetyNotices', at];
    const { about, instruction, call, from, until } = notice;
    const by = seed.professionals.find(({ id }) => id === writer.professional(call, [...path, 'call']));
    writer.record(notice, path, {
      kind: 'safetyNotices',
      persons: about,
      about,
      days: { from, until: until ?? null },
      shareable: {
        about: writer.keys(about, [...path, 'about']),
        instruction,
        call:
          by === undefined ? null : { name: by.name, role: by.role, phone: by.phone ?? null, email: by.email ?? null },
        validFrom: from,
        validUntil: until ?? null,
      },
    });
  });
}
