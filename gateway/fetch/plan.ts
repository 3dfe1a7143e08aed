// Apollo's planner and executor, as this project uses them: our own document and hash in, the skeleton of the answer out.
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { GatewayGraphQLRequestContext, GatewayInterface } from '@apollo/server-gateway-interface';
import { Kind, type OperationDefinitionNode } from 'graphql';
import type { JsonObject } from '../vocabulary/fetched.ts';
import type { FieldIndex } from '../vocabulary/field-index.ts';
import type { PrunedOperation } from '../vocabulary/pruned.ts';
import { type AccessSubgraph, createDataSources, SESSION } from './data-sources.ts';
import type { Session } from './session.ts';

/** Runs a pruned operation. Rejects when it cannot be planned or access cannot answer; a holder that is down is the session's business. */
export type RunPlan = (pruned: PrunedOperation, session: Session) => Promise<JsonObject>;

export type Planner = {
  /** To be loaded by whoever serves it; until then plans are refused. */
  readonly apollo: GatewayInterface;
  readonly run: RunPlan;
};

/** Plans kept, in MiB: the key is our content hash, so that other verdicts are another plan. */
const PLAN_STORE_MIB = 30;
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

export function createPlanner(settings: {
  readonly supergraphSdl: string;
  readonly index: FieldIndex;
  readonly access: AccessSubgraph;
  readonly telemetryDisabled: string | undefined;
}): Planner {
  const { supergraphSdl, telemetryDisabled } = settings;
  const dataSource = createDataSources(settings.index, settings.access);
  const { gateway, execute } = openApollo({
    supergraphSdl,
    telemetryDisabled,
    sourceOf: ({ name }) => dataSource(name),
  });
  return {
    apollo: gateway,
    async run(pruned, session) {
      const { data, errors } = await execute(pruned, { [SESSION]: session });
      if (errors !== undefined && errors.length > 0) throw new Error('the plan could not be carried out');
      if (data === undefined || data === null) throw new Error('the plan gave no data');
      return data;
    },
  };
}

/**
 * `telemetryDisabled`: the value of APOLLO_TELEMETRY_DISABLED. Throws unless it is on: the constructor of ApolloGateway would look for the
 * cloud it runs in, and its stop would report to Apollo.
 */
export function openApollo(settings: {
  readonly supergraphSdl: string;
  readonly sourceOf: (subgraph: { readonly name: string; readonly url?: string | undefined }) => GraphQLDataSource;
  readonly telemetryDisabled: string | undefined;
}): OpenApollo {
  if (settings.telemetryDisabled !== 'true') {
    throw new Error("Set APOLLO_TELEMETRY_DISABLED=true: no process of this project may call Apollo's servers.");
  }
  const planning = createPlanning();
  const gateway = new ApolloGateway({
    supergraphSdl: settings.supergraphSdl,
    buildService: settings.sourceOf,
    // What Apollo would log are messages with values in them.
    logger: SILENT,
    debug: false,
    __exposeQueryPlanExperimental: false,
    experimental_approximateQueryPlanStoreMiB: PLAN_STORE_MIB,
    serviceHealthCheck: false,
    experimental_didResolveQueryPlan: ({ requestContext }) => planning.done(requestContext.queryHash),
  });
  return {
    gateway,
    execute: (operation, context) =>
      planning.once(operation.queryHash, () => gateway.executor(requestContext(operation, context))),
  };
}

/** An operation of our own writing, under the hash of its text. */
export type Plannable = Pick<PrunedOperation, 'document' | 'text' | 'queryHash' | 'operationName' | 'variables'>;

export type OpenApollo = {
  readonly gateway: ApolloGateway;
  /** Resolves with what Apollo's executor gives, errors included. */
  readonly execute: (
    operation: Plannable,
    context: Readonly<Record<string, unknown>>,
  ) => ReturnType<ApolloGateway['executor']>;
};

/** INVARIANT planned-once: Apollo plans for as many as come before a plan is kept, so those who come with the same operation wait for the first's. */
function createPlanning() {
  const underway = new Map<string, { readonly planned: Promise<void>; readonly tell: () => void }>();
  const done = (hash: string | undefined): void => {
    const one = hash === undefined ? undefined : underway.get(hash);
    if (hash === undefined || one === undefined) return;
    underway.delete(hash);
    one.tell();
  };
  return {
    done,
    async once<Value>(hash: string, work: () => Promise<Value>): Promise<Value> {
      // Whoever is first again when a first could not plan tries for itself.
      for (let one = underway.get(hash); one !== undefined; one = underway.get(hash)) await one.planned;
      const { promise, resolve } = Promise.withResolvers<void>();
      const own = { planned: promise, tell: resolve };
      underway.set(hash, own);
      try {
        return await work();
      } finally {
        // Its plan may long be there, and another be first again.
        if (underway.get(hash) === own) done(hash);
      }
    },
  };
}

/** Only what the executor reads (stack.md A.2): nothing of the client's own request reaches Apollo. */
function requestContext(pruned: Plannable, inside: Readonly<Record<string, unknown>>): GatewayGraphQLRequestContext {
  const { document, queryHash, operationName, text } = pruned;
  const context = {
    request: { query: text, operationName, variables: { ...pruned.variables } },
    document,
    queryHash,
    operationName,
    operation: operationIn(pruned),
    source: text,
    context: inside,
    metrics: {},
    logger: SILENT,
  };
  // ApolloGateway reads neither schema, cache nor policy of the server in front of it; the type asks for all.
  return context as unknown as GatewayGraphQLRequestContext;
}

function operationIn({ document }: Plannable): OperationDefinitionNode {
  const operation = document?.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new TypeError('there is nothing to plan');
  return operation;
}
