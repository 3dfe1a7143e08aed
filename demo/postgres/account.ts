// PostgreSQL refuses to run as root. Gives the account it runs under: the caller's own, or for root an unprivileged one.
import { readFileSync, statSync } from 'node:fs';
import { StartProblem } from '../start-problem.ts';

/** Numeric ids to run as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** undefined: run as ourselves. An existing cluster keeps the account that owns it, so that every start finds its files. */
export function accountFor(clusterFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(clusterFolder, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  // initdb looks its user up by number, so the account must be one of this machine's.
  const accounts = readAccounts();
  const found = accounts.get('postgres') ?? accounts.get('nobody') ?? [...accounts.values()].find(({ uid }) => uid > 0);
  if (found !== undefined) return found;
  throw new StartProblem(
    'POSTGRES_FAILED',
    'PostgreSQL does not run as root, and this machine has no other account. Add one (useradd postgres), start as an ordinary user, or point DATABASE_URL to a PostgreSQL server of your own.',
  );
}

function readAccounts(): Map<string, Account> {
  const accounts = new Map<string, Account>();
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && uid && gid && Number(uid) > 0) accounts.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}
