// Paths of .graphql files and manifests in; the operations that stand in them, each with its place, out.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { z } from 'zod';

export type WrittenDocument = { readonly place: string; readonly text: string };

const listed = z.looseObject({ operations: z.array(z.looseObject({ id: z.string(), body: z.string() })).min(1) });
const mapped = z.record(z.string().regex(/^(sha256:)?[0-9a-f]{64}$/), z.string());

/** A sentence: a file that cannot be read as either, or an id that is not the hash of its operation. */
export function readDocuments(paths: readonly string[], cwd: string): readonly WrittenDocument[] | string {
  const documents: WrittenDocument[] = [];
  for (const path of paths) {
    const found = readOne(resolve(cwd, path), basename(path));
    if (typeof found === 'string') return found;
    documents.push(...found);
  }
  return documents;
}

function readOne(path: string, name: string): readonly WrittenDocument[] | string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return `${path} cannot be read.`;
  }
  if (extname(path) !== '.json') return [{ place: name, text }];
  const entries = manifestEntries(text);
  if (entries === null) return `${name} is no manifest. See: npm run documents -- --help`;
  const wrong = entries.find(({ id, body }) => id.replace('sha256:', '') !== sha256(body));
  if (wrong !== undefined) return `${name}: ${wrong.id} is not the sha256 of its operation. Make the manifest anew.`;
  return entries.map(({ id, body }) => ({ place: `${name} ${id.slice(0, 12)}`, text: body }));
}

function manifestEntries(text: string): readonly { readonly id: string; readonly body: string }[] | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const list = listed.safeParse(json);
  if (list.success) return list.data.operations;
  const map = mapped.safeParse(json);
  return map.success ? Object.entries(map.data).map(([id, body]) => ({ id, body })) : null;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
