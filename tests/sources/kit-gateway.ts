// Stands in for the gateway towards a holder: a real Ed25519 key, its JWKS served over HTTP, grants signed per call.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const ISSUER = 'https://gateway.test';
export const TEAM = '00000001000000001000';
export const OTHER = '00000002000000002000';

export interface TestGateway {
  readonly jwks: URL;
  /** How often the key set was fetched. */
  fetches(): number;
  /** A key that the JWKS does not show. */
  readonly stranger: KeyObject;
  grantFor(body: string, claims?: Record<string, unknown>, how?: SigningOptions): string;
  close(): Promise<void>;
}

export interface SigningOptions {
  readonly key?: KeyObject;
  readonly header?: Record<string, unknown>;
  readonly signature?: string;
}

export const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function startTestGateway(): Promise<TestGateway> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const stranger = generateKeyPairSync('ed25519').privateKey;
  let fetches = 0;
  const server = createServer((_request, response) => {
    fetches += 1;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'EdDSA', use: 'sig' }] }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    jwks: new URL(`http://127.0.0.1:${port}/.well-known/jwks.json`),
    fetches: () => fetches,
    stranger,
    grantFor(body, claims = {}, how = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload = {
        iss: ISSUER,
        aud: TEAM,
        sub: TEAM,
        role: 'FAMILY_WORKER',
        act: 'a-pseudonym',
        purpose: 'SUPPORT_PLAN',
        use: 'DATA',
        subjects: [],
        claims: [],
        bodyHash: createHash('sha256').update(body).digest('base64url'),
        jti: randomBytes(18).toString('base64url'),
        iat: now,
        exp: now + 30,
        ...claims,
      };
      const signed = `${part({ alg: 'EdDSA', typ: 'samenzicht-grant+jwt', kid: 'k1', ...how.header })}.${part(payload)}`;
      const signature = how.signature ?? sign(null, Buffer.from(signed), how.key ?? privateKey).toString('base64url');
      return `${signed}.${signature}`;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests compare the answer with literals.
  readonly json: any;
}

export async function post(url: string, path: string, body: string, grant?: string): Promise<Answer> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (grant !== undefined) headers['samenzicht-grant'] = grant;
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers, json: text === '' ? null : JSON.parse(text) };
}

/** The body that asks `fields` of Person for each of the keys. */
export function askPersons(keys: readonly string[], fields: string): string {
  return JSON.stringify({
    query: `query($r: [_Any!]!) { _entities(representations: $r) { ... on Person { ${fields} } } }`,
    variables: { r: keys.map((id) => ({ __typename: 'Person', id })) },
  });
}

/** A subject of a grant: every category given opens, without limits. */
export function subject(id: string, ...categories: (string | Record<string, unknown>)[]) {
  return {
    id,
    cells: categories.map((cell) =>
      typeof cell === 'string' ? { category: cell, origins: [] } : { origins: [], ...cell },
    ),
  };
}
