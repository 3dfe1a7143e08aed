// A number of pairs and a seed in; how many were compared, what they were made of, and every violation in its smallest form out.
import fc from 'fast-check';
import { type Batch, batches, comparePair, type Pair, type Violation } from './pair.ts';
import { smallest } from './smaller.ts';
import type { GeneratedSystem } from './system.ts';

export type Found = { readonly pair: Pair; readonly violation: Violation; readonly seed: number };
export type Report = {
  readonly pairs: number;
  readonly operations: number;
  readonly shielded: number;
  /** Pairs in which something was changed where a source was read or facts were asked, or a shield hid something. */
  readonly changed: number;
  /** Pairs in whose answer a text of a source stood. */
  readonly showing: number;
  readonly constructs: ReadonlyMap<string, number>;
  readonly secrets: ReadonlyMap<string, number>;
  readonly purposes: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  readonly calls: number;
  readonly found: readonly Found[];
};

export type Run = {
  readonly system: GeneratedSystem;
  readonly pairs: number;
  readonly seed: number;
  /** Pairs of worlds for one operation; absent: 20. */
  readonly perOperation?: number;
  /** After so many violations more of them say nothing new; absent: 1. */
  readonly enough?: number;
  readonly heard?: (sofar: Report) => void;
  /** True: no more after this operation. */
  readonly stopped?: () => boolean;
};

export async function compareMany({
  system,
  pairs,
  seed,
  perOperation = 20,
  enough = 1,
  heard,
  stopped = () => false,
}: Run): Promise<Report> {
  const tally = new Tally();
  const found: Found[] = [];
  for (let round = 0; tally.pairs < pairs && found.length < enough && !stopped(); round += 1) {
    const [batch] = fc.sample(batches(perOperation), { numRuns: 1, seed: seed + round });
    if (batch === undefined) continue;
    tally.operations += 1;
    for (const number of batch.worlds.keys()) {
      const pair = await comparePair(system, batch, number);
      tally.add(pair);
      const [violation] = pair.violations;
      if (violation === undefined) continue;
      const small = await inSmall(system, batch, number, violation.rule);
      found.push({
        pair: small,
        violation: small.violations.find(({ rule }) => rule === violation.rule) ?? violation,
        seed: seed + round,
      });
      break;
    }
    heard?.({ ...tally.report(), found });
  }
  return { ...tally.report(), found };
}

/** The same rule has to be broken: another fault found on the way is another story. */
async function inSmall(system: GeneratedSystem, batch: Batch, number: number, rule: string): Promise<Pair> {
  const world = batch.worlds[number];
  if (world === undefined) throw new RangeError('no such pair');
  const fails = async (one: Batch) =>
    (await comparePair(system, one, 0)).violations.some((found) => found.rule === rule);
  return comparePair(system, await smallest({ ...batch, worlds: [world] }, fails), 0);
}

class Tally {
  pairs = 0;
  operations = 0;
  shielded = 0;
  changed = 0;
  showing = 0;
  calls = 0;
  readonly constructs = new Map<string, number>();
  readonly secrets = new Map<string, number>();
  readonly purposes = new Set<string>();
  readonly roles = new Set<string>();

  add({ world, operation, changed, shielded, seen, closed }: Pair): void {
    this.pairs += 1;
    // The other world has other rows there altogether; that they are not even asked for is what the calls show.
    if (shielded === null && closed > 0)
      this.secrets.set('closed categories', (this.secrets.get('closed categories') ?? 0) + 1);
    if (shielded !== null) this.shielded += 1;
    if (changed.length > 0 || (seen.end?.asked?.shields.length ?? 0) > 0) this.changed += 1;
    if (seen.text.includes('canary-')) this.showing += 1;
    this.calls += seen.calls.length;
    for (const [name, count] of operation.constructs)
      this.constructs.set(name, (this.constructs.get(name) ?? 0) + count);
    for (const secret of new Set(changed.map((one) => one.secret)))
      this.secrets.set(secret, (this.secrets.get(secret) ?? 0) + 1);
    if (shielded !== null && (seen.end?.asked?.shields.length ?? 0) > 0) {
      this.secrets.set(`shield ${shielded}`, (this.secrets.get(`shield ${shielded}`) ?? 0) + 1);
    }
    this.purposes.add(world.purpose);
    this.roles.add(world.caller.kind === 'PROFESSIONAL' ? world.caller.role : 'DATA_SUBJECT');
  }

  report(): Omit<Report, 'found'> {
    const { pairs, operations, shielded, changed, showing, calls, constructs, secrets, purposes, roles } = this;
    return { pairs, operations, shielded, changed, showing, calls, constructs, secrets, purposes, roles };
  }
}
