// The AuthZEN 1.0 certification scenario, test by test and under its numbers, over HTTP against the fixture that it asks for.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { serveFixture } from './fixture.ts';

let fixture: Awaited<ReturnType<typeof serveFixture>>;
beforeAll(async () => {
  fixture = await serveFixture();
});
afterAll(() => fixture.close());

const JSON_TYPE = { 'content-type': 'application/json' };

async function post(path: string, body: unknown, headers: Record<string, string> = JSON_TYPE) {
  const response = await fetch(`${fixture.url}/access/v1/${path}`, {
    method: 'POST',
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), headers: response.headers, text };
}

const decided = z.object({ decision: z.boolean(), context: z.record(z.string(), z.unknown()).optional() });
const several = z.object({ evaluations: z.array(decided) });
const found = z.object({
  results: z.array(z.record(z.string(), z.unknown())),
  page: z.object({ next_token: z.string() }).optional(),
});

const alice = { type: 'user', id: 'alice' };
const bob = { type: 'user', id: 'bob' };
const admin = { ...bob, properties: { role: 'admin' } };
const one = { type: 'record', id: 'record-1' };
const active = { ...one, properties: { status: 'active' } };
const archived = { type: 'record', id: 'record-2', properties: { status: 'archived' } };
const read = { name: 'read' };
const write = { name: 'write' };

async function decision(body: unknown): Promise<boolean> {
  const { status, type, text } = await post('evaluation', body);
  expect(status).toBe(200);
  expect(type).toMatch(/^application\/json/);
  return decided.parse(JSON.parse(text)).decision;
}
async function decisions(body: unknown): Promise<boolean[]> {
  const { status, text } = await post('evaluations', body);
  expect(status).toBe(200);
  return several.parse(JSON.parse(text)).evaluations.map((each) => each.decision);
}
async function search(what: string, body: unknown) {
  const { status, type, text } = await post(`search/${what}`, body);
  expect(status).toBe(200);
  expect(type).toMatch(/^application\/json/);
  return found.parse(JSON.parse(text));
}
const ids = (results: readonly Record<string, unknown>[]) => results.map((each) => each.id ?? each.name);

