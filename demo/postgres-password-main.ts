// Makes the administrator's password of a PostgreSQL server that starts after this (docker-compose), in a file. Nothing happens when it is there.
import { randomBytes } from 'node:crypto';
import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { systemCode } from './start-problem.ts';

const path = process.env.POSTGRES_PASSWORD_FILE;
if (path === undefined || path === '') {
  process.stderr.write('No password is made. Name the file it goes to: POSTGRES_PASSWORD_FILE=FILE.\n');
  process.exitCode = 1;
} else makeIn(path);

function makeIn(path: string): void {
  const fresh = `${path}.${process.pid}`;
  // Whoever mounts the folder may read it: the server runs under an account of its own.
  writeFileSync(fresh, randomBytes(32).toString('base64url'), { mode: 0o444 });
  try {
    // Unlike a rename it replaces nothing: the server keeps the password it was made with.
    linkSync(fresh, path);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}
