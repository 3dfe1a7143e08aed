// The generator itself: what it writes is valid GraphQL on any schema, and it uses every construct.
import fc from 'fast-check';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { writeOperation } from '../support/operation-writer.ts';
import { operations, realIndex, tapes } from '../support/operations.ts';

const CONSTRUCTS = [
  'alias',
  'repeated field',
  'list',
  'several roots',
  '__typename',
  'inline fragment on an object',
  'inline fragment on an interface',
  'inline fragment without type',
  'named fragment on an object',
  'named fragment on an interface',
  'fragment in a fragment',
  'fragment spread twice',
  '@include(literal)',
  '@include(variable with default)',
  '@skip(literal)',
  '@skip(variable)',
  '@skip and @include',
  'variable with default',
  'variable of ID',
  'variable of BSN',
  'variable of Date',
  'variable of Int',
  'argument from',
  'argument to',
  'argument first',
  'argument after',
];

test('on our own graph every operation is valid, and all constructs that it can have are used', () => {
  const seen = new Map<string, number>();
  const random = operations(realIndex, { household: ['one', 'two'], bsn: '999990019', after: ['cursor'] });
  fc.assert(
    fc.property(random, ({ text, constructs }) => {
      expect(validate(realIndex.schema, parse(text)), text).toEqual([]);
      for (const [name, count] of constructs) seen.set(name, (seen.get(name) ?? 0) + count);
    }),
    { numRuns: 2_000 },
  );
  expect(CONSTRUCTS.filter((name) => (seen.get(name) ?? 0) < 10)).toEqual([]);
});

const FOREIGN = buildSchema(`
  enum Colour { RED GREEN }
  input Filter { text: String! sizes: [Int!] colour: Colour = RED nested: Filter }
  interface Node { id: ID! }
  interface Priced implements Node { id: ID! price: Float }
  type Book implements Node & Priced { id: ID! price: Float title: String! pages(from: Int!): [[Int]] }
  type Film implements Node { id: ID! title: Int }
  union Found = Book | Film
  type Query { node(id: ID!): Node search(filter: Filter, colours: [Colour!]! = [RED], any: Boolean): [Found!]! cheapest: Priced }
  type Mutation { add(filter: Filter!): Book remove(id: ID!): Boolean! }
`);

test('on any other schema too, with unions, interfaces of interfaces, input objects, lists of lists and mutations', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(tapes, fc.constantFrom('query' as const, 'mutation' as const), (tape, operation) => {
      const { text, constructs } = writeOperation({ schema: FOREIGN, operation }, tape);
      expect(validate(FOREIGN, parse(text)), text).toEqual([]);
      for (const name of constructs.keys()) seen.add(name);
    }),
    { numRuns: 1_000 },
  );
  for (const name of [
    'field of a union',
    'field of an interface',
    'inline fragment on a union',
    'named fragment on a union',
    'variable of an input object',
    'variable of a list',
    'variable of Boolean',
    'argument filter',
  ]) {
    expect(seen).toContain(name);
  }
});
