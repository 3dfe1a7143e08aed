// An issuer's own key pair: made at first start, kept in a file that only its owner may read. Never a grant key.
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
  type JWK,
} from 'jose';

export type IssuerKey = {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** As it stands in the JWKS. */
  readonly publicJwk: JWK;
};

export const ALGORITHM = 'RS256';

export async function makeKey(): Promise<IssuerKey> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { modulusLength: 2048, extractable: true });
  return keyOf(privateKey);
}

/** Reads the key in `file` (PKCS#8 PEM), or makes one and writes it there with mode 0600. */
export async function readOrMakeKey(file: string): Promise<IssuerKey> {
  if (existsSync(file)) return keyOf(await importPKCS8(readFileSync(file, 'utf8'), ALGORITHM, { extractable: true }));
  const made = await makeKey();
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, await exportPKCS8(made.privateKey), { mode: 0o600 });
  chmodSync(fresh, 0o600);
  renameSync(fresh, file);
  return made;
}

async function keyOf(privateKey: CryptoKey): Promise<IssuerKey> {
  const { kty, n, e } = await exportJWK(privateKey);
  if (kty !== 'RSA' || n === undefined || e === undefined) throw new TypeError('the key of an issuer is an RSA key');
  const kid = await calculateJwkThumbprint({ kty, n, e });
  return { kid, privateKey, publicJwk: { kty, n, e, kid, alg: ALGORITHM, use: 'sig' } };
}
