// Nothing is started while a port that we need is taken: one sentence names each such port and what wanted it.
import { isFree } from '../../demo/free-port.ts';
import { PORT_NAMES, PORT_USES, type Ports } from '../../demo/ports.ts';
import { StartProblem } from '../../demo/start-problem.ts';

/** Throws StartProblem PORT_TAKEN. PostgreSQL's port is its starter's to judge: an orphan of ours may rightly have it. */
export async function checkPortsFree(ports: Ports): Promise<void> {
  const taken: string[] = [];
  for (const name of PORT_NAMES) {
    if (name === 'postgres') continue;
    try {
      if (!(await isFree(ports[name]))) taken.push(`${ports[name]} (${PORT_USES[name]})`);
    } catch {
      throw new StartProblem(
        'PORT_TAKEN',
        `Port ${ports[name]} (${PORT_USES[name]}) may not be used by this account. Choose higher ports: PORT=5000 npm start.`,
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
