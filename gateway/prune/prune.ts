// Room: what is asked and the reading enter; the operation without any field that opens for nobody leaves. Pure.
import { createHash } from 'node:crypto';
import { type DocumentNode, print } from 'graphql';
import type { Asked } from '../vocabulary/asked.ts';
import type { Facts } from '../vocabulary/facts.ts';
import type { FieldIndex } from '../vocabulary/field-index.ts';
import type { AskField, OperationProfile, Reading } from '../vocabulary/operation.ts';
import type { PrunedOperation } from '../vocabulary/pruned.ts';
import { OPERATION_NAME, writeDocument } from './document.ts';
import { keepOpened, openedPairs } from './keep.ts';

/** `facts` given: without any own case nothing is asked, not even of access. */
export type Prune = (asked: Asked, reading: Reading, facts?: Facts) => PrunedOperation;

type Made = {
  readonly document: DocumentNode;
  readonly text: string;
  readonly queryHash: string;
  readonly tree: readonly AskField[];
  readonly variables: ReadonlyMap<string, string>;
};

/** Different outcomes kept per operation: few callers of one operation differ in more ways. */
const KEPT_OUTCOMES = 64;

export function createPrune({ index }: { readonly index: FieldIndex }): Prune {
  const known = new WeakMap<OperationProfile, Map<string, Made>>();

  return (asked, reading, facts) => {
    const { profile } = reading;
    const marks: string[] = [];
    const tree = keepOpened(profile.tree, openedPairs(asked), marks);
    const noCase =
      facts !== undefined &&
      ![...facts.roots.values()].some(({ cases }) => cases.length > 0) &&
      // Tasks may be the role's own, and about nobody in a case; a caseload may hold offered cases, which are no own ones.
      !reading.roots.some(({ kind }) => kind === 'TASKS' || kind === 'CASELOAD');
    if (tree.length === 0 || noCase) return branded({ document: null, text: '', tree: [], variables: {} });

    const outcomes = known.get(profile) ?? new Map<string, Made>();
    known.set(profile, outcomes);
    const outcome = marks.join('');
    const made = outcomes.get(outcome) ?? make(profile, tree);
    if (outcomes.size >= KEPT_OUTCOMES) outcomes.clear();
    outcomes.set(outcome, made);
    const variables = Object.fromEntries(
      [...made.variables].flatMap(([theirs, ours]) =>
        Object.hasOwn(reading.variables, theirs) ? [[ours, reading.variables[theirs]]] : [],
      ),
    );
    return branded({ ...made, variables });
  };

  function make(profile: OperationProfile, tree: readonly AskField[]): Made {
    const { document, variables } = writeDocument(index.schema, profile, tree);
    const text = print(document);
    return { document, text, queryHash: sha256(text), tree, variables };
  }
}

const HASH_OF_NOTHING = sha256('');

function branded(outcome: {
  readonly document: DocumentNode | null;
  readonly text: string;
  readonly queryHash?: string;
  readonly tree: readonly AskField[];
  readonly variables: Readonly<Record<string, unknown>>;
}): PrunedOperation {
  const { document, text, queryHash = HASH_OF_NOTHING, tree, variables } = outcome;
  // The one place where a PrunedOperation is made.
  return { document, text, queryHash, operationName: OPERATION_NAME, variables, tree } as unknown as PrunedOperation;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
