// A parsed request body and who asks enter; the body with the operation's text in it leaves, where it named a registered one by its hash.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '../vocabulary/caller.ts';
import { notTrusted } from '../vocabulary/faults.ts';
import { type Refusal, refuse } from '../vocabulary/refusal.ts';
import type { Trust } from '../vocabulary/trust.ts';

/** GraphQL over HTTP, appendix A: `sha256:` and hex. A bare hash is the custom identifier that most clients send. */
const documentId = z
  .string()
  .regex(/^(sha256:)?[0-9a-f]{64}$/)
  .transform((id) => id.replace('sha256:', ''));
/** As Apollo's clients send it. */
const persisted = z
  .looseObject({ version: z.literal(1), sha256Hash: z.string().regex(/^[0-9a-f]{64}$/) })
  .transform(({ sha256Hash }) => sha256Hash);
const members = z.record(z.string(), z.unknown());

/** A hash together with another text is refused: one of them is not what the sender means. */
export function withNamedDocument(body: unknown, caller: Caller, trust: Trust): unknown | Refusal {
  const fields = members.safeParse(body).data;
  if (fields === undefined) return body;
  const { documentId: id = null, extensions = null, ...rest } = fields;
  const named = [
    ...(id === null ? [] : [documentId.safeParse(id).data]),
    ...(isRecord(extensions) && 'persistedQuery' in extensions
      ? [persisted.safeParse(extensions.persistedQuery).data]
      : []),
  ];
  if (named.length === 0) return body;
  const [hash] = named;
  if (hash === undefined || named.some((other) => other !== hash)) return notThatDocument();
  const { query = null } = rest;
  if (query !== null && (typeof query !== 'string' || sha256(query) !== hash)) return notThatDocument();
  const text = query ?? trust.text(caller, hash);
  return text === undefined ? notTrusted() : { ...rest, query: text };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function notThatDocument(): Refusal {
  return refuse(
    'BAD_USER_INPUT',
    'De genoemde sha256 (documentId of extensions.persistedQuery) is er geen, of hoort niet bij de meegestuurde tekst. Stuur één van beide.',
    'The sha256 that is named (documentId or extensions.persistedQuery) is none, or is not that of the text sent along. Send one of the two.',
    'document and hash differ',
  );
}
