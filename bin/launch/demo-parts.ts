// What npm start starts beside PostgreSQL: the demo world in its databases, its holders and issuers, and the gateways.
import { fileURLToPath } from 'node:url';
import { loadWorld } from '../../demo/load-world.ts';
import { gatewayPorts } from '../../demo/ports.ts';
import type { Parts } from './launch.ts';

const inProject = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const demoParts: Parts = {
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
};
