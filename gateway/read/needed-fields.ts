// What our own rooms need beside what the client asked: ids to decide and merge by, `about` to verify by, and folded fields written out.
import { type FieldNode, type GraphQLObjectType, Kind, type SelectionNode } from 'graphql';
import type { FieldIndex } from '../vocabulary/field-index.ts';

/** Added to every object of a type that has them. */
const ALWAYS = ['id', 'recordId', 'about'];
/** A folded list is put in the order of one of these dates (of the same category as the list itself). */
const ORDER_BY = ['date', 'validFrom'];

export function neededFields(
  index: FieldIndex,
  type: GraphQLObjectType,
  asked: readonly FieldNode[],
): readonly FieldNode[] {
  const fields = type.getFields();
  const needed = ALWAYS.filter((name) => fields[name] !== undefined).map((name) => fieldNode(name));
  if (type.getInterfaces().some((one) => one.name === 'SourceFile'))
    needed.push(fieldNode('holder', [fieldNode('oin')]));
  // Whether a member is shown follows from who it is.
  if (fields.person !== undefined) needed.push(fieldNode('person', [fieldNode('id')]));
  // The message of a decision or a problem is worded from its code.
  if (
    (type.name === 'AccessDecision' || type.name === 'Problem') &&
    asked.some((node) => node.name.value === 'message')
  )
    needed.push(fieldNode('code'));
  const some = needed.length > 0 || asked.some((node) => fields[node.name.value] !== undefined);
  return some ? needed : [oneField(index, type)];
}

/**
 * Of an object of which only `__typename` is asked, or nothing is left by skip and include, one leaf: else nobody could say whether it is
 * there. One of category NONE where the type has one.
 */
function oneField(index: FieldIndex, type: GraphQLObjectType): FieldNode {
  const leaves = Object.keys(type.getFields()).filter((name) => index.field(type.name, name)?.composite === false);
  const plain = leaves.find((name) => index.field(type.name, name)?.category === 'NONE');
  return fieldNode(plain ?? leaves[0] ?? 'pageInfo');
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
