// Where the server's files lie. As a rule in the data folder; for root, whose PostgreSQL runs under another account, in a place
// that this account can reach when the data folder is not such a place.
import { createHash } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, mkdirSync, realpathSync, rmdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StartProblem, systemCode } from '../start-problem.ts';
import type { Account } from './account.ts';
import { makeFolder } from './make-folder.ts';

/** Makes the data folder when needed. Gives its real path; throws StartProblem FOLDER_NOT_WRITABLE. */
export function readyFolder(path: string): string {
  try {
    // Others may pass through (the server's account must), not look.
    if (makeFolder(path)) chmodSync(path, 0o711);
    accessSync(path, constants.W_OK | constants.X_OK);
    const probe = join(path, `.write-${process.pid}`);
    mkdirSync(probe);
    rmdirSync(probe);
    return realpathSync(path);
  } catch (error) {
    throw new StartProblem(
      'FOLDER_NOT_WRITABLE',
      `The data folder ${path} cannot be written to (${systemCode(error) ?? 'unknown cause'}). Make it writable, or choose another: SAMENZICHT_DATA=/path/to/folder npm start.`,
    );
  }
}

/** The folder for cluster and copies: `folder` itself when the account can live there, else one of its own under /var. */
export function placeFor(folder: string, account: Account | undefined): string {
  if (account === undefined || (reaches(account, folder) && canGiveAway(folder, account))) return folder;
  const name = `${basename(dirname(folder))}-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
  for (const base of ['/var/lib', '/var/tmp', '/tmp']) {
    const place = join(base, 'samenzicht', name);
    try {
      for (const path of [dirname(place), place]) {
        if (makeFolder(path)) chmodSync(path, 0o711);
      }
      if (reaches(account, place) && canGiveAway(place, account)) return place;
    } catch {
      // Not to be had here (read-only, or a file in the way): the next one.
    }
  }
  throw new StartProblem(
    'FOLDER_NOT_WRITABLE',
    `PostgreSQL does not run as root, and no other account can reach ${folder}. Put the data elsewhere (SAMENZICHT_DATA=/srv/samenzicht npm start), or start as an ordinary user.`,
  );
}

function reaches(account: Account, folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    const { mode, uid, gid } = statSync(path);
    const execute = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & execute) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/** Some file systems (a shared folder of a virtual machine, NFS) do not let root give files to another account. */
function canGiveAway(folder: string, account: Account): boolean {
  const probe = join(folder, `.give-${process.pid}`);
  try {
    mkdirSync(probe, { mode: 0o700 });
    chownSync(probe, account.uid, account.gid);
    return statSync(probe).uid === account.uid;
  } catch {
    return false;
  } finally {
    try {
      rmdirSync(probe);
    } catch {
      // It was never made.
    }
  }
}
