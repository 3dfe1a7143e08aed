// A parsed operation enters; how large it is leaves, or the refusal that names the number and the limit. Needs no schema and runs before validation,
// whose cost a large operation would blow up (stack.md J).
import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { type Refusal, refuse } from '../vocabulary/refusal.ts';

export type ReadLimits = {
  /** Lexical tokens of the document. */
  readonly tokens: number;
  /** Levels of fields, introspection apart. */
  readonly depth: number;
  /** Fields under another name than their own, fragments written out. */
  readonly aliases: number;
  /** Fields, fragments written out. */
  readonly fields: number;
  /** Fields of Query. */
  readonly roots: number;
  /** The largest `first`. */
  readonly first: number;
  /** Items in all lists together, as far as the text and its variables tell (cost.ts). */
  readonly items: number;
};

export const READ_LIMITS: ReadLimits = {
  tokens: 10_000,
  depth: 15,
  aliases: 50,
  fields: 1_000,
  roots: 8,
  first: 200,
  items: 500_000,
};

/** Selection sets within each other, fragments written out. */
const DEEPEST_NESTING = 200;

type Size = { readonly depth: number; readonly fields: number; readonly aliases: number };
const NOTHING: Size = { depth: 0, fields: 0, aliases: 0 };

/**
 * Null: within the limits. Every operation and fragment of the text counts, also those that are not asked: validation looks at all of them.
 * Linear in the text: a fragment is measured once, however often it is spread.
 */
export function refuseLarge(document: DocumentNode, limits: ReadLimits): Refusal | null {
  const measure = measurer(fragmentsOf(document));
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const size = measure(definition.selectionSet);
    if (size.depth > limits.depth) return tooMuch('levels of fields', 'niveaus van velden', size.depth, limits.depth);
    if (size.aliases > limits.aliases) return tooMuch('aliases', 'aliassen', size.aliases, limits.aliases);
    if (size.fields > limits.fields) return tooMuch('fields', 'velden', size.fields, limits.fields);
    if (definition.kind === Kind.FRAGMENT_DEFINITION) continue;
    const roots = rootCount(document, definition.selectionSet);
    if (roots > limits.roots) return tooMuch('root fields', 'beginvelden', roots, limits.roots);
  }
  return null;
}

export function tooMuch(what: string, wat: string, number: number, limit: number): Refusal {
  return refuse(
    'LIMIT_EXCEEDED',
    `De vraag telt ${shown(number)} ${wat}; het hoogste is ${limit}. Vraag minder tegelijk.`,
    `The operation has ${shown(number)} ${what}; the most is ${limit}. Ask for less at a time.`,
    'limit',
  );
}

function shown(number: number): string {
  return number < 1e9 ? String(number) : 'more than 1000000000';
}

function measurer(fragments: ReadonlyMap<string, FragmentDefinitionNode>): (set: SelectionSetNode) => Size {
  const known = new Map<string, Size>();
  let nesting = 0;
  const ofSet = (set: SelectionSetNode): Size => {
    // Inline fragments are no level of fields, but who nests them without end may not end our stack.
    if (nesting >= DEEPEST_NESTING) return { depth: Infinity, fields: 0, aliases: 0 };
    nesting += 1;
    let depth = 0;
    let fields = 0;
    let aliases = 0;
    for (const selection of set.selections) {
      const size =
        selection.kind === Kind.FIELD
          ? ofField(selection.selectionSet, selection.name.value, selection.alias?.value)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? ofSet(selection.selectionSet)
            : ofFragment(selection.name.value);
      depth = Math.max(depth, size.depth);
      fields += size.fields;
      aliases += size.aliases;
    }
    nesting -= 1;
    return { depth, fields, aliases };
  };
  const ofField = (set: SelectionSetNode | undefined, name: string, alias: string | undefined): Size => {
    const below = set === undefined ? NOTHING : ofSet(set);
    const introspects = name === '__schema' || name === '__type';
    return {
      // Tools ask deep type references; graphql-js bounds the depth of introspection by a rule of its own.
      depth: introspects ? 1 : below.depth + 1,
      fields: below.fields + 1,
      aliases: below.aliases + (alias === undefined || alias === name ? 0 : 1),
    };
  };
  const ofFragment = (name: string): Size => {
    const found = known.get(name);
    if (found !== undefined) return found;
    // Stands in while the fragment is measured: a fragment that spreads itself is refused by validation afterwards.
    known.set(name, NOTHING);
    const fragment = fragments.get(name);
    const size = fragment === undefined ? NOTHING : ofSet(fragment.selectionSet);
    known.set(name, size);
    return size;
  };
  return ofSet;
}

function rootCount(document: DocumentNode, root: SelectionSetNode): number {
  const fragments = fragmentsOf(document);
  const seen = new Set<string>();
  const count = (set: SelectionSetNode): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + 1;
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + count(selection.selectionSet);
      if (seen.has(selection.name.value)) return sum;
      seen.add(selection.name.value);
      const fragment = fragments.get(selection.name.value);
      return fragment === undefined ? sum : sum + count(fragment.selectionSet);
    }, 0);
  return count(root);
}

export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}
