// The walk with rooms that only say that they were entered: the order, every way out, and that nothing leaves without its record.
import { describe, expect, it } from 'vitest';
import { createClock } from '../../gateway/adapters/clock.ts';
import type { Answer } from '../../gateway/answer/answer.ts';
import type { WalkEnd } from '../../gateway/vocabulary/record.ts';
import { isRefusal, refuse } from '../../gateway/vocabulary/refusal.ts';
import { createWalk, type Rooms, type WalkPorts } from '../../gateway/walk.ts';
import { askedOf } from '../rooms/fetch-situation.ts';

const CALLER = { kind: 'PROFESSIONAL', role: 'FAMILY_WORKER' };
const READING = { profile: { tree: [{}], purpose: 'SUPPORT_PLAN' }, act: null };
const FACTS = { clock: { today: '2026-09-21' }, subjects: new Map(), consentVersion: 1n, caller: CALLER };
const QUESTION = { text: '{ household { id } }', operationName: null, variables: {} };

type Kept = { entered: string[]; ends: WalkEnd[]; recorded: number; troubles: unknown[] };

/** `instead`: what one room does. */
function walkWith(instead: Partial<Record<keyof Rooms, unknown>> = {}, ports: Partial<WalkPorts> = {}) {
  const kept: Kept = { entered: [], ends: [], recorded: 0, troubles: [] };
  const enter = <Value>(room: string, value: Value): Value => {
    kept.entered.push(room);
    return value;
  };
  const asked = askedOf([]);
  const rooms = {
    authenticate: async () => enter('authenticate', CALLER),
    read: () => enter('read', READING),
    gatherFor: () => async () => enter('gather', FACTS),
    policy: () => ({ version: 'v', decide: () => enter('decide', asked.decision) }),
    prune: () => enter('prune', { document: null }),
    fetch: async () => enter('fetch', { data: null }),
    verify: () => enter('verify', { data: { household: 'secret' } }),
    audit: async (end: WalkEnd) => {
      kept.recorded += 1;
      return enter('audit', { recordId: end.recordId });
    },
    answer: (end: WalkEnd, recorded: unknown): Answer => {
      kept.ends.push(end);
      enter('answer', null);
      const failed = isRefusal(recorded) ? recorded : end.refusal;
      return (
        failed === null ? { status: 200, data: end.verified?.data } : { status: 500, code: failed.code }
      ) as never;
    },
    ...instead,
  } as unknown as Rooms;
  const walk = createWalk(rooms, {
    clock: createClock(null),
    ids: { seal: (_kind, inner) => inner, open: (_kind, outward) => outward },
    store: {
      givenTo: () => Promise.reject(new Error('not asked here')),
      shields: async () => enter('shield', []),
      consentVersion: async () => 1n,
    },
    inTouch: async () => true,
    trouble: (error) => kept.troubles.push(error),
    ...ports,
  });
  const arrive = () =>
    walk.arrive({
      authorization: 'Bearer x',
      requestId: undefined,
      traceparent: undefined,
      signal: new AbortController().signal,
    });
  const go = async () => {
    const { visit, caller } = await arrive();
    return isRefusal(caller) ? walk.refuse(visit, null, caller) : walk.ask(visit, caller, QUESTION);
  };
  return { go, kept };
}

const no = refuse('CALLER_NOT_ALLOWED', 'nee', 'no');
const ORDER = ['authenticate', 'read', 'gather', 'decide', 'shield', 'prune', 'fetch', 'verify', 'audit', 'answer'];

