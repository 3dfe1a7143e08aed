// Stable keys: the same world and slug give the same inner key, case id and record id on every start, so that documented ids hold.
import { createHash } from 'node:crypto';
import { type CaseId, caseId, type InnerKey, innerKey, type Oin } from '../../schema/identifiers.ts';

const digest = (text: string) => createHash('sha256').update(text);

/** The key under which every holder of this world files the person. Never derived from a BSN. */
export function innerKeyOf(world: string, person: string): InnerKey {
  return innerKey.parse(`P${digest(`${world}/people/${person}`).digest('base64url').slice(0, 31)}`);
}

/** The id of a case or record of a holder, as the sources' own loaders derive it. */
export function recordIdOf(holder: Oin, slug: string): string {
  const hex = digest(`${holder}/${slug}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

export function caseIdOf(holder: Oin, slug: string): CaseId {
  return caseId.parse(recordIdOf(holder, slug));
}

/** The id of a statement in the gateway's store. */
export function statementIdOf(world: string, list: string, slug: string): string {
  return digest(`${world}/${list}/${slug}`).digest('base64url').slice(0, 24);
}
