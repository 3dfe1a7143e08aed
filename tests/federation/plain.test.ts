// With everything open, our rooms' way of asking and answering beside plain @apollo/gateway on the same supergraphs, over generated operations, queries and
// mutations: the same data, the same errors at the same paths. Real HTTP to the subgraphs on both sides.
import { ApolloGateway } from '@apollo/gateway';
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import fc from 'fast-check';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentSpreadNode,
  type GraphQLFormattedError,
  getOperationAST,
  type InlineFragmentNode,
  Kind,
  parse,
  visit,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPlain, type PlainDoor, type PlainReply } from '../../gateway/plain/open-plain.ts';
import { postAnywhere } from '../../gateway/plain/serve-plain.ts';
import { readSdl } from '../../subgraphs/kit/sdl.ts';
import { type WrittenOperation, writeOperation } from '../support/operation-writer.ts';
import { tapes } from '../support/operations.ts';
import { type Foreign, type RunningForeign, serveForeign } from './foreign.ts';
import { INTERFACE_OBJECT, LIBRARY } from './library.ts';
import { SHOP } from './shop.ts';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

const OWN: Foreign = {
  name: 'of our own',
  subgraphs: Object.fromEntries(
    await Promise.all(
      ['access', 'persons', 'local-teams', 'veilig-thuis', 'rvdk', 'certified-institutions'].map(async (folder) => [
        folder.replaceAll('-', '_'),
        await readSdl(new URL(`../../subgraphs/${folder}/schema.graphql`, import.meta.url)),
      ]),
    ),
  ),
};

const CONSTRUCTS = [
  'alias',
  'list',
  'several roots',
  '@skip(variable)',
  'variable with default',
  'named fragment on an object',
];
/** Our own graph has no field of an abstract type. */
const ABSTRACT = [
  'field of an interface',
  'field of a union',
  'inline fragment on an interface',
  'named fragment on a union',
];

describe.each([SHOP, LIBRARY, OWN])('on the supergraph $name', (foreign) => {
  let running: RunningForeign;
  let ours: PlainDoor;
  let theirs: ApolloGateway;
  beforeAll(async () => {
    running = await serveForeign(foreign);
    const { supergraphSdl } = running;
    ours = await openPlain({
      supergraphSdl,
      enforcement: 'EVERYTHING_OPEN',
      environment: 'test',
      telemetryDisabled: 'true',
      post: postAnywhere,
    });
    theirs = new ApolloGateway({ supergraphSdl, logger: SILENT });
    await theirs.load();
  });
  afterAll(async () => {
    await ours?.close();
    await theirs?.stop();
    await running?.close();
  });

  test('generated operations are answered alike, errors and their paths included', async () => {
    const seen = new Map<string, number>();
    let failing = 0;
    let bytes = 0;
    const settings = {
      schema: ours.schema,
      deepest: 6,
      aliases: ['a', 'b', 'c1'],
      variableNames: ['v', 'id', 'value'],
    };
    await fc.assert(
      fc.asyncProperty(tapes, fc.nat(4), async (tape, kind) => {
        const operation = writeOperation({ ...settings, operation: kind === 4 ? 'mutation' : 'query' }, tape);
        const [one, other] = [await ask(ours, operation), await askPlain(theirs, operation)];
        expect(one, `${operation.text}\n${JSON.stringify(operation.variables)}`).toEqual(other);
        if (other.errors.length > 0) failing += 1;
        bytes += JSON.stringify(other.data).length;
        for (const [name, count] of operation.constructs) seen.set(name, (seen.get(name) ?? 0) + count);
      }),
      // Our own graph is larger, so that it takes more to have come everywhere.
      { numRuns: foreign === OWN ? 1_000 : 400, seed: 20261122, interruptAfterTimeLimit: 200_000 },
    );
    expect(failing).toBeGreaterThan(50);
    expect(bytes).toBeGreaterThan(20_000);
    for (const name of foreign === OWN ? CONSTRUCTS : [...CONSTRUCTS, ...ABSTRACT]) {
      expect(seen.get(name) ?? 0, name).toBeGreaterThan(10);
    }
    expect(new Set(running.calls.map(({ subgraph }) => subgraph)).size).toBe(Object.keys(foreign.subgraphs).length);
  }, 300_000);

  test('no alias and no variable name of a client reaches a subgraph', async () => {
    const before = running.calls.length;
    const [root] = Object.keys(ours.schema.getQueryType()?.getFields() ?? {}).filter((name) =>
      ['latest', 'best', 'me'].includes(name),
    );
    await ours.ask({
      query: `query Mine { clients_alias: ${root} { clients_other: __typename ... { __typename } } }`,
      variables: {},
      operationName: null,
    });
    const texts = running.calls.slice(before).map(({ query }) => query);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.join('\n')).not.toMatch(/clients_|Mine/);
  });
});

