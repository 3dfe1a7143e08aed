// For mutation testing alone: as many requests of the oracle as fit in the time of one mutant.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeProblems, loadPolicies } from '../../gateway/adapters/policies.ts';
import { compareMany } from './run.ts';

it('the engine and Cedar do not differ', async () => {
  const loaded = await loadPolicies(fileURLToPath(new URL('../../policies', import.meta.url)));
  if (loaded.kind === 'PROBLEMS') throw new Error(describeProblems(loaded.problems));
  const { requests, differences } = compareMany({
    set: loaded.set,
    requests: 6_000,
    seed: 7,
    madeUp: false,
    enough: 1,
  });
  expect(differences.map(({ difference }) => difference)).toEqual([]);
  expect(requests).toBeGreaterThan(5_000);
});
