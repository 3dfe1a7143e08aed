// G3 over generated worlds, callers and operations: less consent, a removed opening fact, an added block, shield or failing lookup never shows more.
// Every text of a source is one that stands nowhere else, so that each text of the smaller answer has to stand in the larger one.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LESS, less } from '../generated/less.ts';
import { batches, operationFor, outOfBounds } from '../generated/pair.ts';
import { CANARY } from '../generated/rows.ts';
import { type GeneratedSystem, openGenerated, type Seen } from '../generated/system.ts';
import { describeWorld, worldOf } from '../generated/world.ts';

let system: GeneratedSystem;
beforeAll(async () => {
  system = await openGenerated('IN_PROCESS');
});
afterAll(() => system?.close());

/** With `first` an older row moves up where a newer one closes: then the answer is another part of less. */
const WITHOUT = { arguments: ['first', 'after'] };

const textsIn = ({ text }: Seen): readonly string[] => text.replace(/"extensions".*$/s, '').match(CANARY) ?? [];
const askedIn = ({ end }: Seen): readonly string[] => [...(end?.asked?.asked.keys() ?? [])];

test('whatever is taken away, no text is shown and no cell is asked that was not before', async () => {
  const runs = new Map<string, number>();
  let narrower = 0;
  let shown = 0;
  for (const batch of fc.sample(batches(12), { numRuns: 230, seed: 20261122 })) {
    for (const [picked, { salt }] of batch.worlds) {
      const world = worldOf(system.policy, { ...picked, generous: true, registerDown: false, ...batch.asks });
      const operation = operationFor(system, world, batch.tape, WITHOUT);
      const before = await system.ask(world, operation);
      const what = LESS[(salt + batch.tape.length) % LESS.length] ?? LESS[0];
      const smaller = less(world, what, salt);
      if (smaller === null) continue;
      const after = await system.ask(smaller, operation);
      const said = `${what}\n${describeWorld(world)}\n---\n${describeWorld(smaller)}\n${operation.text}\n${JSON.stringify(operation.variables)}`;
      const texts = new Set(textsIn(before));
      expect(
        textsIn(after).filter((text) => !texts.has(text)),
        said,
      ).toEqual([]);
      const asked = new Set(askedIn(before));
      expect(
        askedIn(after).filter((cell) => !asked.has(cell)),
        said,
      ).toEqual([]);
      expect([...outOfBounds(before), ...outOfBounds(after)], said).toEqual([]);
      runs.set(what, (runs.get(what) ?? 0) + 1);
      if (askedIn(after).length < asked.size) narrower += 1;
      if (texts.size > 0) shown += 1;
    }
  }
  expect(system.troubles).toEqual([]);
  expect(
    LESS.filter((what) => (runs.get(what) ?? 0) < 30),
    JSON.stringify([...runs]),
  ).toEqual([]);
  expect([...runs.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1_000);
  // It happens: things close, and things were shown.
  expect(narrower).toBeGreaterThan(60);
  expect(shown).toBeGreaterThan(60);
}, 300_000);
