// The SDL of a subgraph (the shared file, word for word, followed by its own) and the executable schema made from it.
import { readFile } from 'node:fs/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { GraphQLError, GraphQLScalarType, parse } from 'graphql';
import { instant, partialDate } from '../../schema/identifiers.ts';

const SHARED = new URL('../../schema/shared.graphql', import.meta.url);

export async function readSdl(own: URL): Promise<string> {
  const [shared, text] = await Promise.all([readFile(SHARED, 'utf8'), readFile(own, 'utf8')]);
  return `${shared}\n${text}`;
}

export function schemaOf(sdl: string): GraphQLSchema {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl) });
  guardScalar(schema, 'Date', (value) => partialDate.safeParse(value).success);
  guardScalar(schema, 'DateTime', (value) => instant.safeParse(value).success);
  return schema;
}

/** Both ways through the same parser; the value itself stays out of the message. */
function guardScalar(schema: GraphQLSchema, name: string, accepts: (value: unknown) => boolean): void {
  const type = schema.getType(name);
  if (!(type instanceof GraphQLScalarType)) throw new TypeError(`${name} is not a scalar of this SDL`);
  const check = (value: unknown): unknown => {
    if (!accepts(value)) throw new GraphQLError(`Not a ${name}`);
    return value;
  };
  type.parseValue = check;
  type.serialize = check;
  type.parseLiteral = (node) => check('value' in node ? node.value : undefined);
}
