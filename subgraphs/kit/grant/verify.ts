// Header text, use and body enter; a verified grant or the cause of refusal leaves (RFC 7515 compact, RFC 8725 strictness).
import { createHash, verify as verifySignature } from 'node:crypto';
import { z } from 'zod';
import type { Grant } from '../../../schema/grant-format.ts';
import { GRANT_SECONDS, GRANT_TYPE, grant as grantFormat } from '../../../schema/grant-format.ts';
import type { Oin } from '../../../schema/identifiers.ts';
import type { KeyFinder } from './keys.ts';
import type { GrantRefusal } from './refusal.ts';
import type { UsedGrants } from './used.ts';

/** Clocks of two machines differ a little; more than this is refused. */
const SKEW_SECONDS = 5;

/** Closed on purpose: `crit`, `b64`, `jwk`, `jku`, `x5u` and whatever comes next are refused, not ignored. */
const joseHeader = z.strictObject({
  alg: z.literal('EdDSA'),
  typ: z.literal(GRANT_TYPE),
  kid: z.string().min(1).max(200),
});

export interface GrantRules {
  readonly holder: Oin;
  readonly issuer: string;
  readonly keys: KeyFinder;
  readonly used: UsedGrants;
  /** Wall clock, milliseconds. */
  readonly now: () => number;
}

export type VerifiedGrant =
  | { readonly ok: true; readonly grant: Grant }
  | { readonly ok: false; readonly refusal: GrantRefusal };

const refused = (refusal: GrantRefusal): VerifiedGrant => ({ ok: false, refusal });

export async function verifyGrant(
  text: string,
  use: Grant['use'],
  body: Uint8Array,
  rules: GrantRules,
): Promise<VerifiedGrant> {
  const [head, payload, signature, ...rest] = text.split('.');
  if (head === undefined || payload === undefined || signature === undefined || rest.length > 0)
    return refused('NOT_A_JWS');
  const signatureBytes = fromBase64url(signature);
  if (signatureBytes === null) return refused('NOT_A_JWS');
  const header = joseHeader.safeParse(jsonOf(head));
  if (!header.success) return refused('HEADER');
  const key = await rules.keys(header.data.kid);
  if (key === null) return refused('UNKNOWN_KEY');
  if (!verifySignature(null, Buffer.from(`${head}.${payload}`), key, signatureBytes)) return refused('SIGNATURE');

  const parsed = grantFormat.safeParse(jsonOf(payload));
  if (!parsed.success) return refused('CLAIMS');
  const cause = wrongClaim(parsed.data, use, body, rules);
  if (cause !== null) return refused(cause);
  // Last, so that a grant that is refused for another reason is not used up.
  const until = (parsed.data.exp + SKEW_SECONDS) * 1000;
  if (!(await rules.used.take(parsed.data.jti, until))) return refused('USED');
  return { ok: true, grant: parsed.data };
}

function wrongClaim(grant: Grant, use: Grant['use'], body: Uint8Array, rules: GrantRules): GrantRefusal | null {
  const seconds = rules.now() / 1000;
  if (grant.iss !== rules.issuer) return 'ISSUER';
  if (grant.aud !== rules.holder) return 'AUDIENCE';
  if (grant.use !== use) return 'USE';
  if (grant.exp <= grant.iat || grant.exp - grant.iat > GRANT_SECONDS) return 'TOO_LONG';
  if (seconds > grant.exp + SKEW_SECONDS) return 'EXPIRED';
  if (grant.iat > seconds + SKEW_SECONDS) return 'NOT_YET';
  if (createHash('sha256').update(body).digest('base64url') !== grant.bodyHash) return 'BODY';
  // Two entries for one person or category would leave it to chance which limits hold.
  if (hasDouble(grant.subjects.map(({ id }) => id))) return 'DUPLICATE';
  if (grant.subjects.some(({ cells }) => hasDouble(cells.map(({ category }) => category)))) return 'DUPLICATE';
  return null;
}

const hasDouble = (names: readonly string[]): boolean => new Set(names).size !== names.length;

/** Null for anything but canonical base64url: no padding, no other alphabet, no stray bits. */
function fromBase64url(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return text.length > 0 && bytes.toString('base64url') === text ? bytes : null;
}

function jsonOf(part: string): unknown {
  const bytes = fromBase64url(part);
  if (bytes === null) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
