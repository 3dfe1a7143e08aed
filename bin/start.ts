// `npm start`: the command line in, the running demo out. The one door by which a start that cannot go on leaves, as a sentence.
import { fileURLToPath } from 'node:url';
import { loadWorld } from '../demo/load-world.ts';
import { gatewayPorts } from '../demo/ports.ts';
import { runLauncher } from './launch/run.ts';

const inProject = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

await runLauncher(inProject('.'), {
  async loadWorld(load) {
    const settings = await loadWorld(load);
    return {
      holders: settings.holders,
      // One identity, store and clock; a port of its own each.
      gateways: gatewayPorts(load.ports, load.gateways).map((port) => ({ ...settings.gateway, port })),
      running: settings.holders.holders.map(({ port }) => port),
    };
  },
  holders: inProject('demo/holders-main.ts'),
  gateway: inProject('gateway/main.ts'),
});