describe('2 Basic: /access/v1/evaluation', () => {
  it.each<[string, unknown, boolean]>([
    ['2.2.1 permits', { subject: alice, action: read, resource: one }, true],
    ['rule 2: alice writes', { subject: alice, action: write, resource: one }, true],
    ['rule 3: bob reads', { subject: bob, action: read, resource: one }, true],
    ['2.2.2 denies', { subject: bob, action: write, resource: one }, false],
    [
      '2.2.3 accepts a context, whose time need not be RFC 3339',
      { subject: alice, action: read, resource: one, context: { time: '2025-06-27T18:03-07:00', ip: '192.168.1.1' } },
      true,
    ],
    ['2.2.4 denies on a property of the resource', { subject: alice, action: write, resource: archived }, false],
    ['2.2.5 permits on a property of the subject', { subject: admin, action: write, resource: archived }, true],
    [
      '2.2.6 permits on a property of the action',
      { subject: alice, action: { name: 'delete', properties: { soft: true } }, resource: one },
      true,
    ],
    [
      '2.2.7 denies on a property of the action',
      { subject: alice, action: { name: 'delete', properties: { soft: false } }, resource: one },
      false,
    ],
    [
      '2.2.8 accepts properties that it does not know',
      {
        subject: { ...alice, properties: { department: 'Sales', role: 'manager' } },
        action: { ...read, properties: { method: 'GET' } },
        resource: { ...one, properties: { status: 'active', owner: 'bob' } },
      },
      true,
    ],
    [
      '2.2.9 ignores members that it does not know',
      { subject: alice, action: read, resource: one, foo: 'bar', futureField: { nested: true } },
      true,
    ],
  ])('%s', async (_test, body, expected) => {
    expect(await decision(body)).toBe(expected);
  });

  it.each<[string, unknown]>([
    ['2.4.1 without subject', { action: read, resource: one }],
    ['2.4.1 without action', { subject: alice, resource: one }],
    ['2.4.1 without resource', { subject: alice, action: read }],
    ['2.4.2 subject without type', { subject: { id: 'alice' }, action: read, resource: one }],
    ['2.4.2 subject without id', { subject: { type: 'user' }, action: read, resource: one }],
    ['2.4.2 action without name', { subject: alice, action: {}, resource: one }],
    ['2.4.2 resource without type', { subject: alice, action: read, resource: { id: 'record-1' } }],
    ['2.4.2 resource without id', { subject: alice, action: read, resource: { type: 'record' } }],
    ['2.4.4 malformed JSON', '{"subject": {'],
    ['2.4.5 an empty body', ''],
    ['2.4.5 no body', undefined],
    ['2.4.6 a subject that is text', { subject: 'alice', action: read, resource: one }],
    ['2.4.6 an action name that is a number', { subject: alice, action: { name: 123 }, resource: one }],
    ['a body that is a list', [{ subject: alice, action: read, resource: one }]],
  ])('%s is 400, with a sentence', async (_test, body) => {
    const { status, text } = await post('evaluation', body);
    expect(status).toBe(400);
    expect(z.string().parse(JSON.parse(text))).toMatch(/^BAD_USER_INPUT: \w/);
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])(
    '2.4.3 content of type %s is 400',
    async (type) => {
      const { status } = await post(
        'evaluation',
        { subject: alice, action: read, resource: one },
        { 'content-type': type },
      );
      expect(status).toBe(400);
    },
  );

  it('2.5.1 X-Request-ID comes back as it was sent, also with an error', async () => {
    for (const id of ['bfe9eb29-ab87-4ca3-be83-a1d5d8305716', 'r1', 'a b;c']) {
      const headers = { ...JSON_TYPE, 'x-request-id': id };
      expect(
        (await post('evaluation', { subject: alice, action: read, resource: one }, headers)).headers.get(
          'x-request-id',
        ),
      ).toBe(id);
      expect((await post('evaluation', {}, headers)).headers.get('x-request-id')).toBe(id);
    }
  });

  it('2.5.2 without one nothing fails', async () => {
    expect(await decision({ subject: alice, action: read, resource: one })).toBe(true);
  });

  it('2.6 the same question has the same answer each time', async () => {
    const answers = new Set<boolean>();
    for (let time = 0; time < 5; time += 1) answers.add(await decision({ subject: bob, action: write, resource: one }));
    expect([...answers]).toEqual([false]);
  });
});

