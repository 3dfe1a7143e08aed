// The whole gateway on its real store and sources: no record, no data; one record per answer; and what is not there outside the demo.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { type System, startSystem } from '../support/system.ts';

let system: System;
let sql: Sql;

beforeAll(async () => {
  system = await startSystem();
  sql = connect(system.settings.gateway.databaseUrl, { max: 1, patience: 5000 });
});
afterAll(async () => {
  await sql.end({ timeout: 1 });
  await system.close();
});

const recordOf = ({ body }: { body: unknown }) =>
  (body as { extensions: { access: { recordId: string } } }).extensions.access.recordId;

describe('the record', () => {
  it('is there when the answer is: one decision, and one line for each person decided about', async () => {
    const answer = await system.example('lotte');
    const rows = await sql<{ kind: string; n: number }[]>`
      SELECT kind, count(*)::int AS n FROM audit_row WHERE record_id = ${recordOf(answer)} GROUP BY kind ORDER BY kind`;
    const { household } = (answer.body as { data: { household: { members: unknown[] } } }).data;
    expect(household.members).toHaveLength(3);
    expect([...rows]).toEqual([
      { kind: 'DECISION', n: 1 },
      { kind: 'PROCESSING', n: 3 },
    ]);
  });

  it('is written too when the client hangs up', async () => {
    const { query, variables } = system.persona('lotte').example;
    const leave = new AbortController();
    const asked = fetch(`${system.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await system.token('lotte')}`,
        'x-request-id': 'hung-up-0001',
      },
      body: JSON.stringify({ query, variables }),
      signal: leave.signal,
    });
    await sleep(8);
    leave.abort();
    await expect(asked).rejects.toThrow();
    await sleep(1_000);
    expect(await sql`SELECT 1 FROM audit_row WHERE kind = 'DECISION' AND body LIKE '%hung-up-0001%'`).toHaveLength(1);
  });

  it('that cannot be written keeps all data inside, and the gateway says that it is not ready', async () => {
    const before = await system.example('lotte', { 'x-request-id': 'before-0001' });
    expect(before.text).toContain('Hazelbrinker');
    await sql`ALTER TABLE audit_row RENAME TO audit_row_away`;
    try {
      const answer = await system.example('lotte', { 'x-request-id': 'without-record' });
      expect(answer.status).toBe(503);
      expect(answer.body).toMatchObject({
        errors: [{ extensions: { code: 'AUDIT_UNAVAILABLE' } }],
        extensions: { access: { requestId: 'without-record', recordId: null, opened: [], withheld: [] } },
      });
      expect(answer.body).not.toHaveProperty('data');
      expect(answer.text).not.toMatch(/Hazelbrinker|audit_row/);
      expect((await fetch(`${system.url}/health/ready`)).status).toBe(503);
    } finally {
      await sql`ALTER TABLE audit_row_away RENAME TO audit_row`;
    }
    expect((await system.example('lotte')).text).toContain('Hazelbrinker');
    expect((await fetch(`${system.url}/health/ready`)).status).toBe(200);
  });
});

describe('a grant of a large household', () => {
  it('fits in the header that every source takes', async () => {
    const holders = system.settings.holders.holders;
    expect(holders.length).toBeGreaterThan(3);
    for (const { port } of holders) {
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'samenzicht-grant': `a.${'b'.repeat(40_000)}.c` },
        body: '{}',
      });
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'GRANT_INVALID' } }] });
    }
  });
});
