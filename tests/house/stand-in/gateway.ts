// Stands in for the gateway: /health/ready, and at / what it was given. A drain that takes a moment says so when it is done.
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { onParentGone, readyToParent, settingsFromParent } from '../../../demo/child-lifecycle.ts';

const settings = z.object({ port: z.int(), starts: z.int() }).parse(await settingsFromParent());
const server = createServer((_, answer) => {
  const { SAMENZICHT_DEMO, APOLLO_TELEMETRY_DISABLED, DATABASE_URL } = process.env;
  const environment = { SAMENZICHT_DEMO, APOLLO_TELEMETRY_DISABLED, DATABASE_URL };
  answer.end(JSON.stringify({ starts: settings.starts, pid: process.pid, environment }));
});
onParentGone(async () => {
  server.close();
  server.closeAllConnections();
  await sleep(Number(process.env.STAND_IN_DRAIN_MS ?? 0));
  process.stdout.write('stand-in gateway drained\n');
});
server.listen(settings.port, '127.0.0.1', () => readyToParent());
