// A refusal: an expected way for a request to end early. Any room returns one; audit records it; answer words it.
import type { ErrorCode } from '../../schema/names/codes.ts';

export type Refusal = {
  readonly kind: 'REFUSAL';
  readonly code: ErrorCode;
  /** Public sentences: what is wrong and what to do. Never a person's data, never a partner's address. */
  readonly message: { readonly nl: string; readonly en: string };
  /** For the record and the operator; never leaves. One word or a fixed sentence, no values. */
  readonly cause?: string;
  /** Where in the operation, for answers that name a place. */
  readonly origin?: string;
};

export function refuse(code: ErrorCode, nl: string, en: string, cause?: string): Refusal {
  return { kind: 'REFUSAL', code, message: { nl, en }, ...(cause === undefined ? {} : { cause }) };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'REFUSAL';
}
