// A batch in which something was not kept in; the smallest one found in which it still is not, out. Greedy: whatever can go goes.
import type { Batch } from './pair.ts';

const MOST_TRIES = 1_500;

export async function smallest(batch: Batch, stillFails: (batch: Batch) => Promise<boolean>): Promise<Batch> {
  let best = batch;
  let tries = 0;
  for (let better = true; better && tries < MOST_TRIES; ) {
    better = false;
    for (const next of smallerThan(best)) {
      tries += 1;
      if (tries > MOST_TRIES) break;
      if (!(await stillFails(next))) continue;
      best = next;
      better = true;
      break;
    }
  }
  return best;
}

function* smallerThan(batch: Batch): Generator<Batch> {
  for (const worlds of shorter(batch.worlds)) if (worlds.length > 0) yield { ...batch, worlds };
  for (const tape of shorter(batch.tape)) yield { ...batch, tape };
  const [first, ...others] = batch.worlds;
  if (first !== undefined) {
    const [picks, twist] = first;
    for (const fewer of simpler(picks)) yield { ...batch, worlds: [[fewer, twist], ...others] };
    for (const secrets of shorter(twist.secrets))
      if (secrets.length > 0) yield { ...batch, worlds: [[picks, { ...twist, secrets }], ...others] };
  }
  for (const [at, number] of batch.tape.entries()) {
    if (number > 0) yield { ...batch, tape: batch.tape.with(at, 0) };
  }
}

/** Half of it, a quarter, ... gone, from the end and from the beginning; then one at a time. */
function* shorter<Item>(list: readonly Item[]): Generator<readonly Item[]> {
  for (let gone = list.length >> 1; gone > 0; gone >>= 1) {
    yield list.slice(0, list.length - gone);
    yield list.slice(gone);
  }
  if (list.length > 40) return;
  for (const at of list.keys()) yield list.toSpliced(at, 1);
}

function* simpler<Picks extends Readonly<Record<string, unknown>>>(picks: Picks): Generator<Picks> {
  for (const [name, value] of Object.entries(picks)) {
    if (value === true) yield { ...picks, [name]: false };
    else if (typeof value === 'number' && value > 0 && name !== 'salt')
      yield { ...picks, [name]: name === 'rowsPerKind' ? 1 : 0 };
    else if (Array.isArray(value)) {
      for (const fewer of shorter<unknown>(value))
        if (name !== 'members' || fewer.length > 0) yield { ...picks, [name]: fewer };
    }
  }
}
