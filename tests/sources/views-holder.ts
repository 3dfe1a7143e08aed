// A holder on a real PostgreSQL and real HTTP, asked with signed grants.
import { expect } from 'vitest';
import type { Organisation } from '../../schema/organisation.ts';
import type { RunningSubgraph } from '../../subgraphs/kit/serve.ts';
import type { ViewsSettings } from '../../subgraphs/kit/serve-views.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { type Answer, askPersons, ISSUER, post, startTestGateway } from './kit-gateway.ts';

export interface ViewsHolder {
  readonly databaseUrl: string;
  /** The texts of the SQL statements since the start. */
  readonly statements: string[];
  /** All fields of `keys`, under one grant. */
  ask(keys: readonly string[], fields: string, subjects: readonly object[], claims?: object): Promise<Answer>;
  /** The one file of one person. */
  // biome-ignore lint/suspicious/noExplicitAny: tests compare the answer with literals.
  fileOf(key: string, fields: string, subjects: readonly object[], claims?: object): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: tests compare the answer with literals.
  ownCases(professional: string, select: object): Promise<any>;
  close(): Promise<void>;
}

export async function startViewsHolder(
  holder: Organisation,
  file: string,
  load: (databaseUrl: string) => Promise<void>,
  serve: (settings: ViewsSettings) => Promise<RunningSubgraph>,
): Promise<ViewsHolder> {
  const gateway = await startTestGateway();
  const database = await createTestDatabase();
  await load(database.url);
  const statements: string[] = [];
  const running = await serve({
    holder,
    databaseUrl: database.url,
    port: 0,
    host: '127.0.0.1',
    gatewayIssuer: ISSUER,
    gatewayJwks: gateway.jwks,
    demo: true,
    note: () => {},
    onStatement: (text) => statements.push(text),
  });
  const grantFor = (body: string, claims: object) =>
    gateway.grantFor(body, { aud: holder.oin, sub: holder.oin, ...claims });
  const one: ViewsHolder = {
    databaseUrl: database.url,
    statements,
    async ask(keys, fields, subjects, claims = {}) {
      const body = askPersons(keys, `${file} { ${fields} }`);
      const answer = await post(running.url, '/graphql', body, grantFor(body, { subjects, ...claims }));
      expect(answer.status, answer.text).toBe(200);
      return answer;
    },
    async fileOf(key, fields, subjects, claims = {}) {
      return (await one.ask([key], fields, subjects, claims)).json.data._entities[0][file][0];
    },
    async ownCases(professional, select) {
      const body = JSON.stringify({ ask: 'OWN_CASES', professional, select });
      const answer = await post(running.url, '/facts', body, grantFor(body, { use: 'FACTS' }));
      expect(answer.status, answer.text).toBe(200);
      return answer.json.cases;
    },
    async close() {
      await running.close();
      await database.drop();
      await gateway.close();
    },
  };
  return one;
}
