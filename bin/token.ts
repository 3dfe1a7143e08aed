// `npm run token`: the command line in, an exit code out.
import { tokenCommand } from './demo/token.ts';

process.exitCode = await tokenCommand({
  args: process.argv.slice(2),
  env: process.env,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
