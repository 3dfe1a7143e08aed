// The wire to the holders over undici: one pool per address, every wait and every answer bounded. A call enters; JSON or "unreachable" leaves.
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { Pool } from 'undici';
import { GRANT_HEADER } from '../../schema/grant-format.ts';
import type { PartnerLine, TraceContext, Unreachable } from '../vocabulary/ports.ts';

export type LineLimits = {
  /** All in ms: to connect, until the first byte of the answer, between bytes of the answer, and for the whole call. */
  readonly connect: number;
  readonly headers: number;
  readonly body: number;
  readonly call: number;
  /** Bytes of one answer. */
  readonly answer: number;
  readonly connections: number;
};
export const LINE_LIMITS: LineLimits = {
  connect: 1_000,
  headers: 3_000,
  body: 2_000,
  call: 4_000,
  answer: 4 * 1024 * 1024,
  connections: 64,
};

type Place = { readonly pool: Pool; readonly path: string };
/** Addresses as registered, read once each. */
const MOST_PLACES = 2_000;

const UNREACHABLE: Unreachable = { kind: 'UNREACHABLE' };
const utf8 = new TextDecoder('utf-8', { fatal: true });

export interface OpenLine extends PartnerLine {
  close(): Promise<void>;
}

export function openPartnerLine(limits: LineLimits = LINE_LIMITS): OpenLine {
  const pools = new Map<string, Pool>();
  const poolOf = (origin: string): Pool => {
    const known = pools.get(origin);
    if (known !== undefined) return known;
    const made = new Pool(origin, {
      connections: limits.connections,
      connect: { timeout: limits.connect },
      headersTimeout: limits.headers,
      bodyTimeout: limits.body,
      maxResponseSize: limits.answer,
    });
    pools.set(origin, made);
    return made;
  };

  const places = new Map<string, Place>();
  const placeOf = (base: string): Place => {
    const known = places.get(base);
    if (known !== undefined) return known;
    if (places.size >= MOST_PLACES) places.clear();
    const { origin, pathname } = new URL(base);
    const made = { pool: poolOf(origin), path: pathname.replace(/\/$/, '') };
    places.set(base, made);
    return made;
  };

  return {
    async post({ holder, path }, body, grant, errand) {
      if (errand.signal.aborted) return UNREACHABLE;
      const call = waitedFor(errand.signal, limits.call);
      try {
        const { pool, path: below } = placeOf(holder.url);
        const { statusCode, body: answer } = await pool.request({
          path: below + path,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
            traceparent: traceparentOf(errand.trace),
            [GRANT_HEADER]: grant,
          },
          body,
          signal: call.signal,
        });
        if (statusCode !== 200) {
          await answer.dump({ limit: 64 * 1024 });
          return UNREACHABLE;
        }
        return { kind: 'ANSWERED', json: JSON.parse(utf8.decode(await answer.arrayBuffer())) };
      } catch {
        // INVARIANT masked: whatever went wrong there, its words stay there.
        return UNREACHABLE;
      } finally {
        call.over();
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

/**
 * Says `abort` when nobody waits for the errand any more, or when the call has taken `most` ms. Nothing of it outlives the call: AbortSignal.timeout
 * would, and would make an error with a stack for every call that had long been answered.
 */
function waitedFor(errand: AbortSignal, most: number): { readonly signal: EventEmitter; readonly over: () => void } {
  const signal = new EventEmitter();
  const abort = (): void => void signal.emit('abort');
  const timer = setTimeout(abort, most);
  errand.addEventListener('abort', abort);
  return {
    signal,
    over() {
      clearTimeout(timer);
      errand.removeEventListener('abort', abort);
    },
  };
}

/** W3C Trace Context: the same trace, a span of this call's own. */
function traceparentOf({ traceId, sampled }: TraceContext): string {
  return `00-${traceId}-${randomBytes(8).toString('hex')}-${sampled ? '01' : '00'}`;
}
