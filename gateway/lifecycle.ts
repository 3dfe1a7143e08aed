// How this process begins and ends: settings from the launcher's channel or a file, one sentence when it cannot start, a drain when it is told to stop.
import { readFileSync } from 'node:fs';

const DRAIN_MS = 15_000;

/** What the launcher sends (`{ settings }`), not yet parsed. Rejects when it goes before it has sent anything. */
export function settingsFromLauncher(): Promise<unknown> {
  return new Promise((resolve, reject) => {
    process.once('disconnect', () => reject(new Error('the launcher went before it sent settings')));
    process.on('message', function hear(message: unknown) {
      if (typeof message !== 'object' || message === null || !('settings' in message)) return;
      process.off('message', hear);
      resolve(message.settings);
    });
  });
}

/** A JSON file with the same settings, for a gateway that runs alone. */
export function settingsFromFile(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** One sentence with a way out, to the launcher or on the screen; then the end, with exit code 1. */
export function endWith(sentence: string): void {
  if (process.send === undefined) {
    process.stderr.write(`${sentence}\n`);
    process.exit(1);
  }
  process.send({ problem: sentence }, undefined, undefined, () => process.exit(1));
}

export function tellReady(): void {
  process.send?.({ ready: true });
}

/** Drains once, on SIGTERM or when the launcher is gone, and ends: 0 when drained, 1 when that failed or took over 15 s. */
export function onEnd(drain: () => Promise<void>): void {
  let draining = false;
  const end = async (): Promise<void> => {
    if (draining) return;
    draining = true;
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    const code = await drain().then(
      () => 0,
      () => 1,
    );
    process.exit(code);
  };
  // A launcher that is gone takes the screen along; writing to it must not end us before we have drained.
  for (const screen of [process.stdout, process.stderr]) screen.on('error', () => {});
  process.on('disconnect', end);
  process.on('SIGTERM', end);
  // Ctrl-C reaches the whole group: the launcher answers it, in its own order.
  process.on('SIGINT', () => {
    if (!process.connected) void end();
  });
  if (process.send !== undefined && !process.connected) void end();
}
