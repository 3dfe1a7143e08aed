// The normalised tree and the opened cells enter; the fields that open for somebody at some holder leave.
import type { Category } from '../../schema/names/category.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { Asked } from '../vocabulary/asked.ts';
import type { AskField } from '../vocabulary/operation.ts';

/** Subject and holder of an opened cell, with the rule's field limits (null: none). */
type Pairs = ReadonlyMap<string, readonly string[] | null>;
const NOBODY: Pairs = new Map();

export type OpenedPairs = (source: SourceKind, category: Category) => Pairs;

export function openedPairs(asked: Asked): OpenedPairs {
  const open = new Map<string, Map<string, readonly string[] | null>>();
  for (const key of asked.opened) {
    const found = asked.decision.cells.get(key);
    if (found === undefined || found.verdict.outcome !== 'ALLOW') continue;
    const { subject, holder, source, category } = found.cell;
    const pairs = open.get(`${source}|${category}`) ?? new Map<string, readonly string[] | null>();
    open.set(`${source}|${category}`, pairs.set(`${subject}|${holder}`, found.verdict.fields));
  }
  return (source, category) => open.get(`${source}|${category}`) ?? NOBODY;
}

/** `marks` gets one letter per decision, in the order of the tree: equal marks are equal outcomes. */
export function keepOpened(tree: readonly AskField[], opened: OpenedPairs, marks: string[]): readonly AskField[] {
  return keepAll(tree, null, opened, marks).kept;
}

type Kept = {
  readonly kept: readonly AskField[];
  /** Something with a category is among it: a file of which only ids and its holder are asked opens nothing. */
  readonly substance: boolean;
};

/** `pairs` null: no category has been passed yet, so nobody is excluded. */
function keepAll(fields: readonly AskField[], pairs: Pairs | null, opened: OpenedPairs, marks: string[]): Kept {
  const kept: AskField[] = [];
  let substance = false;
  for (const field of fields) {
    const outcome = keepOne(field, pairs, opened, marks);
    marks.push(outcome === null ? '-' : '+');
    if (outcome === null) continue;
    kept.push(outcome.field);
    substance ||= outcome.substance;
  }
  return { kept, substance };
}

function keepOne(
  field: AskField,
  above: Pairs | null,
  opened: OpenedPairs,
  marks: string[],
): { readonly field: AskField; readonly substance: boolean } | null {
  const closing = field.category !== 'NONE';
  const pairs = closing && field.source !== null ? both(above, opened(field.source, field.category)) : above;
  if (closing && (pairs === null || pairs.size === 0)) return null;
  if (field.selections === null) {
    const limited = closing && !admits(opened, field, pairs ?? NOBODY);
    return limited ? null : { field, substance: closing };
  }
  let substance = closing;
  let some = false;
  const selections = new Map<string, readonly AskField[]>();
  for (const [type, fields] of field.selections) {
    const below = keepAll(fields, pairs, opened, marks);
    selections.set(type, below.kept);
    some ||= below.kept.length > 0;
    substance ||= below.substance;
  }
  const isFile = field.parent === 'Person' && !closing;
  if (!some || (isFile && !substance)) return null;
  return { field: { ...field, selections }, substance };
}

function both(above: Pairs | null, own: Pairs): Pairs {
  if (above === null) return own;
  return new Map([...own].filter(([pair]) => above.has(pair)));
}

/** A rule may open only some fields of a category (`Type.field`): those leaves. */
function admits(opened: OpenedPairs, field: AskField, pairs: Pairs): boolean {
  if (field.source === null) return false;
  const own = opened(field.source, field.category);
  for (const pair of pairs.keys()) {
    const limits = own.get(pair);
    if (limits === null || limits?.includes(`${field.parent}.${field.name}`)) return true;
  }
  return false;
}
