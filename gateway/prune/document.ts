// A pruned tree enters; the document that Apollo is given leaves: our own names, no value that a client sent to name a case or a person.
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isAbstractType,
  isRequiredArgument,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import type { AskField, OperationProfile } from '../vocabulary/operation.ts';

export const OPERATION_NAME = 'HouseholdView';

export type Written = {
  readonly document: DocumentNode;
  /** Our name of each variable that is still used, by the client's. */
  readonly variables: ReadonlyMap<string, string>;
};

export function writeDocument(schema: GraphQLSchema, profile: OperationProfile, tree: readonly AskField[]): Written {
  const variables = new Map<string, string>();
  const selectionSet: SelectionSetNode = {
    kind: Kind.SELECTION_SET,
    selections: tree.map((field) => writeField(schema, variables, field, rootArguments(schema, field))),
  };
  const used = (profile.operation.variableDefinitions ?? []).filter(({ variable }) =>
    variables.has(variable.name.value),
  );
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        name: { kind: Kind.NAME, value: OPERATION_NAME },
        variableDefinitions: used.map((definition) => writeVariable(variables, definition)),
        selectionSet,
      },
    ],
  };
  return { document, variables };
}

function writeField(
  schema: GraphQLSchema,
  variables: Map<string, string>,
  field: AskField,
  args: readonly ArgumentNode[],
): FieldNode {
  const selectionSet =
    field.selections === null ? undefined : writeSelections(schema, variables, field, field.selections);
  return {
    kind: Kind.FIELD,
    ...(field.key === field.name ? {} : { alias: { kind: Kind.NAME, value: field.key } }),
    name: { kind: Kind.NAME, value: field.name },
    arguments: args.map((argument) => renamed(variables, argument)),
    ...(selectionSet === undefined ? {} : { selectionSet }),
  };
}

function writeSelections(
  schema: GraphQLSchema,
  variables: Map<string, string>,
  field: AskField,
  selections: ReadonlyMap<string, readonly AskField[]>,
): SelectionSetNode {
  const write = (fields: readonly AskField[]) =>
    fields.map((child) => writeField(schema, variables, child, child.args));
  if (!isAbstractType(schema.getType(field.type))) {
    return { kind: Kind.SELECTION_SET, selections: [...selections.values()].flatMap(write) };
  }
  return {
    kind: Kind.SELECTION_SET,
    selections: [
      { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } },
      ...[...selections].flatMap(([type, fields]) =>
        fields.length === 0
          ? []
          : [
              {
                kind: Kind.INLINE_FRAGMENT as const,
                typeCondition: { kind: Kind.NAMED_TYPE as const, name: { kind: Kind.NAME as const, value: type } },
                selectionSet: { kind: Kind.SELECTION_SET as const, selections: write(fields) },
              },
            ],
      ),
    ],
  };
}

/** INVARIANT no-client-value: a root is named by its key; what it stands for is looked up by the access subgraph in the facts. */
function rootArguments(schema: GraphQLSchema, field: AskField): readonly ArgumentNode[] {
  const args = schema.getQueryType()?.getFields()[field.name]?.args ?? [];
  return args.filter(isRequiredArgument).map(({ name }) => ({
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: name },
    value: { kind: Kind.STRING, value: field.key },
  }));
}

/** Our own names: a client's `$representations` would be taken for the variable that Apollo fills. */
function renamed(variables: Map<string, string>, argument: ArgumentNode): ArgumentNode {
  return visit(argument, {
    Variable: (node) => {
      const name = variables.get(node.name.value) ?? `v${variables.size}`;
      variables.set(node.name.value, name);
      return { ...node, name: { kind: Kind.NAME, value: name } };
    },
  });
}

/** Without its default: coercion has applied it already. */
function writeVariable(
  variables: ReadonlyMap<string, string>,
  { kind, variable, type }: VariableDefinitionNode,
): VariableDefinitionNode {
  const name = variables.get(variable.name.value) ?? variable.name.value;
  return { kind, variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } }, type };
}
