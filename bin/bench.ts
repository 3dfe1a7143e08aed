// `npm run bench`: every measurement in turn; with a name, that one. Their tables out. 0: measured. 2: not understood.
import { readdirSync } from 'node:fs';
import { z } from 'zod';
import type { Bench } from '../bench/table.ts';
import { endWithReader } from './reader-gone.ts';

const FOLDER = new URL('../bench/', import.meta.url);
const measurement = z.object({ bench: z.object({ says: z.string(), run: z.function() }) });

endWithReader();
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const found = await measurements();
  const list = [...found].map(([name, { says }]) => `  ${name.padEnd(12)} ${says}`).join('\n');
  const usage = `Usage: npm run bench [-- NAME]\n\nMeasures everything in turn, or what is named:\n\n${list}`;
  const [name, ...more] = args;
  if (name === '--help') return say(process.stdout, usage, 0);
  if (name === undefined) {
    for (const [one, { run }] of found) say(process.stdout, `${one}\n${await run()}\n`, 0);
    return 0;
  }
  const chosen = found.get(name);
  if (chosen === undefined || more.length > 0)
    return say(process.stderr, `There is no "${args.join(' ')}".\n\n${usage}`, 2);
  return say(process.stdout, await chosen.run(), 0);
}

/** Every file of bench/ that exports one. */
async function measurements(): Promise<ReadonlyMap<string, Bench>> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
  const found = new Map<string, Bench>();
  for (const file of files.sort()) {
    const module: unknown = await import(new URL(file, FOLDER).href);
    // Its shape was looked at in the line before: text and a function.
    if (measurement.safeParse(module).success) found.set(file.slice(0, -3), (module as { bench: Bench }).bench);
  }
  return found;
}

function say(to: NodeJS.WritableStream, text: string, code: number): number {
  to.write(`${text}\n`);
  return code;
}
