// Touch with the store: what makes a process hear, what makes it notice that it does not, and how it comes back. Real PostgreSQL over a wire that
// can fall silent.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../gateway/adapters/store/connect.ts';
import { openPool } from '../../gateway/adapters/store/pool.ts';
import { keepTouch, TOUCH_LIMITS, type Topic, type Touch } from '../../gateway/adapters/store/touch.ts';
import { openWire, type Wire } from '../support/wire.ts';
import { openTestStore, type TestStore } from './a-store.ts';

const LIMITS = { ...TOUCH_LIMITS, lease: 1_000, patience: 1_000 };

let store: TestStore;
let wire: Wire;
let touch: Touch | undefined;
let lost: string[];

beforeAll(async () => {
  store = await openTestStore();
  await store.sql`CREATE TABLE thing (value int NOT NULL)`;
});
afterAll(() => store.drop());

/** What this process knows of the table `thing`. */
let known: number[];
let read: Topic['read'];

beforeEach(async () => {
  await store.sql`TRUNCATE thing`;
  known = [];
  lost = [];
  wire = await openWire(store.url);
  read = readThings;
});
afterEach(async () => {
  wire.speak();
  await touch?.close();
  await wire.close();
});

async function readThings(): Promise<() => void> {
  const rows = await store.sql<{ value: number }[]>`SELECT value FROM thing ORDER BY value`;
  return () => {
    known = rows.map(({ value }) => value);
  };
}

async function follow(): Promise<Touch> {
  touch = await keepTouch({
    open: () => connect(wire.url, { max: 1, patience: 2000 }),
    topics: [{ channel: 'thing', read: () => read() }],
    lost: (cause) => lost.push(cause),
    limits: LIMITS,
  });
  return touch;
}

async function add(value: number): Promise<void> {
  await store.sql.begin(async (tx) => {
    await tx`INSERT INTO thing VALUES (${value})`;
    await tx`SELECT pg_notify('thing', '')`;
  });
}

const isInTouch = () => touch?.inTouch();
const soon = <Value>(look: () => Value) => expect.poll(look, { timeout: 15_000 });

describe('a process in touch', () => {
  it('has read what there was, and hears of each change', async () => {
    await add(1);
    const { inTouch } = await follow();
    expect([await inTouch(), known]).toEqual([true, [1]]);
    await add(2);
    await soon(() => known).toEqual([1, 2]);
    expect([await inTouch(), lost]).toEqual([true, []]);
  });

  it('is still so after it stood still for longer than a beat proves anything', async () => {
    const { inTouch } = await follow();
    const until = performance.now() + 2 * LIMITS.lease;
    while (performance.now() < until);
    expect([await inTouch(), lost]).toEqual([true, []]);
  });

  it('does not begin where nothing can be heard or read', async () => {
    wire.silence('listen "samenzicht_touch_');
    await expect(follow()).rejects.toThrow('the store does not answer');
    wire.speak();
    read = () => Promise.reject(new Error('no such table'));
    await expect(follow()).rejects.toThrow('the store cannot be read');
  });
});

describe('a process that hears nothing', () => {
  it('because its listening connection is dead without a sign: notices, while every other connection works', async () => {
    await follow();
    wire.silence('listen "');
    await soon(isInTouch).toBe(false);
    expect(lost).toEqual(['touch with the store is lost']);
    await add(3);
    expect((await store.sql`SELECT 1`).length).toBe(1);
    expect(known).toEqual([]);
    wire.speak();
    await soon(isInTouch).toBe(true);
    expect(known).toEqual([3]);
  });

  it('because nothing comes through at all: notices, and is back once a new connection works, whatever became of the old', async () => {
    await follow();
    wire.silence();
    await add(4);
    await soon(isInTouch).toBe(false);
    expect(known).toEqual([]);
    wire.forget();
    await soon(isInTouch).toBe(true);
    expect(known).toEqual([4]);
    expect(lost).toEqual(['touch with the store is lost']);
  });

  it('because its connections were ended: what changed in between is read', async () => {
    const { inTouch } = await follow();
    for (const value of [5, 6, 7]) {
      await store.sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND query ILIKE 'listen%'`;
      await add(value);
    }
    await soon(() => known).toEqual([5, 6, 7]);
    await soon(isInTouch).toBe(true);
    expect(await inTouch()).toBe(true);
  });
});

describe('what changed and cannot be read', () => {
  it('keeps the process out of touch until it can', async () => {
    const { inTouch } = await follow();
    read = () => Promise.reject(new Error('not now'));
    await add(8);
    await soon(isInTouch).toBe(false);
    read = readThings;
    await soon(isInTouch).toBe(true);
    expect([known, await inTouch()]).toEqual([[8], true]);
  });

  it('counts for nothing when it comes in after it was read again', async () => {
    await follow();
    const { promise: slow, resolve: answer } = Promise.withResolvers<() => void>();
    let readings = 0;
    read = () => {
      readings += 1;
      return readings === 1 ? slow : readThings();
    };
    await add(9);
    await soon(() => known).toEqual([9]);
    answer(() => {
      known = [];
    });
    await slow;
    await Promise.resolve();
    expect([readings, known]).toEqual([2, [9]]);
  });
});

describe('the pool', () => {
  it('when renewed leaves connections that say nothing, and its statements go on', async () => {
    const pool = openPool(wire.url, { max: 1, patience: 1000 });
    try {
      expect(await pool.sql`SELECT 1 AS one`).toEqual([{ one: 1 }]);
      wire.silence();
      const unheard = pool.sql`SELECT 2 AS two`.catch((error: { code: string }) => error.code);
      wire.forget();
      pool.renew();
      expect(await pool.sql`SELECT ${3}::int AS three`).toEqual([{ three: 3 }]);
      expect(await pool.sql.begin((tx) => tx`SELECT 4 AS four`)).toEqual([{ four: 4 }]);
      expect(await unheard).toBe('CONNECTION_DESTROYED');
    } finally {
      await pool.close();
    }
  });
});
