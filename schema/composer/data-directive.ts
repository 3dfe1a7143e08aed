// Reads @data and the shape of a field from SDL nodes.
import type { ConstDirectiveNode, TypeNode } from 'graphql';

export type DataDirective = { readonly category: string; readonly locating: boolean };

/** Null: the node carries no @data. A category that is not a text is read as the empty one, which no list knows. */
export function dataOf(node: {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}): DataDirective | null {
  const data = node.directives?.find((directive) => directive.name.value === 'data');
  if (data === undefined) return null;
  const value = (name: string) => data.arguments?.find((argument) => argument.name.value === name)?.value;
  const category = value('category');
  const locating = value('locating');
  return {
    category: category?.kind === 'StringValue' ? category.value : '',
    locating: locating?.kind === 'BooleanValue' && locating.value,
  };
}

export function namedType(type: TypeNode): string {
  return type.kind === 'NamedType' ? type.name.value : namedType(type.type);
}
