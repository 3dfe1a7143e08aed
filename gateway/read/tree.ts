// A valid operation and the booleans of its skip/include enter; our own normalised tree of fields leaves, with what our own rooms need added.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { Category } from '../../schema/names/category.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { FieldClass, FieldIndex } from '../vocabulary/field-index.ts';
import type { AskField } from '../vocabulary/operation.ts';
import { sameFieldText } from '../vocabulary/same-field.ts';
import { foldedAsMembers, neededFields } from './needed-fields.ts';

export type TreeInput = {
  readonly index: FieldIndex;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Only the booleans that skip and include name. */
  readonly conditions: Readonly<Record<string, unknown>>;
};

type Above = { readonly category: Category | null; readonly locating: boolean; readonly source: SourceKind | null };

export function buildTree(input: TreeInput, operation: OperationDefinitionNode): readonly AskField[] {
  const root = input.index.schema.getRootType(operation.operation);
  if (!isObjectType(root)) throw new TypeError(`the schema has no ${operation.operation}`);
  const nodes = collectFields(input.index.schema, input.fragments, input.conditions, root, operation.selectionSet);
  const above: Above = { category: null, locating: false, source: null };
  const fields = fieldsOf(input, root, [...nodes.values()].flat(), above);
  return fields.map((field, at) => ({ ...field, key: `r${at}_${field.name}` }));
}

function fieldsOf(
  input: TreeInput,
  type: GraphQLObjectType,
  asked: readonly FieldNode[],
  above: Above,
): readonly AskField[] {
  const written = asked.flatMap((node) =>
    classOf(input, type, node)?.folded ? [foldedAsMembers(input.index, node)] : [node],
  );
  // Regrouped by name and arguments: a client's alias may be another field's name.
  const same = new Map<string, { first: FieldNode; nodes: FieldNode[] }>();
  for (const node of [...written, ...neededFields(input.index, type, written)]) {
    const text = sameFieldText(node);
    const group = same.get(text);
    if (group === undefined) same.set(text, { first: node, nodes: [node] });
    else group.nodes.push(node);
  }
  const keys = new Set<string>();
  const fields: AskField[] = [];
  for (const { first, nodes } of same.values()) {
    const classified = classOf(input, type, first);
    // Introspection and __typename have no class: answer gives them.
    if (classified === undefined) continue;
    fields.push(askField(input, type, classified, first, nodes, freeKey(keys, classified.name), above));
  }
  return fields;
}

function askField(
  input: TreeInput,
  type: GraphQLObjectType,
  classified: FieldClass,
  first: FieldNode,
  nodes: readonly FieldNode[],
  key: string,
  above: Above,
): AskField {
  // INVARIANT none-is-not-inherited: below a field of category NONE everything says for itself what it is.
  const category = classified.category ?? (above.category === 'NONE' ? null : above.category);
  if (category === null && !classified.composite) {
    throw new TypeError(`${type.name}.${classified.name} has no category: composition should have refused it`);
  }
  const below: Above = {
    category,
    locating: above.locating || classified.locating,
    source: classified.source ?? above.source,
  };
  return {
    parent: type.name,
    name: classified.name,
    key,
    args: first.arguments ?? [],
    category: category ?? 'NONE',
    locating: below.locating,
    source: below.source,
    type: classified.type,
    selections: classified.composite ? selectionsOf(input, classified, type, nodes, below) : null,
  };
}

function selectionsOf(
  input: TreeInput,
  classified: FieldClass,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  below: Above,
): ReadonlyMap<string, readonly AskField[]> {
  const named = getNamedType(type.getFields()[classified.name]?.type);
  const selections = new Map<string, readonly AskField[]>();
  if (named === undefined) return selections;
  for (const name of input.index.concrete(named.name)) {
    const concrete = input.index.schema.getType(name);
    if (!isObjectType(concrete)) throw new TypeError(`${name} is no object type`);
    const grouped = collectSubfields(input.index.schema, input.fragments, input.conditions, concrete, [...nodes]);
    selections.set(name, fieldsOf(input, concrete, [...grouped.values()].flat(), below));
  }
  return selections;
}

function classOf(input: TreeInput, type: GraphQLObjectType, node: FieldNode): FieldClass | undefined {
  return input.index.field(type.name, node.name.value);
}

/** `events`, `events_2`, ...: in the order of the text. */
function freeKey(taken: Set<string>, name: string): string {
  let key = name;
  for (let at = 2; taken.has(key); at += 1) key = `${name}_${at}`;
  taken.add(key);
  return key;
}
