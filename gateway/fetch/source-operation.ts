// One fetch of Apollo's plan (the text of an `_entities` query) enters; its fields on Person, classified, leave. Read once per text.
import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { Category } from '../../schema/names/category.ts';
import type { FieldIndex } from '../vocabulary/field-index.ts';

export type SourceField = {
  /** Response key. */
  readonly key: string;
  readonly parent: string;
  readonly name: string;
  /** As it is asked, without what lies below: `key:name(from:$from)`. */
  readonly text: string;
  /** Of its arguments, without `$`. */
  readonly variables: readonly string[];
  /** Null: nobody classified it. */
  readonly category: Category | null;
  readonly locating: boolean;
  /** The holding organisation: filled in from the registration, never asked. */
  readonly isHolder: boolean;
  readonly selections: readonly SourceField[] | null;
};

/** A field of Person. Below a file its own fields decide; everything else decides for itself. */
export type PersonField = SourceField & { readonly isFile: boolean };

export type SourceOperation = {
  readonly fields: readonly PersonField[];
  /** What decides whether a holder is turned to: the fields right below a file, the register's fields of Person. */
  readonly firstFields: readonly SourceField[];
  /** Each once, NONE left out. */
  readonly categories: readonly Category[];
  /** As declared: `$from:Date`. By name, without `$`. */
  readonly variables: ReadonlyMap<string, string>;
};

/** Throws for a shape that Apollo's planner does not make of our documents: then nothing is asked. */
export function readSourceOperation(text: string, index: FieldIndex): SourceOperation {
  const document = parse(text, { noLocation: true });
  const [operation, second] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || second !== undefined) throw unknownShape('one operation');
  const files = new Set(index.files.map(({ field }) => field));
  const fields = personSelections(operation).map((node): PersonField => {
    const field = fieldOf(node, 'Person', null, index);
    return { ...field, isFile: files.has(field.name) };
  });
  const variables = new Map(
    (operation.variableDefinitions ?? [])
      .filter(({ variable }) => variable.name.value !== 'representations')
      .map((definition) => [definition.variable.name.value, print(definition)]),
  );
  const firstFields = fields.flatMap((field) => (field.isFile ? (field.selections ?? []) : [field]));
  return { fields, firstFields, categories: [...categoriesIn(firstFields)], variables };
}

function categoriesIn(fields: readonly SourceField[], found = new Set<Category>()): Set<Category> {
  for (const { category, selections } of fields) {
    if (category !== null && category !== 'NONE') found.add(category);
    if (selections !== null) categoriesIn(selections, found);
  }
  return found;
}

function personSelections(operation: OperationDefinitionNode): readonly FieldNode[] {
  const [entities, second] = operation.selectionSet.selections;
  if (entities?.kind !== Kind.FIELD || entities.name.value !== '_entities' || second !== undefined) {
    throw unknownShape('one _entities field');
  }
  return flatten(entities.selectionSet, '_Entity').filter(({ name }) => name.value !== '__typename');
}

/** Fields right below a type; `... on Person` and the like are looked through. */
function flatten(set: SelectionSetNode | undefined, type: string): readonly FieldNode[] {
  return (set?.selections ?? []).flatMap((selection: SelectionNode) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const condition = selection.kind === Kind.INLINE_FRAGMENT ? selection.typeCondition?.name.value : undefined;
    if (selection.kind !== Kind.INLINE_FRAGMENT) throw unknownShape('no named fragments');
    const expected = type === '_Entity' ? 'Person' : type;
    if (condition !== undefined && condition !== expected) throw unknownShape(`fragments on ${expected} only`);
    return flatten(selection.selectionSet, type);
  });
}

function fieldOf(node: FieldNode, parent: string, inherited: Category | null, index: FieldIndex): SourceField {
  const name = node.name.value;
  const key = node.alias?.value ?? name;
  const args = node.arguments?.length ? `(${node.arguments.map(print).join(',')})` : '';
  const text = `${key === name ? '' : `${key}:`}${name}${args}`;
  if (name === '__typename') {
    const leaf = { locating: false, isHolder: false, variables: [], selections: null };
    return { key, parent, name, text, category: 'NONE', ...leaf };
  }
  const known = index.field(parent, name);
  const category = known?.category ?? inherited;
  const type = known?.type ?? '';
  const below = category === 'NONE' ? null : category;
  return {
    key,
    parent,
    name,
    text,
    variables: variablesIn(node),
    category,
    locating: known?.locating ?? true,
    isHolder: name === 'holder' && type === 'Organisation',
    selections:
      node.selectionSet === undefined
        ? null
        : flatten(node.selectionSet, type).map((child) => fieldOf(child, type, below, index)),
  };
}

function variablesIn(node: FieldNode): readonly string[] {
  const names: string[] = [];
  for (const argument of node.arguments ?? []) {
    visit(argument, { Variable: ({ name }) => void names.push(name.value) });
  }
  return names;
}

function unknownShape(expected: string): TypeError {
  return new TypeError(`a fetch of the plan has another shape than ${expected}`);
}
