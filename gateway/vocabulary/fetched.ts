// The outcome of fetch, and of verify after it: plain data in the shape of the pruned tree.
import type { Oin } from '../../schema/identifiers.ts';
import type { SourceStatus } from '../../schema/names/decision.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { Asked } from './asked.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** One holder as this request met it. */
export type HolderAnswer = {
  readonly holder: Oin;
  readonly source: SourceKind;
  readonly status: SourceStatus;
  /** Wall time of the answer, RFC 3339; null where nothing was answered. */
  readonly asOf: string | null;
};

declare const fetched: unique symbol;
export type Fetched = {
  /** Keys are those of the pruned tree. Person ids are subject keys. File fields hold one item per opened holder. */
  readonly data: JsonObject | null;
  readonly holders: readonly HolderAnswer[];
  /** A failure of a whole kind (a plan that could not be carried out); a holder that is down is a status, not a failure. */
  readonly failures: readonly {
    readonly code: 'SOURCE_UNREACHABLE' | 'INTERNAL';
    readonly source: SourceKind;
    readonly holder: Oin | null;
  }[];
  /** What was really asked in the end: consent withdrawn in between narrows it. */
  readonly asked: Asked;
  readonly calls: readonly { readonly holder: Oin; readonly subjects: number; readonly milliseconds: number }[];
  /** What a holder sent that has no place in the tree (another person, a second file): counted on arrival, never kept; verify reports it. */
  readonly surplus: readonly { readonly holder: Oin; readonly kind: string; readonly count: number }[];
  readonly [fetched]: true;
};

declare const verified: unique symbol;
export type Verified = Omit<Fetched, typeof fetched | 'surplus'> & {
  /** What a source sent that was not asked: dropped, counted by kind, never kept. */
  readonly alarms: readonly { readonly holder: Oin | null; readonly kind: string; readonly count: number }[];
  readonly [verified]: true;
};
