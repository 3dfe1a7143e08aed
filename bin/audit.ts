// `npm run audit -- VERB`: the command line in; what the record says of itself, and an exit code, out.
import { fileURLToPath } from 'node:url';
import { auditCommand } from './audit/command.ts';
import { endWithReader } from './reader-gone.ts';

endWithReader();
process.exitCode = await auditCommand({
  args: process.argv.slice(2),
  env: process.env,
  project: fileURLToPath(new URL('..', import.meta.url)),
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
