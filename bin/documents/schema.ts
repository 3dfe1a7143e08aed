// Written operations in; of each what it asks, or what is wrong with it in the gateway's own words, out: held against the schema of whom it is for.
import { readFileSync } from 'node:fs';
import { loadPolicies } from '../../gateway/adapters/policies.ts';
import { type DescribedOperation, describeOperation } from '../../gateway/read/describe.ts';
import { READ_LIMITS } from '../../gateway/read/limits.ts';
import { type AskerKind, indexFields } from '../../gateway/vocabulary/field-index.ts';
import { isRefusal } from '../../gateway/vocabulary/refusal.ts';
import type { WrittenDocument } from './documents.ts';

export type Described = {
  readonly operations: readonly (DescribedOperation & { readonly text: string })[];
  readonly problems: readonly { readonly place: string; readonly problem: string }[];
};

/** `policies`: the folder with the law table. */
export async function describeWith(
  policies: string,
  documents: readonly WrittenDocument[],
  asker: AskerKind,
): Promise<Described> {
  const loaded = await loadPolicies(policies);
  if (loaded.kind === 'PROBLEMS') throw new Error('the policies cannot be used');
  const index = indexFields(schemaText('supergraph'), schemaText('request'), loaded.set.law);
  const operations: (DescribedOperation & { readonly text: string })[] = [];
  const problems: { readonly place: string; readonly problem: string }[] = [];
  for (const { place, text } of documents) {
    const described = describeOperation({ index, limits: READ_LIMITS }, text, asker);
    if (isRefusal(described)) problems.push({ place, problem: `${described.code}: ${described.message.en}` });
    else operations.push({ ...described, text });
  }
  return { operations, problems };
}

function schemaText(name: string): string {
  return readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');
}
