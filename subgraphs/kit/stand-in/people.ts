// The rows of professionals, cases, and whoever stands in a case: the same at every source.
import type { z } from 'zod';
import { stableId } from '../stable-id.ts';
import type { Path, SeedProfessional, SeedWriter } from './seed-writer.ts';
import type { caseShape, claim } from './shapes.ts';

export type SeedCase = z.infer<z.ZodObject<typeof caseShape>>;
export type SeedClaim = z.infer<typeof claim>;

export function writeProfessionals(writer: SeedWriter, professionals: readonly SeedProfessional[]): void {
  const seen = new Set<string>();
  professionals.forEach(({ id, name, role, phone, email, teams }, at) => {
    if (seen.has(id)) writer.problem(['professionals', at, 'id'], `${id} is used twice`);
    seen.add(id);
    writer.add('professional', { id, name, role, phone: phone ?? null, email: email ?? null });
    for (const { team, from, until } of teams) {
      writer.add('team_member', { professional: id, team, from_day: from, until_day: until ?? null });
    }
  });
}

/** Under which fields of the file a case tells who works on it, what is planned in it and what happened. */
export interface CaseFields {
  readonly involvement: string;
  readonly contacts: string;
  readonly plans: string;
  readonly events: string;
}
export const USUAL_CASE: CaseFields = {
  involvement: 'involvement',
  contacts: 'contacts',
  plans: 'plans',
  events: 'events',
};
/** That somebody works on a criminal case, in what role, and whom they met, is criminal data itself. */
export const CRIMINAL_CASE: CaseFields = {
  involvement: 'criminalInvolvement',
  contacts: 'criminalContacts',
  plans: 'criminalPlans',
  events: 'criminalEvents',
};

/** The case, its persons and who is involved; gives the id of the case. */
export function writeCase(
  writer: SeedWriter,
  own: SeedCase & { readonly kind: string },
  path: Path,
  field: CaseFields = USUAL_CASE,
): string {
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
  own.involvement.forEach(({ professional, team, kind, from, until, held, told }, at) => {
    const involvement = stableId(writer.holder.oin, `${own.slug}/involvement/${at}`);
    writer.add('case_involvement', {
      id: involvement,
      field: field.involvement,
      case_id: id,
      professional: writer.professional(professional, [...path, 'involvement', at, 'professional']),
      team: team ?? null,
      kind,
      from_day: from,
      until_day: until ?? null,
      held,
    });
    writeTold(writer, involvement, told, [...path, 'involvement', at]);
  });
  return id;
}

export function writeClaim(writer: SeedWriter, caseId: string, claim: SeedClaim, path: Path): void {
  writer.add('case_claim', {
    case_id: caseId,
    kind: claim.kind,
    number: claim.number,
    date: claim.date,
    about: claim.about === undefined ? null : writer.key(claim.about, [...path, 'about']),
    recorded_by: writer.professional(claim.recordedBy, [...path, 'recordedBy']),
    reviewed_by: writer.professional(claim.reviewedBy, [...path, 'reviewedBy']),
    contested: claim.contested,
    from_day: claim.from,
    until_day: claim.until ?? null,
  });
}

export function writeContacts(writer: SeedWriter, own: SeedCase, path: Path, field: CaseFields = USUAL_CASE): void {
  own.contacts.forEach((contact, at) => {
    const here = [...path, 'contacts', at];
    const id = writer.id(contact.slug, here);
    writer.add('contact', {
      id,
      field: field.contacts,
      professional: writer.professional(contact.professional, [...here, 'professional']),
      team: contact.team ?? null,
      fixed: contact.fixed,
      from_day: contact.from,
      until_day: contact.until ?? null,
      origin: contact.origin ?? null,
      held: contact.held,
    });
    writeTold(writer, id, contact.told, here);
    writer.standsInFilesOf(id, standsWith(own)(contact), [...here, 'persons']);
  });
}

function writeTold(writer: SeedWriter, record: string, told: SeedCase['contacts'][number]['told'], path: Path): void {
  told?.forEach(({ person, on }, at) => {
    writer.add('told', { record, person: writer.key(person, [...path, 'told', at, 'person']), on_day: on });
  });
}

/** The first of the days that are known. */
export function earliest<Day extends string>(...days: readonly (Day | undefined)[]): Day | undefined {
  return days
    .filter((day) => day !== undefined)
    .sort()
    .at(0);
}

/** In whose files a record of this case stands. */
export function standsWith(
  own: SeedCase,
): (record: { readonly persons?: readonly string[] | undefined }) => readonly string[] {
  const members = own.persons.map(({ person }) => person);
  return ({ persons }) => persons ?? members;
}
