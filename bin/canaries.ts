// `npm run canaries -- N`: the search for canaries (tests/hostile/canaries.test.ts) after a load of N requests; its counts on the screen, and vitest's exit code.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [count = '20000', second] = process.argv.slice(2);
if (!/^[1-9]\d{0,6}$/.test(count) || second !== undefined) {
  process.stderr.write('Usage: npm run canaries [-- REQUESTS]   (20000 when left out)\n');
  process.exitCode = 2;
} else {
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const child = spawn(process.execPath, [vitest, 'run', 'tests/hostile/canaries.test.ts'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, CANARY_REQUESTS: count, APOLLO_TELEMETRY_DISABLED: 'true' },
    stdio: 'inherit',
  });
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}
