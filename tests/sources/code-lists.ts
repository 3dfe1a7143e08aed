// The enums of a subgraph's own SDL, each value with its description: what a client reads about a code list.
import { readFile } from 'node:fs/promises';
import { type EnumTypeDefinitionNode, Kind, parse } from 'graphql';

export async function codeListsOf(
  sdl: URL,
): Promise<Readonly<Record<string, Readonly<Record<string, string | undefined>>>>> {
  const enums = parse(await readFile(sdl, 'utf8')).definitions.filter(
    (one): one is EnumTypeDefinitionNode => one.kind === Kind.ENUM_TYPE_DEFINITION,
  );
  return Object.fromEntries(
    enums.map(({ name, values }) => [
      name.value,
      Object.fromEntries((values ?? []).map((value) => [value.name.value, value.description?.value])),
    ]),
  );
}
