// A holder that takes its time: calls to some path wait here until they are let go, then reach the real one. Stands in its place in the register.
import { createServer } from 'node:http';
import type { Sql } from '../../gateway/adapters/store/connect.ts';

export type HeldHolder = {
  /** Calls that came here so far. */
  calls(): number;
  /** Resolves when a call to this path waits. */
  waitFor(path: '/facts' | '/graphql'): Promise<void>;
  /** What waits goes on, and nothing waits any more. */
  letGo(): void;
  /** Puts the register as it was. */
  close(): Promise<void>;
};

/** Every gateway hears of the change of the register by itself. */
export async function holdHolder(sql: Sql, oin: string): Promise<HeldHolder> {
  const [row] = await sql<{ body: string }[]>`SELECT body FROM partner WHERE oin = ${oin}`;
  if (row === undefined) throw new Error('nobody is registered under this OIN');
  const registered: { url: string } = JSON.parse(row.body);
  let calls = 0;
  const waiting: (() => void)[] = [];
  let held: string | null = null;
  let arrived: () => void = () => {};

  const server = createServer((request, response) => {
    calls += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      if (request.url === held) {
        const going = new Promise<void>((resolve) => waiting.push(resolve));
        arrived();
        await going;
      }
      const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = request.headers;
      const answer = await fetch(`${registered.url}${request.url}`, {
        method: 'POST',
        headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
        body: Buffer.concat(chunks),
      });
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(await answer.text());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  const url = `http://127.0.0.1:${address.port}`;
  await sql`UPDATE partner SET body = ${JSON.stringify({ ...registered, url })} WHERE oin = ${oin}`;

  return {
    calls: () => calls,
    waitFor(path) {
      held = path;
      return new Promise((resolve) => {
        arrived = resolve;
      });
    },
    letGo() {
      held = null;
      for (const go of waiting.splice(0)) go();
    },
    async close() {
      held = null;
      for (const go of waiting.splice(0)) go();
      await sql`UPDATE partner SET body = ${row.body} WHERE oin = ${oin}`;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
