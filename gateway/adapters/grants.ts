// Grants leave here signed: compact JWS (RFC 7515), EdDSA (RFC 8037). The public half of every key stands at /.well-known/jwks.json.
import { createHash, createPrivateKey, type KeyObject, randomBytes, sign as signBytes } from 'node:crypto';
import { GRANT_SECONDS, GRANT_TYPE, type Grant } from '../../schema/grant-format.ts';
import type { GrantSigner } from '../vocabulary/ports.ts';

/** Ed25519 as a JWK; without `d` it is published but signs nothing. `from`: wall clock, ms; absent: always. */
export type SigningKey = {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly d?: string;
  readonly from?: number;
};
export type PublicKey = {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
};

export type GrantKeys = readonly [SigningKey, ...SigningKey[]];

export interface Grants extends GrantSigner {
  /** RFC 7517: every key, also those that do not sign yet or any more. */
  readonly jwks: { readonly keys: readonly PublicKey[] };
  /** Other keys from now on. Throws as createGrants does, and then keeps those it has. */
  use(keys: GrantKeys): void;
}

/**
 * Of `keys` the one whose `from` came last signs; of several, the first. To rotate: publish the new key with a `from` so far ahead that every holder
 * has fetched it by then, and drop the old one when its last grant has expired. Throws when the first has no private half.
 */
export function createGrants(settings: {
  readonly issuer: string;
  readonly keys: GrantKeys;
  /** Wall clock, ms. */
  readonly now: () => number;
}): Grants {
  let ring = ringOf(settings.keys);
  return {
    jwks: {
      get keys() {
        return ring.published;
      },
    },
    use(keys) {
      ring = ringOf(keys);
    },
    sign(grant) {
      const now = settings.now();
      const iat = Math.floor(now / 1000);
      const { header, key } = ring.signerAt(now);
      const whole: Grant = {
        ...grant,
        iss: settings.issuer,
        jti: randomBytes(18).toString('base64url'),
        iat,
        exp: iat + GRANT_SECONDS,
      };
      const signed = `${header}.${encode(whole)}`;
      return `${signed}.${signBytes(null, Buffer.from(signed), key).toString('base64url')}`;
    },
  };
}

type Signer = { readonly from: number; readonly header: string; readonly key: KeyObject };

function ringOf(keys: GrantKeys) {
  const [first] = keys;
  if (first.d === undefined) throw new TypeError('the first grant key has to be a private key');
  const usual = signerOf(first);
  const signers = [usual, ...keys.slice(1).flatMap((key) => (key.d === undefined ? [] : [signerOf(key)]))];
  return {
    published: keys.map(publicHalf),
    /** A ring whose every key is still to come signs with its first: a clock that was set back stops nobody. */
    signerAt(now: number): Signer {
      let signer = usual;
      for (const one of signers) if (one.from <= now && (one.from > signer.from || signer.from > now)) signer = one;
      return signer;
    },
  };
}

function signerOf({ from = Number.NEGATIVE_INFINITY, kty, crv, x, d = '' }: SigningKey): Signer {
  return {
    from,
    header: encode({ alg: 'EdDSA', typ: GRANT_TYPE, kid: thumbprint({ kty, crv, x }) }),
    key: createPrivateKey({ key: { kty, crv, x, d }, format: 'jwk' }),
  };
}

function publicHalf({ kty, crv, x }: SigningKey): PublicKey {
  return { kty, crv, x, kid: thumbprint({ kty, crv, x }), alg: 'EdDSA', use: 'sig' };
}

/** RFC 7638: SHA-256 over the required members in this order. */
function thumbprint({ kty, crv, x }: SigningKey): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
