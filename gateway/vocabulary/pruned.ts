// The outcome of prune: the operation with every field gone that opens for nobody. Planned from what is opened, so that a shield changes no call.
import type { DocumentNode } from 'graphql';
import type { AskField } from './operation.ts';

declare const pruned: unique symbol;
export type PrunedOperation = {
  /** Null: nothing is left to ask of any source (roots without a case, or nothing open). */
  readonly document: DocumentNode | null;
  readonly text: string;
  /** sha256 of `text`: content-addressed, so that callers with the same verdicts share a plan and others never do. */
  readonly queryHash: string;
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly tree: readonly AskField[];
  readonly [pruned]: true;
};
