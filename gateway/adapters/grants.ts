// Grants leave here signed: compact JWS (RFC 7515), EdDSA (RFC 8037). The public half of every key stands at /.well-known/jwks.json.
import { createHash, createPrivateKey, randomBytes, sign as signBytes } from 'node:crypto';
import { GRANT_SECONDS, GRANT_TYPE, type Grant } from '../../schema/grant-format.ts';
import type { GrantSigner } from '../vocabulary/ports.ts';

/** Ed25519 as a JWK; without `d` it is published but signs nothing. */
export type SigningKey = { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string; readonly d?: string };
export type PublicKey = {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
};

export interface Grants extends GrantSigner {
  /** RFC 7517. */
  readonly jwks: { readonly keys: readonly PublicKey[] };
}

/**
 * `keys`: the first signs. To rotate: publish the new key behind the old one, let partners fetch it, put it first, and drop the old one
 * when its last grant has expired. Throws when the first has no private half.
 */
export function createGrants(settings: {
  readonly issuer: string;
  readonly keys: readonly [SigningKey, ...SigningKey[]];
  /** Wall clock, ms. */
  readonly now: () => number;
}): Grants {
  const [first] = settings.keys;
  if (first.d === undefined) throw new TypeError('the first grant key has to be a private key');
  const key = createPrivateKey({ key: { ...first }, format: 'jwk' });
  const header = encode({ alg: 'EdDSA', typ: GRANT_TYPE, kid: thumbprint(first) });
  return {
    jwks: { keys: settings.keys.map(publicHalf) },
    sign(grant) {
      const iat = Math.floor(settings.now() / 1000);
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
