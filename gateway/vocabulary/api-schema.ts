// Supergraph SDL and the request SDL in; the schema that clients see out, for one kind of organisation or in full.
import {
  buildASTSchema,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  GraphQLError,
  GraphQLScalarType,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import type { z } from 'zod';
import { bsn, instant, partialDate } from '../../schema/identifiers.ts';

const KEPT_DIRECTIVES = new Set(['deprecated', 'specifiedBy', 'oneOf']);
const MACHINERY = /^(join|link)__|^link$/;
const CLASSIFYING = new Set(['data', 'subject', 'folded']);

/** True for a field or an enum value (`Type.name`) that is left out, together with every type that only it leads to. */
export type CutField = (type: string, name: string) => boolean;

/** The API schema of a supergraph with `request` (@access and its input) in it. Own resolvers: none. */
export function buildApiSchema(supergraph: DocumentNode, request: DocumentNode, cut: CutField): GraphQLSchema {
  const definitions = supergraph.definitions.filter(isForClients);
  const plain: DocumentNode = { kind: Kind.DOCUMENT, definitions: [...definitions, ...request.definitions] };
  const kept: DocumentNode = visit(plain, {
    Directive: (node: DirectiveNode) => (KEPT_DIRECTIVES.has(node.name.value) ? undefined : null),
    ObjectTypeDefinition: { leave: (node) => withFields(node, cut) },
    InterfaceTypeDefinition: { leave: (node) => withFields(node, cut) },
    EnumTypeDefinition: {
      leave: (node) => ({
        ...node,
        values: node.values?.filter(({ name }) => !cut(node.name.value, name.value)) ?? [],
      }),
    },
  });
  const before = reachable(plain);
  const after = reachable(kept);
  const schema = buildASTSchema({
    kind: Kind.DOCUMENT,
    definitions: kept.definitions.filter(
      (definition) =>
        !('name' in definition) || definition.name === undefined || !isLost(definition.name.value, before, after),
    ),
  });
  parseScalar(schema, 'BSN', bsn);
  parseScalar(schema, 'Date', partialDate);
  parseScalar(schema, 'DateTime', instant);
  return schema;
}

function withFields<Node extends ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode>(
  node: Node,
  cut: CutField,
): Node {
  return { ...node, fields: node.fields?.filter(({ name }) => !cut(node.name.value, name.value)) ?? [] };
}

function isForClients(definition: DefinitionNode): boolean {
  if (!('name' in definition) || definition.name === undefined) return true;
  const name = definition.name.value;
  if (MACHINERY.test(name)) return false;
  return definition.kind !== Kind.DIRECTIVE_DEFINITION || !CLASSIFYING.has(name);
}

function isLost(name: string, before: ReadonlySet<string>, after: ReadonlySet<string>): boolean {
  return before.has(name) && !after.has(name);
}

/** Names of the types that lie on some path from the root types. */
function reachable(document: DocumentNode): ReadonlySet<string> {
  const leadsTo = new Map<string, string[]>();
  for (const definition of document.definitions) {
    if (!('name' in definition) || definition.name === undefined) continue;
    const name = definition.name.value;
    const targets = leadsTo.get(name) ?? [];
    leadsTo.set(name, targets);
    if ('interfaces' in definition) {
      for (const { name: implemented } of definition.interfaces ?? []) {
        targets.push(implemented.value);
        // Whoever can hold the interface can hold each of its implementations.
        leadsTo.set(implemented.value, [...(leadsTo.get(implemented.value) ?? []), name]);
      }
    }
    if ('types' in definition) for (const { name: member } of definition.types ?? []) targets.push(member.value);
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      targets.push(namedType(field.type));
      if ('arguments' in field) for (const argument of field.arguments ?? []) targets.push(namedType(argument.type));
    }
  }
  const seen = new Set<string>();
  const open = ['Query', 'Mutation', ...document.definitions.flatMap(typesOfDirective)];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...(leadsTo.get(name) ?? []));
  }
  return seen;
}

function typesOfDirective(definition: DefinitionNode): readonly string[] {
  if (definition.kind !== Kind.DIRECTIVE_DEFINITION || !isForClients(definition)) return [];
  return (definition.arguments ?? []).map(({ type }) => namedType(type));
}

/** The name inside any list and non-null wrappers. */
export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function parseScalar(schema: GraphQLSchema, name: string, parser: z.ZodType): void {
  const scalar = schema.getType(name);
  if (!(scalar instanceof GraphQLScalarType)) return;
  const parseValue = (value: unknown): unknown => {
    const parsed = parser.safeParse(value);
    // The message never repeats the value: it may be a BSN.
    if (!parsed.success) throw new GraphQLError(`This is not a valid ${name}.`);
    return parsed.data;
  };
  scalar.parseValue = parseValue;
  scalar.parseLiteral = (node, variables) => parseValue(valueFromASTUntyped(node, variables));
}
