// attacks.md 41-43 as far as a bearer token goes: every bad token gets the very same refusal, and keys are not fetched in a storm.
import { constants, createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { exportJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registryOf } from '../../gateway/adapters/registry.ts';
import { createAuthenticate } from '../../gateway/authenticate/authenticate.ts';
import { issuerRegistration } from '../../gateway/vocabulary/registration.ts';
import { OTHER_TEAM, sampleWorld, TEAM } from '../store/sample-world.ts';

const AUDIENCE = 'https://samenzicht.example/graphql';
const NOW = Math.floor(Date.now() / 1000);

const good = {
  sub: 'skj.100001',
  jti: randomBytes(16).toString('base64url'),
  iat: NOW,
  exp: NOW + 600,
  azp: 'partner',
  acr: 'loa3',
  aud: [AUDIENCE],
  organisation: TEAM,
  role: 'FAMILY_WORKER',
};

describe('attacks 41, 42 and 43: a token', () => {
  let issuer: TestIssuer;
  let otherIssuer: TestIssuer;
  let citizens: TestIssuer;
  beforeAll(async () => {
    [issuer, otherIssuer, citizens] = await Promise.all([startIssuer(), startIssuer(), startIssuer()]);
  });
  afterAll(() => Promise.all([issuer.close(), otherIssuer.close(), citizens.close()]));

  const room = () =>
    createAuthenticate({
      registry: registryOf(sampleWorld.registrations, [
        registered(issuer, [TEAM], false),
        registered(otherIssuer, [OTHER_TEAM], false),
        registered(citizens, [], true),
      ]),
      audience: AUDIENCE,
      now: Date.now,
    });
  const enter = (token: string) => room()({ authorization: `Bearer ${token}` });
  const signed = (claims: object, header: object = {}, by = issuer) =>
    hand({ alg: 'RS256', typ: 'at+jwt', kid: 'rsa', ...header }, { iss: issuer.url, ...claims }, by.sign);

  const accepted = { RS256: 'rsa', PS256: 'rsa-pss', ES256: 'ec', EdDSA: 'ed' };
  test.each(Object.entries(accepted))('signed with %s is let in', async (alg, kid) => {
    expect(await enter(signed(good, { alg, kid }))).toMatchObject({ kind: 'PROFESSIONAL', role: 'FAMILY_WORKER' });
  });

  const without = (name: keyof typeof good) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
  const bad: Readonly<Record<string, readonly [cause: string, make: () => string]>> = {
    'with alg none': [
      'not a bearer token',
      () => hand({ alg: 'none', typ: 'at+jwt', kid: 'rsa' }, { iss: issuer.url, ...good }, () => ''),
    ],
    'with alg none and some signature': [
      'algorithm',
      () => hand({ alg: 'none', typ: 'at+jwt', kid: 'rsa' }, { iss: issuer.url, ...good }, () => 'AAAA'),
    ],
    'with HS256 under the public key': [
      'algorithm',
      () =>
        hand({ alg: 'HS256', typ: 'at+jwt', kid: 'rsa' }, { iss: issuer.url, ...good }, (text) =>
          createHmac('sha256', issuer.publicPem).update(text).digest('base64url'),
        ),
    ],
    'with an algorithm that is not on the list': ['algorithm', () => signed(good, { alg: 'RS512' })],
    'signed by another issuer’s key under this issuer’s name': [
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      () => signed(good, {}, otherIssuer),
    ],
    'of an issuer that is not registered': ['issuer', () => signed({ ...good, iss: 'http://127.0.0.1:1' })],
    'without issuer': ['issuer', () => signed({ ...good, iss: undefined })],
    'whose payload was changed': [
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      () => {
        const [header, , signature] = signed(good).split('.');
        return `${header}.${Buffer.from(JSON.stringify({ iss: issuer.url, ...good, sub: 'skj.2' })).toString('base64url')}.${signature}`;
      },
    ],
    'without signature': ['not a bearer token', () => signed(good).replace(/[^.]+$/, '')],
    'for another audience': ['claim aud', () => signed({ ...good, aud: ['https://elsewhere.example'] })],
    'without audience': ['claim aud', () => signed(without('aud'))],
    'without exp': ['claim exp', () => signed(without('exp'))],
    'without iat': ['claim iat', () => signed(without('iat'))],
    'without jti': ['claim jti', () => signed(without('jti'))],
    'with a jti that can be guessed': ['claim jti', () => signed({ ...good, jti: '1' })],
    'without sub': ['claim sub', () => signed(without('sub'))],
    'without azp': ['claim azp', () => signed(without('azp'))],
    'without acr': ['claim acr', () => signed(without('acr'))],
    'that has expired': ['ERR_JWT_EXPIRED', () => signed({ ...good, iat: NOW - 700, exp: NOW - 60 })],
    'that is not valid yet': ['claim nbf', () => signed({ ...good, nbf: NOW + 120 })],
    'issued in the future': ['claim iat', () => signed({ ...good, iat: NOW + 120 })],
    'that would live longer than an hour': ['lives too long', () => signed({ ...good, exp: NOW + 3 * 3600 })],
    'that would never expire': ['lives too long', () => signed({ ...good, exp: 9e15 })],
    'with exp as text': ['claim exp', () => signed({ ...good, exp: String(NOW + 600) })],
    'of type id token': ['type', () => signed(good, { typ: 'id+jwt' })],
    'that is a grant by its type': ['type', () => signed(good, { typ: 'samenzicht-grant+jwt' })],
    'without type': ['type', () => signed(good, { typ: undefined })],
    'with an unknown key id': ['ERR_JWKS_NO_MATCHING_KEY', () => signed(good, { kid: 'nobody' })],
    'without key id': ['no key id', () => signed(good, { kid: undefined })],
    'with a critical header that nobody knows': [
      'ERR_JOSE_NOT_SUPPORTED',
      () =>
        hand(
          { alg: 'RS256', typ: 'at+jwt', kid: 'rsa', crit: ['x'], x: 1 },
          { iss: issuer.url, ...good },
          () => 'AAAA',
        ),
    ],
    'bound to a key (DPoP) but sent as bearer': [
      'bound token sent as bearer',
      () => signed({ ...good, cnf: { jkt: 'x'.repeat(43) } }),
    ],
    'bound to a certificate but sent as bearer': [
      'bound token sent as bearer',
      () => signed({ ...good, cnf: { 'x5t#S256': 'x'.repeat(43) } }),
    ],
    'with two roles': ['claim role', () => signed({ ...good, role: ['FAMILY_WORKER', 'AUDITOR'] })],
    'with a role that does not exist': ['claim role', () => signed({ ...good, role: 'DIRECTOR' })],
    'with a role named like a property': ['claim role', () => signed({ ...good, role: 'constructor' })],
    'without role': ['claim role', () => signed(without('role'))],
    'without organisation': ['claims of a professional', () => signed(without('organisation'))],
    'with an organisation that is no OIN': [
      'claims of a professional',
      () => signed({ ...good, organisation: 'team noord' }),
    ],
    'of a citizen with a BSN that is none': [
      'claims of a data subject',
      () =>
        signed({ ...without('organisation'), iss: citizens.url, role: 'DATA_SUBJECT', bsn: '000000000' }, {}, citizens),
    ],
    'that is not a token': ['not a bearer token', () => 'abc'],
    'that is longer than any token': ['token too long', () => signed({ ...good, filler: 'x'.repeat(9000) })],
  };
  test.each(Object.entries(bad))('%s is refused, in the one sentence for every cause', async (_what, [cause, make]) => {
    expect(await enter(make())).toMatchObject({
      kind: 'REFUSAL',
      code: 'UNAUTHENTICATED',
      cause,
      message: {
        en: 'No valid token. Get a new token from the issuer of your organisation and send it as "Authorization: Bearer ...".',
      },
    });
  });

  const headers: Readonly<Record<string, string | undefined>> = {
    'no header': undefined,
    'an empty header': '',
    'another scheme': 'Basic YTpi',
    'the DPoP scheme': 'DPoP a.b.c',
    'the scheme alone': 'Bearer',
    'two tokens': 'Bearer a.b.c, Bearer a.b.c',
  };
  test.each(Object.entries(headers))('is missed in %s', async (_what, authorization) => {
    const refusal = await room()(authorization === undefined ? {} : { authorization });
    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  const notAllowed: Readonly<Record<string, readonly [cause: string, make: () => string]>> = {
    'for an organisation of another issuer': [
      'organisation not spoken for',
      () => signed({ ...good, iss: otherIssuer.url }, {}, otherIssuer),
    ],
    'for an organisation that is not registered': [
      'organisation not spoken for',
      () => signed({ ...good, organisation: '00000009000000000009' }),
    ],
    'of professionals that makes a data subject': [
      'an issuer of professionals makes no data subject',
      () => signed({ ...without('organisation'), role: 'DATA_SUBJECT', bsn: '999990019' }),
    ],
    'of citizens that gives a role': [
      'a citizens issuer gives no role',
      () => signed({ ...without('organisation'), iss: citizens.url, bsn: '999990019' }, {}, citizens),
    ],
    'of citizens that speaks for an organisation': [
      'a citizens issuer speaks for no organisation',
      () => signed({ ...good, iss: citizens.url, role: 'DATA_SUBJECT', bsn: '999990019' }, {}, citizens),
    ],
    'of citizens that let somebody in on a password and an SMS': [
      'assurance below substantial',
      () =>
        signed(
          {
            ...without('organisation'),
            iss: citizens.url,
            role: 'DATA_SUBJECT',
            bsn: '999990019',
            acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract',
          },
          {},
          citizens,
        ),
    ],
    'of citizens that gives the level a name of its own': [
      'assurance below substantial',
      () =>
        signed({ ...without('organisation'), iss: citizens.url, role: 'DATA_SUBJECT', bsn: '999990019' }, {}, citizens),
    ],
    'for a mother organisation it does not speak for': [
      'mother organisation not spoken for',
      () => signed({ ...good, mother_organisation: OTHER_TEAM }),
    ],
  };
  test.each(Object.entries(notAllowed))('of an issuer %s is not allowed', async (_what, [cause, make]) => {
    expect(await enter(make())).toMatchObject({ kind: 'REFUSAL', code: 'CALLER_NOT_ALLOWED', cause });
  });

  test.each([
    'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard',
    'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI',
    'urn:etoegang:core:assurance-class:loa3',
    'http://eidas.europa.eu/LoA/high',
  ])('of a citizen at level %s is let in', async (acr) => {
    const claims = { ...without('organisation'), iss: citizens.url, role: 'DATA_SUBJECT', bsn: '999990019', acr };
    expect(await enter(signed(claims, {}, citizens))).toMatchObject({ kind: 'DATA_SUBJECT', assurance: acr });
  });

  test('tells its cause to nobody: no value of it stands in any refusal', async () => {
    const canary = 'canary-7c1d';
    for (const claims of [
      { ...good, role: canary },
      { ...good, aud: canary },
      { ...good, organisation: canary },
    ]) {
      const refusal = await enter(signed({ ...claims, sub: canary }));
      expect(refusal).toMatchObject({ kind: 'REFUSAL' });
      expect(JSON.stringify(refusal)).not.toContain(canary);
    }
  });

  test('with unknown key ids fetches the keys of its issuer once, not once each', async () => {
    const own = await startIssuer();
    const enterOne = createAuthenticate({
      registry: registryOf(sampleWorld.registrations, [registered(own, [TEAM], false)]),
      audience: AUDIENCE,
      now: Date.now,
    });
    for (let at = 0; at < 20; at += 1) {
      const token = signed({ ...good, iss: own.url }, { kid: `unknown-${at}` }, own);
      expect(await enterOne({ authorization: `Bearer ${token}` })).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    expect(own.fetches()).toBe(1);
    await own.close();
  });

  test('of an issuer that is down asks it once in a while, not once each', async () => {
    const own = await startIssuer();
    own.fail();
    const enterOne = createAuthenticate({
      registry: registryOf(sampleWorld.registrations, [registered(own, [TEAM], false)]),
      audience: AUDIENCE,
      now: Date.now,
    });
    const token = signed({ ...good, iss: own.url }, {}, own);
    for (let at = 0; at < 20; at += 1) {
      expect(await enterOne({ authorization: `Bearer ${token}` })).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    expect(own.fetches()).toBe(1);
    await own.close();
  });
});

function hand(header: object, payload: object, sign: (text: string, header: object) => string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${sign(text, header)}`;
}

type TestIssuer = Awaited<ReturnType<typeof startIssuer>>;

function registered(issuer: TestIssuer, organisations: readonly string[], citizens: boolean) {
  return issuerRegistration.parse({ issuer: issuer.url, jwks: `${issuer.url}/jwks`, organisations, citizens });
}

/** An issuer with one key of each kind, and a count of how often its keys are fetched. */
async function startIssuer() {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ed = generateKeyPairSync('ed25519');
  const jwk = async (key: KeyObject, kid: string, alg: string) => ({ ...(await exportJWK(key)), kid, alg, use: 'sig' });
  const keys = await Promise.all([
    jwk(rsa.publicKey, 'rsa', 'RS256'),
    jwk(rsa.publicKey, 'rsa-pss', 'PS256'),
    jwk(ec.publicKey, 'ec', 'ES256'),
    jwk(ed.publicKey, 'ed', 'EdDSA'),
  ]);
  let fetches = 0;
  let failing = false;
  const server = createServer((_request, response) => {
    fetches += 1;
    response.writeHead(failing ? 503 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    publicPem: rsa.publicKey.export({ type: 'spki', format: 'pem' }),
    sign: (text: string, header: object) => {
      const bytes = Buffer.from(text);
      switch ('alg' in header ? header.alg : undefined) {
        case 'ES256':
          return sign('sha256', bytes, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
        case 'EdDSA':
          return sign(null, bytes, ed.privateKey).toString('base64url');
        case 'PS256':
          return sign('sha256', bytes, {
            key: rsa.privateKey,
            padding: constants.RSA_PKCS1_PSS_PADDING,
            saltLength: 32,
          }).toString('base64url');
        case 'RS512':
          return sign('sha512', bytes, rsa.privateKey).toString('base64url');
        default:
          return sign('sha256', bytes, rsa.privateKey).toString('base64url');
      }
    },
    fetches: () => fetches,
    fail: () => {
      failing = true;
    },
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
