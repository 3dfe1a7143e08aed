// Stable keys: the same world and slug give the same inner key and statement id on every start, so that documented ids hold.
import { createHash } from 'node:crypto';
import { type InnerKey, innerKey } from '../../schema/identifiers.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The key under which every holder of this world files the person. Never derived from a BSN. */
export function innerKeyOf(world: string, person: string): InnerKey {
  return innerKey.parse(`P${digest(`${world}/people/${person}`).slice(0, 31)}`);
}

/** The id of a statement in the gateway's store. */
export function statementIdOf(world: string, list: string, slug: string): string {
  return digest(`${world}/${list}/${slug}`).slice(0, 24);
}
