// The server of a holder whose case system publishes the views of README.md: its settings enter, a running subgraph leaves.

import type { Organisation } from '../../schema/organisation.ts';
import type { KeySetAddress } from './grant/keys.ts';
import type { NoteTaker } from './note.ts';
import { ownCasesOf } from './own-cases.ts';
import { type RunningSubgraph, serveSubgraph } from './serve.ts';
import { readOnlySql, sqlSource } from './sql-source.ts';

export interface ViewsSettings {
  readonly holder: Organisation;
  /** Where the views are; a role that may read them. */
  readonly databaseUrl: string;
  readonly port: number;
  readonly host: string;
  readonly gatewayIssuer: string;
  readonly gatewayJwks: KeySetAddress;
  readonly demo: boolean;
  readonly note?: NoteTaker;
  /** Told the text of each SQL statement, never its values. */
  readonly onStatement?: (text: string) => void;
}

/** `sdl`: the subgraph's own schema.graphql. */
export async function serveFromViews(settings: ViewsSettings, sdl: URL): Promise<RunningSubgraph> {
  const { databaseUrl, onStatement, ...served } = settings;
  const sql = readOnlySql(databaseUrl, onStatement);
  return serveSubgraph({
    ...served,
    sdl,
    source: sqlSource(sql, settings.holder.oin),
    facts: { OWN_CASES: (question) => ownCasesOf(sql, question) },
  });
}
