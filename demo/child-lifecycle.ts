// What a process started by the launcher (bin/start.ts) does with its channel to it. In a main file:
//
//   const settings = parser.parse(await settingsFromParent());   // secrets come over the channel, never in env or on a command line
//   onParentGone(() => servers.close());                         // before anything listens
//   ... listen ...
//   readyToParent();
//
// A launcher that is gone, however it went, closes the channel; then the process drains and ends by itself.

const DRAIN_MS = 15_000;

/** Resolves to the settings that the launcher sends, not yet parsed. Rejects when this process was not started by it. */
export function settingsFromParent(): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (process.send === undefined) {
      reject(new Error('this process is started by npm start, which sends it its settings'));
      return;
    }
    process.once('disconnect', () => reject(new Error('the launcher went before it sent settings')));
    process.on('message', function hear(message: unknown) {
      if (typeof message !== 'object' || message === null || !('settings' in message)) return;
      process.off('message', hear);
      resolve(message.settings);
    });
  });
}

/** Everything listens. `details` is plain JSON for the launcher's screen: no secret, nothing of a case. */
export function readyToParent(details: Readonly<Record<string, unknown>> = {}): void {
  process.send?.({ ...details, ready: true });
}

/** This process cannot start for a reason its user can mend: one sentence with a way out. Ends the process. */
export function problemToParent(sentence: string): void {
  if (process.send === undefined) {
    process.stderr.write(`${sentence}\n`);
    process.exit(1);
  }
  process.send({ problem: sentence }, undefined, undefined, () => process.exit(1));
}

/**
 * Calls `drain` once, when the launcher asks to stop (SIGTERM) or is gone, and ends the process when it has settled or took
 * longer than 15 s. Ctrl-C reaches the whole terminal group: the launcher answers it, in its order, and we wait for that.
 */
export function onParentGone(drain: () => Promise<void>): void {
  let draining = false;
  const end = async (): Promise<void> => {
    if (draining) return;
    draining = true;
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    let code = 0;
    try {
      await drain();
    } catch {
      code = 1;
    }
    process.exit(code);
  };
  // A launcher that is gone takes the screen with it; what we write there then must not end us before we have drained.
  for (const screen of [process.stdout, process.stderr]) screen.on('error', () => {});
  process.on('disconnect', end);
  process.on('SIGTERM', end);
  process.on('SIGINT', () => {
    if (!process.connected) void end();
  });
  // The channel may have closed before we listened to it.
  if (process.send !== undefined && !process.connected) void end();
}
