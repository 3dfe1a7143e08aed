// The process of the demo's sources and issuers, started by the launcher: settings in over its channel, `ready` back.
import { onParentGone, problemToParent, readyToParent, settingsFromParent } from './child-lifecycle.ts';
import { serveHolders } from './serve-holders.ts';
import { holdersSettings } from './settings.ts';
import { systemCode } from './start-problem.ts';

const settings = holdersSettings.parse(await settingsFromParent());
let running: { close(): Promise<void> } | undefined;
onParentGone(async () => running?.close());
try {
  running = await serveHolders(settings);
  readyToParent();
} catch (error) {
  if (systemCode(error) !== 'EADDRINUSE') throw error;
  problemToParent(
    'A port of the demo world was taken while it started. Stop that program, or move all ports: PORT=5000 npm start.',
  );
}
