// How long a withdrawal takes to hold at another gateway: from its commit until no answer there shows the data.
// Askers at that gateway never pause, so that answers under way count as well.
import { Pool } from 'undici';
import { z } from 'zod';
import { type RunningDemo, startDemo } from './running-demo.ts';
import { type Bench, tableOf } from './table.ts';

const WITHDRAWALS = 200;
const ASKERS = 4;
/** What the municipality's team tells De Wissel of, by consent of both parents alone. */
const BY_CONSENT = 'De ouders bespreken op zondag de week.';
const RECIPIENT = '00000099000000004022';

export const bench: Bench = {
  says: 'ms from a withdrawal to its effect on a second gateway process, over 200 withdrawals: p50, p99',
  async run() {
    const demo = await startDemo(2);
    try {
      return await measure(demo);
    } finally {
      await demo.stop();
    }
  },
};

/** When an answer was complete, ms, and whether the data were in it. */
type Seen = { readonly at: number; readonly shows: boolean };

async function measure({ store, gateways: [, second = ''], persona }: RunningDemo): Promise<string> {
  const { token, body } = await persona('lotte');
  const [clock] = clocks.parse([await (await fetch(`${second}/demo/clock`)).json()]);
  const pool = new Pool(second, { connections: ASKERS });
  const seen: Seen[] = [];
  let asking = true;
  const ask = async (): Promise<boolean> => {
    const { statusCode, body: answer } = await pool.request({
      path: '/graphql',
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
    });
    const text = await answer.text();
    if (statusCode !== 200) throw new Error(`the second gateway answered ${statusCode}: ${text.slice(0, 300)}`);
    const shows = text.includes(BY_CONSENT);
    seen.push({ at: performance.now(), shows });
    return shows;
  };
  const until = async (shown: boolean): Promise<void> => {
    while ((await ask()) !== shown);
  };
  await until(true);
  const askers = Array.from({ length: ASKERS }, async () => {
    while (asking) await ask();
  });

  const took: { fromSent: number; fromCommitted: number; first: number }[] = [];
  for (let nth = 0; nth < WITHDRAWALS; nth += 1) {
    await until(true);
    seen.length = 0;
    // At any moment of a question under way.
    await new Promise((resolve) => setTimeout(resolve, (nth * 7) % 40));
    const sent = performance.now();
    await store`INSERT INTO consent_statement (consent, ordinal, by_person, capacity, answer, said_at)
      SELECT consent, 100 + ordinal, by_person, capacity, 'WITHDRAWN', ${clock.now} FROM consent_statement
      JOIN consent ON consent.id = consent WHERE recipient = ${RECIPIENT} AND ordinal < 100`;
    const committed = performance.now();
    // Every asker has begun anew since.
    const enough = seen.length + 3 * ASKERS;
    while (seen.length < enough) await ask();
    const after = seen.filter(({ at }) => at >= sent);
    const first = after.find(({ shows }) => !shows);
    if (first === undefined) throw new Error('a withdrawal had no effect');
    const last = Math.max(0, ...after.filter(({ shows }) => shows).map(({ at }) => at));
    took.push({
      fromSent: Math.max(0, last - sent),
      fromCommitted: Math.max(0, last - committed),
      first: first.at - sent,
    });
    await store`DELETE FROM consent_statement WHERE ordinal >= 100`;
  }
  asking = false;
  await Promise.all(askers);
  await pool.close();

  const row = (name: string, values: readonly number[]): string[] => [
    name,
    String(values.length),
    ...[0.5, 0.99, 1].map((share) => quantile(values, share).toFixed(1)),
  ];
  return [
    tableOf(
      ['ms', 'withdrawals', 'p50', 'p99', 'longest'],
      [
        row(
          'from the commit to the last answer that still showed it',
          took.map(({ fromCommitted }) => fromCommitted),
        ),
        row(
          'from its being sent, so with the commit itself',
          took.map(({ fromSent }) => fromSent),
        ),
        row(
          'from its being sent to the first answer without it',
          took.map(({ first }) => first),
        ),
      ],
    ),
    '',
    `${ASKERS} askers at the second gateway without a pause. A commit counts from when it was acknowledged.`,
  ].join('\n');
}

const clocks = z.tuple([z.object({ now: z.string() })]);

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