test('an alias that is the name of a key, or of what an @requires needs, feeds no representation', async () => {
  const running = await serveForeign(SHOP);
  const { supergraphSdl } = running;
  const enforcement = 'EVERYTHING_OPEN';
  const ours = await openPlain({
    supergraphSdl,
    enforcement,
    environment: 'test',
    telemetryDisabled: 'true',
    post: postAnywhere,
  });
  try {
    const ask = async (query: string) =>
      JSON.stringify(await ours.ask({ query, variables: { representations: 3 }, operationName: null }));
    const head = 'query Q($representations: Int) { products(first: $representations)';
    const plain = await ask(`${head} { dimensions { width } ... on Chair { shipping material } } }`);
    const aliased = await ask(
      `${head} { id: dimensions { width } ... on Chair { price: shipping weight: material } } }`,
    );
    expect(plain).toMatch(/"shipping":\d/);
    expect(
      aliased
        .replaceAll('"id"', '"dimensions"')
        .replaceAll('"price"', '"shipping"')
        .replaceAll('"weight"', '"material"'),
    ).toBe(plain);
  } finally {
    await ours.close();
    await running.close();
  }
});

test('a field of an interface object beside __typename is answered, where plain @apollo/gateway loses the object', async () => {
  const running = await serveForeign(INTERFACE_OBJECT);
  const ours = await openPlain({
    supergraphSdl: running.supergraphSdl,
    enforcement: 'EVERYTHING_OPEN',
    environment: 'test',
    telemetryDisabled: 'true',
    post: postAnywhere,
  });
  try {
    const { data, errors } = await ours.ask({
      query: '{ novel { loans __typename ... on Work { id } } work { __typename id loans ... on Novel { loans } } }',
      variables: {},
      operationName: null,
    });
    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      novel: { loans: 59, __typename: 'Novel', id: '1' },
      work: { __typename: 'Novel', id: '0', loans: 92 },
    });
  } finally {
    await ours.close();
    await running.close();
  }
});

type Compared = { readonly data: unknown; readonly errors: readonly string[] };

async function ask(door: PlainDoor, { text, variables, operationName }: WrittenOperation): Promise<Compared> {
  return compared(await door.ask({ query: text, variables, operationName }));
}

const EMPTIED = 'emptied__';

/** Without what skip and include leave out, as our rooms ask: else its plan fetches, and may fail on, the keys of what is left out. */
function written(text: string, variables: Readonly<Record<string, unknown>>): DocumentNode {
  const leave = (node: FieldNode | InlineFragmentNode | FragmentSpreadNode) => {
    for (const { name, arguments: given } of node.directives ?? []) {
      const [condition] = given ?? [];
      const value = condition?.value;
      const on =
        value?.kind === Kind.BOOLEAN
          ? value.value
          : value?.kind === Kind.VARIABLE
            ? (variables[value.name.value] ?? true)
            : true;
      if (on === (name.value === 'skip')) return null;
    }
    return { ...node, directives: [] };
  };
  return visit(parse(text), {
    Field: { leave },
    InlineFragment: { leave },
    FragmentSpread: { leave },
    SelectionSet: {
      leave: (node) =>
        node.selections.length > 0
          ? undefined
          : {
              ...node,
              selections: [
                {
                  kind: Kind.FIELD,
                  alias: { kind: Kind.NAME, value: EMPTIED },
                  name: { kind: Kind.NAME, value: '__typename' },
                },
              ],
            },
    },
  });
}

async function askPlain(
  gateway: ApolloGateway,
  { text, variables, operationName }: WrittenOperation,
): Promise<Compared> {
  const document = written(text, variables);
  const context = {
    request: { query: text, operationName, variables: { ...variables } },
    document,
    queryHash: text,
    operationName,
    operation: getOperationAST(document, operationName),
    source: text,
    context: {},
    metrics: {},
    logger: SILENT,
  };
  // What its executor reads; Apollo's server would give the rest.
  const { data, errors } = await gateway.executor(context as unknown as GatewayGraphQLRequestContext);
  return compared({
    data: data ?? null,
    ...(errors === undefined ? {} : { errors: errors.map((error) => ('toJSON' in error ? error.toJSON() : error)) }),
  });
}

/**
 * Errors of parallel fetches come in any order. Of each: what it says, where, and of which subgraph. Where a null went up, any of the fields that may not be
 * null below may have been the one (GraphQL 6.4.4): then only where it went to.
 */
function compared({ data, errors = [] }: PlainReply): Compared {
  const plain = JSON.stringify(data ?? null, (name, value: unknown) => (name === EMPTIED ? undefined : value));
  const answered: unknown = JSON.parse(plain);
  const said = errors.map(({ message, path, extensions }: GraphQLFormattedError) => {
    const nulled = path === undefined ? null : upToNull(answered, path);
    const whole = nulled?.length === path?.length;
    return JSON.stringify([whole ? message : 'a null below', nulled, extensions?.serviceName ?? null]);
  });
  return { data: answered, errors: [...new Set(said)].sort() };
}

function upToNull(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value: unknown = data;
  for (const [at, step] of path.entries()) {
    if (typeof value !== 'object' || value === null) return path.slice(0, at);
    value = Reflect.get(value, step);
  }
  return path;
}
