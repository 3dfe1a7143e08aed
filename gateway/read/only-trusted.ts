// Read, for a gateway with partners: an operation that is not registered for the asker, and that the asker may not ask freely, is not read.
import { createHash } from 'node:crypto';
import { type DocumentNode, type FieldNode, visit } from 'graphql';
import { notTrusted, schemaNotShown } from '../vocabulary/faults.ts';
import type { OperationProfile } from '../vocabulary/operation.ts';
import { isRefusal } from '../vocabulary/refusal.ts';
import type { Trust } from '../vocabulary/trust.ts';
import type { Read } from './read.ts';

export function onlyTrusted(read: Read, trust: Trust): Read {
  const asksSchema = asksAboutSchema();
  return (request, caller, ids) => {
    const { freely, schema } = trust.rights(caller);
    const trusted = freely || trust.text(caller, sha256(request.text)) !== undefined;
    // Before the text is parsed: what is wrong with it would tell of the schema.
    if (!trusted && !schema) return notTrusted();
    const reading = read(request, caller, ids);
    if (isRefusal(reading)) return reading;
    if (!trusted && reading.profile.tree.length > 0) return notTrusted();
    return !schema && asksSchema(reading.profile) ? schemaNotShown() : reading;
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Once per profile; a profile is kept as long as its operation is. */
function asksAboutSchema(): (profile: OperationProfile) => boolean {
  const known = new WeakMap<DocumentNode, boolean>();
  return ({ document }) => {
    const before = known.get(document);
    if (before !== undefined) return before;
    let asks = false;
    visit(document, {
      Field: ({ name }: FieldNode) => {
        asks ||= name.value === '__schema' || name.value === '__type';
      },
    });
    known.set(document, asks);
    return asks;
  };
}
