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
  /** JSON, exactly as stored: what is hashed is the text itself, so it needs no canonical form. */
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
