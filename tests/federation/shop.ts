// A shop of four subgraphs that share nothing with our graph: entities with several keys, @requires, @provides, an interface, unions, custom scalars, lists of
// lists, input objects, mutations, non-null fields that fail.
import type { Foreign } from './foreign.ts';

const HEAD = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@requires", "@provides", "@external", "@shareable", "@override", "@inaccessible", "@tag"])\n`;

export const SHOP: Foreign = {
  name: 'shop',
  subgraphs: {
    users: `${HEAD}
      scalar Moment
      enum Tier { BASIC GOLD @inaccessible SILVER }
      type User @key(fields: "id") @key(fields: "email") {
        id: ID! email: String! name: String @shareable since: Moment tier: Tier nicknames: [[String]!]
        secret: String @inaccessible address: Address! friends(first: Int = 2, tier: Tier): [User!]
      }
      type Address { street: String city: String! }
      input NewUser { name: String! tags: [String!] = ["new"] home: NewAddress }
      input NewAddress { street: String city: String! }
      type Query { user(id: ID!): User users(ids: [ID!]!): [User]! me: User! }
      type Mutation { addUser(input: NewUser!): User renameUser(id: ID!, name: String!): User! }`,
    products: `${HEAD}
      scalar Json
      interface Product { id: ID! name: String price: Int dimensions: Size }
      type Book implements Product @key(fields: "id") @key(fields: "isbn") { id: ID! isbn: String! name: String price: Int dimensions: Size pages: Int! extra: Json }
      type Chair implements Product @key(fields: "id") { id: ID! name: String price: Int weight: Int dimensions: Size material: String @tag(name: "public") }
      type Size { width: Int! height: Int }
      union Offer = Book | Chair | Coupon
      type Coupon { code: String! worth: Float }
      type Query { product(id: ID!): Product products(first: Int = 3): [Product!]! offers: [Offer] grid: [[Product]!]! }`,
    stock: `${HEAD}
      type Book @key(fields: "id") { id: ID! inStock: Boolean price: Int @external shipping: Int @requires(fields: "price") }
      type Chair @key(fields: "id") { id: ID! inStock: Boolean! price: Int @external weight: Int @external shipping: Int! @requires(fields: "price weight") }
      type Query { warehouses: [Warehouse!] }
      type Warehouse { city: String books: [Book!] best: Chair }`,
    reviews: `${HEAD}
      type Review @key(fields: "id") { id: ID! text: String! stars: Int author: User @provides(fields: "name") about: Reviewed product: Book }
      union Reviewed = Book | Chair
      type User @key(fields: "id") { id: ID! name: String @external reviews(first: Int = 2): [Review!]! }
      type Book @key(fields: "id") { id: ID! reviews: [Review] rating: Float! }
      type Chair @key(fields: "id") { id: ID! reviews: [Review!] }
      type Query { latest: Review review(id: ID!): Review! }
      type Mutation { addReview(user: ID!, text: String!, stars: Int = 3): Review }`,
  },
};
