// Attack 12 and the limits of design 7: each is refused with its own code before anything is planned or asked; who waits is counted.

import { readFileSync } from 'node:fs';
import { connect as connectSocket, type Socket } from 'node:net';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { createPlanner } from '../../gateway/fetch/plan.ts';
import { Session } from '../../gateway/fetch/session.ts';
import type { PrunedOperation } from '../../gateway/vocabulary/pruned.ts';
import { realIndex } from '../support/operations.ts';
import { codeOf, openProduction, type Production } from '../support/production.ts';
import { type System, startSystem } from '../support/system.ts';

const PLAN = (fields: string) => `query Q($id: ID!) @access(purpose: SUPPORT_PLAN) { household(id: $id) ${fields} }`;

let system: System;
let sql: Sql;
beforeAll(async () => {
  system = await startSystem();
  sql = connect(system.settings.gateway.databaseUrl, { max: 1, patience: 5000 });
  await sql`UPDATE partner SET body = (body::jsonb || '{"asks":{"freely":true,"schema":false}}')::text`;
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await system?.close();
});

async function records(): Promise<number> {
  return Number((await sql`SELECT count(*) AS n FROM audit_row WHERE kind = 'DECISION'`)[0]?.n);
}

describe('attack 12: an operation that asks for too much', () => {
  const many = (count: number, write: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => write(at)).join(' ');
  const files = 'localTeam veiligThuis rvdk certifiedInstitution'
    .split(' ')
    .map((file) => `${file} { events(first: 200) { recordId } }`)
    .join(' ');
  const operations: readonly (readonly [string, string, string])[] = [
    [
      'levels',
      PLAN(
        '{ members '.repeat(1) +
          '{ person { localTeam { plans { parts { id } } } } } }'.replace(
            'plans',
            `${'... on LocalTeamFile { '.repeat(210)}plans`,
          ) +
          '} '.repeat(210),
      ),
      'levels of fields',
    ],
    [
      'aliases',
      `query Q @access(purpose: SUPPORT_PLAN) { ${many(60, (at) => `a${at}: caseload { nodes { id } }`)} }`,
      'aliases',
    ],
    [
      'root fields',
      `query Q @access(purpose: SUPPORT_PLAN) { ${many(9, (at) => `a${at}: caseload(first: ${at + 1}) { nodes { id } }`)} }`,
      'root fields',
    ],
    ['tokens', `query Q @access(purpose: SUPPORT_PLAN) { caseload { nodes { ${'id '.repeat(10_000)} } } }`, 'tokens'],
    [
      'fields by fragments in fragments',
      `query Q @access(purpose: SUPPORT_PLAN) { ...A0 } ${many(12, (at) => `fragment A${at} on Query { ...A${at + 1} ...A${at + 1} }`)} fragment A12 on Query { caseload { nodes { id } } }`,
      'fields',
    ],
    [
      'rows in one list',
      `query Q @access(purpose: SUPPORT_PLAN) { caseload(first: 201) { nodes { id } } }`,
      'rows in "first"',
    ],
    [
      'items in lists in lists',
      `query Q @access(purpose: SUPPORT_PLAN) { caseload(first: 200) { nodes { members { person { ${files} } } } } }`,
      'list items',
    ],
    [
      'items in folded lists',
      `query Q @access(purpose: SUPPORT_PLAN) { caseload(first: 200) { nodes { events(first: 200) { recordId } } } }`,
      'list items',
    ],
  ];

  it.each(operations)(
    '%s: 400 LIMIT_EXCEEDED with the number and the limit, one record, and no source is called',
    async (_what, query, what) => {
      const [calls, before] = [await system.calls('team-b'), await records()];
      const reply = await system.ask('lotte', query, { id: system.persona('lotte').households[0] });
      expect([reply.status, codeOf(reply)]).toEqual([400, 'LIMIT_EXCEEDED']);
      expect(reply.text).toMatch(
        new RegExp(`The operation has (\\d+|more than 1000000000) ${what.replace(/"/g, '\\\\"')}; the most is \\d+\\.`),
      );
      expect([await system.calls('team-b'), (await records()) - before]).toEqual([calls, 1]);
    },
  );

  it('by a variable is refused as by a number in the text', async () => {
    const query =
      'query Q($n: Int) @access(purpose: SUPPORT_PLAN) { caseload(first: $n) { nodes { events(first: $n) { recordId } } } }';
    const refused = await system.ask('lotte', query, { n: 200 });
    expect([refused.status, codeOf(refused)]).toEqual([400, 'LIMIT_EXCEEDED']);
    expect((await system.ask('lotte', query, { n: 20 })).status).toBe(200);
    expect((await system.ask('lotte', query)).status).toBe(200);
  });
});

