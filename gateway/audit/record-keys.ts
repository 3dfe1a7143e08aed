// What the record needs to name people and cases without telling who they are.
import { randomBytes } from 'node:crypto';
import type { CaseId, InnerKey, Oin } from '../../schema/identifiers.ts';
import type { Caller } from '../vocabulary/caller.ts';
import type { Facts } from '../vocabulary/facts.ts';
import { partsOfSubjectKey, type SubjectKey } from '../vocabulary/subject.ts';

export type RecordKeys = {
  readonly pseudonyms: {
    professional(caller: Caller, holder: Oin): string;
    subject(person: InnerKey): string;
    ownCase(id: CaseId): string;
  };
  /** Encrypts for the log keeper's key alone; `padTo`: the length tells only the number of such steps (bytes). */
  readonly sealing: { seal(owner: string, place: string, text: string, padTo?: number): string };
};

/** A span of our own (W3C Trace Context): 16 hex. */
export function newSpan(): string {
  return randomBytes(8).toString('hex');
}

export type Who = {
  readonly kind: Caller['kind'];
  /** Pseudonym; null: a data subject whom the register does not know. */
  readonly id: string | null;
  readonly organisation: Oin | null;
  readonly motherOrganisation: Oin | null;
  readonly role: string;
  readonly client: string;
  readonly assurance: string;
};

export function whoOf(caller: Caller, facts: Facts | null, { pseudonyms }: RecordKeys): Who {
  const { role, client, assurance } = caller;
  switch (caller.kind) {
    case 'PROFESSIONAL': {
      const { oin } = caller.organisation;
      const id = pseudonyms.professional(caller, oin);
      const motherOrganisation = caller.motherOrganisation?.oin ?? null;
      return { kind: caller.kind, id, organisation: oin, motherOrganisation, role, client, assurance };
    }
    case 'DATA_SUBJECT': {
      const self = [...(facts?.subjects.values() ?? [])].find(({ isCaller }) => isCaller);
      const id = self === undefined ? null : pseudonyms.subject(self.person);
      return { kind: caller.kind, id, organisation: null, motherOrganisation: null, role, client, assurance };
    }
  }
}

/** Whose key seals what this request says in free text. */
export function ownerOf(caller: Caller | null): string {
  return caller?.kind === 'PROFESSIONAL' ? caller.organisation.oin : 'own view';
}

/** Throws on a key that subjectKeyOf did not make. */
export function partsOf(subject: SubjectKey): { readonly ownCase: CaseId; readonly person: InnerKey } {
  const parts = partsOfSubjectKey(subject);
  if (parts === null) throw new TypeError('not a subject key');
  return parts;
}

/** The same pseudonyms, each made once: a record names a person at every holder. For one record. */
export function remembered(keys: RecordKeys): RecordKeys {
  const { professional, subject, ownCase } = keys.pseudonyms;
  const once = <Key>(make: (key: Key) => string) => {
    const made = new Map<Key, string>();
    return (key: Key): string => {
      const known = made.get(key) ?? make(key);
      made.set(key, known);
      return known;
    };
  };
  return { ...keys, pseudonyms: { professional, subject: once(subject), ownCase: once(ownCase) } };
}
