// Makes, loads and stops everything of Apollo that the gateway uses, as the gateway does; then ends by itself.
import { readFileSync } from 'node:fs';
import { openGraphQL } from '../../../gateway/apollo.ts';
import { createPlanner } from '../../../gateway/fetch/plan.ts';
import { indexFields } from '../../../gateway/vocabulary/field-index.ts';
import type { Walk } from '../../../gateway/walk.ts';

const schema = (name: string) => readFileSync(new URL(`../../../schema/${name}`, import.meta.url), 'utf8');
const supergraphSdl = schema('supergraph.graphql');
const requestSdl = schema('request.graphql');
const unused = () => Promise.reject(new Error('no request in this program'));
const walk: Walk = { arrive: unused, ask: unused, refuse: unused };
const planner = createPlanner({
  supergraphSdl,
  index: indexFields(supergraphSdl, requestSdl),
  access: unused,
  // What the test says, not what the environment says: the constructor reads the environment itself.
  telemetryDisabled: process.argv[2],
});
const door = await openGraphQL({ planner: planner.apollo, requestSdl, walk, maxTokens: 1_000 });
await door.stop();
