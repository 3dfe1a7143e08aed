// The documents command: arguments in, lines and an exit code out. 0: done. 1: refused, nothing changed. 2: not understood. 3: the store cannot be read.
import { fileURLToPath } from 'node:url';
import { StartProblem } from '../../demo/start-problem.ts';
import { connect } from '../../gateway/adapters/store/connect.ts';
import { type DocumentBook, openDocumentBook } from '../../gateway/adapters/store/document-book.ts';
import type { AskerKind } from '../../gateway/vocabulary/field-index.ts';
import { CITIZENS, type DocumentOwner } from '../../gateway/vocabulary/trust.ts';
import { storeUrl } from '../audit/store-url.ts';
import { type Asked, HELP, readArguments } from './arguments.ts';
import { readDocuments } from './documents.ts';
import { describeWith } from './schema.ts';

export type DocumentsCommand = {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Where relative paths begin. */
  readonly cwd: string;
  readonly project: string;
  /** Wall time, ms. */
  readonly now: number;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
};

export async function documentsCommand(command: DocumentsCommand): Promise<number> {
  const { args, env, project, out, err } = command;
  const asked = readArguments(args);
  if (asked === 'HELP') {
    out(HELP);
    return 0;
  }
  if (typeof asked === 'string') {
    err(`${asked} See: npm run documents -- --help`);
    return 2;
  }
  try {
    const sql = connect(storeUrl(env, project), { max: 1, patience: 10_000 });
    try {
      return await run(asked, openDocumentBook(sql), command);
    } finally {
      await sql.end({ timeout: 1 });
    }
  } catch (error) {
    err(error instanceof StartProblem ? error.message : sentenceFor(error));
    return 3;
  }
}

async function run(asked: Asked, book: DocumentBook, command: DocumentsCommand): Promise<number> {
  const { out, err } = command;
  switch (asked.verb) {
    case 'list':
      for (const { owner, hash, name, purpose, categories } of await book.list(asked.owner))
        out(`${owner}  ${hash}  ${name}  ${purpose}  ${categories.join(' ') || '(no data of anybody)'}`);
      return 0;
    case 'remove':
      if (await book.remove(asked.owner, asked.hash)) return 0;
      err(`${asked.owner} has no operation with that hash. See: npm run documents -- list`);
      return 1;
    case 'allow':
      if (await book.allow(asked.owner, asked.rights)) return 0;
      err(`${asked.owner} is no registered partner.`);
      return 1;
    case 'check':
    case 'register':
      return read(asked, book, command);
    default:
      return asked satisfies never;
  }
}

/** All or nothing: one operation that does not hold keeps the others out as well. */
async function read(
  asked: Extract<Asked, { verb: 'check' | 'register' }>,
  book: DocumentBook,
  { cwd, now, out, err }: DocumentsCommand,
): Promise<number> {
  const asker = await askerFor(asked.owner, book);
  if (asker === undefined) {
    err(`${asked.owner} is no registered partner.`);
    return 1;
  }
  const documents = readDocuments(asked.paths, cwd);
  if (typeof documents === 'string') {
    err(documents);
    return 1;
  }
  const policies = fileURLToPath(new URL('../../policies', import.meta.url));
  const described = await describeWith(policies, documents, asker);
  for (const { place, problem } of described.problems) err(`${place}: ${problem}`);
  if (described.problems.length > 0) return 1;
  for (const { name, purpose, hash, categories } of described.operations)
    out(`${hash}  ${name}  ${purpose}  ${categories.join(' ') || '(no data of anybody)'}`);
  if (asked.verb === 'check') return 0;
  const { owner } = asked;
  const added = await book.register(
    described.operations.map((one) => ({ ...one, owner })),
    now,
  );
  out(`${added} registered for ${owner}, ${described.operations.length - added} were already.`);
  return 0;
}

/** Undefined: nobody of that name. */
async function askerFor(owner: DocumentOwner, book: DocumentBook): Promise<AskerKind | undefined> {
  if (owner === CITIZENS) return null;
  const partner = (await book.partners()).find(({ organisation }) => organisation.oin === owner);
  return partner?.organisation.kind;
}

/** A database's own text is left out. */
function sentenceFor(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === '42P01') return 'There is no register yet: the gateway has not made its tables. Run npm start first.';
  return `The register could not be read (${code ?? 'unknown cause'}). Is PostgreSQL running? It runs while npm start does.`;
}
