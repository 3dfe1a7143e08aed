// What a caller may ask without limit and what is registered for it, as the register of partners says (port Registry).
import type { Oin } from '../../schema/identifiers.ts';
import type { Caller } from './caller.ts';

/** Whose documents: a partner's, or those of the portals through which citizens ask. */
export type DocumentOwner = Oin | typeof CITIZENS;
export const CITIZENS = 'CITIZENS';

export type AskingRights = {
  /** Operations that nobody registered. */
  readonly freely: boolean;
  /** Questions about the schema. */
  readonly schema: boolean;
};

export type Trust = {
  readonly rights: (caller: Caller) => AskingRights;
  /** The operation registered for whom the caller speaks for, by the hex SHA-256 of its text; undefined: none. */
  readonly text: (caller: Caller, sha256: string) => string | undefined;
};

export function ownerOf(caller: Caller): DocumentOwner {
  return caller.kind === 'PROFESSIONAL' ? caller.organisation.oin : CITIZENS;
}