describe('3 Batch: /access/v1/evaluations', () => {
  it.each<[string, unknown, boolean[]]>([
    [
      '3.2.2 decides in order',
      { subject: bob, resource: one, evaluations: [{ action: read }, { action: write }] },
      [true, false],
    ],
    [
      '3.2.3 properties of each item count',
      { subject: alice, action: write, evaluations: [{ resource: active }, { resource: archived }] },
      [true, false],
    ],
    [
      '3.2.4 also those of a subject',
      { action: write, resource: archived, evaluations: [{ subject: alice }, { subject: admin }] },
      [false, true],
    ],
    [
      '3.2.5 items may say it all',
      {
        evaluations: [
          { subject: alice, action: read, resource: one },
          { subject: bob, action: write, resource: one },
        ],
      },
      [true, false],
    ],
    [
      '3.2.7 an item takes what it lacks of a required member from the default',
      {
        subject: alice,
        action: write,
        resource: { type: 'record' },
        evaluations: [{ resource: { id: 'record-1', properties: { status: 'active' } } }, { resource: archived }],
      },
      [true, false],
    ],
    [
      'an item replaces the properties of a default as a whole',
      { subject: admin, action: write, resource: archived, evaluations: [{}, { subject: bob }] },
      [true, false],
    ],
    [
      '3.4.1 an item that lacks a member is false, and the others are answered',
      { subject: alice, action: read, evaluations: [{ resource: one }, {}, 5, { resource: 'one' }, { resource: one }] },
      [true, false, false, false, true],
    ],
  ])('%s', async (_test, body, expected) => {
    expect(await decisions(body)).toEqual(expected);
  });

  it('3.2.1 and 3.2.6 answers as many as were asked, with or without a context of their own', async () => {
    const context = { time: '2025-06-27T18:03-07:00' };
    const own = { time: '2025-06-27T19:00-07:00', source: 'batch-override' };
    const asked = {
      subject: alice,
      action: read,
      context,
      evaluations: [{ resource: one }, { resource: archived, context: own }],
    };
    expect(await decisions(asked)).toHaveLength(2);
  });

  it('3.4.1 the failed item says what is wrong with it', async () => {
    const { text } = await post('evaluations', { subject: alice, action: read, evaluations: [{ resource: one }, {}] });
    expect(several.parse(JSON.parse(text)).evaluations[1]).toEqual({
      decision: false,
      context: { error: { status: 400, message: 'resource: missing, or of another type than AuthZEN 1.0 says' } },
    });
  });

  it.each<[string, unknown]>([
    ['3.4.2 without items', { subject: alice, action: read, resource: one }],
    ['3.4.3 with an empty list of items', { subject: alice, action: read, resource: one, evaluations: [] }],
  ])('%s it is the single evaluation', async (_test, body) => {
    const { status, text } = await post('evaluations', body);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ decision: true });
  });

  it.each<[string, string | undefined, boolean[]]>([
    ['all by default', undefined, [true, false, true, false]],
    ['all when asked', 'execute_all', [true, false, true, false]],
    ['until the first denial', 'deny_on_first_deny', [true, false]],
    ['until the first permission', 'permit_on_first_permit', [true]],
  ])('evaluates %s', async (_how, semantic, expected) => {
    const evaluations = [{ action: read }, { action: write }, { action: read }, { action: write }];
    const options = semantic === undefined ? undefined : { evaluations_semantic: semantic };
    expect(await decisions({ subject: bob, resource: one, evaluations, options })).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['malformed JSON', '{'],
    ['items that are no list', { subject: alice, action: read, resource: one, evaluations: {} }],
    ['a default of another type', { subject: 'alice', action: read, evaluations: [{ resource: one }] }],
    [
      'another semantic',
      { subject: alice, action: read, resource: one, evaluations: [{}], options: { evaluations_semantic: 'any' } },
    ],
    ['more items than are taken', { subject: alice, action: read, evaluations: Array(101).fill({ resource: one }) }],
  ])('%s is 400 for the whole', async (_test, body) => {
    expect((await post('evaluations', body)).status).toBe(400);
  });

  it('a batch of 50 is answered in order', async () => {
    const evaluations = Array.from({ length: 50 }, (_, at) => ({ subject: at % 3 === 0 ? alice : bob, action: write }));
    expect(await decisions({ resource: one, evaluations })).toEqual(evaluations.map((_, at) => at % 3 === 0));
  });
});

