// One master key in, a key for one named use out (HKDF-SHA256, RFC 5869): no two uses ever share a key.
import { hkdfSync } from 'node:crypto';

/** `master`: at least 32 bytes. `use` is a fixed sentence, with an organisation or recipient behind it where each has a key of its own. */
export function derivedKey(master: Uint8Array, use: string): Buffer {
  if (master.length < 32) throw new RangeError('a master key has at least 32 bytes');
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `samenzicht/1 ${use}`, 32));
}
