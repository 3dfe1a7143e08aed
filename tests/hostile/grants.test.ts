// The gateway's own grants against the kit that checks them: accepted for one holder, one body, one use, one time and one moment; keys rotate without a gap.
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFactsDesk } from '../../gateway/adapters/facts-desk.ts';
import { createGrants, type SigningKey } from '../../gateway/adapters/grants.ts';
import { bodyHashOf } from '../../gateway/vocabulary/body-hash.ts';
import type { Caller } from '../../gateway/vocabulary/caller.ts';
import type { Holder } from '../../gateway/vocabulary/registration.ts';
import type { Grant } from '../../schema/grant-format.ts';
import { bsn, innerKey, oin, professionalId } from '../../schema/identifiers.ts';
import { remoteKeys } from '../../subgraphs/kit/grant/keys.ts';
import { usedGrants } from '../../subgraphs/kit/grant/used.ts';
import { type GrantRules, verifyGrant } from '../../subgraphs/kit/grant/verify.ts';

const HOLDER = oin.parse('00000000000000000021');
const OTHER = oin.parse('00000000000000000022');
const PERSON = innerKey.parse('child-key-0000000');
const ISSUER = 'https://gateway.test';
const BODY = '{"query":"{ _entities }"}';

function newKey(): Required<Omit<SigningKey, 'from'>> {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  if (x === undefined || d === undefined) throw new TypeError('not an Ed25519 key');
  return { kty: 'OKP', crv: 'Ed25519', x, d };
}

const [first, second] = [newKey(), newKey()];
let now = 1_790_000_000_000;
const clock = () => now;
let published: unknown = { keys: [] };
let server: Server;
let jwks: URL;

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(published));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  jwks = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const grantsWith = (...keys: [SigningKey, ...SigningKey[]]) => createGrants({ issuer: ISSUER, keys, now: clock });
const contents = (change: Partial<Grant> = {}): Omit<Grant, 'iss' | 'jti' | 'iat' | 'exp'> => ({
  aud: HOLDER,
  sub: HOLDER,
  role: 'FAMILY_WORKER',
  act: 'a-pseudonym',
  purpose: 'SUPPORT_PLAN',
  use: 'DATA',
  subjects: [{ id: PERSON, cells: [{ category: 'PLAN', origins: [] }] }],
  claims: [],
  bodyHash: bodyHashOf(BODY),
  ...change,
});
/** A holder that has just started: it fetches the keys anew. */
const holderRules = (): GrantRules => ({
  holder: HOLDER,
  issuer: ISSUER,
  keys: remoteKeys(jwks),
  used: usedGrants(clock),
  now: clock,
});
const check = (grant: string, rules = holderRules(), use: Grant['use'] = 'DATA', body = BODY) =>
  verifyGrant(grant, use, Buffer.from(body), rules);

describe('a grant of the gateway', () => {
  const grants = grantsWith(first);
  beforeAll(() => {
    published = grants.jwks;
  });

  it('is accepted by the holder it is for', async () => {
    expect(await check(grants.sign(contents()))).toMatchObject({ ok: true, grant: { aud: HOLDER, iss: ISSUER } });
  });

  it('is accepted once', async () => {
    const rules = holderRules();
    const grant = grants.sign(contents());
    expect(await check(grant, rules)).toMatchObject({ ok: true });
    expect(await check(grant, rules)).toEqual({ ok: false, refusal: 'USED' });
  });

  it('is never the same twice, whatever it says', () => {
    const some = Array.from({ length: 50 }, () => grants.sign(contents()));
    expect(new Set(some).size).toBe(50);
  });

  it.each([
    ['for another holder', { aud: OTHER }, 'AUDIENCE'],
    ['for facts', { use: 'FACTS' }, 'USE'],
    ['for another body', { bodyHash: bodyHashOf('{}') }, 'BODY'],
  ] as const)('%s is refused', async (_says, change, refusal) => {
    expect(await check(grants.sign(contents(change)))).toEqual({ ok: false, refusal });
  });

  it('covers the exact bytes: a space more is another body', async () => {
    expect(await check(grants.sign(contents()), holderRules(), 'DATA', `${BODY} `)).toEqual({
      ok: false,
      refusal: 'BODY',
    });
  });

  it('lives half a minute', async () => {
    const grant = grants.sign(contents());
    now += 30_000;
    expect(await check(grant)).toMatchObject({ ok: true });
    now += 6_000;
    expect(await check(grant)).toEqual({ ok: false, refusal: 'EXPIRED' });
  });

  it('with one letter of its content changed is refused', async () => {
    const [head, payload = '', signature] = grants.sign(contents()).split('.');
    const more = JSON.parse(Buffer.from(payload, 'base64url').toString());
    more.subjects[0].cells.push({ category: 'HEALTH', origins: [] });
    const forged = [head, Buffer.from(JSON.stringify(more)).toString('base64url'), signature].join('.');
    expect(await check(forged)).toEqual({ ok: false, refusal: 'SIGNATURE' });
  });

  it('never shows the private half of a key', () => {
    expect(JSON.stringify(grants.jwks)).not.toContain(first.d);
    expect(() =>
      createGrants({ issuer: ISSUER, keys: [{ kty: 'OKP', crv: 'Ed25519', x: first.x }], now: clock }),
    ).toThrow('private key');
  });
});

