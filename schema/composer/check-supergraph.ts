// The composed supergraph in; every field out whose category, subject or source kind is not certain (design 4, "Categories").
import {
  type DocumentNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type TypeNode,
} from 'graphql';
import type { SourceKind } from '../names/source-kind.ts';
import { dataOf, namedType } from './data-directive.ts';

type Types = ReadonlyMap<string, ObjectTypeDefinitionNode>;
type Subgraph = { readonly source: SourceKind; readonly document: DocumentNode };
/** What holds at a place on the way down from a root. */
type Place = {
  readonly path: string;
  readonly category: string | null;
  readonly subject: boolean;
  readonly source: string | null;
};

export function checkSupergraph(sdl: string, subgraphs: readonly Subgraph[]): string[] {
  const document = parse(sdl);
  const types: Types = new Map(objectTypes(document).map((type) => [type.name.value, type]));
  return [
    ...subgraphs.flatMap((subgraph) => lostCategories(types, subgraph)),
    ...foldedFields(types),
    ...new Set(walk(types, 'Query', { path: 'Query', category: null, subject: false, source: null }, [])),
  ];
}

function objectTypes(document: DocumentNode): ObjectTypeDefinitionNode[] {
  return document.definitions.filter((definition) => definition.kind === 'ObjectTypeDefinition');
}

/** INVARIANT nothing is lost in composition: a forgotten @composeDirective gives no hint, so both sides are compared. */
function lostCategories(types: Types, { source, document }: Subgraph): string[] {
  const problems: string[] = [];
  const compare = (
    path: string,
    said: Parameters<typeof dataOf>[0],
    composed: Parameters<typeof dataOf>[0] | undefined,
  ) => {
    const here = dataOf(said);
    const there = composed === undefined ? null : dataOf(composed);
    if (here?.category === there?.category && here?.locating === there?.locating) return;
    problems.push(
      `${path}: ${source} says category ${here?.category ?? 'none'}${here?.locating ? ', locating' : ''}; the supergraph says ${there?.category ?? 'none'}${there?.locating ? ', locating' : ''}`,
    );
  };
  for (const type of objectTypes(document)) {
    const composed = types.get(type.name.value);
    compare(type.name.value, type, composed);
    for (const field of type.fields ?? []) {
      const composedField = composed?.fields?.find((candidate) => candidate.name.value === field.name.value);
      compare(`${type.name.value}.${field.name.value}`, field, composedField);
    }
  }
  return problems;
}

/** Types of the source files: those that implement SourceFile. */
function fileTypes(types: Types): ObjectTypeDefinitionNode[] {
  return [...types.values()].filter((type) => type.interfaces?.some((one) => one.name.value === 'SourceFile'));
}

function isFolded(field: FieldDefinitionNode): boolean {
  return field.directives?.some((directive) => directive.name.value === 'folded') ?? false;
}

function foldedFields(types: Types): string[] {
  const problems: string[] = [];
  for (const type of types.values()) {
    for (const field of (type.fields ?? []).filter(isFolded)) {
      for (const file of fileTypes(types)) {
        const same = file.fields?.find((candidate) => candidate.name.value === field.name.value);
        if (same !== undefined && signatureOf(same) === signatureOf(field)) continue;
        const path = `${type.name.value}.${field.name.value}`;
        problems.push(`${path}: folded, but ${file.name.value} has no field ${signatureOf(field)}`);
      }
    }
  }
  return problems;
}

function signatureOf(field: FieldDefinitionNode): string {
  const args = (field.arguments ?? []).map((argument) => {
    const fallback = argument.defaultValue === undefined ? '' : ` = ${print(argument.defaultValue)}`;
    return `${argument.name.value}: ${print(argument.type)}${fallback}`;
  });
  return `${field.name.value}${args.length === 0 ? '' : `(${args.join(', ')})`}: ${print(field.type)}`;
}

/** Follows every field from a root to its leaves; a type met again on the same way was already looked at. */
function walk(types: Types, typeName: string, place: Place, above: readonly string[]): string[] {
  const type = types.get(typeName);
  if (type === undefined || above.includes(typeName)) return [];
  const isSubject = type.directives?.some((directive) => directive.name.value === 'subject') ?? false;
  const subject = place.subject || isSubject;
  return (type.fields ?? []).flatMap((field) => {
    // A folded field takes category, subject and source kind from each of its expansions, which this walk meets elsewhere.
    if (isFolded(field)) return [];
    const path = `${isSubject ? typeName : place.path}.${field.name.value}`;
    const category = (dataOf(field) ?? dataOf(type))?.category ?? place.category;
    const source = isSubject ? graphOf(type, field) : place.source;
    const below = namedType(field.type);
    const problems: string[] = [];
    if (category !== null && category !== 'NONE' && isNonNull(field.type)) {
      problems.push(`${path}: ${category} on a non-null field; a denial would null its parent, so make it nullable`);
    }
    if (types.has(below)) {
      // INVARIANT NONE opens only what says so itself: below a NONE field nothing is inherited, so nothing forgotten is open.
      const inherited = category === 'NONE' ? null : category;
      return [...problems, ...walk(types, below, { path, category: inherited, subject, source }, [...above, typeName])];
    }
    if (category === null) problems.push(`${path}: no category; add @data to the field, its type or a field above it`);
    else if (category !== 'NONE') {
      if (!subject) problems.push(`${path}: ${category} without a subject; it does not lie below a type with @subject`);
      if (subject && source === null)
        problems.push(`${path}: ${category} without a source kind; more than one subgraph answers it`);
    }
    return problems;
  });
}

function isNonNull(type: TypeNode): boolean {
  return type.kind === 'NonNullType';
}

/** The one subgraph that answers a field of an entity; null when none or several do. */
function graphOf(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): string | null {
  const graphs = (node: ObjectTypeDefinitionNode | FieldDefinitionNode, directive: string) =>
    (node.directives ?? [])
      .filter((one) => one.name.value === directive)
      .flatMap((one) => one.arguments?.find((argument) => argument.name.value === 'graph')?.value ?? [])
      .flatMap((value) => (value.kind === 'EnumValue' ? [value.value] : []));
  const own = graphs(field, 'join__field');
  const [only, ...others] = own.length > 0 ? own : graphs(type, 'join__type');
  return only !== undefined && others.length === 0 ? only : null;
}
