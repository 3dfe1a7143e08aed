// Supergraph SDL in, classification out: for each field its category, source kind and subject, as composition left them.
import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  valueFromASTUntyped,
} from 'graphql';
import { CATEGORIES, type Category } from '../../schema/names/category.ts';
import { isOneOf } from '../../schema/names/define.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import { SOURCE_KINDS, type SourceKind } from '../../schema/names/source-kind.ts';
import { buildApiSchema, namedType } from './api-schema.ts';
import type { LawRow } from './law-row.ts';
import { cutFor } from './role-schema.ts';

export type FieldClass = {
  readonly parent: string;
  readonly name: string;
  /** Named type. */
  readonly type: string;
  readonly composite: boolean;
  readonly nullable: boolean;
  /** Own @data, else the @data of the parent type; null: the nearest ancestor's holds. */
  readonly category: Category | null;
  readonly locating: boolean;
  readonly folded: boolean;
  /** For a field of Person: the kind of source that answers it (join__field's graph). Null elsewhere: the nearest ancestor's holds. */
  readonly source: SourceKind | null;
};

export type FieldIndex = {
  readonly field: (type: string, name: string) => FieldClass | undefined;
  /** Concrete types of an abstract type; the type itself when concrete. */
  readonly concrete: (type: string) => readonly string[];
  /** Person's file fields (`localTeam`, `veiligThuis`, ...): lists of a type that implements SourceFile. */
  readonly files: readonly { readonly field: string; readonly type: string; readonly source: SourceKind }[];
  /** A private copy of the API schema (Apollo wraps the resolvers of the one it is given), with @access and its input. */
  readonly schema: GraphQLSchema;
  /** The same schema without what no law row could ever open to an asker of this kind; REPORTER only for its own kind of source. */
  readonly schemaFor: (asker: AskerKind) => GraphQLSchema;
};

/** Who looks at the schema: a professional who may have cases, by the kind of organisation; a data subject (null); a role of control, which has none. */
export type AskerKind = OrganisationKind | 'CONTROL' | null;

/**
 * Classifies every field of the supergraph. `law`: the table that the asker's schema is cut by; without it only REPORTER is cut. Throws, naming the field, on a category or graph that is in no list of names and on a
 * supergraph that lost the classifying directives: the gateway then does not start.
 */
export function indexFields(
  supergraphSdl: string,
  requestSdl: string,
  law: readonly LawRow[] | null = null,
): FieldIndex {
  const supergraph = parse(supergraphSdl, { noLocation: true });
  const request = parse(requestSdl, { noLocation: true });
  for (const lost of ['data', 'subject', 'folded']) {
    const stands = supergraph.definitions.some(
      (definition) => definition.kind === Kind.DIRECTIVE_DEFINITION && definition.name.value === lost,
    );
    if (!stands)
      throw new TypeError(`the supergraph has no directive @${lost}: composition has lost the classification`);
  }
  const schema = buildApiSchema(supergraph, request, () => false);
  const fields = new Map<string, Map<string, FieldClass>>();
  const files: { field: string; type: string; source: SourceKind }[] = [];

  for (const type of supergraph.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const parent = type.name.value;
    const isSubject = directive(type, 'subject') !== undefined;
    const byName = new Map<string, FieldClass>();
    for (const field of type.fields ?? []) {
      const classified = classify(type, field, isSubject, schema);
      byName.set(classified.name, classified);
      if (classified.source !== null && implementsSourceFile(schema, classified.type)) {
        files.push({ field: classified.name, type: classified.type, source: classified.source });
      }
    }
    fields.set(parent, byName);
  }

  const seen = new Map<AskerKind, GraphQLSchema>();
  const index = {
    field: (type: string, name: string) => fields.get(type)?.get(name),
    concrete: (name: string) => {
      const type = schema.getType(name);
      return isAbstractType(type) ? schema.getPossibleTypes(type).map((possible) => possible.name) : [name];
    },
    files: files.sort((a, b) => order(a.source) - order(b.source)),
    schema,
  };
  return {
    ...index,
    schemaFor: (asker) => {
      const known = seen.get(asker);
      if (known !== undefined) return known;
      const cut = buildApiSchema(supergraph, request, cutFor(asker, index, law));
      seen.set(asker, cut);
      return cut;
    },
  };
}

function classify(
  type: ObjectTypeDefinitionNode,
  field: FieldDefinitionNode,
  isSubject: boolean,
  schema: GraphQLSchema,
): FieldClass {
  const parent = type.name.value;
  const name = field.name.value;
  const named = namedType(field.type);
  const own = directive(field, 'data') ?? directive(type, 'data');
  const category = own === undefined ? null : argument(own, 'category');
  if (category !== null && !isOneOf(CATEGORIES, category)) {
    throw new TypeError(`${parent}.${name} has a category that is not in the list of names`);
  }
  const target = schema.getType(named);
  const source = isSubject && category !== 'NONE' ? graphOf(type, field) : null;
  if (isSubject && category !== 'NONE' && source === null) {
    throw new TypeError(`${parent}.${name} is answered by several graphs: nobody could say whose data it is`);
  }
  return {
    parent,
    name,
    type: named,
    composite: target !== undefined && ('getFields' in target || isAbstractType(target)),
    nullable: field.type.kind !== Kind.NON_NULL_TYPE,
    category,
    locating: own !== undefined && argument(own, 'locating') === true,
    folded: directive(field, 'folded') !== undefined,
    source,
  };
}

/** The one graph that answers a field (of a type, where no field is given); null: several. */
function graphOf(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode | null): SourceKind | null {
  const ofField = (field?.directives ?? []).filter((node) => node.name.value === 'join__field');
  const nodes =
    ofField.length > 0 ? ofField : (type.directives ?? []).filter((node) => node.name.value === 'join__type');
  const graphs = new Set(nodes.map((node) => argument(node, 'graph')));
  const [graph] = graphs;
  if (graphs.size !== 1) return null;
  if (!isOneOf(SOURCE_KINDS, graph))
    throw new TypeError(`${type.name.value} comes from a graph that is no source kind`);
  return graph;
}

function implementsSourceFile(schema: GraphQLSchema, name: string): boolean {
  const type = schema.getType(name);
  return type !== undefined && 'getInterfaces' in type && type.getInterfaces().some((one) => one.name === 'SourceFile');
}

function directive(node: ObjectTypeDefinitionNode | FieldDefinitionNode, name: string): ConstDirectiveNode | undefined {
  return node.directives?.find((found) => found.name.value === name);
}

function argument(node: ConstDirectiveNode, name: string): unknown {
  const found = node.arguments?.find((given) => given.name.value === name);
  return found === undefined ? undefined : valueFromASTUntyped(found.value);
}

const SOURCE_ORDER = Object.keys(SOURCE_KINDS);
function order(source: SourceKind): number {
  return SOURCE_ORDER.indexOf(source);
}
