// `npm run documents -- VERB`: the command line in; what partners may ask, and an exit code, out.
import { fileURLToPath } from 'node:url';
import { documentsCommand } from './documents/command.ts';

process.exitCode = await documentsCommand({
  args: process.argv.slice(2),
  env: process.env,
  cwd: process.env.INIT_CWD ?? process.cwd(),
  project: fileURLToPath(new URL('..', import.meta.url)),
  now: Date.now(),
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
