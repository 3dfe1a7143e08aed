// A gateway process that no longer hears its store: it refuses rather than guess, says so at /health/ready, and comes back by itself.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { startThrowAwayServer, type ThrowAwayServer } from '../support/postgres.ts';
import { type SecondGateway, startSecondGateway } from '../support/second-gateway.ts';
import { type System, startSystem } from '../support/system.ts';
import { openWire, type Wire } from '../support/wire.ts';

const soon = <Value>(look: () => Value) => expect.poll(look, { timeout: 30_000, interval: 100 });
const saidOf = z.object({
  errors: z.tuple([z.object({ extensions: z.object({ code: z.string() }) })]).optional(),
  data: z.unknown().optional(),
  extensions: z.object({ access: z.object({ recordId: z.string().nullish() }) }),
});

async function said(example: (persona: string) => Promise<{ readonly status: number; readonly body: unknown }>) {
  const { status, body } = await example('lotte');
  const { errors, data, extensions } = saidOf.parse(body);
  return { status, code: errors?.[0].extensions.code, data: data ?? null, recordId: extensions.access.recordId };
}
const readyStatus = async (url: string): Promise<number> => (await fetch(`${url}/health/ready`)).status;

describe('a gateway that is out of touch', () => {
  let system: System;
  let sql: Sql;
  let wire: Wire;
  /** Its store is behind the wire. */
  let gateway: SecondGateway;
  const asked = () => said(gateway.example);

  beforeAll(async () => {
    system = await startSystem();
    sql = connect(system.settings.gateway.databaseUrl, { max: 2, patience: 5000 });
    wire = await openWire(system.settings.gateway.databaseUrl);
    gateway = await startSecondGateway(system, { databaseUrl: wire.url });
  });
  afterAll(async () => {
    wire?.speak();
    await gateway?.close();
    await wire?.close();
    await sql?.end({ timeout: 1 });
    await system?.close();
  });
  afterEach(async () => {
    wire.speak();
    await soon(asked).toMatchObject({ status: 200 });
  });

  it('since its listening connection is dead, with every other connection working: answers GATEWAY_STALE, and records it', async () => {
    expect(await asked()).toMatchObject({ status: 200, code: undefined });
    wire.silence('listen "');
    await soon(asked).toMatchObject({ status: 503, code: 'GATEWAY_STALE', data: null });
    expect(await readyStatus(gateway.url)).toBe(503);
    const { recordId } = await asked();
    const records = await sql`SELECT body FROM audit_row WHERE record_id = ${recordId ?? null}`;
    expect(records.map(({ body }) => String(body).includes('GATEWAY_STALE'))).toEqual([true]);

    // What it could not hear is in force once it is back.
    const issuer = system.settings.gateway.demoIssuers?.professionals ?? '';
    await sql`UPDATE issuer SET body = replace(body, ${issuer}, ${`${issuer}/gone`}) WHERE issuer = ${issuer}`;
    try {
      expect((await asked()).code).toBe('GATEWAY_STALE');
      wire.speak();
      await soon(asked).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    } finally {
      await sql`UPDATE issuer SET body = replace(body, ${`${issuer}/gone`}, ${issuer}) WHERE issuer = ${issuer}`;
    }
  });

  it('since the network to the store is cut without a sign: lets no data leave, and serves again over new connections', async () => {
    wire.silence();
    // The refusal cannot be recorded either, and the only answer without a record says just that.
    await soon(asked).toMatchObject({ status: 503, code: 'AUDIT_UNAVAILABLE', data: null });
    expect(await readyStatus(gateway.url)).toBe(503);
    wire.forget();
    await soon(asked).toMatchObject({ status: 200, code: undefined });
    await soon(() => readyStatus(gateway.url)).toBe(200);
  });
});

describe('a gateway whose PostgreSQL stands still', () => {
  let server: ThrowAwayServer;
  let system: System;
  beforeAll(async () => {
    server = await startThrowAwayServer();
    system = await startSystem({ postgresUrl: server.adminUrl, note: () => {} });
  });
  afterAll(async () => {
    await system?.close();
    await server?.stop();
  });

  it('lets no data leave, and serves again when it goes on', async () => {
    const asked = () => said(system.example);
    expect(await asked()).toMatchObject({ status: 200, code: undefined });
    const processes = [server.pid, ...childrenOf(server.pid)];
    expect(processes.length).toBeGreaterThan(5);
    for (const pid of processes) process.kill(pid, 'SIGSTOP');
    try {
      await soon(asked).toMatchObject({ status: 503, code: 'AUDIT_UNAVAILABLE', data: null });
      expect(await readyStatus(system.url)).toBe(503);
    } finally {
      for (const pid of processes) process.kill(pid, 'SIGCONT');
    }
    await soon(asked).toMatchObject({ status: 200, code: undefined });
    await soon(() => readyStatus(system.url)).toBe(200);
  });
});

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      if (!Number.isInteger(pid)) return false;
      try {
        // After the name, which may hold anything: state, then the parent.
        return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]) === parent;
      } catch {
        return false; // Just ended.
      }
    });
}