describe('4 Search', () => {
  it('4.2.1 finds subjects', async () => {
    const { results } = await search('subject', { subject: { type: 'user' }, action: read, resource: one });
    expect(ids(results)).toEqual(['alice', 'bob']);
    for (const result of results) expect(result.type).toBe('user');
  });

  it('4.2.2 and 4.2.3 with a context; an id of what is searched is ignored', async () => {
    const context = { time: '2025-06-27T18:03-07:00' };
    const { results } = await search('subject', { subject: alice, action: read, resource: one, context });
    expect(ids(results)).toEqual(['alice', 'bob']);
  });

  it('4.2.4 finds subjects by a property of the resource', async () => {
    const { results } = await search('subject', { subject: { type: 'user' }, action: write, resource: archived });
    expect(ids(results)).toEqual(['bob']);
  });

  it('4.3.1 and 4.3.2 finds resources, whatever id is sent', async () => {
    const { results } = await search('resource', { subject: alice, action: read, resource: { type: 'record' } });
    expect(ids(results)).toContain('record-1');
    expect(await search('resource', { subject: alice, action: read, resource: archived })).toEqual(
      expect.objectContaining({
        results: [
          { type: 'record', id: 'record-1' },
          { type: 'record', id: 'record-2' },
        ],
      }),
    );
  });

  it('4.3.3 finds resources by a property of the subject', async () => {
    const { results } = await search('resource', { subject: admin, action: write, resource: { type: 'record' } });
    expect(ids(results)).toContain('record-2');
  });

  it('4.4.1 and 4.4.2 finds actions, with or without a context', async () => {
    expect(ids((await search('action', { subject: alice, resource: one })).results)).toEqual(['read', 'write']);
    const context = { time: '2025-06-27T18:03-07:00' };
    expect(ids((await search('action', { subject: alice, resource: one, context })).results)).toEqual([
      'read',
      'write',
    ]);
  });

  it('4.4.3 finds actions by properties', async () => {
    expect(ids((await search('action', { subject: admin, resource: archived })).results)).toContain('write');
  });

  it('4.5 pages: each token gives the next, the last gives none', async () => {
    const asked = { subject: { type: 'user' }, action: read, resource: one };
    const first = await search('subject', { ...asked, page: { limit: 1 } });
    expect(ids(first.results)).toEqual(['alice']);
    expect(first.page?.next_token).toMatch(/./);
    const second = await search('subject', { ...asked, page: { limit: 1, token: first.page?.next_token } });
    expect(ids(second.results)).toEqual(['bob']);
    expect(second.page).toEqual({ next_token: '' });
    expect((await search('subject', asked)).page).toEqual({ next_token: '' });
  });

  it('4.6.1 an unknown id finds nothing, and that is no error', async () => {
    expect(
      (await search('action', { subject: { type: 'user', id: 'nonexistent-user' }, resource: one })).results,
    ).toEqual([]);
  });

  it('4.6.2 nor does an unknown type', async () => {
    expect((await search('subject', { subject: { type: 'spaceship' }, action: read, resource: one })).results).toEqual(
      [],
    );
  });

  it.each<[string, string, unknown]>([
    ['4.7.1 subjects without action', 'subject', { subject: { type: 'user' }, resource: one }],
    ['4.7.1 resources without subject', 'resource', { action: read, resource: { type: 'record' } }],
    ['4.7.1 actions without resource', 'action', { subject: alice }],
    [
      '4.7.2 subjects, resource without id',
      'subject',
      { subject: { type: 'user' }, action: read, resource: { type: 'record' } },
    ],
    [
      '4.7.2 resources, subject without id',
      'resource',
      { subject: { type: 'user' }, action: read, resource: { type: 'record' } },
    ],
    [
      'a limit of no results',
      'subject',
      { subject: { type: 'user' }, action: read, resource: one, page: { limit: 0 } },
    ],
    [
      'a token that is none',
      'subject',
      { subject: { type: 'user' }, action: read, resource: one, page: { token: 'x' } },
    ],
  ])('%s is 400', async (_test, what, body) => {
    expect((await post(`search/${what}`, body)).status).toBe(400);
  });
});

describe('6 Discovery', () => {
  it('names the decision point and its endpoints', async () => {
    const response = await fetch(`${fixture.url}/.well-known/authzen-configuration`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual({
      policy_decision_point: 'https://pdp.example',
      access_evaluation_endpoint: 'https://pdp.example/access/v1/evaluation',
      access_evaluations_endpoint: 'https://pdp.example/access/v1/evaluations',
      search_subject_endpoint: 'https://pdp.example/access/v1/search/subject',
      search_resource_endpoint: 'https://pdp.example/access/v1/search/resource',
      search_action_endpoint: 'https://pdp.example/access/v1/search/action',
    });
  });
});
