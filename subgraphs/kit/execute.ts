// A body of POST /graphql enters; data, or the reason that there is none, leaves. Never half an answer.
import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import { execute, GraphQLError, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate } from 'graphql';
import { z } from 'zod';
import type { Call } from './guard.ts';
import { SourceFailed } from './rows.ts';

export const queryBody = z.strictObject({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
  extensions: z.unknown().optional(),
});
export type QueryBody = z.infer<typeof queryBody>;

export type Executed =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly cause: 'QUERY' | 'SOURCE' | 'INTERNAL' };

const MAX_TOKENS = 20_000;
const MAX_DOCUMENTS = 500;

export type Executor = (body: QueryBody, call: Call) => Promise<Executed>;

export function executorOf(schema: GraphQLSchema): Executor {
  const documents = new Map<string, DocumentNode | null>();

  /** Null for a text that is no valid query for persons. Kept by text; the oldest text makes room. */
  const read = (text: string): DocumentNode | null => {
    const known = documents.get(text);
    if (known !== undefined) return known;
    const document = readQuery(schema, text);
    const [oldest] = documents.keys();
    if (documents.size >= MAX_DOCUMENTS && oldest !== undefined) documents.delete(oldest);
    documents.set(text, document);
    return document;
  };

  return async (body, call) => {
    const document = read(body.query);
    if (document === null) return { ok: false, cause: 'QUERY' };
    const result = await execute({
      schema,
      document,
      variableValues: body.variables ?? {},
      operationName: body.operationName ?? null,
      contextValue: call,
    });
    const errors = result.errors ?? [];
    if (errors.some(({ originalError }) => originalError instanceof SourceFailed))
      return { ok: false, cause: 'SOURCE' };
    if (errors.length > 0) return { ok: false, cause: result.data === undefined ? 'QUERY' : 'INTERNAL' };
    return { ok: true, data: result.data };
  };
}

function readQuery(schema: GraphQLSchema, text: string): DocumentNode | null {
  try {
    const document = parse(text, { maxTokens: MAX_TOKENS, noLocation: true });
    return validate(schema, document, [...specifiedRules, NoSchemaIntrospectionCustomRule, onlyPersons]).length === 0
      ? document
      : null;
  } catch {
    return null;
  }
}

/** One query, and `_entities` its only root: no `_service`, no `__schema`, no `__type`. */
const onlyPersons: ValidationRule = (context) => ({
  Document(document) {
    const operations = document.definitions.filter((one) => one.kind === 'OperationDefinition');
    const [only, ...others] = operations;
    if (only?.operation !== 'query' || others.length > 0) context.reportError(new GraphQLError('one query'));
  },
  Field(field) {
    if (context.getParentType() === context.getSchema().getQueryType() && field.name.value !== '_entities') {
      context.reportError(new GraphQLError('only _entities'));
    }
  },
});
