// A Veilig Thuis organisation's own case system over HTTP. It knows its own tables and one bearer secret, and nothing of any gateway.
import { createHash, timingSafeEqual } from 'node:crypto';
import Fastify from 'fastify';
import postgres from 'postgres';
import { readOwnCases } from './own-cases.ts';
import { casesQuestion, filesQuestion } from './questions.ts';
import { readFiles } from './read-files.ts';

/** The PostgreSQL schema of its tables (tables.sql). */
export const SCHEMA = 'zaaksysteem';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Port 0 takes a free one. Errors are `{ fout }` with one word; no row, key or SQL is ever in them. */
export async function serveCaseSystem(settings: {
  databaseUrl: string;
  port: number;
  host: string;
  secret: string;
}): Promise<{ url: string; close(): Promise<void> }> {
  const sql = postgres(settings.databaseUrl, {
    max: 8,
    onnotice: () => {},
    connection: {
      search_path: SCHEMA,
      application_name: 'zaaksysteem',
      default_transaction_read_only: true,
      statement_timeout: 5000,
    },
  });
  const expected = digest(`Bearer ${settings.secret}`);
  const app = Fastify({ logger: false, bodyLimit: 256 * 1024, forceCloseConnections: 'idle' });

  app.setErrorHandler((error, _request, reply) => {
    const status =
      error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
    return status < 500
      ? reply.code(status).send({ fout: 'ONGELDIGE_VRAAG' })
      : reply.code(500).send({ fout: 'STORING' });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ fout: 'ONBEKEND_ADRES' }));
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.url === '/gezond') return;
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
      await reply.code(401).send({ fout: 'NIET_GEMACHTIGD' });
    }
  });

  app.get('/gezond', async () => {
    await sql`select 1 from organisatie`;
    return { gezond: true };
  });

  app.post('/dossiers/opvragen', async (request, reply) => {
    const question = filesQuestion.safeParse(request.body);
    if (!question.success) return reply.code(400).send({ fout: 'ONGELDIGE_VRAAG' });
    const { vragen, namens, beschermdDeelOpenen } = question.data;
    if (vragen.some(({ onderdeel }) => onderdeel === 'beschermdDeel')) {
      const own = await sql`select 1 from organisatie where oin = ${namens}`;
      if (!beschermdDeelOpenen || own.length === 0) return reply.code(403).send({ fout: 'BESCHERMD_DEEL' });
    }
    return { antwoorden: await readFiles(sql, question.data) };
  });

  app.post('/medewerkers/casussen', async (request, reply) => {
    const question = casesQuestion.safeParse(request.body);
    if (!question.success) return reply.code(400).send({ fout: 'ONGELDIGE_VRAAG' });
    return { casussen: await readOwnCases(sql, question.data) };
  });

  const url = await app.listen({ port: settings.port, host: settings.host });
  return {
    url,
    async close() {
      await app.close();
      await sql.end({ timeout: 2 });
    },
  };
}
