// A client's operation on any schema enters; our own document leaves, as the product writes its own: names of ours for all that a client may choose,
// fragments, skip and include resolved, abstract types written out. With the way back from our names to the client's.
import { createHash } from 'node:crypto';
import {
  type ArgumentNode,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { Plannable } from '../fetch/plan.ts';

/**
 * Our name for each of the client's response names, the same at every place, so that paths of errors lead back. A name that nowhere stands for another
 * field stays: what an @requires asks along is then no second field.
 */
export class Names {
  readonly #aliases: ReadonlySet<string>;
  readonly #prefix: string;
  readonly #ours = new Map<string, string>();
  readonly #theirs = new Map<string, string>();

  constructor(schema: GraphQLSchema, definitions: readonly ASTNode[]) {
    const aliases = new Set<string>();
    for (const definition of definitions) {
      visit(definition, {
        Field: ({ alias, name }) => {
          if (alias !== undefined && alias.value !== name.value) aliases.add(alias.value);
        },
      });
    }
    this.#aliases = aliases;
    this.#prefix = unusedPrefix(schema);
  }

  of(theirs: string): string {
    if (!this.#aliases.has(theirs)) return theirs;
    const known = this.#ours.get(theirs);
    if (known !== undefined) return known;
    const made = `${this.#prefix}${this.#ours.size}`;
    this.#ours.set(theirs, made);
    this.#theirs.set(made, theirs);
    return made;
  }

  back(ours: string): string {
    return this.#theirs.get(ours) ?? ours;
  }
}

/** With which no field of the schema begins. */
function unusedPrefix(schema: GraphQLSchema): string {
  const names = Object.values(schema.getTypeMap()).flatMap((type) =>
    'getFields' in type ? Object.keys(type.getFields()) : [],
  );
  let prefix = 'f';
  while (names.some((name) => name.startsWith(prefix))) prefix = `${prefix}_`;
  return prefix;
}

export type PlainOperation = {
  /** Null: nothing is left to ask of any subgraph. */
  readonly asked: Plannable | null;
  readonly names: Names;
};

const OPERATION_NAME = 'Plain';
const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** `variables`: coerced. */
export function plainOperation(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  variables: Readonly<Record<string, unknown>>,
): PlainOperation {
  const root = schema.getRootType(operation.operation);
  if (!isObjectType(root)) throw new TypeError(`the schema has no ${operation.operation}`);
  const names = new Names(schema, [operation, ...Object.values(fragments)]);
  const writer = new Writer(schema, fragments, variables, names);
  const grouped = collectFields(schema, fragments, variables, root, operation.selectionSet);
  const selections = writer.fields(root, grouped);
  if (selections.length === 0) return { asked: null, names };
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: operation.operation,
        name: { kind: Kind.NAME, value: OPERATION_NAME },
        variableDefinitions: (operation.variableDefinitions ?? []).flatMap(({ kind, variable, type }) => {
          const name = writer.variables.get(variable.name.value);
          // Without its default: coercion has applied it already.
          return name === undefined
            ? []
            : [{ kind, type, variable: { ...variable, name: { kind: Kind.NAME, value: name } } }];
        }),
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      },
    ],
  };
  const text = print(document);
  const given = [...writer.variables].filter(([theirs]) => Object.hasOwn(variables, theirs));
  return {
    asked: {
      document,
      text,
      queryHash: createHash('sha256').update(text).digest('hex'),
      operationName: OPERATION_NAME,
      variables: Object.fromEntries(given.map(([theirs, ours]) => [ours, variables[theirs]])),
    },
    names,
  };
}

type Grouped = ReadonlyMap<string, readonly FieldNode[]>;

class Writer {
  /** Ours by theirs. */
  readonly variables = new Map<string, string>();
  readonly #schema: GraphQLSchema;
  readonly #fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #names: Names;

  constructor(
    schema: GraphQLSchema,
    fragments: Readonly<Record<string, FragmentDefinitionNode>>,
    values: Readonly<Record<string, unknown>>,
    names: Names,
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#values = values;
    this.#names = names;
  }

  /** Introspection and `__typename` are answered by us. */
  fields(type: GraphQLObjectType, grouped: Grouped): readonly SelectionNode[] {
    const made: SelectionNode[] = [];
    for (const [name, nodes] of grouped) {
      const [first] = nodes;
      if (first === undefined || first.name.value.startsWith('__')) continue;
      made.push(this.#field(type, name, first, nodes));
    }
    return made;
  }

  #field(type: GraphQLObjectType, name: string, first: FieldNode, nodes: readonly FieldNode[]): FieldNode {
    const named = getNamedType(type.getFields()[first.name.value]?.type);
    const ours = this.#names.of(name);
    return {
      kind: Kind.FIELD,
      ...(ours === first.name.value ? {} : { alias: { kind: Kind.NAME, value: ours } }),
      name: first.name,
      arguments: (first.arguments ?? []).map((argument) => this.#renamed(argument)),
      ...(named !== undefined && isCompositeType(named) ? { selectionSet: this.#below(named, nodes) } : {}),
    };
  }

  /** Of an object of which only `__typename` is asked one has to know whether it is there: then that is asked. */
  #below(
    type: GraphQLObjectType | Parameters<GraphQLSchema['getPossibleTypes']>[0],
    nodes: readonly FieldNode[],
  ): SelectionSetNode {
    const fieldsOf = (one: GraphQLObjectType) =>
      this.fields(one, collectSubfields(this.#schema, this.#fragments, this.#values, one, [...nodes]));
    if (!isAbstractType(type)) {
      const fields = fieldsOf(type);
      return { kind: Kind.SELECTION_SET, selections: fields.length === 0 ? [TYPENAME] : fields };
    }
    const perType = this.#schema.getPossibleTypes(type).flatMap((one): readonly SelectionNode[] => {
      const selections = fieldsOf(one);
      if (selections.length === 0) return [];
      return [
        {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: one.name } },
          selectionSet: { kind: Kind.SELECTION_SET, selections },
        },
      ];
    });
    return { kind: Kind.SELECTION_SET, selections: [TYPENAME, ...perType] };
  }

  #renamed(argument: ArgumentNode): ArgumentNode {
    return visit(argument, {
      Variable: (node) => {
        const name = this.variables.get(node.name.value) ?? `v${this.variables.size}`;
        this.variables.set(node.name.value, name);
        return { ...node, name: { kind: Kind.NAME, value: name } };
      },
    });
  }
}
