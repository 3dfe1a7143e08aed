// The wire to the holders over undici: one pool per address, every wait and every answer bounded. A call enters; JSON or "unreachable" leaves.
import { randomBytes } from 'node:crypto';
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

  return {
    async post({ holder, path }, body, grant, errand) {
      try {
        const address = new URL(holder.url.replace(/\/$/, '') + path);
        const { statusCode, body: answer } = await poolOf(address.origin).request({
          path: address.pathname,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
            traceparent: traceparentOf(errand.trace),
            [GRANT_HEADER]: grant,
          },
          body,
          signal: AbortSignal.any([errand.signal, AbortSignal.timeout(limits.call)]),
        });
        if (statusCode !== 200) {
          await answer.dump({ limit: 64 * 1024 });
          return UNREACHABLE;
        }
        return { kind: 'ANSWERED', json: JSON.parse(utf8.decode(await answer.arrayBuffer())) };
      } catch {
        // INVARIANT masked: whatever went wrong there, its words stay there.
        return UNREACHABLE;
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

/** W3C Trace Context: the same trace, a span of this call's own. */
function traceparentOf({ traceId, sampled }: TraceContext): string {
  return `00-${traceId}-${randomBytes(8).toString('hex')}-${sampled ? '01' : '00'}`;
}
