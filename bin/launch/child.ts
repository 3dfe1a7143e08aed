// One process started by the launcher, over a channel on which secrets go in and "ready" comes out.
import { type ChildProcess, spawn } from 'node:child_process';
import { z } from 'zod';
import { StartProblem } from '../../demo/start-problem.ts';

const message = z.union([z.object({ ready: z.literal(true) }), z.object({ problem: z.string().min(1) })]);

/** A process that ended without being asked to. */
export class ChildEnded extends StartProblem {
  /** What ended and how, in one sentence. */
  readonly said: string;

  /** `problem`: what the process itself said of it. */
  constructor(name: string, how: string, problem: string | undefined) {
    const said = `${name} ended by itself (${how}).`;
    super('CHILD_ENDED', problem ?? `${said} What it said last stands above. Everything is stopped.`);
    this.said = said;
  }
}

export interface Child {
  readonly name: string;
  /** Hands over its settings: plain JSON, over the channel alone. Until then it loads its code and waits. */
  begin(settings: unknown): void;
  /** Resolves when it said that it is ready; rejects with ChildEnded when it ends before that. */
  readonly ready: Promise<void>;
  /** Rejects with ChildEnded when it ends, at any time, without being asked to. Never resolves. */
  readonly lost: Promise<never>;
  /** Asks it to drain and end, and waits until it has; kills it after `patienceMs`. Harmless when it has ended. */
  stop(patienceMs: number): Promise<void>;
  kill(): void;
  isRunning(): boolean;
}

/** `file` runs on this Node. */
export function startChild(name: string, file: string, env: NodeJS.ProcessEnv): Child {
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const { promise: ready, resolve: becomeReady, reject: neverReady } = Promise.withResolvers<void>();
  const { promise: lost, reject: lose } = Promise.withResolvers<never>();
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  for (const promise of [ready, lost]) promise.catch(() => {}); // Whoever waits hears it; nobody has to.
  let asked = false;
  let problem: string | undefined;

  child.on('message', (received) => {
    const parsed = message.safeParse(received);
    if (!parsed.success) return;
    if ('problem' in parsed.data) problem = parsed.data.problem;
    else becomeReady();
  });
  child.on('error', () => close(child.exitCode, child.signalCode));
  child.on('exit', (code, signal) => {
    // Its last message may still be in the channel.
    if (child.connected) child.once('disconnect', () => close(code, signal));
    else close(code, signal);
  });

  function close(code: number | null, signal: NodeJS.Signals | null): void {
    end();
    const how = signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`;
    const reason = new ChildEnded(name, how, problem);
    neverReady(reason);
    if (!asked) lose(reason);
  }

  return {
    name,
    begin(settings) {
      child.send({ settings }, () => {}); // One that has already ended is told of above.
    },
    ready,
    lost,
    async stop(patienceMs) {
      asked = true;
      if (!isRunning(child)) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(timer);
    },
    kill() {
      asked = true;
      if (isRunning(child)) child.kill('SIGKILL');
    },
    isRunning: () => isRunning(child),
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}
