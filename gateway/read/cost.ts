// The normalised tree enters; how many list items it could ask for leaves, as sums that only this request's `first` are missing from.
import { getNamedType, getNullableType, isLeafType, isListType, isObjectType, type ValueNode } from 'graphql';
import type { FieldIndex } from '../vocabulary/field-index.ts';
import type { AskField } from '../vocabulary/operation.ts';

/** Items of one list within lists: `known` times each of `firsts`. */
export type Items = { readonly known: number; readonly firsts: readonly ValueNode[] };

/** What a list without `first` is counted for: more than most households and files have, and than one kind of source has holders for a person. */
const USUAL_LENGTH = 5;
const USUAL_FILES = 2;

/** One entry per list field that holds objects. */
export function itemsOf(index: FieldIndex, tree: readonly AskField[]): readonly Items[] {
  const found: Items[] = [];
  const walk = (fields: readonly AskField[], above: Items, isPage: boolean): void => {
    for (const field of fields) {
      const { length, isList } = lengthOf(index, field);
      // Of a page it was counted above how long its list is.
      const here = length === null || (isPage && isList) ? above : times(above, length);
      if (here !== above) found.push(here);
      for (const below of field.selections?.values() ?? []) walk(below, here, length !== null && !isList);
    }
  };
  walk(tree, { known: 1, firsts: [] }, false);
  return found;
}

export function costOf(items: readonly Items[], countOf: (first: ValueNode) => number): number {
  return items.reduce(
    (sum, { known, firsts }) => sum + firsts.reduce((product, first) => product * countOf(first), known),
    0,
  );
}

function times({ known, firsts }: Items, length: number | ValueNode): Items {
  return typeof length === 'number' ? { known: known * length, firsts } : { known, firsts: [...firsts, length] };
}

/** `length` null: it holds no objects, or one. */
function lengthOf({ schema, files }: FieldIndex, { parent, name, args }: AskField) {
  const type = schema.getType(parent);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (field === undefined || isLeafType(getNamedType(field.type))) return { length: null, isList: false };
  const isList = isListType(getNullableType(field.type));
  const first = field.args.find((argument) => argument.name === 'first');
  if (first === undefined) {
    const usual = files.some((file) => file.field === name && file.type === getNamedType(field.type).name)
      ? USUAL_FILES
      : USUAL_LENGTH;
    return { length: isList ? usual : null, isList };
  }
  const given = args.find((argument) => argument.name.value === 'first')?.value;
  return { length: given ?? usualPage(first.defaultValue), isList };
}

function usualPage(length: unknown): number {
  return typeof length === 'number' ? length : USUAL_LENGTH;
}
