// A holder's address for tests: a real HTTP server. It answers from literal files by the honest rules of GraphQL, or as a test tells it to.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { readSdl } from '../../subgraphs/kit/sdl.ts';

export type ReceivedCall = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Payload of the grant, not verified. */
  readonly grant: Readonly<Record<string, unknown>>;
};

/** What the person's own source would say, by inner key: the fields of Person. */
export type Files = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export type Partner = {
  readonly url: string;
  readonly calls: ReceivedCall[];
  /** Replaces the honest answer: a body, or whatever is done with the response. */
  tamper: ((honest: unknown, call: ReceivedCall, response: ServerResponse) => unknown) | null;
  close(): Promise<void>;
};

const SDL = { LOCAL_TEAM: 'local-teams', VEILIG_THUIS: 'veilig-thuis', PERSONS: 'persons' } as const;

export async function startPartner(kind: keyof typeof SDL, files: Files): Promise<Partner> {
  const sdl = await readSdl(new URL(`../../subgraphs/${SDL[kind]}/schema.graphql`, import.meta.url));
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(sdl),
      resolvers: { Person: { __resolveReference: ({ id }: { id: string }) => ({ ...files[id], id }) } },
    },
  ]);
  const partner: Partner = { url: '', calls: [], tamper: null, close: async () => {} };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { query, variables } = JSON.parse(body);
    const [, payload = ''] = String(request.headers['samenzicht-grant']).split('.');
    const grant = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const call = { path: request.url ?? '', headers: request.headers, body, query, variables, grant };
    partner.calls.push(call);
    const honest = JSON.parse(JSON.stringify(await graphql({ schema, source: query, variableValues: variables })));
    const answer = partner.tamper === null ? honest : partner.tamper(honest, call, response);
    if (answer === undefined) return;
    response.setHeader('content-type', 'application/json');
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(partner, {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
