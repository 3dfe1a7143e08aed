// The server of the Raad voor de Kinderbescherming: its settings enter, a running subgraph leaves.
import type { RunningSubgraph } from '../kit/serve.ts';
import { serveFromViews, type ViewsSettings } from '../kit/serve-views.ts';

export async function serveRvdk(settings: ViewsSettings): Promise<RunningSubgraph> {
  return serveFromViews(settings, new URL('schema.graphql', import.meta.url));
}
