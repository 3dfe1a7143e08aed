// Attack 45 and 50: a store that falls silent without closing a connection. Nobody waits for it for ever, and nothing is decided without it.
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Sql } from '../../gateway/adapters/store/connect.ts';
import { createStore } from '../../gateway/adapters/store/read.ts';
import { innerKey, localDate, oin } from '../../schema/identifiers.ts';
import { openTestStore, type TestStore } from '../store/a-store.ts';

const PERSON = innerKey.parse('somebody-0000000000000');

describe('attack 29: a store that falls silent', () => {
  let behind: TestStore;
  let wire: Server;
  let sql: Sql;
  const sockets: Socket[] = [];
  let silent = false;

  beforeAll(async () => {
    behind = await openTestStore();
    const real = new URL(behind.url);
    wire = createServer((client) => {
      const server = dial(Number(real.port), real.hostname);
      for (const one of [client, server]) one.on('error', () => {});
      if (!silent) {
        client.pipe(server);
        server.pipe(client);
      }
      sockets.push(client, server);
    });
    await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
    const address = wire.address();
    if (typeof address !== 'object' || address === null) throw new Error('no address');
    const url = new URL(behind.url);
    url.hostname = '127.0.0.1';
    url.port = String(address.port);
    sql = connect(url.href, { max: 2, patience: 500 });
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await sql?.end({ timeout: 0 });
    wire?.close();
    await behind?.drop();
  });

  it('is given up by every read after its patience, and serves again when it speaks', async () => {
    const store = createStore(sql, behind.sealing, 300);
    expect(await store.consentVersion()).toBeTypeOf('bigint');
    silent = true;
    for (const socket of sockets) {
      socket.unpipe();
      socket.pause();
    }
    const recipient = oin.parse('00000099000000004021');
    await expect(store.givenTo(recipient, [PERSON], [])).rejects.toThrow('the store does not answer');
    await expect(store.shields([PERSON], localDate.parse('2026-11-22'))).rejects.toThrow('the store does not answer');
    await expect(store.consentVersion()).rejects.toThrow('the store does not answer');
    silent = false;
    for (let at = 0; at < sockets.length; at += 2) {
      const [client, server] = sockets.slice(at, at + 2);
      if (client === undefined || server === undefined) throw new Error('a connection has two ends');
      client.pipe(server);
      server.pipe(client);
    }
    expect(await store.consentVersion()).toBeTypeOf('bigint');
  }, 10_000);
});
