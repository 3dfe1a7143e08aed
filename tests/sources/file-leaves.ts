// Every leaf of a file type of an SDL, with the categories that the test's own table gives it; for asking all of it and looking at each.
import { Kind, type ObjectTypeDefinitionNode, parse, type TypeNode } from 'graphql';
import { readSdl } from '../../subgraphs/kit/sdl.ts';

export interface Leaf {
  /** From the file down, lists left out. */
  readonly path: readonly string[];
  /** Of the file's field, and of each field below it that has one of its own: all must be open. */
  readonly categories: readonly string[];
}

export interface FileLeaves {
  /** Names of the fields of the file. */
  readonly fields: readonly string[];
  readonly leaves: readonly Leaf[];
  /** A selection of all of them. */
  readonly selection: string;
}

/** `categories`: by name for the fields of the file, by `Type.field` for what differs below them. Ids, `about` and holders have none. */
export async function leavesOf(
  sdl: URL,
  fileType: string,
  categories: Readonly<Record<string, string>>,
): Promise<FileLeaves> {
  const types = new Map(
    parse(await readSdl(sdl))
      .definitions.filter((one): one is ObjectTypeDefinitionNode => one.kind === Kind.OBJECT_TYPE_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
  const named = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type));
  const leaves: Leaf[] = [];
  const select = (type: string, path: readonly string[], above: readonly string[]): string =>
    (types.get(type)?.fields ?? [])
      .map(({ name: { value: field }, type: of }) => {
        const own = categories[path.length === 0 ? field : `${type}.${field}`];
        const here = [...path, field];
        const below = own === undefined ? above : [...above, own];
        if (types.has(named(of))) return `${field} { ${select(named(of), here, below)} }`;
        leaves.push({ path: here, categories: below });
        return field;
      })
      .join(' ');
  const selection = select(fileType, [], []);
  const fields = (types.get(fileType)?.fields ?? []).map(({ name }) => name.value);
  return { fields, leaves, selection };
}

/** The values at a path, over all items of all lists on the way; absent and null ones are left out. */
export function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => valuesAt(item, path));
  const [first, ...rest] = path;
  if (first === undefined) return [value];
  return typeof value === 'object' ? valuesAt(Reflect.get(value, first), rest) : [];
}

/** Each combination of categories that stands on the way to some leaf. */
export function combinationsOf({ leaves }: FileLeaves): readonly (readonly string[])[] {
  const distinct = new Map(leaves.map(({ categories }) => [categories.join(' '), categories]));
  return [...distinct.values()].filter((categories) => categories.length > 0);
}

/** What is wrong with files answered under a grant of exactly these categories: leaves that are there and may not be, and the reverse. */
export function wrongLeaves({ leaves }: FileLeaves, files: unknown, granted: readonly string[]) {
  const needing = leaves.filter(({ categories }) => categories.length > 0);
  const isOpen = ({ categories }: Leaf) => categories.every((category) => granted.includes(category));
  const isAnswered = ({ path }: Leaf) => valuesAt(files, path).length > 0;
  const named = (found: readonly Leaf[]) => found.map(({ path }) => path.join('.'));
  return {
    leaked: named(needing.filter((leaf) => !isOpen(leaf) && isAnswered(leaf))),
    missing: named(needing.filter((leaf) => isOpen(leaf) && !isAnswered(leaf))),
  };
}
