// Stands before every holder of a running system: facts go on to the holder itself; data are answered here, a canary in every text field that is asked.
// Sends, and decides nothing: it answers whatever is asked, also what a grant does not cover.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  execute,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  isEnumType,
  isListType,
  isNonNullType,
  parse,
} from 'graphql';
import { z } from 'zod';
import { GRANT_HEADER } from '../../schema/grant-format.ts';
import { readSdl, schemaOf } from '../../subgraphs/kit/sdl.ts';

const FOLDERS: Readonly<Record<string, string>> = {
  PERSONS: 'persons',
  LOCAL_TEAM: 'local-teams',
  VEILIG_THUIS: 'veilig-thuis',
  RVDK: 'rvdk',
  CERTIFIED_INSTITUTION: 'certified-institutions',
};
const asked = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()) });

export type CanaryHolders = {
  /** Where the holder of this kind and address is stood before. */
  url(source: string, holder: string): Promise<string>;
  /** `Type.field` of every text that was answered. */
  readonly planted: ReadonlySet<string>;
  /** From the next call on: answers, a page with the texts under status 500, or errors that hold them. */
  mode: 'ANSWERS' | 'FAILS' | 'ERRS';
  close(): Promise<void>;
};

/** `word`: what every canary begins with. */
export function standBefore(word: string): CanaryHolders {
  const planted = new Set<string>();
  const servers: Server[] = [];

  const fill = (type: GraphQLOutputType, coordinate: string, key: string): unknown => {
    if (isNonNullType(type)) return fill(type.ofType, coordinate, key);
    if (isListType(type)) return [fill(type.ofType, coordinate, key)];
    if (isEnumType(type)) return type.getValues()[0]?.value;
    switch (type.toString()) {
      case 'String':
        planted.add(coordinate);
        return `${word}-${coordinate}`;
      case 'ID':
        return /\.(recordId|id)$/.test(coordinate) && coordinate !== 'Person.id' ? `${word}-${coordinate}` : key;
      case 'Date':
        return '2026-10-01';
      case 'DateTime':
        return '2026-10-01T10:00:00Z';
      case 'Int':
        return 3;
      case 'Boolean':
        return true;
      default:
        return { id: key };
    }
  };
  const resolve: GraphQLFieldResolver<{ id: string }, unknown> = (
    { id },
    _args,
    _context,
    { parentType, fieldName, returnType },
  ) => fill(returnType, `${parentType.name}.${fieldName}`, id);

  const holders: CanaryHolders = {
    planted,
    mode: 'ANSWERS',
    async url(source, holder) {
      const schema = schemaOf(
        await readSdl(new URL(`../../subgraphs/${FOLDERS[source]}/schema.graphql`, import.meta.url)),
      );
      const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer); // Bytes: no encoding was set.
        const body = Buffer.concat(chunks);
        response.setHeader('content-type', 'application/json');
        if (request.url === '/facts') {
          const facts = await fetch(`${holder}/facts`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', [GRANT_HEADER]: String(request.headers[GRANT_HEADER]) },
            body,
          });
          response.statusCode = facts.status;
          response.end(await facts.text());
          return;
        }
        const { query, variables } = asked.parse(JSON.parse(body.toString('utf8')));
        const { data } = await execute({
          schema,
          document: parse(query),
          variableValues: variables,
          fieldResolver: resolve,
        });
        const error = { message: `${word}-message at http://10.1.2.3/`, extensions: { stacktrace: [`${word}-stack`] } };
        if (holders.mode === 'FAILS') response.statusCode = 500;
        response.end(JSON.stringify(holders.mode === 'ANSWERS' ? { data } : { data, errors: [error] }));
      };
      const server = createServer((request, response) => {
        answer(request, response).catch(() => response.destroy());
      });
      servers.push(server);
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // It listens at a port.
    },
    async close() {
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
    },
  };
  return holders;
}
