// Subgraph SDLs in, the one supergraph out, or every reason why not. Composition is Apollo's; what it lets through is checked by us.
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { checkSubgraph } from './check-subgraph.ts';
import { checkSupergraph } from './check-supergraph.ts';
import type { SubgraphSdl } from './subgraphs.ts';

export type Composition =
  | { readonly ok: true; readonly supergraph: string }
  | { readonly ok: false; readonly problems: readonly string[] };

/** A hint fails too: a hint is how composition says that one of two differing values won (stack.md B). */
export function compose(subgraphs: readonly SubgraphSdl[]): Composition {
  const documents = subgraphs.map(({ source, sdl }) => ({ source, document: parse(sdl) }));
  const own = documents.flatMap(({ source, document }) => checkSubgraph(source, document));
  if (own.length > 0) return { ok: false, problems: own };
  const result = composeServices(
    documents.map(({ source, document }) => ({
      name: source.toLowerCase(),
      // Never called: the gateway asks each holder at its registered address.
      url: `http://${source.toLowerCase().replaceAll('_', '-')}.invalid/graphql`,
      typeDefs: document,
    })),
  );
  const said = [
    ...(result.errors ?? []).map((error) => `composition: ${error.message}`),
    ...(result.hints ?? []).map((hint) => `composition hint: ${hint.message}`),
  ];
  if (said.length > 0 || result.supergraphSdl === undefined) return { ok: false, problems: said };
  const problems = checkSupergraph(result.supergraphSdl, documents);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, supergraph: `${result.supergraphSdl}\n` };
}
