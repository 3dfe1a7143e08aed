// A library of three subgraphs: interfaces of interfaces, nested and compound keys, @requires over two subgraphs, entities that hold entities.
import type { Foreign } from './foreign.ts';

const HEAD = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@requires", "@external", "@shareable", "@override"])\n`;

export const LIBRARY: Foreign = {
  name: 'library',
  subgraphs: {
    catalogue: `${HEAD}
      interface Named { title: String }
      interface Work implements Named { id: ID! title: String year: Int! parts: [Part] }
      type Novel implements Work & Named @key(fields: "id") { id: ID! title: String year: Int! parts: [Part] genre: Genre }
      type Record implements Work & Named @key(fields: "id") { id: ID! title: String year: Int! parts: [Part] tracks: [Track!]! }
      type Track implements Named { title: String seconds: Int }
      union Part = Chapter | Track
      type Chapter { number: Int! heading: String @shareable }
      enum Genre { CRIME POETRY }
      type Copy @key(fields: "spot { number } number") { spot: Spot! number: Int! shelf: String of: Novel }
      type Spot { number: Int! @shareable row: String }
      type Query { works(year: Int): [Work!]! work(id: ID!): Work named: [Named] copies: [Copy] }`,
    loans: `${HEAD}
      type Novel @key(fields: "id") { id: ID! loans: Int onLoan: Boolean! }
      type Record @key(fields: "id") { id: ID! loans: Int onLoan: Boolean! }
      type Copy @key(fields: "spot { number } number") { spot: Spot! number: Int! borrower: Member due: String }
      type Spot { number: Int! @shareable }
      type Member @key(fields: "card { number }") { card: Card! name: String borrowed: [Copy!] }
      type Card { number: Int! @shareable valid: Boolean }
      type Query { member(card: Int!): Member }
      type Mutation { lend(work: ID!, number: Int!, to: Int!): Copy giveBack(work: ID!, number: Int!): Boolean! }`,
    ratings: `${HEAD}
      type Novel @key(fields: "id") { id: ID! year: Int! @external age: Int @requires(fields: "year") stars(of: [Int!]! = [1, 2]): [Int] blurb: Blurb }
      type Record @key(fields: "id") { id: ID! stars(of: [Int!]! = [1, 2]): [Int] }
      type Blurb { text: String! by: Member }
      type Member @key(fields: "card { number }") { card: Card! favourite: Novel }
      type Card { number: Int! @shareable }
      type Query { best: [Novel] }`,
  },
};

/** An interface that is an entity, and a subgraph that knows it only as such. */
export const INTERFACE_OBJECT: Foreign = {
  name: 'interface object',
  subgraphs: {
    catalogue: `${HEAD}
      interface Work @key(fields: "id") { id: ID! }
      type Novel implements Work @key(fields: "id") { id: ID! genre: String! }
      type Query { novel: Novel! work: Work! }`,
    loans: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject"])
      type Work @key(fields: "id") @interfaceObject { id: ID! loans: Int! }`,
  },
};
