// What commands that work on the demo's databases share: the data folder, the databases in it, and the day at which the domain clock stands.
import { resolve } from 'node:path';
import { z } from 'zod';
import { type OpenedInstallation, openInstallation } from '../../demo/open-installation.ts';
import type { Ports } from '../../demo/ports.ts';
import { dayOf } from '../../gateway/vocabulary/clock.ts';
import { instant, type LocalDate } from '../../schema/identifiers.ts';
import { askGateway, CommandProblem, portsOf } from './command.ts';

export interface OnInstallation {
  readonly opened: OpenedInstallation;
  /** Of the running demo; else DEMO_NOW, else where the world's clock starts. */
  today(): Promise<LocalDate>;
}

export async function withInstallation(
  {
    env,
    project,
    say,
  }: { readonly env: NodeJS.ProcessEnv; readonly project: string; readonly say: (line: string) => void },
  work: (on: OnInstallation) => Promise<void>,
): Promise<void> {
  if (env.NODE_ENV === 'production') {
    throw new CommandProblem(
      'This command is for the demo, which does not run with NODE_ENV=production. Unset NODE_ENV.',
    );
  }
  const ports = portsOf(env);
  const opened = await openInstallation({
    dataDir: resolve(project, env.SAMENZICHT_DATA || 'data'),
    ports,
    databaseUrl: env.DATABASE_URL || undefined,
    say,
  });
  const today = async (): Promise<LocalDate> => {
    const running = await runningClock(ports);
    const now = running ?? instant.safeParse(env.DEMO_NOW).data ?? opened.installation.now;
    return dayOf(Date.parse(now));
  };
  try {
    await work({ opened, today });
  } finally {
    await opened.close();
  }
}

const clock = z.object({ now: instant });

async function runningClock(ports: Ports): Promise<string | undefined> {
  try {
    return (await askGateway(ports, '/demo/clock', clock))?.now;
  } catch (error) {
    if (error instanceof CommandProblem) return undefined;
    throw error;
  }
}