describe('a burst', () => {
  it('of the same new operation at one moment is planned once, whoever is first; the next finds that plan', async () => {
    const planner = createPlanner({
      supergraphSdl: readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'),
      index: realIndex,
      access: async () => ({ household: { kind: 'WITH_CHILDREN' } }),
      telemetryDisabled: 'true',
    });
    const { executor } = await planner.apollo.load({ apollo: {} as never }); // Nothing of Apollo's cloud is used.
    expect(executor).toBeDefined();
    const text = 'query HouseholdView { household(id: "x") { kind } }';
    const pruned = {
      document: parse(text),
      text,
      queryHash: 'burst',
      operationName: 'HouseholdView',
      variables: {},
      tree: [],
    };
    // Only access is asked, which takes nothing from either.
    const run = () =>
      planner.run(pruned as unknown as PrunedOperation, new Session({} as never, {} as never, {} as never));
    const built = vi.spyOn(QueryPlanner.prototype, 'buildQueryPlan');
    const answers = await Promise.all(Array.from({ length: 12 }, run));
    expect(answers).toEqual(Array.from({ length: 12 }, () => ({ household: { kind: 'WITH_CHILDREN' } })));
    await run();
    expect(built).toHaveBeenCalledTimes(1);
    built.mockRestore();
    await planner.apollo.stop();
  });
});

describe('requests on their way', () => {
  let gateway: Production;
  beforeAll(async () => {
    gateway = await openProduction(system, {
      limits: { requestMs: 8_000, atOnce: { all: 5, client: 3, person: 2 } },
    });
  });
  afterAll(() => gateway?.close());

  /** A request whose body never ends: it is on its way for as long as its connection is open. */
  async function hold(persona: string): Promise<{ socket: Socket; turnedAway: boolean }> {
    const token = await system.token(persona);
    const { hostname, port } = new URL(gateway.url);
    const socket = connectSocket({ host: hostname, port: Number(port) }).on('error', () => {});
    const held = { socket, turnedAway: false };
    socket.on('data', () => {
      held.turnedAway = true;
    });
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"query":`,
    );
    return held;
  }
  let open: { socket: Socket; turnedAway: boolean }[] = [];
  const letGo = () => {
    for (const { socket } of open.splice(0)) socket.destroy();
  };
  afterEach(letGo);
  /** Until as many requests of these are on their way as there are names, what the asker's next request gets. */
  async function whileHeld(personas: readonly string[], asker: string): Promise<void> {
    const code = personas.length === 5 ? 503 : 429;
    await expect
      .poll(
        async () => {
          const now = await Promise.all(
            personas.map((persona, at) => (open[at]?.turnedAway === false ? open[at] : hold(persona))),
          );
          const settled = now.every((held, at) => held === open[at]);
          open = now;
          return settled ? status(asker) : 0;
        },
        { timeout: 10_000 },
      )
      .toBe(code);
  }
  const ask = (persona: string) => gateway.send(persona, { query: '{ __typename }' });
  const status = async (persona: string) => (await ask(persona)).status;

  it('of one person are bounded: 429 RATE_LIMITED with Retry-After, in both languages and in the record; others go on', async () => {
    await whileHeld(['lotte', 'lotte'], 'lotte');
    const before = await records();
    const reply = await ask('lotte');
    expect([reply.status, codeOf(reply), reply.headers.get('retry-after')]).toEqual([429, 'RATE_LIMITED', '1']);
    expect((await records()) - before).toBe(1);
    expect(reply.text).toContain('Wacht op antwoorden');
    expect(reply.text).not.toContain('"data"');
    expect(await status('rosa')).toBe(200);
    letGo();
    await expect.poll(() => status('lotte')).toBe(200);
  });

  it('of one application are bounded over all who use it', async () => {
    await whileHeld(['lotte', 'lotte', 'maarten'], 'karin');
    expect(await status('rosa')).toBe(200);
    letGo();
    await expect.poll(() => status('karin')).toBe(200);
  });

  it('in all are bounded: 503 OVERLOADED with Retry-After, also for who has nothing on the way', async () => {
    await whileHeld(['lotte', 'lotte', 'maarten', 'rosa', 'esther'], 'femke');
    const reply = await ask('femke');
    expect([reply.status, codeOf(reply), reply.headers.get('retry-after')]).toEqual([503, 'OVERLOADED', '1']);
    letGo();
    await expect.poll(() => status('femke')).toBe(200);
  });

  it('that were hung up on leave a record each, and nothing on the way', async () => {
    const before = await records();
    await whileHeld(['niels', 'niels'], 'niels');
    letGo();
    await expect.poll(() => status('niels')).toBe(200);
    await expect.poll(async () => (await records()) - before).toBeGreaterThanOrEqual(4);
  });
});

describe('a body that never ends', () => {
  it('is waited for no longer than an answer: the connection ends, its place is free and its record written; closing does not wait for it', async () => {
    const gateway = await openProduction(system, {
      limits: { requestMs: 1_000, atOnce: { all: 5, client: 5, person: 1 } },
    });
    const before = await records();
    const { hostname, port } = new URL(gateway.url);
    const begin = async () => {
      const socket = connectSocket({ host: hostname, port: Number(port) })
        .resume()
        .on('error', () => {});
      await new Promise<void>((resolve) => socket.once('connect', resolve));
      socket.write(
        `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${await system.token('hugo')}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
      );
      return socket;
    };
    const socket = await begin();
    const drip = setInterval(() => socket.write(' '), 200);
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    clearInterval(drip);
    await expect.poll(async () => (await gateway.send('hugo', { query: '{ __typename }' })).status).toBe(200);
    await expect.poll(async () => (await records()) - before).toBeGreaterThanOrEqual(2);
    const last = await begin();
    await gateway.close();
    last.destroy();
  });
});
