// Technical notes of a holder's server: closed words only, so that no person's data can get into a log.
import type { GrantRefusal } from './grant/refusal.ts';

export type Note =
  | { readonly event: 'grant-refused'; readonly cause: GrantRefusal }
  | { readonly event: 'source-failed' | 'facts-failed' | 'query-refused' | 'internal-error' };
export type NoteTaker = (note: Note) => void;

export function noteTo(write: (line: string) => void, holder: string): NoteTaker {
  return (note) => write(`${JSON.stringify({ at: new Date().toISOString(), holder, ...note })}\n`);
}
