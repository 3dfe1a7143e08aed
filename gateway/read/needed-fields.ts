// What our own rooms need beside what the client asked: ids to decide and merge by, `about` to verify by, and folded fields written out.
import { type FieldNode, type GraphQLObjectType, Kind, type SelectionNode } from 'graphql';
import type { FieldIndex } from '../vocabulary/field-index.ts';

/** Added to every object of a type that has them. */
const ALWAYS = ['id', 'recordId', 'about'];
/** A folded list is put in the order of one of these dates (of the same category as the list itself). */
const ORDER_BY = ['date', 'validFrom'];

export function neededFields(type: GraphQLObjectType, asked: readonly FieldNode[]): readonly FieldNode[] {
  const fields = type.getFields();
  const needed = ALWAYS.filter((name) => fields[name] !== undefined).map((name) => fieldNode(name));
  if (type.getInterfaces().some((one) => one.name === 'SourceFile'))
    needed.push(fieldNode('holder', [fieldNode('oin')]));
  // The message of a decision is worded from its code.
  if (type.name === 'AccessDecision' && asked.some((node) => node.name.value === 'message'))
    needed.push(fieldNode('code'));
  return needed;
}

/** `plans {..}` on Household becomes `members { person { <each file field> { plans {..} } } }`. */
export function foldedAsMembers(index: FieldIndex, node: FieldNode): FieldNode {
  const inFile: FieldNode = {
    kind: Kind.FIELD,
    name: node.name,
    ...(node.arguments === undefined ? {} : { arguments: node.arguments }),
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...(node.selectionSet?.selections ?? []), ...orderFields(index, node.name.value)],
    },
  };
  const files = index.files.map((file) => fieldNode(file.field, [inFile]));
  return fieldNode('members', [fieldNode('person', files)]);
}

function orderFields(index: FieldIndex, folded: string): readonly FieldNode[] {
  const type = index.field('Household', folded)?.type;
  return type === undefined
    ? []
    : ORDER_BY.filter((name) => index.field(type, name) !== undefined).map((name) => fieldNode(name));
}

export function fieldNode(name: string, selections: readonly SelectionNode[] = []): FieldNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    ...(selections.length === 0 ? {} : { selectionSet: { kind: Kind.SELECTION_SET, selections } }),
  };
}
