// How long a request is worked for: until its answer has left, its asker has gone, or its time is up.
import { request } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitingSignal } from '../../gateway/http/waiting.ts';

describe('a request is waited for', () => {
  let server: FastifyInstance;
  let url: string;
  let signals: AbortSignal[];
  /** Ends the work of the request. */
  let answer: () => void;

  beforeEach(async () => {
    signals = [];
    server = fastify();
    const serve = (path: string, patience: number) =>
      server.get(path, async (_request, reply) => {
        signals.push(waitingSignal(reply, patience));
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return 'done';
      });
    serve('/short', 50);
    serve('/long', 60_000);
    url = await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => server.close());

  const aborted = () => signals.map((signal) => signal.aborted);

  it('until its time is up', async () => {
    const asked = fetch(`${url}/short`);
    await expect.poll(aborted).toEqual([true]);
    answer();
    expect(await (await asked).text()).toBe('done');
  });

  it('until its asker has gone', async () => {
    const asking = request(`${url}/long`).on('error', () => {});
    asking.end();
    await expect.poll(aborted).toEqual([false]);
    asking.destroy();
    await expect.poll(aborted).toEqual([true]);
    answer();
  });

  it('until its answer has left, and nothing is said after that', async () => {
    const asked = fetch(`${url}/short`);
    await expect.poll(() => signals.length).toBe(1);
    answer();
    await (await asked).text();
    const later = fetch(`${url}/short`);
    await expect.poll(aborted).toEqual([false, true]);
    answer();
    await later;
  });
});
