// `npm run policy -- VERB`: the command line in; what policies say, what is wrong with them or what changes, and an exit code, out.
import { fileURLToPath } from 'node:url';
import { policyCommand } from './policy/command.ts';
import { endWithReader } from './reader-gone.ts';

endWithReader();
process.exitCode = await policyCommand({
  args: process.argv.slice(2),
  cwd: process.cwd(),
  project: fileURLToPath(new URL('..', import.meta.url)),
  now: Date.now(),
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
