// Any supergraph SDL enters; a GraphQL door on it leaves that enforces nothing: what the product does to a question and an answer beside enforcement, for
// federation suites to try. Never in production.
import {
  buildSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  parse,
  printSchema,
  validate,
} from 'graphql';
import { shapeAny } from '../answer/any-schema.ts';
import { createPlainSource, type PlainPost } from '../fetch/plain-source.ts';
import { openApollo } from '../fetch/plan.ts';
import { type Names, plainOperation } from './operation.ts';

export type PlainRequest = {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
};
export type PlainReply = {
  /** Absent: nothing was executed. */
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
};
export type PlainDoor = {
  readonly schema: GraphQLSchema;
  readonly ask: (request: PlainRequest) => Promise<PlainReply>;
  readonly close: () => Promise<void>;
};

export type PlainSettings = {
  readonly supergraphSdl: string;
  /** Said aloud by whoever starts it: nothing is decided, filtered or recorded here. */
  readonly enforcement: 'EVERYTHING_OPEN';
  /** The value of NODE_ENV. */
  readonly environment: string | undefined;
  readonly telemetryDisabled: string | undefined;
  readonly post: PlainPost;
};

/** Rejects in production, whatever else is set, and for a text that is no supergraph. */
export async function openPlain(settings: PlainSettings): Promise<PlainDoor> {
  const { supergraphSdl, environment, telemetryDisabled, post } = settings;
  if (environment === 'production') throw new EverythingOpenRefused();
  const { gateway: apollo, execute } = openApollo({
    supergraphSdl,
    telemetryDisabled,
    sourceOf: ({ url }) => createPlainSource(url ?? '', post),
  });
  let schema: GraphQLSchema | undefined;
  apollo.onSchemaLoadOrUpdate(({ apiSchema }) => {
    // A copy of our own: Apollo wraps the resolvers of the one it is given.
    schema = buildSchema(printSchema(apiSchema), { assumeValidSDL: true });
  });
  await apollo.load({ apollo: {} });
  if (schema === undefined) throw new TypeError('the supergraph gave no schema');
  const known = schema;

  return {
    schema: known,
    close: () => apollo.stop(),
    async ask({ query, variables, operationName }) {
      const document = readDocument(known, query);
      if (Array.isArray(document)) return { errors: document };
      const operation = getOperationAST(document, operationName);
      if (operation === null || operation === undefined) return refused('There is no operation of that name.');
      const { coerced, errors } = getVariableValues(known, operation.variableDefinitions ?? [], variables);
      if (coerced === undefined) return { errors: (errors ?? []).map((error) => error.toJSON()) };
      const fragments = Object.fromEntries(
        document.definitions
          .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
          .map((one) => [one.name.value, one]),
      );
      const { asked, names } = plainOperation(known, operation, fragments, coerced);
      const fetched = asked === null ? { data: {} } : await execute(asked, {});
      const failed = onlyOnce((fetched.errors ?? []).map((error) => inTheirNames(error, names)));
      if (fetched.data === undefined || fetched.data === null) return { data: null, errors: failed };
      const shaped = shapeAny(fetched.data, {
        schema: known,
        document,
        operationName,
        variables,
        nameOf: (name) => names.of(name),
      });
      const all = [...failed, ...shaped.errors];
      return { data: shaped.data, ...(all.length === 0 ? {} : { errors: all }) };
    },
  };
}

/** Said to whoever starts it. */
export class EverythingOpenRefused extends Error {
  constructor() {
    super(
      'gateway:plain opens everything (enforcement EVERYTHING_OPEN): it does not run with NODE_ENV=production. Unset NODE_ENV, or use the gateway itself.',
    );
  }
}

function readDocument(schema: GraphQLSchema, text: string): DocumentNode | GraphQLFormattedError[] {
  try {
    const document = parse(text);
    const errors = validate(schema, document);
    return errors.length === 0 ? document : errors.map((error) => error.toJSON());
  } catch (error) {
    if (error instanceof GraphQLError) return [error.toJSON()];
    throw error;
  }
}

/** What an @requires asks beside the client may fail the same way at the same place. */
function onlyOnce(errors: readonly GraphQLFormattedError[]): readonly GraphQLFormattedError[] {
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()];
}

function refused(message: string): PlainReply {
  return { errors: [{ message }] };
}

function inTheirNames(
  { message, path, extensions }: GraphQLError | GraphQLFormattedError,
  names: Names,
): GraphQLFormattedError {
  return {
    message,
    ...(path === undefined ? {} : { path: path.map((step) => (typeof step === 'string' ? names.back(step) : step)) }),
    ...(extensions === undefined ? {} : { extensions }),
  };
}
