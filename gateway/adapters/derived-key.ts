// One master key in, a key for one named use out (HKDF-SHA256, RFC 5869): no two uses ever share a key.
import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/**
 * `master`: at least 32 bytes. `use` is a fixed sentence, with an organisation or recipient behind it where each has a key of its own.
 * A key object and not bytes: of bytes the key would be set up anew at each use (measured: 11 µs an HMAC against 2, 17 µs an id against 7).
 */
export function derivedKey(master: Uint8Array, use: string): KeyObject {
  if (master.length < 32) throw new RangeError('a master key has at least 32 bytes');
  return createSecretKey(Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `samenzicht/1 ${use}`, 32)));
}
