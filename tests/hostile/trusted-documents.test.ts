// Registered operations in production: what nobody registered is refused before it is read; the command computes what each asks.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentsCommand } from '../../bin/documents/command.ts';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { codeOf, openProduction, type Production } from '../support/production.ts';
import { type System, startSystem } from '../support/system.ts';

const PLAN = `query Plan($id: ID!, $names: Boolean!) @access(purpose: SUPPORT_PLAN) {
  household(id: $id) { members { person { name @include(if: $names) { full } localTeam { plans { status } } } } }
}`;
const OTHER = 'query Other @access(purpose: SUPPORT_PLAN) { caseload { nodes { id } } }';
const SCHEMA = '{ __schema { queryType { name } } }';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });

let system: System;
let gateway: Production;
let sql: Sql;
let folder: string;
let variables: object;

beforeAll(async () => {
  system = await startSystem();
  gateway = await openProduction(system);
  sql = connect(system.settings.gateway.databaseUrl, { max: 1, patience: 5000 });
  folder = mkdtempSync(join(tmpdir(), 'samenzicht-documents-'));
  writeFileSync(join(folder, 'plan.graphql'), PLAN);
  variables = { id: system.persona('lotte').households[0], names: true };
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await gateway?.close();
  await system?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function documents(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await documentsCommand({
    args,
    env: { DATABASE_URL: system.settings.gateway.databaseUrl, SAMENZICHT_DATA: folder },
    cwd: folder,
    project: folder,
    now: 1_790_000_000_000,
    out: (line) => {
      said.out += `${line}\n`;
    },
    err: (line) => {
      said.err += `${line}\n`;
    },
  });
  return { code, ...said };
}
const team = () => system.oin('team-b');
/** Processes hear of a change within moments. */
const untilAsked = (status: number, body: object) =>
  expect.poll(async () => (await gateway.send('lotte', body)).status, { timeout: 5_000 }).toBe(status);

describe('attack 15: an operation that nobody registered', () => {
  const texts = [PLAN, OTHER, SCHEMA, '{ nonsense }', 'query {', 'query Q { household(id: "999990019") { id } }', ' '];

  it('is refused in production before anything of it is read: every text gets the same answer, and a record', async () => {
    const answers = new Set<string>();
    const before = await records();
    for (const query of texts) {
      const reply = await gateway.send('lotte', { query, variables }, { 'x-request-id': 'the-same-for-all' });
      expect([reply.status, codeOf(reply)]).toEqual([403, 'OPERATION_NOT_TRUSTED']);
      answers.add(reply.text.replace(/"recordId":"[^"]+"/, ''));
    }
    expect(answers.size).toBe(1);
    expect((await records()) - before).toBe(texts.length);
  });

  it.each([
    ['documentId', { documentId: `sha256:${'a'.repeat(64)}` }],
    ['documentId without its prefix', { documentId: 'a'.repeat(64) }],
    ['persistedQuery', { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }],
  ])('is refused by an unknown hash as %s, in production and in the demo', async (_as, body) => {
    const reply = await gateway.send('lotte', body);
    expect([reply.status, codeOf(reply)]).toEqual([403, 'OPERATION_NOT_TRUSTED']);
    const demo = await post(system.url, await system.token('lotte'), body);
    expect([demo.status, demo.text.includes('OPERATION_NOT_TRUSTED')]).toEqual([403, true]);
  });

  it.each([
    ['a hash of another text', { query: OTHER, extensions: persisted(PLAN) }],
    ['two hashes', { documentId: sha256(OTHER), extensions: persisted(PLAN) }],
    ['a hash that is none', { documentId: '../../etc/passwd' }],
    ['a hash of another version', { extensions: { persistedQuery: { version: 2, sha256Hash: sha256(PLAN) } } }],
    ['a hash in capitals', { documentId: sha256(PLAN).toUpperCase() }],
    ['a number', { documentId: 5 }],
    ['a hash in a list', { extensions: { persistedQuery: [{ version: 1, sha256Hash: sha256(PLAN) }] } }],
    ['a hash and a text that is none', { query: 5, documentId: sha256(PLAN) }],
  ])('%s is 400', async (_says, body) => {
    const reply = await gateway.send('lotte', body);
    expect([reply.status, codeOf(reply)]).toEqual([400, 'BAD_USER_INPUT']);
  });
});

describe('a registered operation', () => {
  it('is checked first: purpose and every category of every source that it could ask about', async () => {
    const { code, out } = await documents('check', 'plan.graphql', '--for', team());
    expect([code, out]).toEqual([0, `${sha256(PLAN)}  Plan  SUPPORT_PLAN  LOCAL_TEAM.PLAN PERSONS.IDENTITY\n`]);
    expect((await documents('list')).out).toBe('');
  });

  it('is then asked by its text or by its hash, in each of the three ways, by that partner alone', async () => {
    const registered = await documents('register', 'plan.graphql', '--for', team());
    expect([registered.code, registered.err]).toEqual([0, '']);
    expect(registered.out).toContain(`1 registered for ${team()}, 0 were already.`);
    await untilAsked(200, { query: PLAN, variables });
    const asked = await Promise.all([
      gateway.send('lotte', { query: PLAN, variables }),
      gateway.send('lotte', { documentId: `sha256:${sha256(PLAN)}`, variables }),
      gateway.send('lotte', { documentId: sha256(PLAN), variables }),
      gateway.send('lotte', { extensions: persisted(PLAN), variables }),
      gateway.send('lotte', { query: PLAN, extensions: persisted(PLAN), variables }),
    ]);
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    for (const { text } of asked) expect(text).toContain('Noor Sophie Hazelbrinker');
    // Another partner's professional, and another text of the same partner's.
    expect((await gateway.send('rosa', { documentId: sha256(PLAN), variables })).status).toBe(403);
    expect((await gateway.send('rosa', { query: PLAN, variables })).status).toBe(403);
    expect((await gateway.send('elin', { query: PLAN, variables })).status).toBe(403);
    expect((await gateway.send('lotte', { query: `${PLAN} `, variables })).status).toBe(403);
  });

  it('of a manifest is registered with all others of it, or none', async () => {
    const own = 'query Own @access(purpose: OWN_FILE) { me { person { name { full } } } }';
    const bad = 'query Bad @access(purpose: OWN_FILE) { me { person { salary } } }';
    const write = (name: string, json: unknown) => writeFileSync(join(folder, name), JSON.stringify(json));
    write('two.json', { operations: [own, bad].map((body) => ({ id: sha256(body), body })) });
    write('wrong.json', { [sha256(own)]: bad });
    write('good.json', { [`sha256:${sha256(own)}`]: own });
    expect(await documents('register', 'two.json', '--for', 'CITIZENS')).toMatchObject({ code: 1, out: '' });
    expect((await documents('register', 'wrong.json', '--for', 'CITIZENS')).err).toContain(
      'is not the sha256 of its operation',
    );
    expect((await documents('list', '--for', 'CITIZENS')).out).toBe('');
    expect((await documents('register', 'good.json', '--for', 'CITIZENS')).code).toBe(0);
    await expect.poll(async () => (await gateway.send('elin', { documentId: sha256(own) })).status).toBe(200);
  });

  it('is held against the schema of whom it is for: what that asker never sees cannot be registered', async () => {
    const reporters =
      'query R($id: ID!) @access(purpose: VT_INVESTIGATION) { household(id: $id) { members { person { veiligThuis { reporters { name } } } } } }';
    writeFileSync(join(folder, 'reporters.graphql'), reporters);
    const refused = await documents('check', 'reporters.graphql', '--for', team());
    expect([refused.code, refused.err]).toEqual([
      1,
      'reporters.graphql: GRAPHQL_VALIDATION_FAILED: Cannot query field "reporters" on type "VeiligThuisFile". (line 1, column 110)\n',
    ]);
    const allowed = await documents('check', 'reporters.graphql', '--for', system.oin('vt-lindemeer'));
    expect([allowed.code, allowed.out.includes('VEILIG_THUIS.REPORTER')]).toEqual([0, true]);
  });

  it('with somebody in its text is not registered', async () => {
    writeFileSync(
      join(folder, 'bsn.graphql'),
      'query B @access(purpose: SUPPORT_PLAN) { householdsOf(bsn: "999990019") { id } }',
    );
    expect((await documents('register', 'bsn.graphql', '--for', team())).err).toContain('IDENTIFIER_IN_TEXT');
  });

  it('that is removed may not be asked any more', async () => {
    expect((await documents('remove', sha256(PLAN), '--for', team())).code).toBe(0);
    await untilAsked(403, { query: PLAN, variables });
    expect((await documents('remove', sha256(PLAN), '--for', team())).code).toBe(1);
  });
});

describe('a partner that may ask more', () => {
  it('asks about the schema when its registration says so, and then sees its own schema and no data', async () => {
    expect((await documents('allow', '--for', team(), '--schema')).code).toBe(0);
    await untilAsked(200, { query: SCHEMA });
    const mixed =
      'query Q @access(purpose: SUPPORT_PLAN) { caseload { nodes { id } } __schema { queryType { name } } }';
    for (const query of [OTHER, mixed]) {
      const reply = await gateway.send('lotte', { query });
      expect([reply.status, codeOf(reply)]).toEqual([403, 'OPERATION_NOT_TRUSTED']);
    }
    const types = await gateway.send('lotte', { query: '{ __schema { types { name } } }' });
    expect(types.text).toContain('LocalTeamFile');
    expect(types.text).not.toMatch(/reporter/i);
  });

  it('asks any operation when its registration says so, and then nothing about the schema', async () => {
    expect((await documents('allow', '--for', team(), '--freely')).code).toBe(0);
    await untilAsked(200, { query: OTHER });
    for (const query of [
      SCHEMA,
      'query Q @access(purpose: SUPPORT_PLAN) { ...F } fragment F on Query { __type(name: "Person") { name } }',
    ]) {
      const reply = await gateway.send('lotte', { query });
      expect([reply.status, codeOf(reply), reply.text.includes('"data"')]).toEqual([
        400,
        'GRAPHQL_VALIDATION_FAILED',
        false,
      ]);
    }
  });

  it('asks what is registered and no more, when its registration says so no longer', async () => {
    expect((await documents('allow', '--for', team())).code).toBe(0);
    await untilAsked(403, { query: OTHER });
  });

  it.each([
    [['allow', '--for', 'CITIZENS', '--freely'], 2],
    [['allow', '--for', '00000000000000000000'], 1],
    [['register', 'absent.graphql', '--for', 'CITIZENS'], 1],
    [['register', 'plan.graphql'], 2],
    [['remove', 'x', '--for', 'CITIZENS'], 2],
    [['publish'], 2],
    [['list', '--nope'], 2],
  ])('%j ends with %i and a sentence', async (args, code) => {
    const said = await documents(...args);
    expect(said.code).toBe(code);
    expect(said.err).toMatch(/\.\s/);
    expect(said.err).not.toMatch(/\bat .*:\d+|Error:/);
  });
});

async function records(): Promise<number> {
  return Number((await sql`SELECT count(*) AS n FROM audit_row WHERE kind = 'DECISION'`)[0]?.n);
}

async function post(url: string, token: string, body: object): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}
