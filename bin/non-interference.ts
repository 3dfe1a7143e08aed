// `npm run non-interference`: how many pairs of worlds and which seed in; how many were compared, what they were made of, and every violation in its
// smallest form out. 0: none. 1: some. 2: not understood.
import { parseArgs } from 'node:util';
import { describeFound, describeReport } from '../tests/generated/describe.ts';
import { compareMany } from '../tests/generated/run.ts';
import { openGenerated } from '../tests/generated/system.ts';

const HELP = `Usage: npm run non-interference -- [--pairs N] [--seed N] [--enough N] [--http]

Guarantee G1 on generated worlds, callers and operations: two worlds that differ only in what the caller may not see, or one with a shield and one
without the shielded thing, give the same bytes, status and headers, and the same calls to the same sources in the same order. On the way it checks
that no holder is called of whom nothing is open (G2), and that nobody is represented or granted who was not opened.

The rooms, the subgraph kit, tokens and grants are the real ones; the worlds are in memory.

  --pairs N    how many pairs at least (default 100000)
  --seed N     where the generator begins; the same seed makes the same worlds (default: another one each time)
  --enough N   stop after so many violations (default 3)
  --http       real HTTP between client, gateway and holders, instead of function calls: about three times as slow
  --help       this text

Interrupted (Ctrl-C), it says how far it came.

Ends with 0: no violation; 1: violations, each in a small world with a small operation; 2: not understood.`;

const EVERY_MS = 5_000;
const PER_OPERATION = 40;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') return say(process.stderr, asked, 2);
  if (asked.help) return say(process.stdout, HELP, 0);
  const { pairs, seed, enough, http } = asked;
  const from = performance.now();
  const seconds = () => (performance.now() - from) / 1000;
  const system = await openGenerated(http ? 'HTTP' : 'IN_PROCESS');
  let told = from;
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopped = true;
    });
  }
  try {
    const report = await compareMany({
      system,
      pairs,
      seed,
      enough,
      perOperation: PER_OPERATION,
      stopped: () => stopped,
      heard(sofar) {
        if (performance.now() - told < EVERY_MS) return;
        told = performance.now();
        const left = (seconds() / sofar.pairs) * Math.max(0, pairs - sofar.pairs);
        const line = `${sofar.pairs} of ${pairs} pairs, ${sofar.found.length} violations, ${Math.ceil(left)} s to go`;
        say(process.stderr, line, 0);
      },
    });
    for (const found of report.found) say(process.stdout, describeFound(found), 0);
    say(process.stdout, `${describeReport(report, seed)}\n${seconds().toFixed(1)} s`, 0);
    if (system.troubles.length > 0) say(process.stdout, `${system.troubles.length} unexpected errors`, 1);
    return report.found.length === 0 && system.troubles.length === 0 ? 0 : 1;
  } finally {
    await system.close();
  }
}

type Asked = {
  readonly help: boolean;
  readonly pairs: number;
  readonly seed: number;
  readonly enough: number;
  readonly http: boolean;
};

function readArguments(args: readonly string[]): Asked | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        pairs: { type: 'string', default: '100000' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
        enough: { type: 'string', default: '3' },
        http: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const [pairs, seed, enough] = [Number(values.pairs), Number(values.seed), Number(values.enough)];
    if (!Number.isSafeInteger(pairs) || pairs < 1) return `--pairs is a whole number above 0.\n\n${HELP}`;
    if (!Number.isSafeInteger(enough) || enough < 1) return `--enough is a whole number above 0.\n\n${HELP}`;
    if (!Number.isSafeInteger(seed)) return `--seed is a whole number.\n\n${HELP}`;
    return { help: values.help, pairs, seed, enough, http: values.http };
  } catch (error) {
    return `${error instanceof Error ? error.message : 'not understood'}\n\n${HELP}`;
  }
}

function say(to: NodeJS.WritableStream, line: string, code: number): number {
  to.write(`${line}\n`);
  return code;
}
