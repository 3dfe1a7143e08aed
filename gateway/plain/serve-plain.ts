// The plain door over HTTP (GraphQL over HTTP: POST with JSON). For federation suites on one machine.
import fastify from 'fastify';
import { request } from 'undici';
import { z } from 'zod';
import type { PlainPost } from '../fetch/plain-source.ts';
import type { PlainDoor } from './open-plain.ts';

const question = z.looseObject({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});
const MILLISECONDS = 10_000;
const BODY_LIMIT = 4 * 1024 * 1024;

export async function servePlain(
  door: PlainDoor,
  at: { readonly host: string; readonly port: number },
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = fastify({ logger: false, bodyLimit: BODY_LIMIT, forceCloseConnections: true });
  server.post('/graphql', async ({ body, headers }, reply) => {
    const modern = headers.accept?.includes('application/graphql-response+json') === true;
    reply.type(`${modern ? 'application/graphql-response+json' : 'application/json'}; charset=utf-8`);
    const asked = question.safeParse(body);
    if (!asked.success)
      return reply.code(400).send({ errors: [{ message: 'Ask with a JSON object that has a query.' }] });
    const { query, variables, operationName } = asked.data;
    const answer = await door.ask({ query, variables: variables ?? {}, operationName: operationName ?? null });
    return reply.code(answer.data === undefined ? 400 : 200).send(answer);
  });
  server.get('/health/ready', async () => ({ status: 'ready' }));
  const url = await server.listen(at);
  return {
    url,
    async close() {
      await server.close();
      await door.close();
    },
  };
}

/** To subgraphs anywhere: whatever they answer as JSON, with whichever status. */
export const postAnywhere: PlainPost = async (url, body) => {
  const { body: answer } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
    headersTimeout: MILLISECONDS,
    bodyTimeout: MILLISECONDS,
  });
  return answer.json();
};
