// Counts for the operator, in Prometheus' text format (0.0.4). Labels are closed names: no organisation, person, case or request.
import type { SourceKind } from '../../schema/names/source-kind.ts';

export type Metrics = {
  readonly answered: (status: number, milliseconds: number) => void;
  readonly called: (source: SourceKind, status: string, milliseconds: number) => void;
  readonly alarm: (kind: string, count: number) => void;
  readonly trouble: () => void;
  readonly text: () => string;
};

/** Upper bounds, ms. */
const BUCKETS = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000];

export function createMetrics(): Metrics {
  const requests = counter('samenzicht_requests_total', 'Answers to GraphQL requests, by HTTP status.', ['status']);
  const calls = counter('samenzicht_holder_calls_total', 'Data calls to holders, by kind of source and outcome.', [
    'source',
    'status',
  ]);
  const alarms = counter('samenzicht_alarms_total', 'What a source sent that was not asked, by kind; dropped.', [
    'kind',
  ]);
  const troubles = counter('samenzicht_internal_errors_total', 'Unexpected errors.', []);
  const took = histogram('samenzicht_request_milliseconds', 'Time to an answer.');
  const callTook = histogram('samenzicht_holder_call_milliseconds', 'Time of a data call to a holder.');
  return {
    answered(status, milliseconds) {
      requests.add([String(status)], 1);
      took.observe(milliseconds);
    },
    called(source, status, milliseconds) {
      calls.add([source, status], 1);
      callTook.observe(milliseconds);
    },
    alarm: (kind, count) => alarms.add([kind], count),
    trouble: () => troubles.add([], 1),
    text: () => [requests, calls, alarms, troubles, took, callTook].map((metric) => metric.text()).join(''),
  };
}

/** Emergencies that nobody has reviewed, of all organisations together. */
export function gaugesText({ unreviewed, overdue }: { readonly unreviewed: number; readonly overdue: number }): string {
  return [
    '# HELP samenzicht_emergencies_unreviewed Emergencies that nobody has reviewed; overdue: past two working days.',
    '# TYPE samenzicht_emergencies_unreviewed gauge',
    `samenzicht_emergencies_unreviewed{overdue="false"} ${unreviewed - overdue}`,
    `samenzicht_emergencies_unreviewed{overdue="true"} ${overdue}`,
    '',
  ].join('\n');
}

function counter(name: string, help: string, labels: readonly string[]) {
  const counts = new Map<string, number>();
  return {
    add(values: readonly string[], by: number) {
      const key = labels.length === 0 ? '' : `{${labels.map((label, at) => `${label}="${values[at]}"`).join(',')}}`;
      counts.set(key, (counts.get(key) ?? 0) + by);
    },
    text: () =>
      `# HELP ${name} ${help}\n# TYPE ${name} counter\n${[...counts].map(([key, count]) => `${name}${key} ${count}\n`).join('')}`,
  };
}

function histogram(name: string, help: string) {
  const counts = BUCKETS.map(() => 0);
  let count = 0;
  let sum = 0;
  return {
    observe(milliseconds: number) {
      count += 1;
      sum += milliseconds;
      for (const [at, bound] of BUCKETS.entries()) if (milliseconds <= bound) counts[at] = (counts[at] ?? 0) + 1;
    },
    text: () =>
      [
        `# HELP ${name} ${help}\n# TYPE ${name} histogram\n`,
        ...BUCKETS.map((bound, at) => `${name}_bucket{le="${bound}"} ${counts[at]}\n`),
        `${name}_bucket{le="+Inf"} ${count}\n${name}_sum ${sum.toFixed(3)}\n${name}_count ${count}\n`,
      ].join(''),
  };
}
