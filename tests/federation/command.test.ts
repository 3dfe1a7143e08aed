// `npm run gateway:plain` as a process: it serves a supergraph from a file, says what is wrong in a sentence, and does not run in production.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type RunningForeign, serveForeign } from './foreign.ts';
import { SHOP } from './shop.ts';

const COMMAND = resolve(import.meta.dirname, '../../bin/gateway-plain.js');
const folder = mkdtempSync(join(tmpdir(), 'samenzicht-plain-'));
const file = join(folder, 'supergraph.graphql');
let shop: RunningForeign;
beforeAll(async () => {
  shop = await serveForeign(SHOP);
  writeFileSync(file, shop.supergraphSdl);
  writeFileSync(join(folder, 'other.graphql'), 'type Query { a: Int }');
});
afterAll(async () => {
  await shop?.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { NODE_ENV: _ours, ...env } = process.env;
  const child = spawn(process.execPath, [COMMAND, ...args], { env: { ...env, ...environment } });
  let said = '';
  const listening = new Promise<string>((found) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, url] = /Everything open at (\S+)/.exec(said) ?? [];
      if (url !== undefined) found(url);
    });
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<{ code: number | null; said: string }>((end) =>
    child.once('close', (code) => end({ code, said })),
  );
  return { listening, ended, stop: () => child.kill('SIGTERM') };
}

describe('the command', () => {
  test('serves the supergraph of a file over HTTP', async () => {
    const running = start(['--supergraph', file, '--port', '0']);
    onTestFinished(() => void running.stop());
    const url = await running.listening;
    const post = (body: unknown) =>
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const answered = await post({
      query: 'query A($id: ID!) { again: user(id: $id) { id __typename } }',
      variables: { id: '3' },
    });
    expect([answered.status, await answered.json()]).toEqual([
      200,
      {
        data: { again: null },
        errors: [
          {
            message: 'Query.user failed',
            path: ['again'],
            extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'users' },
          },
        ],
      },
    ]);
    const unknown = await post({ query: '{ nothing }' });
    expect([unknown.status, await unknown.json()]).toMatchObject([
      400,
      { errors: [{ message: 'Cannot query field "nothing" on type "Query".' }] },
    ]);
    running.stop();
    expect((await running.ended).code).toBe(0);
  });

  test('does not run in production: exit 1, naming the switch', async () => {
    const { code, said } = await start(['--supergraph', file, '--port', '0'], { NODE_ENV: 'production' }).ended;
    expect([code, said]).toEqual([
      1,
      'gateway:plain opens everything (enforcement EVERYTHING_OPEN): it does not run with NODE_ENV=production. Unset NODE_ENV, or use the gateway itself.\n',
    ]);
  });

  test.each([
    [
      'a file that is not there',
      ['--supergraph', join(folder, 'none.graphql')],
      1,
      'none.graphql cannot be read. Give the file of a composed supergraph.',
    ],
    [
      'a file that is no supergraph',
      ['--supergraph', join(folder, 'other.graphql'), '--port', '0'],
      1,
      'other.graphql cannot be served: ',
    ],
    ['no file', [], 2, '--supergraph FILE is missing.'],
    ['a port that is none', ['--supergraph', file, '--port', 'x'], 2, '--port is a number from 0 to 65535.'],
  ])('says in a sentence what is wrong with %s', async (_what, args, status, sentence) => {
    const { code, said } = await start(args).ended;
    expect([code, said]).toEqual([status, expect.stringContaining(sentence)]);
    expect(said).not.toMatch(/\n\s+at /);
  });
});
