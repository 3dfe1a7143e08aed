// G1 over generated worlds, callers and operations: what differs only where the caller may not see is answered and asked alike, to the byte. 2,000 pairs
// over a wire in this process, 150 over HTTP on both sides, 60 at the other door. `npm run non-interference` looks further.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeFound, describeReport } from '../generated/describe.ts';
import { countBeforeFiltering, errorNamesSource, unfilteredRepresentation } from '../generated/leaks.ts';
import { batches, compareAtPoint } from '../generated/pair.ts';
import { compareMany, type Report } from '../generated/run.ts';
import { SECRETS } from '../generated/secrets.ts';
import { type GeneratedSystem, openGenerated, type Seams } from '../generated/system.ts';

const SEED = 20261122;

describe('two worlds that differ only in what the caller may not see', () => {
  let report: Report;
  beforeAll(async () => {
    const system = await openGenerated('IN_PROCESS');
    try {
      report = await compareMany({ system, pairs: 2_000, seed: SEED });
      expect(system.troubles).toEqual([]);
    } finally {
      await system.close();
    }
  }, 300_000);

  test('give the same bytes, status and headers, and the same calls to the same sources in the same order', () => {
    expect(report.found.map(describeFound)).toEqual([]);
    expect(report.pairs).toBeGreaterThanOrEqual(2_000);
  });

  test('differ in everything that may differ, for many callers, and the answers show something', () => {
    const { changed, showing, secrets, purposes, roles } = report;
    // So rare that only a longer run is sure to meet them.
    const rare = new Set<string>([
      'value beyond the field limits',
      'value of a closed category in an open row',
      'row not shown to the data subject',
    ]);
    const missing = SECRETS.filter((name) => !rare.has(name) && !READ_NEVER.has(name) && !secrets.has(name));
    expect(missing, describeReport(report, SEED)).toEqual([]);
    expect([...secrets.keys()].filter((name) => name.startsWith('shield ')).length).toBeGreaterThanOrEqual(3);
    expect(changed).toBeGreaterThan(1_000);
    expect(showing).toBeGreaterThan(50);
    expect(purposes.size).toBeGreaterThan(8);
    expect(roles.size).toBeGreaterThan(10);
  });
});

/** The gateway does not even ask for these: that the calls are alike shows it. */
const READ_NEVER = new Set<string>(['row in a closed category', 'row of somebody outside the case']);

describe('over HTTP, with the headers of the answer', () => {
  let system: GeneratedSystem;
  beforeAll(async () => {
    system = await openGenerated('HTTP');
  });
  afterAll(() => system?.close());

  test('the same holds', async () => {
    const report = await compareMany({ system, pairs: 150, seed: SEED + 1_000_000 });
    expect(report.found.map(describeFound)).toEqual([]);
    expect(report.calls).toBeGreaterThan(200);
  });

  test('a search at the decision point finds the same cells', async () => {
    let found = 0;
    for (const batch of fc.sample(batches(6), { numRuns: 10, seed: SEED })) {
      for (const number of batch.worlds.keys()) {
        const pair = await compareAtPoint(system, batch, number);
        expect(pair.violations, pair.world.purpose).toEqual([]);
        found += pair.found;
      }
    }
    expect(found).toBeGreaterThan(100);
  });
});

describe('a planted fault is found, in a small world and with a small operation', () => {
  const find = async (seams: Seams, seed: number) => {
    const system = await openGenerated('IN_PROCESS', seams);
    try {
      const { found, pairs } = await compareMany({ system, pairs: 3_000, seed });
      const [first] = found;
      if (first === undefined) throw new Error(`not found in ${pairs} pairs`);
      return { ...first, said: describeFound(first) };
    } finally {
      await system.close();
    }
  };
  const isSmall = ({ pair }: Awaited<ReturnType<typeof find>>) => ({
    people: [...pair.world.cases.values()].flat().flatMap(({ persons }) => persons).length <= 2,
    given: pair.world.given.consents.length + pair.world.given.releases.length <= 1,
    text: pair.operation.text.length < 420,
  });
  const SMALL = { people: true, given: true, text: true };

  test('a count that is taken before the filter', async () => {
    const found = await find(countBeforeFiltering, SEED);
    expect(found.violation.rule).toBe('the same bytes');
    expect(isSmall(found), found.said).toEqual(SMALL);
  });

  test('an error that names a source', async () => {
    const found = await find(errorNamesSource, SEED);
    expect(found.violation.rule).toBe('the same bytes');
    expect(isSmall(found), found.said).toEqual(SMALL);
  });

  test('a representation that is not filtered', async () => {
    const found = await find(unfilteredRepresentation, SEED);
    expect(found.violation.rule).toBe('representations of withheld people never leave');
    expect(isSmall(found), found.said).toEqual(SMALL);
  });
});
