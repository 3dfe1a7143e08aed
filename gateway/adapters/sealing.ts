// Sealed text: free text and shields as they lie in the store and in the record. AES-256-GCM, a key of its own for each organisation.
import { createCipheriv, createDecipheriv, createHmac, type KeyObject, randomBytes } from 'node:crypto';
import { derivedKey } from './derived-key.ts';

/** `owner`: the OIN (or a fixed word) whose key it is. `place`: table, column and row, so that a sealed text moved elsewhere does not open. */
export interface Sealing {
  /** With `padTo`, the length tells no more than the number of such steps (bytes). */
  seal(owner: string, place: string, text: string, padTo?: number): string;
  /** Throws when it was not sealed by us, for this owner and place. */
  open(owner: string, place: string, sealed: string): string;
  /** For looking up without telling: the same text gives the same 32 bytes under our key only. */
  lookup(place: string, text: string): Buffer;
}

const NONCE = 12;
const TAG = 16;

export function createSealing(master: Uint8Array): Sealing {
  const keys = new Map<string, KeyObject>();
  const keyOf = (owner: string): KeyObject => {
    const known = keys.get(owner);
    if (known !== undefined) return known;
    if (keys.size >= 2000) keys.clear();
    const made = derivedKey(master, `store of ${owner}`);
    keys.set(owner, made);
    return made;
  };
  const lookupKey = derivedKey(master, 'lookups in the store');
  return {
    seal(owner, place, text, padTo) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', keyOf(owner), nonce, { authTagLength: TAG });
      cipher.setAAD(Buffer.from(place, 'utf8'));
      const body = Buffer.concat([cipher.update(padded(text, padTo)), cipher.final()]);
      return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
    },
    open(owner, place, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < NONCE + TAG + 4) throw new TypeError('not a sealed text');
      const decipher = createDecipheriv('aes-256-gcm', keyOf(owner), bytes.subarray(0, NONCE), { authTagLength: TAG });
      decipher.setAAD(Buffer.from(place, 'utf8'));
      decipher.setAuthTag(bytes.subarray(-TAG));
      const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
      return plain.subarray(4, 4 + plain.readUInt32BE(0)).toString('utf8');
    },
    lookup: (place, text) =>
      createHmac('sha256', lookupKey)
        .update(JSON.stringify([place, text]))
        .digest(),
  };
}

/** Length (4 bytes), text, zeros up to the next step. */
function padded(text: string, step = 1): Buffer {
  const size = Buffer.byteLength(text, 'utf8');
  const plain = Buffer.alloc(Math.ceil((4 + size) / step) * step);
  plain.writeUInt32BE(size, 0);
  plain.write(text, 4, 'utf8');
  return plain;
}
