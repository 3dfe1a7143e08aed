// Runs a holder as a process of its own: a sentence instead of a stack when it cannot start, an orderly end on SIGTERM and SIGINT.
import { SettingsProblem } from './environment.ts';
import { SdlProblem } from './rules.ts';
import type { RunningSubgraph } from './serve.ts';

export async function runHolder(start: () => Promise<RunningSubgraph>): Promise<void> {
  let running: RunningSubgraph;
  try {
    running = await start();
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${running.url}\n`);
  const stop = (): void => {
    void running.close();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function sentenceOf(error: unknown): string {
  if (error instanceof SettingsProblem || error instanceof SdlProblem) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'This holder cannot start: its port is in use. Choose another with PORT.';
  }
  return 'This holder cannot start.';
}
