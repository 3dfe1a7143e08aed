// A client's own document and data under our names enter; the answer in the client's shape leaves. Works from any schema and decides nothing.
import {
  type DocumentNode,
  executeSync,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type GraphQLTypeResolver,
} from 'graphql';

export type PlainAnswer = {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphQLFormattedError[];
};

export type Shaping = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** As sent: they were coerced without fault before. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Our name for a response name of the client. */
  readonly nameOf: (responseName: string) => string;
};

export function shapeAny(data: unknown, { schema, document, operationName, variables, nameOf }: Shaping): PlainAnswer {
  const shaped = executeSync({
    schema,
    document,
    operationName,
    rootValue: data ?? {},
    variableValues: variables,
    fieldResolver: (source: unknown, _args, _context, { path }) => valueIn(source, nameOf(String(path.key))),
    typeResolver,
  });
  return { data: shaped.data ?? null, errors: (shaped.errors ?? []).map((error) => error.toJSON()) };
}

const typeResolver: GraphQLTypeResolver<unknown, unknown> = (source) => {
  const name = valueIn(source, '__typename');
  return typeof name === 'string' ? name : undefined;
};

/** Own properties only. */
function valueIn(source: unknown, name: string): unknown {
  return typeof source === 'object' && source !== null && Object.hasOwn(source, name)
    ? Reflect.get(source, name)
    : null;
}
