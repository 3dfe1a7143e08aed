// A base for the launcher's ports at which all of them are free at this moment, away from the contract's own.
import { isFree } from '../../demo/free-port.ts';
import { PORT_NAMES, portsFrom } from '../../demo/ports.ts';

export async function freePortBase(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    // Below the range from which the system hands out ephemeral ports.
    const base = 10_000 + 100 * Math.floor(Math.random() * 220);
    const ports = portsFrom(base);
    const free = await Promise.all(PORT_NAMES.map((name) => isFree(ports[name])));
    if (free.every(Boolean)) return base;
  }
  throw new Error('no base found at which every port is free');
}
