// Subgraphs of somebody else's making: SDLs enter; a composed supergraph and servers that answer any of their fields leave, the same way each time. Some
// fields fail, some are null where they may not be.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from 'graphql';

export type Foreign = { readonly name: string; readonly subgraphs: Readonly<Record<string, string>> };
export type RunningForeign = {
  readonly supergraphSdl: string;
  /** Bodies that reached a subgraph. */
  readonly calls: readonly { readonly subgraph: string; readonly query: string }[];
  close(): Promise<void>;
};

export async function serveForeign({ name, subgraphs }: Foreign): Promise<RunningForeign> {
  const calls: { subgraph: string; query: string }[] = [];
  const schemas = new Map(Object.entries(subgraphs).map(([subgraph, sdl]) => [subgraph, schemaOf(sdl)]));
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { query, variables }: { query: string; variables?: Record<string, unknown> } = JSON.parse(
      Buffer.concat(chunks).toString('utf8'),
    );
    const subgraph = (request.url ?? '').slice(1);
    const schema = schemas.get(subgraph);
    if (schema === undefined) throw new Error(`no subgraph ${subgraph}`);
    calls.push({ subgraph, query });
    const document = parse(query);
    const faults = validate(schema, document);
    const answer =
      faults.length > 0
        ? { errors: faults.map((fault) => fault.toJSON()) }
        : await execute({ schema, document, variableValues: variables ?? {}, fieldResolver: madeUp });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // A server on TCP.
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([subgraph, sdl]) => ({
      name: subgraph,
      typeDefs: parse(sdl),
      url: `http://127.0.0.1:${port}/${subgraph}`,
    })),
  );
  if (supergraphSdl === undefined) throw new Error(`${name}: ${errors?.map(({ message }) => message).join('\n')}`);
  return {
    supergraphSdl,
    calls,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An object: its type and what it is, by its key. Fields of its key come from there. */
type Thing = { readonly __typename: string; readonly is: string; readonly key: Readonly<Record<string, unknown>> };

function schemaOf(sdl: string): GraphQLSchema {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl) });
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type) && type.name !== '_Entity')
      type.resolveType = (source: unknown) => (isThing(source) ? concrete(schema, source.__typename) : undefined);
    if (!isObjectType(type) && !('resolveReference' in type)) continue;
    const resolveReference = (reference: Record<string, unknown>): Thing => thingOf(reference, schema);
    type.extensions = { ...type.extensions, apollo: { subgraph: { resolveReference } } };
  }
  return schema;
}

/** An interface object answers under the interface's own name. */
function concrete(schema: GraphQLSchema, name: string): string {
  return schema.getType(name) === undefined ? 'Work' : name;
}

function thingOf(reference: Record<string, unknown>, schema: GraphQLSchema): Thing {
  const { __typename, ...key } = reference;
  // By whichever of its keys it is known, it is the same thing: keys hold its number.
  const is = /\d+/.exec(JSON.stringify(key.id ?? key))?.[0] ?? '0';
  return { __typename: concrete(schema, String(__typename)), is, key };
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && 'is' in value && '__typename' in value;
}

const madeUp: GraphQLFieldResolver<unknown, unknown, Record<string, unknown>> = (source, args, _context, info) => {
  const { parentType, fieldName, returnType, schema } = info;
  const thing = isThing(source) ? source : null;
  if (thing === null && fieldName.startsWith('_')) return Reflect.get(Object(source), fieldName);
  // What was given with the reference (a key, what @requires asked) is what it is.
  const given = thing?.key[fieldName];
  const named = getNamedType(returnType);
  if (given !== undefined && (isLeafType(named) || given === null)) return given;
  const at = `${thing?.is ?? ''}|${parentType.name === 'Work' ? '' : parentType.name}.${fieldName}${JSON.stringify(args)}`;
  const needed = Object.entries(thing?.key ?? {}).filter(
    ([name]) => !['id', 'isbn', 'email', 'card', 'spot', 'number'].includes(name),
  );
  const seed = `${at}${needed.length === 0 || !['shipping', 'age'].includes(fieldName) ? '' : JSON.stringify(needed)}`;
  const isKey = ['id', 'isbn', 'email', 'number', 'card', 'work'].includes(fieldName);
  if (!isKey && hash(`${seed}fails`) % 13 === 0) throw new Error(`${parentType.name}.${fieldName} failed`);
  const one = (place: string): unknown => {
    if (!isKey && hash(`${place}null`) % 11 === 0) return null;
    if (isLeafType(named))
      return leaf(
        place,
        fieldName,
        thing,
        named.name,
        isEnumType(named) ? named.getValues().map(({ name }) => name) : null,
      );
    const types = isAbstractType(named) ? schema.getPossibleTypes(named).map(({ name }) => name) : [named.name];
    const is = isKey ? (thing?.is ?? '0') : String(hash(place) % 5);
    return { __typename: types[hash(`${place}type`) % types.length], is, key: {} };
  };
  const build = (type: typeof returnType, place: string): unknown => {
    const nullable = isNonNullType(type) ? type.ofType : type;
    if (!isListType(nullable)) return one(place);
    return Array.from({ length: hash(`${place}length`) % 4 }, (_, index) =>
      build(nullable.ofType, `${place}[${index}]`),
    );
  };
  return build(returnType, seed);
};

function leaf(
  place: string,
  field: string,
  thing: Thing | null,
  type: string,
  values: readonly string[] | null,
): unknown {
  const number = Number(thing?.is ?? 0);
  if (field === 'id') return `${thing?.__typename === undefined ? '' : ''}${number}`;
  if (field === 'isbn' || field === 'email') return `${field}-${number}`;
  if (field === 'number') return number;
  if (values !== null) return values[hash(place) % values.length];
  switch (type) {
    case 'Int':
      return hash(place) % 100;
    case 'Float':
      return (hash(place) % 100) / 4;
    case 'Boolean':
      return hash(place) % 2 === 0;
    case 'Json':
      return { free: [hash(place) % 7, null, { form: true }] };
    default:
      return `text-${hash(place).toString(36)}`;
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}
