// vitest's global set-up: one PostgreSQL server for the whole run, its administrator's URL handed to the tests.
import type { TestProject } from 'vitest/node';
import { startThrowAwayServer } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

export default async function onePostgres(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowAwayServer();
  project.provide('postgresUrl', server.adminUrl);
  return () => server.stop();
}
