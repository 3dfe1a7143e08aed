// Where Apollo's hooks meet the walk: Apollo reads the HTTP request, then plans what is left of it; every word of an answer is the walk's.
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { type DocumentNode, extendSchema, parse } from 'graphql';
import { z } from 'zod';
import type { Answer } from './answer/answer.ts';
import type { Caller } from './vocabulary/caller.ts';
import { notReadable } from './vocabulary/faults.ts';
import type { Visit } from './vocabulary/visit.ts';
import type { Walk } from './walk.ts';

export type GraphQLRequest = {
  /** Parsed JSON, whatever it is. */
  readonly body: unknown;
  readonly accept: string | undefined;
};
export type GraphQLReply = { readonly status: number; readonly contentType: string; readonly body: string };

export type GraphQLDoor = {
  /** The whole way of one request whose caller is known. Writes exactly one record. */
  readonly answer: (request: GraphQLRequest, visit: Visit, caller: Caller) => Promise<GraphQLReply>;
  readonly stop: () => Promise<void>;
};

export type ApolloSettings = {
  /** Plans for fetch; loaded here, and never given a client's document. */
  readonly planner: GatewayInterface;
  readonly requestSdl: string;
  readonly walk: Walk;
  /** Lexical tokens of one document. */
  readonly maxTokens: number;
  /** Whether a well-formed question that cannot be executed is 200 for who accepts application/json alone. */
  readonly jsonAlways200?: boolean;
};

type Context = { readonly visit: Visit; readonly caller: Caller };

/** GraphQL over HTTP, "Request parameters": what is wrong with such a request is the question, not its form. */
const wellFormed = z.looseObject({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const KEPT_DOCUMENTS = 1_000;
const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

export async function openGraphQL(settings: ApolloSettings): Promise<GraphQLDoor> {
  const answers = new WeakMap<Visit, Answer>();
  const server = new ApolloServer<Context>({
    gateway: withWalk(settings, answers),
    plugins: [
      inOurWords(settings, answers),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    // Read validates with the same rules, after its limits: a large operation would cost more to validate than to refuse.
    dangerouslyDisableValidation: true,
    parseOptions: { maxTokens: settings.maxTokens },
    documentStore: boundedDocuments(KEPT_DOCUMENTS),
    // Read says who may ask about the schema.
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: SILENT,
  });
  await server.start();

  return {
    async answer({ body, accept }, visit, caller) {
      const headers = new HeaderMap([
        ['content-type', 'application/json'],
        ['accept', replyType(accept)],
      ]);
      const request = { method: 'POST', headers, search: '', body };
      const reply = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: request,
        context: async () => ({ visit, caller }),
      });
      if (answers.has(visit) && reply.body.kind === 'complete') {
        const status = reply.status ?? 200;
        const isLegacy = settings.jsonAlways200 === true && replyType(accept) === JSON_TYPE;
        const shown = isLegacy && status === 400 && wellFormed.safeParse(body).success ? 200 : status;
        return { status: shown, contentType: replyType(accept), body: reply.body.string };
      }
      // Apollo sent it back before there was an operation: no JSON object, a list of them, or no text in it.
      return replyOf(await settings.walk.refuse(visit, caller, notReadable()), accept);
    },
    stop: () => server.stop(),
  };
}

/** An answer that did not pass Apollo. */
export function replyOf({ status, data, errors, extensions }: Answer, accept: string | undefined): GraphQLReply {
  return { status, contentType: replyType(accept), body: `${JSON.stringify({ errors, data, extensions })}\n` };
}

/** GraphQL over HTTP: the new media type for who lists it, JSON for everyone else. */
function replyType(accept: string | undefined): string {
  return accept?.includes('application/graphql-response+json') ? GRAPHQL_TYPE : JSON_TYPE;
}

/** ApolloGateway loads the schema and plans; what Apollo Server hands out for execution goes to the walk instead. */
function withWalk({ planner, requestSdl, walk }: ApolloSettings, answers: WeakMap<Visit, Answer>): GatewayInterface {
  const request = parse(requestSdl);
  return {
    onSchemaLoadOrUpdate: (listener) =>
      planner.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) =>
        listener({ apiSchema: extendSchema(apiSchema, request), coreSupergraphSdl }),
      ),
    async load(options) {
      await planner.load(options);
      return {
        async executor({ context, request: { operationName, variables }, source }) {
          const { visit, caller } = contextOf(context);
          const question = { text: source, operationName: operationName ?? null, variables };
          answers.set(visit, await walk.ask(visit, caller, question));
          // What leaves is put in place below, word for word.
          return { data: null };
        },
      };
    },
    stop: () => planner.stop(),
  };
}

/** Every answer to an operation leaves here: the walk's own, also where Apollo stopped before the walk began. */
function inOurWords({ walk }: ApolloSettings, answers: WeakMap<Visit, Answer>): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue: { visit, caller }, errors, request, response }) {
          const answer = answers.get(visit) ?? (await endedEarly(visit, caller, errors?.[0]?.extensions.code, request));
          answers.set(visit, answer);
          const { status, data, errors: said, extensions } = answer;
          response.http.status = status;
          response.body = {
            kind: 'single',
            singleResult: {
              ...(said === undefined ? {} : { errors: said }),
              ...(data === undefined ? {} : { data }),
              extensions,
            },
          };
        },
      };
    },
  };

  /** A text that does not parse is read's to word; anything else is no operation. */
  function endedEarly(
    visit: Visit,
    caller: Caller,
    code: unknown,
    {
      query,
      operationName,
      variables,
    }: { query?: string; operationName?: string; variables?: Record<string, unknown> },
  ): Promise<Answer> {
    if (code !== 'GRAPHQL_PARSE_FAILED' || query === undefined) return walk.refuse(visit, caller, notReadable());
    return walk.ask(visit, caller, { text: query, operationName: operationName ?? null, variables });
  }
}

function contextOf(context: Record<string, unknown>): Context {
  // Apollo types the context of a gateway as anything; ours is made above, in `context`.
  return context as Context;
}

function boundedDocuments(most: number) {
  const kept = new Map<string, DocumentNode>();
  return {
    get: async (key: string) => kept.get(key),
    async set(key: string, document: DocumentNode) {
      const [oldest] = kept.keys();
      if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
      kept.set(key, document);
    },
    delete: async (key: string) => kept.delete(key),
  };
}