describe('the walk', () => {
  it('goes through ten rooms in their order', async () => {
    const { go, kept } = walkWith();
    expect(await go()).toMatchObject({ status: 200, data: { household: 'secret' } });
    expect(kept.entered).toEqual(ORDER);
  });

  describe('of an act', () => {
    const acting = (settle: (keep: boolean) => Promise<void>, problems: readonly string[] = []) => ({
      read: () => ({ ...READING, act: { key: 'r0_x', name: 'x', input: {} } }),
      act: async () => ({ said: { name: 'x', about: [], holder: null, reference: null, problems }, data: {}, settle }),
    });

    it('passes no room that opens or asks, and is kept after its record and before its answer', async () => {
      const { go, kept } = walkWith(acting(async (keep) => void kept.entered.push(`keep ${keep}`)));
      await go();
      expect(kept.entered).toEqual(['authenticate', 'gather', 'audit', 'keep true', 'answer']);
    });

    it('is dropped when it has a problem', async () => {
      const settled: boolean[] = [];
      await walkWith(acting(async (keep) => void settled.push(keep), ['NOT_FOUND'])).go();
      expect(settled).toEqual([false]);
    });

    it('is dropped when its record cannot be written', async () => {
      const settled: boolean[] = [];
      const does = acting(async (keep) => void settled.push(keep));
      expect(await walkWith({ ...does, audit: async () => no }).go()).toMatchObject({ status: 500 });
      expect(settled).toEqual([false]);
    });

    it('that cannot be kept is answered as a fault, and tells the operator', async () => {
      const { go, kept } = walkWith(acting(() => Promise.reject(new Error('gone'))));
      expect(await go()).toEqual({ status: 500, code: 'INTERNAL' });
      expect(kept.troubles).toHaveLength(1);
    });
  });

  it('a question about the schema alone asks nobody anything', async () => {
    const { go, kept } = walkWith({ read: () => ({ profile: { tree: [] } }) });
    await go();
    expect(kept.entered).toEqual(['authenticate', 'audit', 'answer']);
  });

  const refusals: readonly { room: keyof Rooms; does: unknown; after: readonly string[] }[] = [
    { room: 'authenticate', does: async () => no, after: [] },
    { room: 'read', does: () => no, after: ['authenticate'] },
    { room: 'gatherFor', does: () => async () => no, after: ['authenticate', 'read'] },
    { room: 'fetch', does: async () => no, after: ORDER.slice(0, 6) },
  ];
  it.each(refusals)(
    'a refusal of $room still passes audit and answer, and nothing after it is entered',
    async ({ room, does, after }) => {
      const { go, kept } = walkWith({ [room]: does });
      expect(await go()).toEqual({ status: 500, code: 'CALLER_NOT_ALLOWED' });
      expect(kept.entered).toEqual([...after, 'audit', 'answer']);
      expect(kept.ends.map(({ refusal }) => refusal?.code)).toEqual(['CALLER_NOT_ALLOWED']);
    },
  );

  const faults: readonly { room: keyof Rooms; does: unknown }[] = [
    { room: 'authenticate', does: () => Promise.reject(new Error('999990019')) },
    { room: 'read', does: thrower },
    { room: 'gatherFor', does: thrower },
    { room: 'policy', does: thrower },
    { room: 'prune', does: thrower },
    { room: 'fetch', does: () => Promise.reject(new Error('999990019')) },
    { room: 'verify', does: thrower },
  ];
  function thrower(): never {
    throw new Error('999990019');
  }
  it.each(faults)(
    'an unexpected error in $room is INTERNAL, recorded, told to the operator, and gives no data',
    async ({ room, does }) => {
      const { go, kept } = walkWith({ [room]: does });
      expect(await go()).toEqual({ status: 500, code: 'INTERNAL' });
      expect(kept.recorded).toBe(1);
      expect(kept.troubles).toHaveLength(1);
      expect(kept.ends[0]?.verified).toBeNull();
    },
  );

  it('the record of a fault says how far it came', async () => {
    const { go, kept } = walkWith({ verify: thrower });
    await go();
    expect(kept.ends[0]).toMatchObject({ caller: CALLER, reading: READING, facts: FACTS });
  });

  it('what cannot be recorded does not leave', async () => {
    const { go, kept } = walkWith({ audit: async () => refuse('AUDIT_UNAVAILABLE', 'nee', 'no') });
    expect(await go()).toEqual({ status: 500, code: 'AUDIT_UNAVAILABLE' });
    expect(kept.entered.at(-1)).toBe('answer');
  });

  it('a process that has lost touch refuses before it asks who is there', async () => {
    const { go, kept } = walkWith({}, { inTouch: async () => false });
    expect(await go()).toEqual({ status: 500, code: 'GATEWAY_STALE' });
    expect(kept.entered).toEqual(['audit', 'answer']);
  });

  it('every request has ids of its own', async () => {
    const { go, kept } = walkWith();
    await go();
    await go();
    const [one, other] = kept.ends;
    expect(one?.recordId).not.toBe(other?.recordId);
    expect(one?.requestId).not.toBe(other?.requestId);
    expect(one?.trace.traceId).not.toBe(other?.trace.traceId);
  });
});
