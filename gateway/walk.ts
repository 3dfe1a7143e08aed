// The way of a request through the ten rooms, in their order. A request enters; an answer leaves, and only after its record is durable.

import type { Answer, WordAnswer } from './answer/answer.ts';
import type { Audit } from './audit/audit.ts';
import type { Authenticate } from './authenticate/authenticate.ts';
import type { CompiledPolicy } from './decide/compile.ts';
import type { Fetch } from './fetch/fetch.ts';
import { createRecheck } from './fetch/recheck.ts';
import type { Gather } from './gather/gather.ts';
import type { Prune } from './prune/prune.ts';
import type { Read, ReadRequest } from './read/read.ts';
import { shield } from './shield/shield.ts';
import { whoseShields } from './shield/whose.ts';
import type { Verify } from './verify/verify.ts';
import type { DoAct } from './vocabulary/act.ts';
import type { Caller } from './vocabulary/caller.ts';
import { type Clock, readClock } from './vocabulary/clock.ts';
import type { Facts } from './vocabulary/facts.ts';
import { internalFault, notKept, stale } from './vocabulary/faults.ts';
import type { Reading } from './vocabulary/operation.ts';
import type { OutwardIds, Store } from './vocabulary/ports.ts';
import type { Recheck, WalkEnd } from './vocabulary/record.ts';
import { isRefusal, type Refusal } from './vocabulary/refusal.ts';
import { type Arrival, beginVisit, endBefore, type Visit } from './vocabulary/visit.ts';

export type Rooms = {
  readonly authenticate: Authenticate;
  readonly read: Read;
  /** For one visit: its calls carry that visit's trace and purpose, and end with it. */
  readonly gatherFor: (visit: Visit, reading: Reading) => Gather;
  /** For a mutation: what access writes in the gateway's own store. */
  readonly act: DoAct;
  readonly policy: () => CompiledPolicy;
  readonly prune: Prune;
  readonly fetch: Fetch;
  readonly verify: Verify;
  readonly audit: Audit;
  readonly answer: WordAnswer;
};

export type WalkPorts = {
  readonly clock: Clock;
  readonly ids: OutwardIds;
  readonly store: Store;
  /** False: changes by others may have been missed; then nothing is decided. */
  readonly inTouch: () => Promise<boolean>;
  /** Told of every unexpected error. */
  readonly trouble: (error: unknown) => void;
};

export type Walk = {
  /** Who asks, before anything of the question is looked at. */
  readonly arrive: (arrival: Arrival) => Promise<{ readonly visit: Visit; readonly caller: Caller | Refusal }>;
  readonly ask: (visit: Visit, caller: Caller, question: ReadRequest) => Promise<Answer>;
  /** The way out for a request that ends before its question was read. */
  readonly refuse: (visit: Visit, caller: Caller | null, refusal: Refusal) => Promise<Answer>;
};

export function createWalk(rooms: Rooms, { clock, ids, store, inTouch, trouble }: WalkPorts): Walk {
  /** How far a request comes, room by room. */
  async function* steps(visit: Visit, caller: Caller, question: ReadRequest): AsyncGenerator<Partial<WalkEnd>, void> {
    const reading = rooms.read(question, caller, ids);
    if (isRefusal(reading)) return yield { refusal: reading };
    yield { reading };
    // A question about the schema is about nobody.
    if (reading.profile.tree.length === 0) return;

    const gather = rooms.gatherFor(visit, reading);
    const facts = await gather(caller, reading, visit.clock);
    if (isRefusal(facts)) return yield { refusal: facts };
    yield { facts };
    // An act opens nothing and asks no source.
    if (reading.act !== null) return yield { acted: await rooms.act(reading, facts) };

    const { decide } = rooms.policy();
    const decision = decide(facts, reading);
    yield { decision };

    const asked = shield(decision, facts, await shieldsFor(facts));
    yield { asked };

    const pruned = rooms.prune(asked, reading, facts);
    const rechecks: Recheck[] = [];
    // Both clocks are read again: what was said after the request began counts at the moment at which it is found.
    const recheck = createRecheck(store, asked, facts, async () => {
      const again = readClock(clock);
      const now = await gather(caller, reading, again);
      rechecks.push({ clock: again, consentVersion: isRefusal(now) ? null : now.consentVersion });
      return isRefusal(now) ? now : { facts: now, asked: shield(decide(now, reading), now, await shieldsFor(now)) };
    });
    const fetched = await rooms.fetch(pruned, asked, { facts, reading, errand: visit, recheck });
    yield { rechecks };
    if (isRefusal(fetched)) return yield { refusal: fetched };

    yield { verified: rooms.verify(fetched, pruned, reading, facts) };
  }

  function shieldsFor(facts: Facts): ReturnType<Store['shields']> {
    return store.shields([...whoseShields(facts)], facts.clock.today);
  }

  /** Every end leaves by this door. */
  async function leave(end: WalkEnd): Promise<Answer> {
    const recorded = await rooms.audit(end);
    return rooms.answer(await settle(end, !isRefusal(recorded)), recorded);
  }

  /** INVARIANT record-first: what an act wrote is kept only once its record is durable. */
  async function settle(end: WalkEnd, recorded: boolean): Promise<WalkEnd> {
    const { acted, refusal } = end;
    if (acted === null) return end;
    try {
      await acted.settle(recorded && refusal === null && acted.said.problems.length === 0);
      return end;
    } catch (error) {
      trouble(error);
      return { ...end, acted: null, refusal: notKept() };
    }
  }

  function fault(error: unknown): Refusal {
    trouble(error);
    return internalFault();
  }

  return {
    async arrive(arrival) {
      const visit = beginVisit(arrival, clock);
      if (!(await inTouch())) return { visit, caller: stale() };
      const { authorization } = arrival;
      const caller = rooms.authenticate(authorization === undefined ? {} : { authorization });
      return { visit, caller: await caller.catch(fault) };
    },
    async ask(visit, caller, question) {
      let end = endBefore(visit, caller);
      try {
        for await (const step of steps(visit, caller, question)) end = { ...end, ...step };
      } catch (error) {
        end = { ...end, verified: null, refusal: fault(error) };
      }
      return leave(end);
    },
    refuse: (visit, caller, refusal) => leave({ ...endBefore(visit, caller), refusal }),
  };
}
