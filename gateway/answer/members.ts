// A household as access answered it enters; the places of its visible members and of their files leave.
import { type CaseId, caseId, type Oin } from '../../schema/identifiers.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import { openedHolders } from '../vocabulary/admits.ts';
import type { JsonObject } from '../vocabulary/fetched.ts';
import type { AskField } from '../vocabulary/operation.ts';
import type { SubjectKey } from '../vocabulary/subject.ts';
import { subjectOf } from './outward.ts';
import { fieldsBelow, isObject, named, objectsIn, type Place, valueIn } from './place.ts';
import type { View } from './view.ts';

export function caseOf(household: JsonObject | null): CaseId | null {
  const parsed = caseId.safeParse(valueIn(household, 'id'));
  return parsed.success ? parsed.data : null;
}

/** INVARIANT left-out: a member for whom nothing opens under this purpose is no member of the answer. */
export function shownMembers(view: View, member: AskField, household: JsonObject | null): readonly JsonObject[] {
  return objectsIn(valueIn(household, member.key)).filter((data) => {
    const subject = subjectIn(member, data);
    return subject !== null && view.present.has(subject);
  });
}

/** The subject of a Member (or DataSubject) item. */
export function subjectIn(member: AskField, data: JsonObject): SubjectKey | null {
  const person = named(fieldsBelow(member, data), 'person');
  const found = person === undefined ? null : valueIn(data, person.key);
  return isObject(found) ? subjectOf(valueIn(found, 'id')) : null;
}

/** The persons of a household, in members' order. */
export function personsIn(
  view: View,
  household: Place,
): readonly (Place & { readonly at: { readonly subject: SubjectKey } })[] {
  const members = named(household.fields, 'members');
  if (members === undefined) return [];
  return shownMembers(view, members, household.data).flatMap((data) => {
    const fields = fieldsBelow(members, data);
    const person = named(fields, 'person');
    const subject = subjectIn(members, data);
    const found = person === undefined ? null : valueIn(data, person.key);
    if (person === undefined || subject === null || !isObject(found)) return [];
    return [{ data: found, fields: fieldsBelow(person, found), at: { ...household.at, subject } }];
  });
}

/** One place per opened holder, whatever was sent: file, no file and a holder that is down look alike but for their rows. */
export function filesOf(view: View, person: Place, file: AskField, source: SourceKind): readonly FilePlace[] {
  const { subject } = person.at;
  if (subject === null) return [];
  const sent = objectsIn(valueIn(person.data, file.key));
  return fileHolders(view, subject, file, source).map((holder) => {
    const data = view.unreachable.has(holder) ? null : (sent.find((item) => holderIn(item) === holder) ?? null);
    return { data, fields: fieldsBelow(file, data), at: { ...person.at, holder, open: null } };
  });
}
export type FilePlace = Place & { readonly at: { readonly holder: Oin } };

/** In OIN order: those with an open category among the fields right below the file field. */
export function fileHolders(view: View, subject: SubjectKey, file: AskField, source: SourceKind): readonly Oin[] {
  if (view.facts === null || view.asked === null) return [];
  const holders = openedHolders(view.facts, view.asked, subject, source, fieldsBelow(file, null));
  return holders.map(({ organisation }) => organisation.oin);
}

function holderIn(item: JsonObject): unknown {
  const holder = valueIn(item, 'holder');
  return isObject(holder) ? valueIn(holder, 'oin') : null;
}
