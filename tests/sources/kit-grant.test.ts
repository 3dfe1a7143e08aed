// Guarantee G7 at every holder: a call is answered only under a fresh grant for this holder, this use and these bytes.
import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organisation } from '../../schema/organisation.ts';
import type { Note } from '../../subgraphs/kit/note.ts';
import { type RunningSubgraph, serveSubgraph } from '../../subgraphs/kit/serve.ts';
import {
  askPersons,
  ISSUER,
  OTHER,
  part,
  post,
  startTestGateway,
  subject,
  TEAM,
  type TestGateway,
} from './kit-gateway.ts';
import { type TestSource, testSource } from './kit-source.ts';

const ANNA = 'key-of-anna-0001';
const QUERY = askPersons([ANNA], 'birthDate');
const OPEN = { subjects: [subject(ANNA, 'IDENTITY')] };
const REFUSED = { errors: [{ message: 'This grant is not accepted.', extensions: { code: 'GRANT_INVALID' } }] };
const FACTS = { ask: 'OWN_CASES', professional: 'w.jansen', select: { all: true } };

/** Gives itself another category; the signature stays the gateway's. */
function changed(grant: string): string {
  const [head, payload = '', signature] = grant.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return `${head}.${part({ ...claims, subjects: [subject(ANNA, 'IDENTITY', 'HEALTH')] })}.${signature}`;
}

async function countsOf(url: string): Promise<{ data: number; facts: number }> {
  return (await (await fetch(`${url}/calls`)).json()) as { data: number; facts: number };
}

