// The bytes of a call enter; what binds its grant to them leaves.
import { hash } from 'node:crypto';

/** base64url SHA-256 of the bytes that go over the wire: what `bodyHash` of a grant holds. */
export function bodyHashOf(body: string): string {
  return hash('sha256', body, 'base64url');
}
