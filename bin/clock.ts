// `npm run clock`: the command line in, an exit code out.
import { clockCommand } from './demo/clock.ts';

process.exitCode = await clockCommand({
  args: process.argv.slice(2),
  env: process.env,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
