// `npm run import:brp -- FILE.csv`: the command line in; progress, a summary and an exit code out.
import { fileURLToPath } from 'node:url';
import { importCommand } from './import-brp/command.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

process.exitCode = await importCommand({
  args: process.argv.slice(2),
  env: process.env,
  project: fileURLToPath(new URL('..', import.meta.url)),
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  screen: process.stderr,
  stop: stop.signal,
});
