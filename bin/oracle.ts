// `npm run oracle`: how many requests and which seed in; how many were compared, and every difference, out. 0: none. 1: some. 2: not understood.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeProblems, loadPolicies } from '../gateway/adapters/policies.ts';
import { describeFound, describeReport } from '../tests/oracle/describe.ts';
import { compareMany } from '../tests/oracle/run.ts';
import { endWithReader } from './reader-gone.ts';

const HELP = `Usage: npm run oracle -- [--requests N] [--seed N] [--policies FOLDER]

Holds every decision of the engine against Cedar, on generated requests: seven in ten on the policies of FOLDER, three on made-up rules. A request is
one category of one person at one holder, asked by one caller for one purpose.

  --requests N        how many at least (default 100000)
  --seed N            where the generator begins; the same seed asks the same (default: another one each time)
  --policies FOLDER   law/, default/, purposes.json and switches.json (default policies)
  --help              this text

Ends with 0: no difference; 1: differences, each in its plainest form; 2: not understood.`;

const EVERY_MS = 2_000;

endWithReader();
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') return say(process.stderr, asked, 2);
  if (asked.help) return say(process.stdout, HELP, 0);
  const loaded = await loadPolicies(asked.policies);
  if (loaded.kind === 'PROBLEMS') return say(process.stderr, describeProblems(loaded.problems), 2);
  const { set } = loaded;
  const { requests, seed } = asked;
  const from = performance.now();
  const seconds = () => (performance.now() - from) / 1000;
  say(
    process.stdout,
    `policies ${set.version}, ${set.rules.length} rules, ${set.law.length} law rows, seed ${seed}`,
    0,
  );
  let told = from;
  const report = compareMany({
    set,
    requests,
    seed,
    heard(sofar) {
      if (performance.now() - told < EVERY_MS) return;
      told = performance.now();
      const left = (seconds() / sofar.requests) * Math.max(0, requests - sofar.requests);
      const line = `${sofar.requests} of ${requests}, ${sofar.differences.length} differences, ${Math.ceil(left)} s to go`;
      say(process.stderr, line, 0);
    },
  });
  for (const [at, found] of report.differences.entries()) {
    say(process.stdout, `difference ${at + 1}\n${describeFound(found)}`, 0);
  }
  say(process.stdout, `${describeReport(report, set.rules.length)}\n${seconds().toFixed(1)} s`, 0);
  return report.differences.length === 0 ? 0 : 1;
}

type Asked = { readonly help: boolean; readonly requests: number; readonly seed: number; readonly policies: string };

function readArguments(args: readonly string[]): Asked | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        requests: { type: 'string', default: '100000' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
        policies: { type: 'string', default: fileURLToPath(new URL('../policies', import.meta.url)) },
        help: { type: 'boolean', default: false },
      },
    });
    const [requests, seed] = [Number(values.requests), Number(values.seed)];
    if (!Number.isSafeInteger(requests) || requests < 1) return `--requests is a whole number above 0.\n\n${HELP}`;
    if (!Number.isSafeInteger(seed)) return `--seed is a whole number.\n\n${HELP}`;
    return { help: values.help, requests, seed, policies: values.policies };
  } catch (error) {
    return `${error instanceof Error ? error.message : 'not understood'}\n\n${HELP}`;
  }
}

function say(to: NodeJS.WritableStream, line: string, code: number): number {
  to.write(`${line}\n`);
  return code;
}
