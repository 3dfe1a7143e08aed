// Everything a change must pass: each step by name with its seconds, its output only when it fails, and a summary.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Step {
  readonly name: string;
  /** Arguments for this Node. */
  readonly args: readonly string[];
  /** What mends it. */
  readonly remedy: string;
}

const project = fileURLToPath(new URL('..', import.meta.url));
const tool = (path: string): string => join(project, 'node_modules', path);

const STEPS: readonly Step[] = [
  { name: 'format and lint', args: [tool('@biomejs/biome/bin/biome'), 'check', '.'], remedy: 'npm run format' },
  { name: 'types', args: [tool('typescript/bin/tsc'), '--noEmit'], remedy: 'npm run types' },
  {
    name: 'types of pages',
    args: [tool('typescript/bin/tsc'), '--noEmit', '-p', 'web'],
    remedy: 'npm run types',
  },
  { name: 'composition', args: ['bin/compose.ts', '--check'], remedy: 'npm run compose' },
  { name: 'generated files', args: ['bin/docs.ts', '--check'], remedy: 'npm run docs' },
  {
    name: 'architecture',
    args: [tool('vitest/vitest.mjs'), 'run', 'tests/architecture.test.ts'],
    remedy: 'npx vitest run tests/architecture.test.ts',
  },
  { name: 'tests', args: ['bin/test.js'], remedy: 'npm test' },
];

const failed: Step[] = [];
for (const step of STEPS) {
  const from = performance.now();
  const { ok, said } = await take(step);
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(16)} ${seconds.padStart(6)} s\n`);
  if (ok) continue;
  failed.push(step);
  process.stdout.write(`${said.trimEnd()}\n\n`);
}
if (failed.length === 0) process.stdout.write(`All ${STEPS.length} checks passed.\n`);
else {
  process.stdout.write(`${failed.length} of ${STEPS.length} checks failed:\n`);
  for (const { name, remedy } of failed) process.stdout.write(`  ${name}: see above, or run: ${remedy}\n`);
  process.exitCode = 1;
}

function take(step: Step): Promise<{ ok: boolean; said: string }> {
  return new Promise((resolve) => {
    let said = '';
    const child = spawn(process.execPath, [...step.args], {
      cwd: project,
      env: { ...process.env, APOLLO_TELEMETRY_DISABLED: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error) => resolve({ ok: false, said: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, said }));
  });
}
