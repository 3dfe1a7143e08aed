// The gateway's doors for the playground, over HTTP: what they give in a demo, what they refuse, and that no other gateway has them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadPolicies } from '../../gateway/adapters/policies.ts';
import { servePeople } from '../../gateway/http/demo-people.ts';
import { servePlayground } from '../../gateway/http/playground.ts';
import { openGateway } from '../../gateway/open-gateway.ts';
import { type System, startSystem } from '../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.close());

const post = (url: string, body: string, type = 'application/json'): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': type }, body });

describe('a demo gateway', () => {
  it('hands out the token of a persona, professional or citizen, and it is taken at /graphql', async () => {
    for (const [persona, purpose] of [
      ['lotte', 'SUPPORT_PLAN'],
      ['elin', 'OWN_FILE'],
    ]) {
      const given = await post(`${system.url}/demo/token`, JSON.stringify({ persona }));
      expect(given.headers.get('cache-control')).toBe('no-store');
      const { access_token } = z.object({ access_token: z.string() }).parse(await given.json());
      const answer = await fetch(`${system.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: `query @access(purpose: ${purpose}) { __typename }` }),
      });
      expect(answer.status).toBe(200);
    }
  });

  it('refuses a persona that is not there, a body that is none, and a form from elsewhere', async () => {
    expect((await post(`${system.url}/demo/token`, '{"persona":"nobody"}')).status).toBe(404);
    expect((await post(`${system.url}/demo/token`, '{"persona":"../lotte"}')).status).toBe(400);
    expect((await post(`${system.url}/demo/token`, '{"persona":')).status).toBe(400);
    expect((await post(`${system.url}/demo/token`, 'persona=lotte', 'application/x-www-form-urlencoded')).status).toBe(
      415,
    );
    expect((await post(`${system.url}/demo/clock`, '{"to":"tomorrow"}')).status).toBe(400);
    expect((await post(`${system.url}/demo/clock`, '{"to":"+1d"}', 'text/plain')).status).toBe(415);
  });

  it('tells where the clock stands and where it began', async () => {
    const { now, start } = z
      .object({ now: z.string(), start: z.string() })
      .parse(await (await fetch(`${system.url}/demo/clock`)).json());
    expect(start).toBe('2026-11-22T10:00:00+01:00');
    expect(Date.parse(now) - Date.parse(start)).toBeLessThan(60_000);
  });

  it('gives the law rows and rules in force, and the Dutch terms, and no person', async () => {
    const policy = await (await fetch(`${system.url}/demo/policy`)).text();
    const { law, rules } = z
      .object({ law: z.array(z.object({ id: z.string() })), rules: z.array(z.object({ id: z.string() })) })
      .parse(JSON.parse(policy));
    expect(law.map(({ id }) => id)).toContain('jw-7.3.11-1');
    expect(rules.map(({ id }) => id)).toContain('team-provider-own-file');
    expect(policy).not.toContain('Hazelbrinker');
    const names: unknown = await (await fetch(`${system.url}/demo/names`)).json();
    expect(names).toMatchObject({
      categories: { PLAN: 'gezinsplan' },
      codes: { NO_VALID_CONSENT: 'geen geldige toestemming' },
    });
  });

  it('serves no file outside the folder of the page', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'samenzicht-page-'));
    const page = join(folder, 'page');
    mkdirSync(page);
    writeFileSync(join(page, 'inside.js'), '// of the page');
    writeFileSync(join(folder, 'outside.js'), '// of somebody else');
    const server = fastify();
    servePlayground(server, page);
    try {
      const status = async (path: string): Promise<number> => (await server.inject({ url: path })).statusCode;
      expect(await status('/playground/inside.js')).toBe(200);
      for (const path of ['..%2foutside.js', '%2e%2e%2foutside.js', 'a%2f..%2f..%2foutside.js', '..%5coutside.js'])
        expect(await status(`/playground/${path}`), path).toBe(404);
      for (const path of ['inside.ts', '.env', 'inside.js%00', '.%2finside.js'])
        expect(await status(`/playground/${path}`), path).toBe(404);
      // Nothing is built in this folder: what to do is said at the page's own address.
      const { statusCode, payload } = await server.inject({ url: '/playground/' });
      expect(statusCode).toBe(503);
      expect(payload).toContain('npm run build:web');
    } finally {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('hands out thirty tokens at once and then says wait, until time has passed', async () => {
    let now = 0;
    const { port } = system.settings.holders.issuers.professionals;
    const issuer = `http://127.0.0.1:${port}`;
    const server = fastify();
    servePeople(server, { professionals: issuer, citizens: issuer }, () => now);
    const status = async (): Promise<number> =>
      (await server.inject({ method: 'POST', url: '/demo/token', payload: { persona: 'lotte' } })).statusCode;
    try {
      for (let count = 0; count < 30; count += 1) expect(await status()).toBe(200);
      expect(await status()).toBe(429);
      now = 1_000;
      expect(await status()).toBe(200);
    } finally {
      await server.close();
    }
  });

  it('says that its issuer does not answer, and asks again the next time', async () => {
    const server = fastify();
    servePeople(server, { professionals: 'http://127.0.0.1:9', citizens: 'http://127.0.0.1:9' });
    try {
      const { statusCode, payload } = await server.inject({ url: '/demo/personas' });
      expect(statusCode).toBe(503);
      expect(payload).toContain('does not answer');
    } finally {
      await server.close();
    }
  });
});

describe('a gateway that is no demo', () => {
  it('has no playground, no personas, no tokens, no clock and no policy to read', async () => {
    const loaded = await loadPolicies(fileURLToPath(new URL('../../policies', import.meta.url)));
    if (loaded.kind === 'PROBLEMS') throw new Error('the policies cannot be read');
    const gateway = await openGateway(
      { ...system.settings.gateway, port: 0, demo: false },
      { policy: loaded.set, telemetryDisabled: 'true', note: () => {} },
    );
    try {
      for (const path of [
        'playground',
        'playground/',
        'playground/index.html',
        'demo/personas',
        'demo/clock',
        'demo/policy',
        'demo/names',
      ])
        expect((await fetch(`${gateway.url}/${path}`)).status, path).toBe(404);
      for (const path of ['demo/token', 'demo/clock'])
        expect((await post(`${gateway.url}/${path}`, '{"persona":"lotte","to":"+1d"}')).status, path).toBe(404);
      expect((await fetch(`${system.url}/demo/clock`)).status).toBe(200);
    } finally {
      await gateway.close();
    }
  });
});
