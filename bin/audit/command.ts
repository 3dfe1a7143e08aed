// The audit command: arguments in, lines and an exit code out. 0: sound. 1: not sound. 2: not understood. 3: could not be read.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartProblem } from '../../demo/start-problem.ts';
import { type Finding, heads } from '../../gateway/adapters/store/audit-check.ts';
import { type Verification, verifyRecord } from '../../gateway/adapters/store/audit-verify.ts';
import { connect } from '../../gateway/adapters/store/connect.ts';
import { storeUrl } from './store-url.ts';

export type AuditCommand = {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly project: string;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
};

const HELP = `npm run audit -- verify [--save FILE] [--anchor FILE]

Reads the whole record and finds any changed, removed or reordered row, with its position.

  --save FILE     writes the heads of all chains to FILE; keep it where nobody of the database can reach it
  --anchor FILE   holds the record against heads saved before
  --help          this text

  SAMENZICHT_DATA=DIR   the data folder of the installation (default ./data)
  DATABASE_URL=URL      the PostgreSQL server that npm start was given, or the gateway's own database

Ends with 0: sound; 1: not sound; 2: the command was not understood; 3: the record could not be read.

What it proves: every row is the one that its gateway process wrote, in that order, with none left out, up to the head
that the same transaction moved; and the heads that later processes saw when they began. Somebody who may change
everything in the database can rewrite a chain from some row on, with new hashes and a new head: only --anchor, with
heads kept elsewhere, finds that.`;

const LATER: readonly string[] = ['replay', 'export'];

export async function auditCommand({ args, env, project, out, err }: AuditCommand): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    err(asked);
    return 2;
  }
  if (asked.help) {
    out(HELP);
    return 0;
  }
  try {
    const anchor =
      asked.anchor === undefined ? [] : heads.parse(JSON.parse(readFileSync(resolve(asked.anchor), 'utf8')));
    const verification = await verify(storeUrl(env, project), anchor);
    if (asked.save !== undefined)
      writeFileSync(resolve(asked.save), `${JSON.stringify(verification.heads, null, 2)}\n`);
    for (const line of linesOf(verification)) out(line);
    return verification.findings.length === 0 ? 0 : 1;
  } catch (error) {
    err(error instanceof StartProblem ? error.message : sentenceFor(error, asked.anchor));
    return 3;
  }
}

async function verify(url: string, anchor: Parameters<typeof verifyRecord>[1]): Promise<Verification> {
  const sql = connect(url, { max: 1, patience: 10_000 });
  try {
    return await verifyRecord(sql, anchor);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

type Asked = { readonly help: boolean; readonly save: string | undefined; readonly anchor: string | undefined };

/** A sentence: not understood. */
function readArguments(args: readonly string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        save: { type: 'string' },
        anchor: { type: 'string' },
      },
    });
    const { help, save, anchor } = values;
    const [verb, ...rest] = positionals;
    if (help) return { help, save, anchor };
    if (verb !== undefined && LATER.includes(verb))
      return `"${verb}" is not there yet; "verify" is. See: npm run audit -- --help`;
    if (verb !== 'verify' || rest.length > 0)
      return 'Name one verb: npm run audit -- verify. See: npm run audit -- --help';
    return { help, save, anchor };
  } catch (error) {
    const what = error instanceof Error ? error.message.split(/\. |\n/)[0] : 'An argument is not known';
    return `${what}. See: npm run audit -- --help`;
  }
}

function linesOf({ chains, rows, findings, heads }: Verification): readonly string[] {
  const counted = `${rows} rows in ${chains} chains`;
  if (findings.length === 0) return [`The record is sound: ${counted}.`, ...heads.map(headLine)];
  return [`The record is NOT sound: ${findings.length} findings, ${counted}.`, ...findings.map(findingLine)];
}

function headLine({ instance, seq, hash }: Verification['heads'][number]): string {
  return `  chain ${instance} ends at row ${seq}, hash ${hash}`;
}

function findingLine({ instance, seq, kind }: Finding): string {
  return `  chain ${instance}${seq === null ? '' : `, row ${seq}`}: ${WORDS[kind]}`;
}

const WORDS: Readonly<Record<Finding['kind'], string>> = {
  CHANGED: 'is not as it was written (changed, or moved from another place)',
  MISSING: 'is missing',
  NOT_COUNTED: 'lies beyond the head of its chain',
  NOT_AS_SEEN: 'is not what a later chain or the anchor saw there',
  CHAIN_MISSING: 'the whole chain is missing',
};

/** A database's own text is left out: it may quote a row. */
function sentenceFor(error: unknown, anchor: string | undefined): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === '42P01') return 'There is no record yet: the gateway has not made its tables. Run npm start first.';
  if (anchor !== undefined && (code === 'ENOENT' || code === undefined))
    return `${anchor} cannot be read as saved heads.`;
  return `The record could not be read (${code ?? 'unknown cause'}). Is PostgreSQL running? It runs while npm start does.`;
}
