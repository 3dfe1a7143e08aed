// `npm run holders`: the command line in, an exit code out.
import { holdersCommand } from './demo/holders.ts';

process.exitCode = await holdersCommand({
  args: process.argv.slice(2),
  env: process.env,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
