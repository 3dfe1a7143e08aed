// A hostile partner on the wire, attacks 12 and 13 below GraphQL: what arrives is odd, half or doubled. One record per answer, no data after a refusal,
// and the gateway serves the next.
import { connect as connectSocket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { type System, startSystem } from '../support/system.ts';

let system: System;
let sql: Sql;
let token: string;
let port: number;
const notes: string[] = [];
beforeAll(async () => {
  system = await startSystem({ note: (line) => notes.push(line) });
  sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
  token = await system.token('lotte');
  port = Number(new URL(system.url).port);
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await system?.close();
});

const records = async (): Promise<number> =>
  Number((await sql`SELECT count(*) AS n FROM audit_row WHERE kind = 'DECISION'`)[0]?.n);

/** Bytes as they are; everything that comes back until the other side ends, or has answered `answers` times. */
function wire(text: string | Buffer, answers = 1): Promise<string> {
  return new Promise((resolve) => {
    const socket = connectSocket({ host: '127.0.0.1', port });
    let heard = '';
    const end = (): void => {
      socket.destroy();
      resolve(heard);
    };
    socket.on('data', (chunk) => {
      heard += chunk.toString('utf8');
      if ((heard.match(/HTTP\/1\.1 \d/g) ?? []).length >= answers && heard.endsWith('\n')) end();
    });
    socket.on('error', end);
    socket.on('close', end);
    socket.write(text);
  });
}
const head = (length: number | string, more = '') =>
  `POST /graphql HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n${more}Content-Length: ${length}\r\n\r\n`;
const whole = (body: string, more = '') => `${head(Buffer.byteLength(body), more)}${body}`;
const statuses = (heard: string) => [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
const QUESTION = JSON.stringify({
  query: 'query Q @access(purpose: SUPPORT_PLAN) { caseload(first: 1) { nodes { id } } }',
});

async function serves(): Promise<void> {
  expect((await system.example('lotte')).status).toBe(200);
}

describe('attacks 12 and 13: a body', () => {
  const deep = (open: string, close: string) => open.repeat(60_000) + close.repeat(60_000);
  const query = 'query Q($id: ID!) @access(purpose: SUPPORT_PLAN) { household(id: $id) { id } }';
  const bodies: readonly (readonly [string, string])[] = [
    ['of lists in lists', deep('[', ']')],
    ['with a variable of lists in lists', `{"query":${JSON.stringify(query)},"variables":{"id":${deep('[', ']')}}}`],
    [
      'with a variable of objects in objects',
      `{"query":${JSON.stringify(query)},"variables":{"id":${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}}}`,
    ],
    ['with extensions of lists in lists', `{"query":"{","extensions":${deep('[', ']')}}`],
    ['with __proto__', `{"__proto__":{"query":"{ __typename }"},"query":"{"}`],
    ['with constructor.prototype', `{"constructor":{"prototype":{"polluted":1}},"query":"{"}`],
    ['with __proto__ among its variables', `{"query":${JSON.stringify(query)},"variables":{"__proto__":{"id":"x"}}}`],
    ['with half a character', `{"query":"{ \\ud800 }"}`],
    ['with a null character in the question', `{"query":"{ \\u0000 }"}`],
    ['with another BOM', `\ufeff{"query":"{"`],
    ['with a number too large', `{"query":${JSON.stringify(query)},"variables":{"id":${'9'.repeat(5_000)}}`],
    [
      'of a hundred thousand keys',
      `{"query":"{","variables":{${Array.from({ length: 20_000 }, (_, at) => `"k${at}":1`).join(',')}}}`,
    ],
  ];
  it.each(bodies)('%s is 400 or 413, with one record, and changes no object', async (_what, body) => {
    const before = await records();
    const heard = await wire(whole(body));
    expect([400, 413]).toContain(statuses(heard)[0]);
    expect(statuses(heard)).toHaveLength(1);
    expect(heard).not.toMatch(/"data"|RangeError|node_modules|SyntaxError/);
    await expect.poll(records).toBe(before + 1);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    await serves();
  });

  it('with a key twice is what its last says, for the trust as for the walk', async () => {
    const heard = await wire(whole(`{"query":"{ nonsense }",${QUESTION.slice(1)}`));
    expect(statuses(heard)).toEqual([200]);
    expect(heard).toContain('"caseload"');
  });

  it.each([
    ['compressed', 'Content-Encoding: gzip\r\n'],
    ['in another character set', 'Content-Type: application/json; charset=utf-16\r\n'],
    ['with a type twice', 'Content-Type: text/plain\r\n'],
  ])('%s is never read as anything else than what it says', async (_what, header) => {
    const plain = `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n${header.includes('Type') ? header : `Content-Type: application/json\r\n${header}`}Content-Length: 5\r\n\r\n\x1f\x8b\x08\x00\x00`;
    const [status] = statuses(await wire(plain));
    expect(status === undefined ? 400 : status).toBeGreaterThanOrEqual(400);
    await serves();
  });
});

describe('attack 13: a request line or header', () => {
  it.each([
    ['two lengths', `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}{}{}`],
    [
      'a length and chunks',
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n`,
    ],
    ['chunks in disguise', `POST /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
    [
      'a header on two lines',
      `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer\r\n ${'x'.repeat(10)}\r\nContent-Length: 0\r\n\r\n`,
    ],
    [
      'a name with a space',
      `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization : Bearer x\r\nContent-Length: 0\r\n\r\n`,
    ],
    ['no end of a header', `POST /graphql HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(100_000)}`],
  ])('of %s is refused, nothing behind it is served, and nothing is told', async (_what, text) => {
    const heard = await wire(text);
    const [status = 400, second] = statuses(heard);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(second).toBeUndefined();
    expect(heard).not.toMatch(/samenzicht_requests_total|stack|node_modules/);
    await serves();
  });

  it.each(['X-HTTP-Method-Override: GET', 'X-Original-URL: /metrics', 'X-Forwarded-Host: evil.example'])(
    '%s changes nothing',
    async (header) => {
      const heard = await wire(whole(QUESTION, `${header}\r\n`));
      expect(statuses(heard)).toEqual([200]);
      expect(heard).not.toContain('evil.example');
    },
  );

  it('of another site is answered without leave for that site, and its question before the question gets none either', async () => {
    const heard = await wire(whole(QUESTION, 'Origin: https://evil.example\r\n'));
    expect(heard.toLowerCase()).not.toContain('access-control-allow');
    const before = await wire(
      'OPTIONS /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n',
    );
    expect([statuses(before)[0], before.toLowerCase().includes('access-control-allow')]).toEqual([405, false]);
  });
});

describe('attack 12: several on one connection', () => {
  it('are answered in their order, each with a record of its own, and a refused one between them holds nothing of its neighbours', async () => {
    const before = await records();
    const bad = JSON.stringify({ query: 'query Q { caseload { nodes { id } } }' });
    const heard = await wire(whole(QUESTION) + whole(bad) + whole(QUESTION), 3);
    expect(statuses(heard)).toEqual([200, 400, 200]);
    const [, , refused = ''] = heard.split('HTTP/1.1 ');
    expect(refused).not.toContain('"data"');
    await expect.poll(records).toBe(before + 3);
  });

  it('of two askers each get their own answer', async () => {
    const other = await system.token('rosa');
    const asOther = whole(QUESTION.replace('SUPPORT_PLAN', 'SUPERVISION_ORDER')).replace(token, other);
    const alone = statuses(await wire(asOther));
    const heard = await wire(whole(QUESTION) + asOther, 2);
    expect(statuses(heard)).toEqual([200, ...alone]);
    const ids = [...heard.matchAll(/"nodes":\[\{"id":"([^"]+)"/g)].map(([, found]) => found);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('attack 12: an asker who hangs up', () => {
  it('before the answer leaves a record for each question that was whole, and nobody waits for the sources', async () => {
    const before = await records();
    const { query, variables } = system.persona('esther').example;
    const body = JSON.stringify({ query, variables });
    const asked = whole(body).replace(token, await system.token('esther'));
    const holding = await sql.reserve();
    await holding`BEGIN`;
    try {
      // Every walk reads the shields after it has decided: whoever waits here was read whole and has no answer yet.
      await holding`LOCK TABLE shield IN ACCESS EXCLUSIVE MODE`;
      const sockets = [1, 2, 3, 4].map(() => connectSocket({ host: '127.0.0.1', port }).on('error', () => {}));
      for (const socket of sockets) socket.write(asked);
      const waiting = async (): Promise<number> => {
        const [row] =
          await sql`SELECT count(*)::int AS n FROM pg_locks WHERE relation = 'shield'::regclass AND NOT granted`;
        return Number(row?.n);
      };
      await expect.poll(waiting, { timeout: 10_000 }).toBe(4);
      for (const socket of sockets) socket.destroy();
    } finally {
      await holding`ROLLBACK`;
      holding.release();
    }
    await expect.poll(records, { timeout: 10_000 }).toBe(before + 4);
    await serves();
  });
});

it('none of it was unexpected', () => {
  expect(notes).toEqual([]);
});
