// A demo issuer as a process of its own (docker-compose): settings from a file, where it listens from the environment, both once.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { serveIssuer } from './issuer/serve.ts';
import { issuerFile } from './settings-alone.ts';
import { systemCode } from './start-problem.ts';

const environment = z
  .object({
    SAMENZICHT_SETTINGS: z.string().min(1),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: z.coerce.number().int().min(1).max(65_535),
    SAMENZICHT_DEMO: z.literal('1', { error: 'an issuer of the demo runs in demo mode only: SAMENZICHT_DEMO=1' }),
    NODE_ENV: z.string().optional(),
  })
  .refine(({ NODE_ENV }) => NODE_ENV !== 'production', {
    path: ['SAMENZICHT_DEMO'],
    message: 'the demo hands tokens to anybody who asks and does not run with NODE_ENV=production',
  });

const read = environment.safeParse(process.env);
if (read.success) await run(read.data);
else end(`The issuer cannot start. Set these in the environment:\n${z.prettifyError(read.error)}`);

async function run({ SAMENZICHT_SETTINGS: file, HOST: host, PORT: port }: z.infer<typeof environment>): Promise<void> {
  const settings = settingsIn(file);
  if (settings === undefined) {
    return end(`The settings file ${file} cannot be read as an issuer's settings. demo/prepare-main.ts writes it.`);
  }
  const { keyFile, ...served } = settings;
  try {
    const issuer = await serveIssuer({ ...served, port, host, key: { file: join(dirname(file), keyFile) } });
    process.stdout.write(`The issuer answers at ${issuer.url}\n`);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void issuer.close());
  } catch (error) {
    if (systemCode(error) !== 'EADDRINUSE') throw error;
    end(`The issuer cannot listen at ${host}:${port}. Choose another PORT.`);
  }
}

/** Undefined: not there, or not such a file; why is left out, since a parser quotes what it read. */
function settingsIn(file: string): z.infer<typeof issuerFile> | undefined {
  try {
    return issuerFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function end(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
