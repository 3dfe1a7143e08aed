// A local team's server: its settings enter, a running subgraph leaves.
import type { Organisation } from '../../schema/organisation.ts';
import type { NoteTaker } from '../kit/note.ts';
import { type RunningSubgraph, serveSubgraph } from '../kit/serve.ts';
import { readOnlySql, sqlSource } from '../kit/sql-source.ts';
import { ownCasesOf } from './own-cases.ts';

export interface LocalTeamSettings {
  readonly holder: Organisation;
  /** Where the views of views.sql are; a role that may read them. */
  readonly databaseUrl: string;
  readonly port: number;
  readonly host: string;
  readonly gatewayIssuer: string;
  readonly gatewayJwks: URL;
  readonly demo: boolean;
  readonly note?: NoteTaker;
  /** Told the text of each SQL statement, never its values. */
  readonly onStatement?: (text: string) => void;
}

export async function serveLocalTeam(settings: LocalTeamSettings): Promise<RunningSubgraph> {
  const { databaseUrl, onStatement, ...served } = settings;
  const sql = readOnlySql(databaseUrl, onStatement);
  return serveSubgraph({
    ...served,
    sdl: new URL('schema.graphql', import.meta.url),
    source: sqlSource(sql, settings.holder.oin),
    facts: { OWN_CASES: (question) => ownCasesOf(sql, question) },
  });
}
