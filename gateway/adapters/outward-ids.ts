// Outward ids: an inner key in, text that means something to one recipient alone out, and back. Nothing is stored.
// Deterministic authenticated encryption (AES-256 key wrap with padding, RFC 5649) under a key of its own for each recipient.
import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import type { Recipient } from '../vocabulary/caller.ts';
import type { IdKind, OutwardIds } from '../vocabulary/ports.ts';
import { derivedKey } from './derived-key.ts';

const ALGORITHM = 'id-aes256-wrap-pad';
const RFC_5649_AIV = Buffer.from('a65959a6', 'hex');
const KIND_BYTE: Readonly<Record<IdKind, number>> = { PERSON: 1, HOUSEHOLD: 2, RECORD: 3, CURSOR: 4, REQUEST: 5 };
/** The handle of a request names several people; any other id is far shorter. */
const OUTWARD = /^[A-Za-z0-9_-]{22,8192}$/;
const KEPT_KEYS = 2000;

/** `master`: 32 bytes. Fixed in the demo, so that documented ids stay the same. */
export function createOutwardIds(master: Uint8Array): OutwardIds {
  const keys = new Map<Recipient, KeyObject>();
  const keyOf = (recipient: Recipient): KeyObject => {
    const known = keys.get(recipient);
    if (known !== undefined) return known;
    if (keys.size >= KEPT_KEYS) keys.clear();
    const made = derivedKey(master, `outward ids of ${recipient}`);
    keys.set(recipient, made);
    return made;
  };
  return {
    seal(kind, inner, recipient) {
      const cipher = createCipheriv(ALGORITHM, keyOf(recipient), RFC_5649_AIV);
      const plain = Buffer.concat([Buffer.of(KIND_BYTE[kind]), Buffer.from(inner, 'utf8')]);
      return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64url');
    },
    open(kind, outward, recipient) {
      if (!OUTWARD.test(outward)) return null;
      const wrapped = Buffer.from(outward, 'base64url');
      // One spelling per id: other trailing bits of the same bytes are not ours.
      if (wrapped.toString('base64url') !== outward) return null;
      const plain = unwrap(keyOf(recipient), wrapped);
      if (plain === null || plain[0] !== KIND_BYTE[kind]) return null;
      return plain.subarray(1).toString('utf8');
    },
  };
}

/** Null: the integrity check of RFC 5649 section 3 failed. */
function unwrap(key: KeyObject, wrapped: Buffer): Buffer | null {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, RFC_5649_AIV);
    return Buffer.concat([decipher.update(wrapped), decipher.final()]);
  } catch {
    return null;
  }
}
