// A subject is one person in one own case: the same person in two cases of the caller is two subjects, decided apart.
import type { CaseId, InnerKey } from '../../schema/identifiers.ts';

declare const subjectKey: unique symbol;
/** `<case id>~<inner key>`; it is also the `id` that access gives a Person inside the gateway, so that every representation knows its case. */
export type SubjectKey = string & { readonly [subjectKey]: true };

export function subjectKeyOf(ownCase: CaseId, person: InnerKey): SubjectKey {
  return `${ownCase}~${person}` as SubjectKey;
}

/** The two halves; null for any text that is not of this form. */
export function partsOfSubjectKey(key: string): { ownCase: CaseId; person: InnerKey } | null {
  const at = key.indexOf('~');
  if (at <= 0 || at === key.length - 1) return null;
  // Only subjectKeyOf writes this form, from parsed halves.
  return { ownCase: key.slice(0, at) as CaseId, person: key.slice(at + 1) as InnerKey };
}