describe('a holder answers grants only', () => {
  let gateway: TestGateway;
  let source: TestSource;
  let holder: RunningSubgraph;
  let notes: Note[];

  beforeAll(async () => {
    gateway = await startTestGateway();
    source = testSource();
    source.rows = [{ kind: 'birthDate', subject: ANNA, value: '2015-03-01' }];
    notes = [];
    holder = await serveSubgraph({
      holder: organisation.parse({ oin: TEAM, kind: 'LOCAL_TEAM_MUNICIPAL', name: 'Team', region: null }),
      sdl: new URL('kit/team.graphql', import.meta.url),
      source,
      facts: { OWN_CASES: async () => ({ cases: [] }) },
      port: 0,
      host: '127.0.0.1',
      gatewayIssuer: ISSUER,
      gatewayJwks: gateway.jwks,
      demo: true,
      note: (note) => notes.push(note),
    });
  });
  afterAll(async () => {
    await holder.close();
    await gateway.close();
  });
  beforeEach(() => {
    notes.length = 0;
    source.reads.length = 0;
  });

  it('a fresh grant for this holder and this body is answered', async () => {
    const answer = await post(holder.url, '/graphql', QUERY, gateway.grantFor(QUERY, OPEN));
    expect(answer.json).toEqual({ data: { _entities: [{ birthDate: '2015-03-01' }] } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('no grant is 401 GRANT_MISSING, before anything is read', async () => {
    for (const path of ['/graphql', '/facts']) {
      const answer = await post(holder.url, path, QUERY);
      expect(answer.status, path).toBe(401);
      expect(answer.json.errors[0].extensions.code, path).toBe('GRANT_MISSING');
    }
    expect(source.reads).toEqual([]);
  });

  const now = () => Math.floor(Date.now() / 1000);
  const wrong: [title: string, cause: string, grant: () => string][] = [
    ["another holder's", 'AUDIENCE', () => gateway.grantFor(QUERY, { ...OPEN, aud: OTHER })],
    ['another issuer', 'ISSUER', () => gateway.grantFor(QUERY, { ...OPEN, iss: 'https://elsewhere.test' })],
    ['another body', 'BODY', () => gateway.grantFor(`${QUERY} `, OPEN)],
    ['expired', 'EXPIRED', () => gateway.grantFor(QUERY, { ...OPEN, iat: now() - 60, exp: now() - 31 })],
    ['not yet', 'NOT_YET', () => gateway.grantFor(QUERY, { ...OPEN, iat: now() + 20, exp: now() + 40 })],
    ['valid for longer than 30 seconds', 'TOO_LONG', () => gateway.grantFor(QUERY, { ...OPEN, exp: now() + 3600 })],
    ['a grant for facts', 'USE', () => gateway.grantFor(QUERY, { ...OPEN, use: 'FACTS' })],
    ['alg none', 'HEADER', () => gateway.grantFor(QUERY, OPEN, { header: { alg: 'none' }, signature: 'AA' })],
    [
      'alg none without signature',
      'NOT_A_JWS',
      () => gateway.grantFor(QUERY, OPEN, { header: { alg: 'none' }, signature: '' }),
    ],
    ['alg HS256', 'HEADER', () => gateway.grantFor(QUERY, OPEN, { header: { alg: 'HS256' } })],
    ['another typ', 'HEADER', () => gateway.grantFor(QUERY, OPEN, { header: { typ: 'at+jwt' } })],
    [
      'an unknown header member',
      'HEADER',
      () => gateway.grantFor(QUERY, OPEN, { header: { crit: ['b64'], b64: false } }),
    ],
    ['an unknown kid', 'UNKNOWN_KEY', () => gateway.grantFor(QUERY, OPEN, { header: { kid: 'k2' } })],
    ['a key of a stranger', 'SIGNATURE', () => gateway.grantFor(QUERY, OPEN, { key: gateway.stranger })],
    ['a changed payload', 'SIGNATURE', () => changed(gateway.grantFor(QUERY, OPEN))],
    ['a padded signature', 'NOT_A_JWS', () => `${gateway.grantFor(QUERY, OPEN)}=`],
    ['four parts', 'NOT_A_JWS', () => `${gateway.grantFor(QUERY, OPEN)}.x`],
    ['no JWS at all', 'NOT_A_JWS', () => 'yes please'],
    ['an unknown claim', 'CLAIMS', () => gateway.grantFor(QUERY, { ...OPEN, admin: true })],
    ['no expiry', 'CLAIMS', () => gateway.grantFor(QUERY, { ...OPEN, exp: undefined })],
    ['an unknown category', 'CLAIMS', () => gateway.grantFor(QUERY, { subjects: [subject(ANNA, 'EVERYTHING')] })],
    [
      'the same person twice',
      'DUPLICATE',
      () => gateway.grantFor(QUERY, { subjects: [subject(ANNA, 'PLAN'), subject(ANNA, 'IDENTITY')] }),
    ],
    [
      'the same category twice',
      'DUPLICATE',
      () => gateway.grantFor(QUERY, { subjects: [subject(ANNA, 'IDENTITY', 'IDENTITY')] }),
    ],
  ];
  it.each(wrong)('%s is refused as %s, and the caller hears the same sentence', async (_title, cause, grant) => {
    const answer = await post(holder.url, '/graphql', QUERY, grant());
    expect(answer.json).toEqual(REFUSED);
    expect(answer.status).toBe(401);
    expect(notes).toEqual([{ event: 'grant-refused', cause }]);
    expect(source.reads).toEqual([]);
  });

  it('a signature made with the public key as HMAC secret is refused', async () => {
    const head = part({ alg: 'HS256', typ: 'samenzicht-grant+jwt', kid: 'k1' });
    const payload = gateway.grantFor(QUERY, OPEN).split('.')[1] ?? '';
    const jwks = (await (await fetch(gateway.jwks)).json()) as { keys: { x: string }[] };
    const mac = createHmac('sha256', Buffer.from(jwks.keys[0]?.x ?? '', 'base64url')).update(`${head}.${payload}`);
    const answer = await post(holder.url, '/graphql', QUERY, `${head}.${payload}.${mac.digest('base64url')}`);
    expect(answer.json).toEqual(REFUSED);
  });

  it('a grant serves once', async () => {
    const grant = gateway.grantFor(QUERY, OPEN);
    expect((await post(holder.url, '/graphql', QUERY, grant)).status).toBe(200);
    expect((await post(holder.url, '/graphql', QUERY, grant)).json).toEqual(REFUSED);
    expect(notes).toEqual([{ event: 'grant-refused', cause: 'USED' }]);
  });

  it('of twenty calls at once with one grant, one is answered', async () => {
    const grant = gateway.grantFor(QUERY, OPEN);
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(holder.url, '/graphql', QUERY, grant)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(19);
  });

  it('facts want a grant for facts, and own cases are told to the own organisation only', async () => {
    const body = JSON.stringify(FACTS);
    expect((await post(holder.url, '/facts', body, gateway.grantFor(body))).json).toEqual(REFUSED);
    const elsewhere = gateway.grantFor(body, { use: 'FACTS', sub: OTHER });
    expect((await post(holder.url, '/facts', body, elsewhere)).json).toEqual(REFUSED);
    expect(notes).toEqual([
      { event: 'grant-refused', cause: 'USE' },
      { event: 'grant-refused', cause: 'NOT_OWN' },
    ]);
    const answer = await post(holder.url, '/facts', body, gateway.grantFor(body, { use: 'FACTS' }));
    expect([answer.status, answer.json]).toEqual([200, { cases: [] }]);
  });

  it("a kind of question that is another holder's is refused", async () => {
    const body = JSON.stringify({ ask: 'PERSONS', subjects: [ANNA] });
    const answer = await post(holder.url, '/facts', body, gateway.grantFor(body, { use: 'FACTS' }));
    expect([answer.status, answer.json.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('introspection and the service SDL are refused under a valid grant too', async () => {
    const queries = [
      '{ _service { sdl } }',
      '{ __schema { types { name } } }',
      '{ __type(name: "Person") { name } }',
      '{ __typename }',
    ];
    for (const query of queries) {
      const body = JSON.stringify({ query });
      expect((await post(holder.url, '/graphql', body)).status, query).toBe(401);
      const answer = await post(holder.url, '/graphql', body, gateway.grantFor(body));
      expect([answer.status, answer.json.errors[0].extensions.code], query).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    }
  });

  it('a batch, two operations, an unknown field or no JSON is refused as a whole', async () => {
    const one = 'query A { _entities(representations: []) { __typename } }';
    const bodies = [
      `[${QUERY},${QUERY}]`,
      JSON.stringify({ query: `${one} ${one.replace('A', 'B')}`, operationName: 'A' }),
      askPersons([ANNA], 'constructor'),
      askPersons([ANNA], 'birthDate localTeam { __proto__ }'),
      JSON.stringify({ query: 'mutation { _entities(representations: []) { __typename } }' }),
      '{"query":',
      '',
    ];
    for (const body of bodies) {
      const answer = await post(holder.url, '/graphql', body, gateway.grantFor(body, OPEN));
      expect([answer.status, Object.keys(answer.json)], body).toEqual([400, ['errors']]);
    }
    expect(source.reads).toEqual([]);
  });

  it('unknown keys of signatures do not make it fetch the key set each time', async () => {
    const before = gateway.fetches();
    for (let at = 0; at < 20; at += 1) {
      await post(holder.url, '/graphql', QUERY, gateway.grantFor(QUERY, OPEN, { header: { kid: `unknown-${at}` } }));
    }
    expect(gateway.fetches() - before).toBeLessThanOrEqual(1);
  });

  it('GET, other content types and large bodies are not read', async () => {
    expect((await fetch(`${holder.url}/graphql`)).status).toBe(404);
    const typed = await fetch(`${holder.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'samenzicht-grant': gateway.grantFor(QUERY, OPEN) },
      body: QUERY,
    });
    expect(typed.status).toBe(415);
    const large = `${QUERY}${' '.repeat(256 * 1024)}`;
    expect((await post(holder.url, '/graphql', large, gateway.grantFor(large, OPEN))).status).toBe(413);
  });

  it('in demo mode it counts the calls that arrive, accepted or not', async () => {
    const before = await countsOf(holder.url);
    await post(holder.url, '/graphql', QUERY);
    await post(holder.url, '/graphql', QUERY, gateway.grantFor(QUERY, OPEN));
    await post(holder.url, '/facts', '{}');
    const after = await countsOf(holder.url);
    expect([after.data - before.data, after.facts - before.facts]).toEqual([2, 1]);
    expect((await fetch(`${holder.url}/calls`, { method: 'POST' })).status).toBe(404);
  });

  it('the hash is that of the bytes, not of what they mean', () => {
    expect(createHash('sha256').update('{}').digest('base64url')).toBe('RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o');
  });
});
