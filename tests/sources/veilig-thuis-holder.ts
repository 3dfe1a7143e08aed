// Starts the real thing: a database, the case system on it, and the holder in front; and asks the holder under grants.
import { serveCaseSystem } from '../../subgraphs/veilig-thuis/case-system/serve.ts';
import { loadVeiligThuis } from '../../subgraphs/veilig-thuis/load.ts';
import { serveVeiligThuis, type VeiligThuisSettings } from '../../subgraphs/veilig-thuis/serve.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { type Answer, askPersons, ISSUER, post, startTestGateway, type TestGateway } from './kit-gateway.ts';
import { bsnOf, keyOf, seed, VEILIG_THUIS } from './veilig-thuis-file.ts';

export const SECRET = 'a-secret-of-the-case-system';

export interface CaseSystem {
  readonly url: URL;
  readonly database: TestDatabase;
  close(): Promise<void>;
}

/** The case system of the seed, on a database of its own. */
export async function startCaseSystem(): Promise<CaseSystem> {
  const database = await createTestDatabase();
  await loadVeiligThuis({ databaseUrl: database.url, holder: VEILIG_THUIS, seed, keyOf, bsnOf });
  const server = await serveCaseSystem({ databaseUrl: database.url, port: 0, host: '127.0.0.1', secret: SECRET });
  return {
    url: new URL(server.url),
    database,
    async close() {
      await server.close();
      await database.drop();
    },
  };
}

export interface TestHolder {
  readonly url: string;
  readonly gateway: TestGateway;
  /** Asks `fields` of these persons under a grant with these claims. */
  ask(persons: readonly string[], fields: string, claims: Record<string, unknown>): Promise<Answer>;
  /** Asks at /facts; by default for the own organisation. */
  facts(question: unknown, claims?: Record<string, unknown>): Promise<Answer>;
  close(): Promise<void>;
}

export async function startHolder(
  caseSystem: URL,
  settings: Partial<Pick<VeiligThuisSettings, 'timeout' | 'maximumSize' | 'secret'>> = {},
): Promise<TestHolder> {
  const gateway = await startTestGateway();
  const server = await serveVeiligThuis({
    holder: VEILIG_THUIS,
    caseSystem,
    secret: SECRET,
    port: 0,
    host: '127.0.0.1',
    gatewayIssuer: ISSUER,
    gatewayJwks: gateway.jwks,
    demo: true,
    ...settings,
  });
  const own = { aud: VEILIG_THUIS.oin, sub: VEILIG_THUIS.oin, role: 'VT_INVESTIGATOR', purpose: 'VT_INVESTIGATION' };
  return {
    url: server.url,
    gateway,
    ask(persons, fields, claims) {
      const body = askPersons(persons, fields);
      return post(server.url, '/graphql', body, gateway.grantFor(body, { ...own, ...claims }));
    },
    facts(question, claims = {}) {
      const body = JSON.stringify(question);
      return post(server.url, '/facts', body, gateway.grantFor(body, { ...own, use: 'FACTS', ...claims }));
    },
    async close() {
      await server.close();
      await gateway.close();
    },
  };
}