describe('a rotation of keys', () => {
  it('has no moment at which a grant is refused', async () => {
    const before = grantsWith(first, second);
    published = before.jwks;
    // Started before the rotation: it knows both keys and never asks again.
    const rules = holderRules();
    expect(await check(before.sign(contents()), rules)).toMatchObject({ ok: true });
    const after = grantsWith(second, first);
    expect(await check(after.sign(contents()), rules)).toMatchObject({ ok: true });
    expect(await check(before.sign(contents()), rules)).toMatchObject({ ok: true });
  });

  it('ends when the old key is no longer published', async () => {
    published = grantsWith(second).jwks;
    expect(await check(grantsWith(first).sign(contents()))).toEqual({ ok: false, refusal: 'UNKNOWN_KEY' });
  });
});

describe('a key with a moment', () => {
  const kidIn = (grant: string): string =>
    JSON.parse(Buffer.from(grant.split('.')[0] ?? '', 'base64url').toString()).kid;

  it('is published before it signs, signs from then on, and a clock set back stops nobody', () => {
    const begin = now;
    const grants = grantsWith(first, { ...second, from: begin + 60_000 });
    const [old, next] = grants.jwks.keys.map(({ kid }) => kid);
    expect(kidIn(grants.sign(contents()))).toBe(old);
    now = begin + 59_999;
    expect(kidIn(grants.sign(contents()))).toBe(old);
    now = begin + 60_000;
    expect(kidIn(grants.sign(contents()))).toBe(next);
    now = begin - 1_000_000;
    expect(kidIn(grants.sign(contents()))).toBe(old);
    now = begin;
  });

  it('of several that have come the latest signs, wherever it stands', () => {
    const third = newKey();
    const grants = grantsWith(first, { ...second, from: now - 10 }, { ...third, from: now - 20 });
    expect(kidIn(grants.sign(contents()))).toBe(grants.jwks.keys[1]?.kid);
  });

  it('keys that cannot be used leave those that are', () => {
    const grants = grantsWith(first);
    expect(() => grants.use([{ kty: 'OKP', crv: 'Ed25519', x: second.x }])).toThrow('private key');
    expect(grants.jwks.keys).toHaveLength(1);
    expect(kidIn(grants.sign(contents()))).toBe(grants.jwks.keys[0]?.kid);
  });
});

