// The doors that only a demo has: clock, personas and their tokens, the policy as data, the playground.
import type { FastifyInstance } from 'fastify';
import type { PolicySet } from '../vocabulary/ports.ts';
import { type DemoClock, serveClock } from './demo-clock.ts';
import { type DemoIssuers, servePeople } from './demo-people.ts';
import { servePolicy } from './demo-policy.ts';
import { servePlayground } from './playground.ts';

export type DemoDoors = {
  readonly clock: DemoClock;
  /** Null: this demo has no issuers of its own, and so no personas. */
  readonly issuers: DemoIssuers | null;
  readonly policy: () => PolicySet;
  /** Where the built pages are. */
  readonly dist: string;
};

export function serveDemo(server: FastifyInstance, { clock, issuers, policy, dist }: DemoDoors): void {
  serveClock(server, clock);
  if (issuers !== null) servePeople(server, issuers);
  servePolicy(server, policy);
  servePlayground(server, `${dist}/playground`);
}
