// The hash chain of the record, in one place for who writes it and who verifies it. Pure.
import { createHash } from 'node:crypto';

/** One link: what is hashed, besides the hash before it. */
export type Link = {
  readonly instance: string;
  readonly seq: bigint;
  readonly recordId: string;
  readonly kind: string;
  /** Wall time, ms since the epoch. */
  readonly writtenAt: bigint;
  /** Canonical JSON, exactly as stored. */
  readonly body: string;
};

/** What stands before the first link: sha256 of the genesis text. */
export function genesisHash(instance: string, openedAt: bigint, genesis: string): Buffer {
  return createHash('sha256').update(`samenzicht record 1\n${instance}\n${openedAt}\n${genesis}`).digest();
}

/** sha256(previous hash, header line, body). The header is one line of JSON, so no two links have the same bytes. */
export function linkHash(previous: Uint8Array, link: Link): Buffer {
  const header = [link.instance, String(link.seq), link.recordId, link.kind, String(link.writtenAt)];
  return createHash('sha256')
    .update(previous)
    .update(`${JSON.stringify(header)}\n`)
    .update(link.body)
    .digest();
}

/** JSON with sorted member names (RFC 8785 for text, booleans, null and integers): the same content is the same text. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${canonicalJson(item)}`;
    return `[${text}]`;
  }
  for (const name of Object.keys(value).sort()) {
    const member: unknown = Reflect.get(value, name);
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}
