// One subgraph's SDL in; what it may not contain out (design 4, "Categories").
import { type DirectiveNode, type DocumentNode, type FieldDefinitionNode, Kind, visit } from 'graphql';
import { CATEGORIES } from '../names/category.ts';
import { isOneOf } from '../names/define.ts';
import type { SourceKind } from '../names/source-kind.ts';
import { dataOf } from './data-directive.ts';

// With them a value passes from one source to another, unseen by any decision.
const PASSING_ON = new Set(['requires', 'provides', 'fromContext']);
/** Closed on purpose, by the names they have here: whatever else federation knows or gets is refused, under any name. */
const USABLE = new Set([
  'key',
  'shareable',
  'external',
  'data',
  'subject',
  'folded',
  'deprecated',
  'specifiedBy',
  'oneOf',
]);
const ENTITIES = new Set(['Person', 'Household']);

export function checkSubgraph(source: SourceKind, document: DocumentNode): string[] {
  const problems: string[] = [...otherDirectives(source, document)];
  for (const definition of document.definitions) {
    if (!('name' in definition) || definition.name === undefined || !('fields' in definition)) continue;
    const type = definition.name.value;
    const isEntity = definition.directives?.some((directive) => directive.name.value === 'key') ?? false;
    if (isEntity && !ENTITIES.has(type)) {
      problems.push(`${source} ${type}: only Person and Household are entities; make it a value type without @key`);
    }
    problems.push(...unknownCategory(source, type, definition));
    for (const field of (definition.fields ?? []) as readonly FieldDefinitionNode[]) {
      const path = `${type}.${field.name.value}`;
      problems.push(...unknownCategory(source, path, field));
      for (const part of [field, ...(field.arguments ?? [])]) {
        for (const directive of part.directives ?? []) {
          if (PASSING_ON.has(directive.name.value)) {
            problems.push(`${source} ${path}: @${directive.name.value} would pass one source's value to another`);
          }
        }
      }
    }
  }
  return problems;
}

/** A directive under another name than its own would not be recognised by the checks that look for it. */
function otherDirectives(source: SourceKind, document: DocumentNode): string[] {
  const problems = new Set<string>();
  visit(document, {
    Directive: (node: DirectiveNode) => {
      const name = node.name.value;
      if (name === 'link' || name === 'composeDirective') {
        if (renames(node))
          problems.add(`${source}: @link imports a directive under another name; import it under its own`);
      } else if (!USABLE.has(name) && !PASSING_ON.has(name)) {
        problems.add(`${source}: @${name} is no directive that a subgraph uses here`);
      }
    },
  });
  return [...problems];
}

function renames(link: DirectiveNode): boolean {
  return (link.arguments ?? []).some(
    ({ name, value }) =>
      name.value === 'as' ||
      (name.value === 'import' && value.kind === Kind.LIST && value.values.some(({ kind }) => kind !== Kind.STRING)),
  );
}

function unknownCategory(source: SourceKind, path: string, node: Parameters<typeof dataOf>[0]): string[] {
  const data = dataOf(node);
  if (data === null || isOneOf(CATEGORIES, data.category)) return [];
  return [`${source} ${path}: ${JSON.stringify(data.category)} is not a category of schema/names/category.ts`];
}
