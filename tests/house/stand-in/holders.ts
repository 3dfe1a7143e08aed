// Stands in for the sources' process: one port, /health/ready.
import { createServer } from 'node:http';
import { z } from 'zod';
import { onParentGone, readyToParent, settingsFromParent } from '../../../demo/child-lifecycle.ts';

const { port } = z.object({ port: z.int() }).parse(await settingsFromParent());
const server = createServer((_, answer) => answer.end('ok'));
onParentGone(async () => {
  server.close();
  server.closeAllConnections();
});
server.listen(port, '127.0.0.1', () => readyToParent());
