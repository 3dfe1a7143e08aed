// The subgraphs that make the graph: each kind of source with the file that describes it.
import { readFile } from 'node:fs/promises';
import type { SourceKind } from '../names/source-kind.ts';

const FILES: Partial<Record<SourceKind, string>> = {
  ACCESS: 'subgraphs/access/schema.graphql',
  PERSONS: 'subgraphs/persons/schema.graphql',
  LOCAL_TEAM: 'subgraphs/local-teams/schema.graphql',
  VEILIG_THUIS: 'subgraphs/veilig-thuis/schema.graphql',
  RVDK: 'subgraphs/rvdk/schema.graphql',
  CERTIFIED_INSTITUTION: 'subgraphs/certified-institutions/schema.graphql',
};

const ROOT = new URL('../../', import.meta.url);

/** One subgraph as composition takes it: `sdl` is the shared file followed by the subgraph's own. */
export type SubgraphSdl = { readonly source: SourceKind; readonly sdl: string };

/** Reads every subgraph's SDL; rejects when a file is missing, naming it. */
export async function readSubgraphs(): Promise<readonly SubgraphSdl[]> {
  const shared = await readFile(new URL('schema/shared.graphql', ROOT), 'utf8');
  const sources = Object.entries(FILES) as [SourceKind, string][];
  return Promise.all(
    sources.map(async ([source, path]) => ({
      source,
      sdl: `${shared}\n${await readFile(new URL(path, ROOT), 'utf8')}`,
    })),
  );
}
