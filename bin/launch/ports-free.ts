// Nothing is started while a port that we need is taken: one sentence names each such port and what wanted it.
import { isFree } from '../../demo/free-port.ts';
import { gatewayPorts, PORT_NAMES, PORT_USES, type Ports } from '../../demo/ports.ts';
import { StartProblem } from '../../demo/start-problem.ts';

/** Throws StartProblem PORT_TAKEN. PostgreSQL's port is its starter's to judge: an orphan of ours may rightly have it. */
export async function checkPortsFree(ports: Ports, gateways: number): Promise<void> {
  const [, ...moreGateways] = gatewayPorts(ports, gateways);
  const needed = [
    ...PORT_NAMES.filter((name) => name !== 'postgres').map((name) => ({ port: ports[name], use: PORT_USES[name] })),
    ...moreGateways.map((port, at) => ({ port, use: `gateway ${at + 2}` })),
  ];
  const taken: string[] = [];
  for (const { port, use } of needed) {
    try {
      if (!(await isFree(port))) taken.push(`${port} (${use})`);
    } catch {
      throw new StartProblem(
        'PORT_TAKEN',
        `Port ${port} (${use}) may not be used by this account. Choose higher ports: PORT=5000 npm start.`,
      );
    }
  }
  if (taken.length === 0) return;
  const which = taken.length === 1 ? `Port ${taken[0]} is` : `Ports ${taken.join(', ')} are`;
  const other = ports.gateway === 5000 ? 6000 : 5000;
  throw new StartProblem(
    'PORT_TAKEN',
    `${which} taken by another program. Stop that program, or move all ports: PORT=${other} npm start.`,
  );
}
