// A wire before PostgreSQL that can fall silent without closing anything, as a network does that is cut: all of it, or only the connections that
// said some words.
import { createServer, connect as dial, type Socket } from 'node:net';

export type Wire = {
  /** The same database, over this wire. */
  readonly url: string;
  /** Connections that said these words, now or later, say nothing any more and hear nothing; undefined: every connection of this moment and later. */
  silence(words?: string): void;
  /** Connections that are silent now stay so for ever, as behind a firewall that forgot them; new ones work. */
  forget(): void;
  /** All speak again, and what was held back arrives. */
  speak(): void;
  close(): Promise<void>;
};

type Line = { readonly client: Socket; readonly server: Socket; said: string; isSilent: boolean; isForgotten: boolean };
const KEPT = 20_000;

export async function openWire(databaseUrl: string): Promise<Wire> {
  const real = new URL(databaseUrl);
  const lines = new Set<Line>();
  let silent: string | true | null = null;

  const settle = (line: Line): void => {
    const shouldBe = line.isForgotten || silent === true || (silent !== null && line.said.includes(silent));
    if (shouldBe === line.isSilent) return;
    line.isSilent = shouldBe;
    for (const socket of [line.client, line.server]) shouldBe ? socket.pause() : socket.resume();
  };
  const settleAll = (): void => {
    for (const line of lines) settle(line);
  };
  const wire = createServer((client) => {
    const server = dial(Number(real.port), real.hostname);
    const line: Line = { client, server, said: '', isSilent: false, isForgotten: false };
    lines.add(line);
    for (const socket of [client, server]) {
      socket.on('error', () => {});
      socket.once('close', () => {
        lines.delete(line);
        client.destroy();
        server.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      line.said = (line.said + chunk.toString('latin1')).slice(-KEPT);
      settle(line);
      // What makes it silent is not delivered either.
      if (line.isSilent) client.unshift(chunk);
      else server.write(chunk);
    });
    server.on('data', (chunk: Buffer) => client.write(chunk));
    settle(line);
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const address = wire.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);

  return {
    url: url.href,
    silence(words) {
      silent = words ?? true;
      settleAll();
    },
    forget() {
      for (const line of lines) line.isForgotten ||= line.isSilent;
      silent = null;
      settleAll();
    },
    speak() {
      silent = null;
      settleAll();
    },
    async close() {
      for (const { client, server } of lines) {
        client.destroy();
        server.destroy();
      }
      await new Promise((resolve) => wire.close(resolve));
    },
  };
}
