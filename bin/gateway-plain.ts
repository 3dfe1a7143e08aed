// `npm run gateway:plain`: the file of a supergraph in; a GraphQL address on it out that enforces nothing. 1: it cannot be served. 2: not understood.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { EverythingOpenRefused, openPlain } from '../gateway/plain/open-plain.ts';
import { postAnywhere, servePlain } from '../gateway/plain/serve-plain.ts';

const HELP = `Usage: npm run gateway:plain -- --supergraph FILE [--port N] [--host H]

Serves any supergraph (Federation 2, as a composer writes it) at /graphql, with everything open: no token, no decision, no grant, no record. Subgraphs
are called at the addresses that the file names. For federation suites and for comparing with other gateways; it does not run with NODE_ENV=production.

  --supergraph FILE   the composed SDL
  --port N            where to listen (default 4000; 0: any free port)
  --host H            on which address (default 127.0.0.1)
  --help              this text

Ends with 1: it cannot be served; 2: not understood.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') return say(process.stderr, asked, 2);
  if (asked.help) return say(process.stdout, HELP, 0);
  let supergraphSdl: string;
  try {
    supergraphSdl = await readFile(asked.supergraph, 'utf8');
  } catch {
    return say(process.stderr, `${asked.supergraph} cannot be read. Give the file of a composed supergraph.`, 1);
  }
  try {
    const { NODE_ENV: environment, APOLLO_TELEMETRY_DISABLED: telemetryDisabled } = process.env;
    const door = await openPlain({
      supergraphSdl,
      enforcement: 'EVERYTHING_OPEN',
      environment,
      telemetryDisabled,
      post: postAnywhere,
    });
    const served = await servePlain(door, asked);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void served.close());
    return say(process.stdout, `Everything open at ${served.url}/graphql`, 0);
  } catch (error) {
    const why =
      error instanceof EverythingOpenRefused
        ? error.message
        : `${asked.supergraph} cannot be served: ${error instanceof Error ? error.message : 'it is no supergraph'}`;
    return say(process.stderr, why, 1);
  }
}

type Asked = { readonly help: boolean; readonly supergraph: string; readonly port: number; readonly host: string };

function readArguments(args: readonly string[]): Asked | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        supergraph: { type: 'string' },
        port: { type: 'string', default: '4000' },
        host: { type: 'string', default: '127.0.0.1' },
        help: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!values.help && values.supergraph === undefined) return `--supergraph FILE is missing.\n\n${HELP}`;
    if (!Number.isSafeInteger(port) || port < 0 || port > 65_535)
      return `--port is a number from 0 to 65535.\n\n${HELP}`;
    return { help: values.help, supergraph: values.supergraph ?? '', port, host: values.host };
  } catch (error) {
    return `${error instanceof Error ? error.message : 'not understood'}\n\n${HELP}`;
  }
}

function say(to: NodeJS.WritableStream, line: string, code: number): number {
  to.write(`${line}\n`);
  return code;
}
