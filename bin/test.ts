// Runs vitest with its own screen output, and counts from its JSON report: arguments in, exit code and last line out.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const project = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'samenzicht-report-'));
const file = join(folder, 'report.json');

process.on('SIGINT', () => {}); // vitest gets it too, stops its servers and ends; the count comes after that.
const code = await runVitest();
const count = countTests();
rmSync(folder, { recursive: true, force: true });
// Something went wrong outside any test, such as an unhandled rejection: that is a failure, and may not count as none.
if (code !== 0 && count.failed === 0) count.failed = 1;
const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
process.stdout.write(`${count.passed} passed, ${count.failed} failed${skipped}\n`);
process.exit(count.failed > 0 || count.passed === 0 ? 1 : 0);

function runVitest(): Promise<number> {
  const vitest = join(project, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const env = { ...process.env, APOLLO_TELEMETRY_DISABLED: 'true' };
  return new Promise((resolve) => {
    const args = [vitest, 'run', ...reporters, ...process.argv.slice(2)];
    const child = spawn(process.execPath, args, { cwd: project, env, stdio: 'inherit' });
    child.on('error', () => resolve(1));
    child.on('close', (exitCode) => resolve(exitCode ?? 1));
  });
}

function countTests(): Count {
  const found: Count = { passed: 0, failed: 0, skipped: 0 };
  try {
    for (const { status, assertionResults } of report.parse(JSON.parse(readFileSync(file, 'utf8'))).testResults) {
      for (const test of assertionResults) {
        if (test.status === 'passed') found.passed += 1;
        else if (test.status === 'failed') found.failed += 1;
        else found.skipped += 1;
      }
      // A file that cannot even be loaded holds no tests to count.
      if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) found.failed += 1;
    }
  } catch {
    found.failed += 1;
  }
  return found;
}
