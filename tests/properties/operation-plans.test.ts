// Apollo's own API schema and planner beside ours: every pruned document can be planned, and no plan asks a source of which nothing opens.
import { readFileSync } from 'node:fs';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { prettyFormatQueryPlan, QueryPlanner } from '@apollo/query-planner';
import fc from 'fast-check';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';
import { expect, test } from 'vitest';
import { createPrune } from '../../gateway/prune/prune.ts';
import { READ_LIMITS } from '../../gateway/read/limits.ts';
import { createRead } from '../../gateway/read/read.ts';
import { buildApiSchema } from '../../gateway/vocabulary/api-schema.ts';
import { isRefusal } from '../../gateway/vocabulary/refusal.ts';
import { askedFor, CASE, closed, decisionFor, ids, opened, TEAM, workerAt } from '../rooms/answer-situation.ts';
import { operations, realIndex } from '../support/operations.ts';
import { hash } from './operation-world.ts';

const sdl = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const supergraph = Supergraph.build(sdl);
const planner = new QueryPlanner(supergraph);
const read = createRead({ index: realIndex, limits: READ_LIMITS });
const prune = createPrune({ index: realIndex });

test('our API schema is the one that Apollo makes of the supergraph', () => {
  const nothing = { kind: parse('{ a }').kind, definitions: [] };
  const ours = printSchema(lexicographicSortSchema(buildApiSchema(parse(sdl), nothing, () => false)));
  const theirs = printSchema(lexicographicSortSchema(supergraph.apiSchema().toGraphQLJSSchema()));
  expect(ours).toContain('type Household');
  expect(ours).toBe(theirs);
});

test('every pruned document can be planned, and its plan asks only sources of which something opens', () => {
  const services = new Set<string>();
  const random = operations(realIndex, {
    household: ids.seal('HOUSEHOLD', CASE, TEAM),
    bsn: '999990019',
    without: (coordinate) => coordinate.endsWith('.reporters'),
  });
  fc.assert(
    fc.property(random, fc.nat(9), (written, salt) => {
      const made = read({ ...written }, workerAt(), ids);
      if (isRefusal(made)) throw new Error(made.message.en);
      const decision = decisionFor(made, ({ source, category }) =>
        hash(`${source}${category}${salt}`) % 2 === 0 ? opened() : closed('NO_LEGAL_BASIS'),
      );
      const { document } = prune(askedFor(decision), made);
      if (document === null) return;
      const plan = prettyFormatQueryPlan(
        planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), document)),
      );
      const asked = [...plan.matchAll(/service: "([a-z_]+)"/g)].map(([, name = '']) => name);
      const open = new Set(
        [...decision.cells.values()].flatMap(({ cell, verdict }) =>
          verdict.outcome === 'ALLOW' ? [cell.source.toLowerCase()] : [],
        ),
      );
      for (const service of asked) {
        services.add(service);
        if (service !== 'access') expect(open).toContain(service);
      }
    }),
    { numRuns: 150, seed: 20261122 },
  );
  expect([...services]).toEqual(expect.arrayContaining(['access', 'local_team', 'persons', 'veilig_thuis']));
});
