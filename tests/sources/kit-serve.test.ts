// A holder's server from start to end.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisation } from '../../schema/organisation.ts';
import { SdlProblem } from '../../subgraphs/kit/rules.ts';
import { serveSubgraph } from '../../subgraphs/kit/serve.ts';
import type { Source } from '../../subgraphs/kit/source.ts';
import { askPersons, ISSUER, post, startTestGateway, subject, TEAM, type TestGateway } from './kit-gateway.ts';
import { testSource } from './kit-source.ts';

const ANNA = 'key-of-anna-0001';

describe('a server of a holder', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  const settings = (source: Source, more: object = {}) => ({
    holder: organisation.parse({ oin: TEAM, kind: 'LOCAL_TEAM_MUNICIPAL', name: 'Team', region: null }),
    sdl: new URL('kit/team.graphql', import.meta.url),
    source,
    facts: {},
    port: 0,
    host: '127.0.0.1',
    gatewayIssuer: ISSUER,
    gatewayJwks: gateway.jwks,
    demo: false,
    note: () => {},
    ...more,
  });

  it('closing lets a running call end, then closes the source, and takes no new call', async () => {
    const order: string[] = [];
    const read = Promise.withResolvers<void>();
    const reading = Promise.withResolvers<void>();
    const holder = await serveSubgraph(
      settings({
        async read() {
          reading.resolve();
          await read.promise;
          order.push('read');
          return [];
        },
        ready: async () => true,
        async close() {
          order.push('closed');
        },
      }),
    );
    const body = askPersons([ANNA], 'birthDate');
    const grant = () => gateway.grantFor(body, { subjects: [subject(ANNA, 'IDENTITY')] });
    const running = post(holder.url, '/graphql', body, grant());
    await reading.promise;
    const closing = holder.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    // Refused at the door, or told so on a connection that was still open.
    const late = await post(holder.url, '/graphql', body, grant()).then(
      ({ status }) => status,
      () => 'refused',
    );
    expect(['refused', 503]).toContain(late);
    read.resolve();
    expect((await running).json).toEqual({ data: { _entities: [{ birthDate: null }] } });
    await closing;
    expect(order).toEqual(['read', 'closed']);
  });

  it('a graph that is not classified does not start, and its source is closed', async () => {
    let closed = 0;
    const source: Source = {
      ...testSource(),
      async close() {
        closed += 1;
      },
    };
    const sdl = new URL('../../schema/request.graphql', import.meta.url);
    await expect(serveSubgraph(settings(source, { sdl }))).rejects.toBeInstanceOf(SdlProblem);
    expect(closed).toBe(1);
  });

  it('while the key set of the gateway is away no grant is accepted; once it is back they are', async () => {
    let away = true;
    const keys = await (await fetch(gateway.jwks)).text();
    const server = createServer((_request, response) => {
      response.statusCode = away ? 503 : 200;
      response.setHeader('content-type', 'application/json');
      response.end(away ? '{}' : keys);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const holder = await serveSubgraph(
      settings(testSource(), { gatewayJwks: new URL(`http://127.0.0.1:${port}/jwks.json`) }),
    );
    try {
      const body = askPersons([ANNA], 'birthDate');
      const ask = () => post(holder.url, '/graphql', body, gateway.grantFor(body, { subjects: [] }));
      expect((await ask()).json.errors[0].extensions.code).toBe('GRANT_INVALID');
      away = false;
      expect((await ask()).json).toEqual({ data: { _entities: [null] } });
    } finally {
      await holder.close();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('finds the keys of a gateway that runs as several processes at any of them that answers', async () => {
    const refusing = createServer((_request, response) => {
      response.statusCode = 503;
      response.end();
    });
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
    const { port } = refusing.address() as AddressInfo;
    const nobody = new URL('http://127.0.0.1:9/jwks.json');
    const addresses = [nobody, new URL(`http://127.0.0.1:${port}/jwks.json`), gateway.jwks] as const;
    const body = askPersons([ANNA], 'birthDate');
    const holder = await serveSubgraph(settings(testSource(), { gatewayJwks: addresses }));
    const lost = await serveSubgraph(settings(testSource(), { gatewayJwks: [nobody, addresses[1]] }));
    try {
      const ask = (url: string) => post(url, '/graphql', body, gateway.grantFor(body, { subjects: [] }));
      expect((await ask(holder.url)).json).toEqual({ data: { _entities: [null] } });
      expect((await ask(lost.url)).json.errors[0].extensions.code).toBe('GRANT_INVALID');
    } finally {
      await holder.close();
      await lost.close();
      await new Promise((resolve) => refusing.close(resolve));
    }
  });
});
