// The words after `npm run documents --` in; what is asked, or a sentence about what is not understood, out.
import { parseArgs } from 'node:util';
import { type AskingRights, CITIZENS, type DocumentOwner } from '../../gateway/vocabulary/trust.ts';
import { oin } from '../../schema/identifiers.ts';

export const HELP = `npm run documents -- VERB

Which operations a partner may ask. In production a partner asks what is registered for it, and nothing else.

  check FILES --for OWNER      says of each operation its hash, its purpose and every category of every source it asks about
  register FILES --for OWNER   the same, and registers them; all of them, or none
  list [--for OWNER]           what is registered
  remove HASH --for OWNER      an operation may not be asked any more
  allow --for OIN [--freely] [--schema]
                               what the partner may ask beyond that: any operation; questions about the schema; neither

  OWNER           a partner's OIN, or CITIZENS for the portals of data subjects
  FILES           .graphql files with one operation each, or a manifest of a build tool:
                  {"operations": [{"id": "<sha256>", "body": "query ..."}]} or {"<sha256>": "query ..."}
  --help          this text

  SAMENZICHT_DATA=DIR   the data folder of the installation (default ./data)
  DATABASE_URL=URL      the PostgreSQL server that npm start was given, or the gateway's own database

Takes effect at once in every gateway process. Ends with 0: done; 1: refused, nothing changed; 2: not understood; 3: no store.`;

export type Asked =
  | { readonly verb: 'check' | 'register'; readonly owner: DocumentOwner; readonly paths: readonly string[] }
  | { readonly verb: 'list'; readonly owner: DocumentOwner | null }
  | { readonly verb: 'remove'; readonly owner: DocumentOwner; readonly hash: string }
  | { readonly verb: 'allow'; readonly owner: DocumentOwner; readonly rights: AskingRights };

const HASH = /^[0-9a-f]{64}$/;

/** A sentence: not understood. */
export function readArguments(args: readonly string[]): Asked | 'HELP' | (string & {}) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        for: { type: 'string' },
        freely: { type: 'boolean', default: false },
        schema: { type: 'boolean', default: false },
      },
    });
    if (values.help) return 'HELP';
    const [verb, ...rest] = positionals;
    const owner = ownerIn(values.for);
    if (values.for !== undefined && owner === null) return `"${values.for}" is no OIN (20 digits) and not ${CITIZENS}.`;
    if (verb === 'list' && rest.length === 0) return { verb, owner };
    if (owner === null) return 'Name a verb, and for whom: --for OWNER.';
    const [first, second] = rest;
    switch (verb) {
      case 'check':
      case 'register':
        return first === undefined ? 'Name at least one file.' : { verb, owner, paths: rest };
      case 'remove':
        if (first === undefined || second !== undefined || !HASH.test(first)) return 'Name one hash of 64 hex digits.';
        return { verb, owner, hash: first };
      case 'allow':
        if (first !== undefined) return `"${first}" is not understood.`;
        if (owner === CITIZENS) return `${CITIZENS} ask registered operations only.`;
        return { verb, owner, rights: { freely: values.freely, schema: values.schema } };
      default:
        return 'Name one verb: check, register, list, remove or allow.';
    }
  } catch (error) {
    return `${error instanceof Error ? error.message.split(/\. |\n/)[0] : 'An argument is not known'}.`;
  }
}

function ownerIn(text: string | undefined): DocumentOwner | null {
  return text === CITIZENS ? text : (oin.safeParse(text).data ?? null);
}
