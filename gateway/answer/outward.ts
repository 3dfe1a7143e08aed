// Inner keys enter, ids made for this recipient leave. An inner key that is not one of the case's visible members has no outward id.
import type { CaseId, InnerKey } from '../../schema/identifiers.ts';
import type { Caller, Recipient } from '../vocabulary/caller.ts';
import type { Facts } from '../vocabulary/facts.ts';
import type { IdKind, OutwardIds } from '../vocabulary/ports.ts';
import { partsOfSubjectKey, type SubjectKey } from '../vocabulary/subject.ts';

export type Outward = {
  person(inner: string): string;
  /** Null: that person is not a member whom the caller may see in this case. */
  member(ownCase: CaseId | null, key: string): string | null;
  seal(kind: IdKind, inner: string): string;
};

export function createOutward(
  ids: OutwardIds,
  recipient: Recipient,
  facts: Facts | null,
  isShown: (subject: SubjectKey) => boolean,
): Outward {
  const sealed = new Map<string, string>();
  const members = new Map<CaseId, ReadonlySet<string>>();
  const seal = (kind: IdKind, inner: string): string => {
    const known = sealed.get(`${kind}|${inner}`);
    if (known !== undefined) return known;
    const made = ids.seal(kind, inner, recipient);
    sealed.set(`${kind}|${inner}`, made);
    return made;
  };
  const membersOf = (ownCase: CaseId): ReadonlySet<string> => {
    const known = members.get(ownCase);
    if (known !== undefined) return known;
    const subjects = facts?.cases.get(ownCase)?.members ?? [];
    const made = new Set<string>(subjects.filter(isShown).map(innerKeyOf));
    members.set(ownCase, made);
    return made;
  };
  return {
    person: (inner) => seal('PERSON', inner),
    member: (ownCase, key) => {
      const inner = innerKeyOf(key);
      // Outside a household the key itself says in which case the person is meant.
      const here = ownCase ?? partsOfSubjectKey(key)?.ownCase ?? null;
      return here !== null && membersOf(here).has(inner) ? seal('PERSON', inner) : null;
    },
    seal,
  };
}

/** A person's key as sources give it, or as the gateway does (`<case>~<key>`). */
export function innerKeyOf(key: string): string {
  return partsOfSubjectKey(key)?.person ?? key;
}

/** For whom ids are made. A data subject's own key is known once gather has found it; before that nothing has an id. */
export function recipientOf(caller: Caller, facts: Facts | null): Recipient {
  if (caller.kind === 'PROFESSIONAL') return caller.organisation.oin;
  const own: InnerKey | undefined = [...(facts?.subjects.values() ?? [])].find(({ isCaller }) => isCaller)?.person;
  return `subject:${own ?? ''}`;
}

export function subjectOf(text: unknown): SubjectKey | null {
  if (typeof text !== 'string' || partsOfSubjectKey(text) === null) return null;
  // Only subjectKeyOf writes this form, and verify let nothing else through as a person's id.
  return text as SubjectKey;
}
