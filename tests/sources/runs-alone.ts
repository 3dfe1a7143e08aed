// A holder as a process of its own, as a partner runs it, until it is told to end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Organisation } from '../../schema/organisation.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { type Answer, askPersons, ISSUER, post, startTestGateway } from './kit-gateway.ts';

/** Answers of a holder that runs `main` on what `load` put there, and how its process ended. */
export async function runAlone(
  main: URL,
  holder: Organisation,
  load: (databaseUrl: string) => Promise<void>,
  ask: { readonly key: string; readonly fields: string; readonly subjects: readonly object[] },
): Promise<{ readonly ready: number; readonly calls: number; readonly answer: Answer; readonly ended: unknown }> {
  const gateway = await startTestGateway();
  const database = await createTestDatabase();
  try {
    await load(database.url);
    const child = spawn(process.execPath, [main.pathname], {
      env: {
        PATH: process.env.PATH ?? '',
        APOLLO_TELEMETRY_DISABLED: 'true',
        HOLDER_OIN: holder.oin,
        HOLDER_KIND: holder.kind,
        HOLDER_NAME: holder.name,
        GATEWAY_ISSUER: ISSUER,
        GATEWAY_JWKS: gateway.jwks.href,
        PORT: '0',
        DATABASE_URL: database.url,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit');
    try {
      const [said] = await once(child.stdout, 'data');
      const url = String(said).trim();
      const body = askPersons([ask.key], ask.fields);
      const grant = gateway.grantFor(body, { aud: holder.oin, sub: holder.oin, subjects: ask.subjects });
      const answer = await post(url, '/graphql', body, grant);
      const ready = (await fetch(`${url}/health/ready`)).status;
      const calls = (await fetch(`${url}/calls`)).status;
      child.kill('SIGTERM');
      return { ready, calls, answer, ended: await exit };
    } finally {
      child.kill('SIGKILL');
    }
  } finally {
    await database.drop();
    await gateway.close();
  }
}
