// The launcher as a process: arguments, environment and signals in; lines on the screen and an exit code out.
import type { Say } from '../../demo/postgres/postgres.ts';
import { StartProblem } from '../../demo/start-problem.ts';
import { launch, type Parts } from './launch.ts';
import { HELP, readSettings } from './settings.ts';

/** Exit codes: 0 stopped by the user, 1 a problem (one sentence on stderr). Ctrl-C drains; again: forces; again: leaves. */
export async function runLauncher(project: string, parts: Parts): Promise<void> {
  const { stop, force } = listenToUser();
  // A screen that is gone (`npm start | head`) is no reason to stop halfway.
  for (const screen of [process.stdout, process.stderr]) screen.on('error', () => {});
  const say: Say = (line) => process.stdout.write(`${line}\n`);
  try {
    const settings = readSettings(process.argv.slice(2), process.env, project);
    if (settings === 'HELP') {
      process.stdout.write(HELP);
      process.exit(0);
    }
    await launch({ settings, parts, env: childEnvironment(), say, stop, force });
    say('Stopped.');
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    process.exit(1);
  }
}

function sentenceFor(error: unknown): string {
  if (error instanceof StartProblem) return error.message;
  if (process.env.SAMENZICHT_STACK) return error instanceof Error && error.stack ? error.stack : String(error);
  const what = error instanceof Error ? error.message : 'unknown cause';
  return `The start failed in a way that was not foreseen: ${what}. To see where: SAMENZICHT_STACK=1 npm start.`;
}

/** Both processes get their secrets over their channel; the administrator's URL is for neither. */
function childEnvironment(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...env } = process.env;
  return { ...env, SAMENZICHT_DEMO: '1', APOLLO_TELEMETRY_DISABLED: 'true' };
}

/** One Ctrl-C arrives twice under npm: from the terminal, and passed on by npm. */
const SAME_CTRL_C_MS = 500;

function listenToUser(): { stop: AbortSignal; force: AbortSignal } {
  const stop = new AbortController();
  const force = new AbortController();
  let last = Number.NEGATIVE_INFINITY;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const now = performance.now();
      if (now - last < SAME_CTRL_C_MS) return;
      last = now;
      if (force.signal.aborted) process.exit(1);
      if (stop.signal.aborted) force.abort();
      else stop.abort();
    });
  }
  // A killed npm passes nothing on; without it nobody sees our screen or can stop us with Ctrl-C.
  const parent = process.ppid;
  const underNpm = process.env.npm_lifecycle_event !== undefined;
  if (underNpm) setInterval(() => process.ppid !== parent && stop.abort(), 500).unref();
  return { stop: stop.signal, force: force.signal };
}
