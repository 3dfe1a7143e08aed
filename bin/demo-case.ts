// `npm run demo:case`: the command line in; a household's facts with a ready question, and an exit code, out.
import { fileURLToPath } from 'node:url';
import { caseCommand } from './demo-case/command.ts';

process.exitCode = await caseCommand({
  args: process.argv.slice(2),
  env: process.env,
  project: fileURLToPath(new URL('..', import.meta.url)),
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