describe('the facts desk', () => {
  const worker = {
    kind: 'PROFESSIONAL',
    professional: professionalId.parse('worker-1'),
    organisation: { oin: HOLDER, kind: 'LOCAL_TEAM_MUNICIPAL', name: 'Team', region: 'Noord' },
    motherOrganisation: null,
    role: 'FAMILY_WORKER',
    assurance: 'high',
    client: 'case-system',
  } as unknown as Caller; // Stands for authenticate.
  const register = { organisation: { oin: OTHER }, source: 'PERSONS', url: 'http://127.0.0.1:9' } as unknown as Holder; // Only these are read.
  const person = (id: string) => ({ id, birthDate: '2015-05-05', deceasedOn: null, custody: null });
  const errand = {
    trace: { traceId: '0'.repeat(32), parentSpanId: null, sampled: true },
    signal: new AbortController().signal,
  };
  const STRANGER = innerKey.parse('stranger-key-0000');

  function deskThat(answers: unknown) {
    const sent: { path: string; body: string; grant: Grant }[] = [];
    const desk = createFactsDesk({
      line: {
        async post({ path }, body, grant) {
          const payload = JSON.parse(Buffer.from(grant.split('.')[1] ?? '', 'base64url').toString());
          sent.push({ path, body, grant: payload });
          return answers === undefined ? { kind: 'UNREACHABLE' } : { kind: 'ANSWERED', json: answers };
        },
      },
      signer: grantsWith(first),
      pseudonyms: { professional: () => 'pseudonym-of-27-characters-x', subject: (key) => key },
    })(errand, 'SUPPORT_PLAN');
    return { desk, sent };
  }

  it('grants facts about exactly these people, for the purpose of the request, and opens no data', async () => {
    const { desk, sent } = deskThat({ persons: [] });
    await desk.persons(register, worker, [PERSON, PERSON]);
    expect(sent.map(({ path, body }) => [path, body])).toEqual([
      ['/facts', `{"ask":"PERSONS","subjects":["${PERSON}"]}`],
    ]);
    expect(sent[0]?.grant).toMatchObject({
      aud: OTHER,
      sub: HOLDER,
      use: 'FACTS',
      purpose: 'SUPPORT_PLAN',
      subjects: [{ id: PERSON, cells: [] }],
      bodyHash: bodyHashOf(sent[0]?.body ?? ''),
    });
  });

  it('many people are asked about in several calls, none with a grant too large for a header', async () => {
    const many = Array.from({ length: 250 }, (_, at) => innerKey.parse(String(at).padStart(64, 'k')));
    const sent: string[] = [];
    const desk = createFactsDesk({
      line: {
        async post(_to, body, grant) {
          sent.push(grant);
          return { kind: 'ANSWERED', json: { persons: JSON.parse(body).subjects.map(person) } };
        },
      },
      signer: grantsWith(first),
      pseudonyms: { professional: () => 'pseudonym-of-27-characters-x', subject: (key) => key },
    })(errand, 'SUPPORT_PLAN');
    const answer = await desk.persons(register, worker, many);
    expect('kind' in answer ? answer : answer.persons.map(({ id }) => id)).toEqual(many);
    expect(sent).toHaveLength(3);
    expect(Math.max(...sent.map((grant) => grant.length))).toBeLessThan(14_000);
  });

  it('a data subject is named to the register by a pseudonym until the register has told who it is', async () => {
    const { desk, sent } = deskThat({ subject: PERSON, children: [] });
    const citizen = {
      kind: 'DATA_SUBJECT',
      bsn: bsn.parse('999990019'),
      role: 'DATA_SUBJECT',
      assurance: 'high',
      client: 'x',
    };
    const answer = await desk.subject(register, citizen as unknown as Caller, {
      ask: 'SUBJECT',
      bsn: bsn.parse('999990019'),
    });
    expect(answer).toEqual({ subject: PERSON, children: [] });
    expect(sent[0]?.grant).toMatchObject({ sub: 'pseudonym-of-27-characters-x', role: 'DATA_SUBJECT' });
    expect(JSON.stringify(sent[0]?.grant)).not.toContain('999990019');
  });

  it('a fact about somebody who was not asked about is dropped', async () => {
    const { desk } = deskThat({ persons: [person(PERSON), person(STRANGER)] });
    expect(await desk.persons(register, worker, [PERSON])).toEqual({ persons: [person(PERSON)] });
  });

  it.each([
    ['nothing', undefined],
    ['two answers about one person', { persons: [person(PERSON), person(PERSON)] }],
    ['a field more than agreed', { persons: [{ ...person(PERSON), bsn: '999990019' }] }],
    ['a date that is none', { persons: [{ ...person(PERSON), birthDate: 'yesterday' }] }],
    ['another kind of answer', { cases: [] }],
    ['an error', { errors: [{ message: 'x' }] }],
    ['null', null],
  ])('attack 29: %s is the same as unreachable', async (_says, answers) => {
    const { desk } = deskThat(answers);
    expect(await desk.persons(register, worker, [PERSON])).toEqual({ kind: 'UNREACHABLE' });
  });
});
