// The client's original operation enters; its fields by response name leave, each beside the field of our tree that stands for it.
import { type FieldNode, type FragmentDefinitionNode, type GraphQLSchema, isObjectType, Kind } from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { FieldIndex } from '../vocabulary/field-index.ts';
import type { AskField, OperationProfile } from '../vocabulary/operation.ts';
import { askedAs, named } from './place.ts';

export type ResponseField =
  | {
      readonly kind: 'FIELD';
      readonly name: string;
      readonly field: AskField;
      /** Of whose file it is the list; null for any other field. */
      readonly file: SourceKind | null;
      readonly below: readonly ResponseField[];
    }
  | {
      readonly kind: 'FOLDED';
      readonly name: string;
      /** The same field in each kind of file. */
      readonly inFiles: readonly { readonly source: SourceKind; readonly field: ResponseField }[];
    };

type Input = {
  readonly index: FieldIndex;
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
};

const known = new WeakMap<OperationProfile, readonly ResponseField[]>();

/** The booleans of skip and include are the same for every reading of a profile, so this is made once per profile. */
export function responseTree(
  index: FieldIndex,
  profile: OperationProfile,
  variables: Readonly<Record<string, unknown>>,
): readonly ResponseField[] {
  const found = known.get(profile);
  if (found !== undefined) return found;
  const { schema } = index;
  const query = schema.getQueryType();
  if (!isObjectType(query)) return [];
  const input: Input = { index, schema, fragments: fragmentsOf(profile), variables };
  const grouped = collectFields(schema, input.fragments, variables, query, profile.operation.selectionSet);
  const made = fieldsOf(input, query.name, grouped, profile.tree);
  known.set(profile, made);
  return made;
}

function fieldsOf(
  input: Input,
  parent: string,
  grouped: ReadonlyMap<string, readonly FieldNode[]>,
  asked: readonly AskField[],
): readonly ResponseField[] {
  const fields: ResponseField[] = [];
  for (const [name, nodes] of grouped) {
    const [node] = nodes;
    if (node === undefined) continue;
    if (input.index.field(parent, node.name.value)?.folded === true) {
      fields.push({ kind: 'FOLDED', name, inFiles: inFiles(input, name, nodes, asked) });
      continue;
    }
    const field = askedAs(asked, node);
    if (field !== undefined) fields.push(fieldOf(input, name, nodes, field));
  }
  return fields;
}

function fieldOf(input: Input, name: string, nodes: readonly FieldNode[], field: AskField): ResponseField {
  const file = field.parent === 'Person' ? input.index.files.find((one) => one.field === field.name) : undefined;
  const below: ResponseField[] = [];
  for (const [type, asked] of field.selections ?? []) {
    const concrete = input.schema.getType(type);
    if (!isObjectType(concrete)) continue;
    const grouped = collectSubfields(input.schema, input.fragments, input.variables, concrete, [...nodes]);
    below.push(...fieldsOf(input, type, grouped, asked));
  }
  return { kind: 'FIELD', name, field, file: file?.source ?? null, below };
}

function inFiles(
  input: Input,
  name: string,
  nodes: readonly FieldNode[],
  household: readonly AskField[],
): readonly { readonly source: SourceKind; readonly field: ResponseField }[] {
  const [node] = nodes;
  const person = single(named(single(named(household, 'members')), 'person'));
  return input.index.files.flatMap((file) => {
    const field = node === undefined ? undefined : askedAs(single(named(person, file.field)), node);
    return field === undefined ? [] : [{ source: file.source, field: fieldOf(input, name, nodes, field) }];
  });
}

/** What is asked below a field of one concrete type. */
function single(field: AskField | undefined): readonly AskField[] {
  const [fields] = field?.selections?.values() ?? [];
  return fields ?? [];
}

function fragmentsOf({ document }: OperationProfile): Readonly<Record<string, FragmentDefinitionNode>> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}
