// `npm run grant-keys -- FILE`: a gateway's settings file in; the same file with a key to come, what is to be done next, and an exit code, out.
import { resolve } from 'node:path';
import { rotateKeys } from './grant-keys/rotate.ts';

const HELP = `npm run grant-keys -- FILE

Rotates the key that signs grants: adds a new one to the gateway's settings file, which signs a minute later, and drops the one before the
present. Then tell every gateway process within that minute: kill -HUP PID. It publishes the new key at once; holders fetch it when they first meet it.

  FILE     the settings file of the gateway (SAMENZICHT_SETTINGS)
  --help   this text

Ends with 0: written; 1: refused, nothing changed; 2: not understood.`;

const [file, second] = process.argv.slice(2);
if (file === '--help' || file === '-h') process.stdout.write(`${HELP}\n`);
else if (file === undefined || second !== undefined || file.startsWith('-')) {
  process.stderr.write('Name one settings file. See: npm run grant-keys -- --help\n');
  process.exitCode = 2;
} else {
  const { ok, says } = rotateKeys(resolve(process.env.INIT_CWD ?? '.', file), Date.now());
  (ok ? process.stdout : process.stderr).write(`${says}\n`);
  process.exitCode = ok ? 0 : 1;
}
