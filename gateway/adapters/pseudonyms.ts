// Pseudonyms for grants and the record: who and about whom, keyed (HMAC-SHA256), so that no partner can turn them back or join on them.
import { createHmac, type KeyObject } from 'node:crypto';
import type { CaseId, InnerKey, Oin } from '../../schema/identifiers.ts';
import type { Caller } from '../vocabulary/caller.ts';
import type { Pseudonyms } from '../vocabulary/ports.ts';
import { derivedKey } from './derived-key.ts';

/** The record names cases too, and never by the number that their holder gave them. */
export interface RecordPseudonyms extends Pseudonyms {
  ownCase(id: CaseId): string;
}

const KEPT = 20_000;

/** `master`: 32 bytes, the gateway's own. Pseudonyms are 27 characters of base64url (160 bits). */
export function createPseudonyms(master: Uint8Array): RecordPseudonyms {
  const professionalKey = derivedKey(master, 'pseudonyms of professionals');
  const subjectKey = derivedKey(master, 'pseudonyms of data subjects');
  const caseKey = derivedKey(master, 'pseudonyms of cases');
  const kept = new Map<string, string>();
  /** Of professionals alone: of a data subject nothing is kept. */
  const keptProfessional = (who: readonly string[]): string => {
    const name = JSON.stringify(who);
    const known = kept.get(name);
    if (known !== undefined) return known;
    const made = keyed(professionalKey, who);
    if (kept.size >= KEPT) kept.clear();
    kept.set(name, made);
    return made;
  };
  return {
    professional(caller: Caller, holder: Oin) {
      const who = [...whoIs(caller), holder];
      return caller.kind === 'PROFESSIONAL' ? keptProfessional(who) : keyed(professionalKey, who);
    },
    subject: (person: InnerKey) => keyed(subjectKey, [person]),
    ownCase: (id: CaseId) => keyed(caseKey, [id]),
  };
}

/** Professionals of two organisations may share a `sub`: the organisation is part of who they are. */
function whoIs(caller: Caller): readonly string[] {
  switch (caller.kind) {
    case 'PROFESSIONAL':
      return [caller.kind, caller.organisation.oin, caller.professional];
    case 'DATA_SUBJECT':
      return [caller.kind, caller.bsn];
  }
}

function keyed(key: KeyObject, parts: readonly string[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest().subarray(0, 20).toString('base64url');
}
