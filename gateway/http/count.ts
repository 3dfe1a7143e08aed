// Verify, counted: what it returns is what it returns; calls and alarms are added to the metrics on the way.
import type { Verify } from '../verify/verify.ts';
import type { Metrics } from './metrics.ts';

export function counting(verify: Verify, metrics: Metrics): Verify {
  return (...input) => {
    const verified = verify(...input);
    for (const { kind, count } of verified.alarms) metrics.alarm(kind, count);
    for (const { holder, milliseconds } of verified.calls) {
      const answer = verified.holders.find((one) => one.holder === holder);
      if (answer !== undefined) metrics.called(answer.source, answer.status, milliseconds);
    }
    return verified;
  };
}
