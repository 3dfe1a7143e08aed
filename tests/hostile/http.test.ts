// The gateway's own address under requests that nobody should send. A real gateway, its store and its sources (attacks 9, 12-16, 20, 23, 44, 48, 49).

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPolicies } from '../../gateway/adapters/policies.ts';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { type OpenGateway, openGateway } from '../../gateway/open-gateway.ts';
import { type System, startSystem } from '../support/system.ts';

let system: System;
let sql: Sql;
let token: string;
const notes: string[] = [];

beforeAll(async () => {
  system = await startSystem({ note: (line) => notes.push(line) });
  sql = connect(system.settings.gateway.databaseUrl, { max: 1, patience: 5000 });
  token = await system.token('lotte');
});
afterAll(async () => {
  await sql.end({ timeout: 1 });
  await system.close();
});

type Sent = { readonly status: number; readonly headers: Headers; readonly text: string; readonly json: unknown };

async function send(
  body: string | undefined,
  headers: Record<string, string> = {},
  method = 'POST',
  path = '/graphql',
): Promise<Sent> {
  const response = await fetch(`${system.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: JSON.parse(text) };
}
const ask = (query: string, headers: Record<string, string> = {}) => send(JSON.stringify({ query }), headers);

async function decisionsSince<Value>(work: () => Promise<Value>): Promise<{ value: Value; records: number }> {
  const count = async () => Number((await sql`SELECT count(*) AS n FROM audit_row WHERE kind = 'DECISION'`)[0]?.n);
  const before = await count();
  const value = await work();
  return { value, records: (await count()) - before };
}

const EXAMPLE = '{ household(id: "x") { openedOn } }';
const codeOf = ({ json }: Sent) =>
  (json as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;

describe('attack 9: a stranger', () => {
  const strangers: readonly { says: string; authorization: string }[] = [
    { says: 'without a token', authorization: '' },
    { says: 'with a word', authorization: 'Bearer x' },
    { says: 'with Basic', authorization: 'Basic YTpi' },
    { says: 'with an unsigned token', authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.' },
  ];
  const texts = [
    EXAMPLE,
    '{ nonsense }',
    '{ __schema { types { name } } }',
    '{{{',
    '{ _service { sdl } }',
    '{ _entities(representations: []) { __typename } }',
  ];

  it.each(strangers)(
    '$says learns nothing of the schema: every text gets the same answer',
    async ({ authorization }) => {
      const bodies = new Set<string>();
      for (const text of texts) {
        const sent = await ask(text, { authorization, 'x-request-id': 'same-for-all' });
        expect(sent.status).toBe(401);
        expect(sent.headers.get('www-authenticate')).toBe('Bearer');
        bodies.add(sent.text.replace(/"recordId":"[^"]+"/, ''));
      }
      expect(bodies.size).toBe(1);
      expect([...bodies][0]).not.toMatch(/household|Person|schema/i);
    },
  );

  it('is refused before the body is read, and recorded once', async () => {
    const { value, records } = await decisionsSince(() => send('{"query":', { authorization: 'Bearer x' }));
    expect([value.status, codeOf(value), records]).toEqual([401, 'UNAUTHENTICATED', 1]);
  });

  it('attacks 42 and 44: cannot say who he is in another header, nor show a certificate in one', async () => {
    const headers = {
      authorization: '',
      'x-user-id': 'lotte',
      claims: '{"sub":"lotte"}',
      'x-forwarded-user': 'lotte',
      'x-client-cert': 'MII',
      'x-forwarded-client-cert': 'Hash=00;Subject="CN=lotte"',
    };
    expect((await ask(EXAMPLE, headers)).status).toBe(401);
  });
});

describe('attack 13: what cannot be read', () => {
  const unreadable: readonly {
    says: string;
    body: string | undefined;
    status: number;
    headers?: Record<string, string>;
  }[] = [
    { says: 'half a JSON', body: '{"query": "{', status: 400 },
    { says: 'no body', body: '', status: 400 },
    { says: 'a list of operations', body: JSON.stringify([{ query: EXAMPLE }, { query: EXAMPLE }]), status: 400 },
    { says: 'a text', body: '"query"', status: 400 },
    { says: 'null', body: 'null', status: 400 },
    { says: 'no operation in it', body: '{"variables":{}}', status: 400 },
    { says: 'an empty operation', body: '{"query":""}', status: 400 },
    { says: 'a number for an operation', body: '{"query":1}', status: 400 },
    { says: 'variables that are a list', body: JSON.stringify({ query: EXAMPLE, variables: [1] }), status: 400 },
    {
      says: 'a key that changes every object',
      body: `{"__proto__":{"isAdmin":true},"query":"{ __typename }"}`,
      status: 400,
    },
    {
      says: 'an operation to be stored',
      body: JSON.stringify({
        query: '{ __typename }',
        extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } },
      }),
      status: 400,
    },
    { says: 'more than 256 KiB', body: JSON.stringify({ query: EXAMPLE, pad: 'x'.repeat(300_000) }), status: 413 },
    { says: 'plain text', body: EXAMPLE, status: 415, headers: { 'content-type': 'text/plain' } },
    {
      says: 'a form',
      body: 'query=%7B__typename%7D',
      status: 415,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
    {
      says: 'a form with parts',
      body: '--x--',
      status: 415,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    },
  ];

  it.each(unreadable)('$says: $status, one sentence and one record', async ({ body, status, headers }) => {
    const { value, records } = await decisionsSince(() => send(body, headers));
    expect(value.status).toBe(status);
    expect(codeOf(value)).toBe('BAD_USER_INPUT');
    expect(records).toBe(1);
    expect(value.json).not.toHaveProperty('data');
    expect(value.text).not.toMatch(/stack|node_modules|Unexpected|SyntaxError/);
    expect(value.headers.get('cache-control')).toBe('no-store');
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('attack 14: %s is no way to ask', async (method) => {
    const sent = await send(undefined, {}, method, '/graphql?query=%7B__typename%7D');
    expect([sent.status, sent.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('an operation that does not hold', () => {
  const operations: readonly { says: string; text: string; code: string }[] = [
    {
      says: 'does not parse',
      text: 'query Q @access(purpose: SUPPORT_PLAN) { household(id: ',
      code: 'GRAPHQL_VALIDATION_FAILED',
    },
    {
      says: 'asks a field that is not there',
      text: 'query Q @access(purpose: SUPPORT_PLAN) { housholds { id } }',
      code: 'GRAPHQL_VALIDATION_FAILED',
    },
    {
      says: 'asks a subgraph door',
      text: 'query Q @access(purpose: SUPPORT_PLAN) { _service { sdl } }',
      code: 'GRAPHQL_VALIDATION_FAILED',
    },
    {
      says: 'is a mutation (attack 14)',
      text: 'mutation M @access(purpose: SUPPORT_PLAN) { anything { at { all } } }',
      code: 'GRAPHQL_VALIDATION_FAILED',
    },
    { says: 'is a subscription', text: 'subscription S { household { id } }', code: 'GRAPHQL_VALIDATION_FAILED' },
    { says: 'names no purpose', text: EXAMPLE, code: 'PURPOSE_MISSING' },
    {
      says: 'is nested without end',
      text: `query Q @access(purpose: SUPPORT_PLAN) ${'{a'.repeat(4_000)}${'}'.repeat(4_000)}`,
      code: 'LIMIT_EXCEEDED',
    },
    {
      says: 'has a thousand names for one field',
      text: `query Q @access(purpose: SUPPORT_PLAN) { ${Array.from({ length: 1_000 }, (_, at) => `a${at}: __typename`).join(' ')} }`,
      code: 'LIMIT_EXCEEDED',
    },
    {
      says: 'has more words than a book',
      text: `query Q @access(purpose: SUPPORT_PLAN) { ${'__typename '.repeat(11_000)} }`,
      code: 'LIMIT_EXCEEDED',
    },
  ];

  it.each(operations)('that $says is 400 $code, with both ids and one record', async ({ text, code }) => {
    const { value, records } = await decisionsSince(() => ask(text, { 'x-request-id': 'request-0001' }));
    expect([value.status, codeOf(value), records]).toEqual([400, code, 1]);
    expect(value.text).not.toMatch(/Did you mean|node_modules|stack/);
    const { extensions } = value.json as { extensions: { access: { requestId: string; recordId: string } } };
    expect(extensions.access.requestId).toBe('request-0001');
    expect(extensions.access.recordId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    [{ query: 'query A { __typename } query B { __typename }' }],
    [{ query: 'query A { __typename }', operationName: 'Nope' }],
    [{ query: 'fragment F on Person { id }' }],
  ])('a text without the operation that is meant is 400, with one record: %j', async (body) => {
    const { value, records } = await decisionsSince(() => send(JSON.stringify(body)));
    expect([value.status, codeOf(value), records]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED', 1]);
  });

  it.each([
    ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json; charset=utf-8'],
    ['text/html', 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
  ])('who accepts %s gets %s', async (accept, type) => {
    for (const text of ['{ __typename }', '{ nonsense }']) {
      expect((await ask(text, { accept })).headers.get('content-type')).toBe(type);
    }
  });

  it('asks about the schema get it in the demo, with its record', async () => {
    const { value, records } = await decisionsSince(() => ask('{ __schema { queryType { name } } }'));
    expect(value.json).toMatchObject({ data: { __schema: { queryType: { name: 'Query' } } } });
    expect([value.status, records]).toEqual([200, 1]);
  });
});

describe('attack 49: the ids of a request', () => {
  const text = '{ __typename }';
  it('an X-Request-ID comes back, in the header and the answer', async () => {
    const sent = await ask(text, { 'x-request-id': 'abc-123.DEF_456:7' });
    expect(sent.headers.get('x-request-id')).toBe('abc-123.DEF_456:7');
    expect(sent.json).toMatchObject({ extensions: { access: { requestId: 'abc-123.DEF_456:7' } } });
  });

  it.each([
    'short',
    '999990019',
    'client-999990019-x',
    'with spaces in it',
    '<script>alert(1)</script>',
    'x'.repeat(200),
  ])('one that cannot be ours (%s) is replaced', async (id) => {
    const sent = await ask(text, { 'x-request-id': id });
    expect(sent.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(sent.text).not.toContain(id);
  });

  it.each([
    ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', '0af7651916cd43dd8448eb211c80319c'],
    ['cc-0af7651916cd43dd8448eb211c80319d-b7ad6b7169203331-00-more', '0af7651916cd43dd8448eb211c80319d'],
  ])('the trace of %s is in the record', async (traceparent, traceId) => {
    await ask(text, { traceparent });
    const rows = await sql`SELECT 1 FROM audit_row WHERE kind = 'DECISION' AND body LIKE ${`%${traceId}%`}`;
    expect(rows).toHaveLength(1);
  });

  it.each([
    '00-00000000000000000000000000000000-b7ad6b7169203331-01',
    '00-1af7651916cd43dd8448eb211c80319c-0000000000000000-01',
    'ff-2af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    '00-3AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01',
    '00-4af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more',
    "'; DROP TABLE audit_row; --",
  ])('one that is not valid (%s) begins a new trace', async (traceparent) => {
    const { value, records } = await decisionsSince(() => ask(text, { traceparent }));
    expect([value.status, records]).toEqual([200, 1]);
    const trace = traceparent.split('-')[1] || traceparent;
    expect(await sql`SELECT 1 FROM audit_row WHERE body LIKE ${`%${trace}%`}`).toHaveLength(0);
  });
});

describe('what stands beside /graphql', () => {
  it('an unknown address is a short JSON', async () => {
    const sent = await send(undefined, {}, 'GET', '/anything/else');
    expect([sent.status, sent.json]).toEqual([404, { errors: [{ message: 'There is nothing at this address.' }] }]);
  });

  it('publishes its public keys and nothing else of them', async () => {
    const { json } = await send(undefined, {}, 'GET', '/.well-known/jwks.json');
    const { keys } = json as { keys: Record<string, string>[] };
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  it('says whether it is ready, part by part', async () => {
    const sent = await send(undefined, {}, 'GET', '/health/ready');
    const parts = { store: true, record: true, touch: true, schema: true };
    expect([sent.status, sent.json]).toEqual([200, { status: 'ready', parts }]);
    expect((await send(undefined, {}, 'GET', '/health/live')).json).toEqual({ status: 'live' });
  });

  it('counts without naming anybody, and no example of the demo world raises an alarm', async () => {
    for (const { id } of system.personas) expect((await system.example(id)).status).toBe(200);
    const text = await (await fetch(`${system.url}/metrics`)).text();
    expect(text).toMatch(/samenzicht_requests_total\{status="200"\} \d+/);
    expect(text).toMatch(/samenzicht_holder_calls_total\{source="LOCAL_TEAM",status="ANSWERED"\} \d+/);
    expect(text).not.toMatch(/samenzicht_alarms_total\{/);
    expect(text).not.toMatch(/samenzicht_internal_errors_total \d/);
    expect(text).not.toMatch(/\d{20}|[0-9a-f]{8}-[0-9a-f]{4}|\d{9,}/);
    expect(notes).toEqual([]);
  });

  it.each([{ to: 'yesterday' }, { to: 5 }, {}, { to: '+1y' }, { to: '+999999d' }, null])(
    'the clock does not go to %j',
    async (body) => {
      const sent = await send(JSON.stringify(body), {}, 'POST', '/demo/clock');
      expect(sent.status).toBe(400);
      expect(sent.text).toContain('+1d');
    },
  );

  it('the clock goes where it is told, and ticks', async () => {
    const moved = await send(JSON.stringify({ to: '2027-03-01T10:00:00+01:00' }), {}, 'POST', '/demo/clock');
    expect((moved.json as { now: string }).now).toMatch(/^2027-03-01T09:00:0/);
    const later = await send(JSON.stringify({ to: '+2h' }), {}, 'POST', '/demo/clock');
    expect((later.json as { now: string }).now).toMatch(/^2027-03-01T11:00:0/);
  });
});

describe('a gateway that is no demo', () => {
  let plain: OpenGateway;
  beforeAll(async () => {
    const policies = await loadPolicies(fileURLToPath(new URL('../../policies', import.meta.url)));
    if (policies.kind === 'PROBLEMS') throw new Error('the policies cannot be used');
    const settings = { ...system.settings.gateway, port: 0, demo: false, domainNow: null };
    plain = await openGateway(settings, { policy: policies.set, telemetryDisabled: 'true', note: () => {} });
  });
  afterAll(() => plain.close());

  it.each([
    ['POST', '/demo/clock'],
    ['POST', '/demo/token'],
    ['GET', '/demo/personas'],
    ['GET', '/playground'],
    ['GET', '/playground/'],
  ])('has no %s %s', async (method, path) => {
    const response = await fetch(`${plain.url}${path}`, {
      method,
      ...(method === 'POST'
        ? { headers: { 'content-type': 'application/json' }, body: '{"to":"+1d","persona":"lotte"}' }
        : {}),
    });
    expect([response.status, await response.json()]).toEqual([
      404,
      { errors: [{ message: 'There is nothing at this address.' }] },
    ]);
  });

  it.each(['{ __schema { types { name } } }', '{ __type(name: "Person") { fields { name } } }'])(
    'does not show its schema: %s',
    async (query) => {
      const response = await fetch(`${plain.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      const text = await response.text();
      expect([response.status, text.includes('OPERATION_NOT_TRUSTED'), text.includes('"data"')]).toEqual([
        403,
        true,
        false,
      ]);
      expect(text).not.toMatch(/Household|birthDate/);
    },
  );
});
