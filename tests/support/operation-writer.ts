// Random valid operations over any schema, written from a tape of choices so that a failing one shrinks (0: the smallest choice), and a count of
// the constructs that each uses. Knows nothing of Samenzicht: what an argument may hold and what is left out is said by who asks.
import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

export type WrittenOperation = {
  readonly text: string;
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** How often each construct stands in it, by name. */
  readonly constructs: ReadonlyMap<string, number>;
};

/** How an argument's value is written: never (absent), by a value of its own, or by its type. */
export type ArgumentChoice =
  | { readonly kind: 'ABSENT' }
  | { readonly kind: 'VALUES'; readonly values: readonly unknown[]; readonly onlyVariable?: boolean }
  | { readonly kind: 'BY_TYPE' };

export type WriterSettings = {
  readonly schema: GraphQLSchema;
  readonly operation?: 'query' | 'mutation';
  /** What stands behind the operation's name and variables. */
  readonly directives?: string;
  /** `Type.field` that are never asked. */
  readonly without?: (coordinate: string) => boolean;
  /** Fields that are asked more often than others: how many times more. */
  readonly favour?: (coordinate: string) => number;
  readonly argument?: (coordinate: string, argument: GraphQLArgument) => ArgumentChoice;
  readonly deepest?: number;
  readonly mostAliases?: number;
  /** Fields of the root type. */
  readonly mostRoots?: number;
  /** Names of variables; a number is added. */
  readonly variableNames?: readonly string[];
  /** Aliases beside the names of fields. */
  readonly aliases?: readonly string[];
};

const ALIASES = ['a', 'id', 'holder', 'name', 'constructor', '__proto__', 'toString', 'key'];

export function writeOperation(settings: WriterSettings, tape: readonly number[]): WrittenOperation {
  return new Writer(settings, tape).write();
}

/** What stands under each response name: two selections of one name merge only if they are alike (GraphQL 5.3.2). */
type Scope = Map<string, { readonly text: string; readonly type: string; readonly below: Scope }>;
type Variable = { readonly name: string; readonly definition: string };

class Writer {
  readonly #settings: WriterSettings;
  readonly #tape: readonly number[];
  #at = 0;
  #aliases = 0;
  #named = 0;
  #roots = 0;
  readonly #fragments: string[] = [];
  readonly #definitions = new Map<string, string>();
  readonly #variables: Record<string, unknown> = {};
  readonly #constructs = new Map<string, number>();

  constructor(settings: WriterSettings, tape: readonly number[]) {
    this.#settings = settings;
    this.#tape = tape;
  }

  write(): WrittenOperation {
    const { schema, operation = 'query', directives = '' } = this.#settings;
    const root = operation === 'query' ? schema.getQueryType() : schema.getMutationType();
    if (!isObjectType(root)) throw new TypeError(`the schema has no ${operation}`);
    const scope: Scope = new Map();
    const selections = this.#selections(root, 1, scope, 0);
    if (scope.size > 1) this.#count('several roots');
    const definitions = [...this.#definitions.values()].join(', ');
    const head = `${operation} Random${definitions === '' ? '' : `(${definitions})`}${directives === '' ? '' : ` ${directives}`}`;
    return {
      text: [`${head} ${selections}`, ...this.#fragments].join('\n'),
      operationName: 'Random',
      variables: this.#variables,
      constructs: this.#constructs,
    };
  }

  #choose(options: number): number {
    const value = this.#tape[this.#at] ?? 0;
    this.#at += 1;
    return value % options;
  }

  #count(construct: string): void {
    this.#constructs.set(construct, (this.#constructs.get(construct) ?? 0) + 1);
  }

  /** `{ ... }`, never empty. `fragments`: how deep in fragments. */
  #selections(type: GraphQLCompositeType, depth: number, scope: Scope, fragments: number): string {
    const parts: string[] = [];
    const count = 1 + this.#choose(4);
    for (let at = 0; at < count; at += 1) {
      const part = this.#selection(type, depth, scope, fragments);
      if (part !== null) parts.push(part);
    }
    if (this.#choose(5) === 1 && this.#mayStand(scope, '__typename', '__typename', 'String!')) {
      this.#count('__typename');
      parts.push('__typename');
    }
    if (parts.length > 0) return `{ ${parts.join(' ')} }`;
    // A name of its own, since a client's alias may have taken the plain one.
    const own = scope.has('__typename') && scope.get('__typename')?.text !== '__typename' ? 'typename_: ' : '';
    return `{ ${own}__typename }`;
  }

  #selection(type: GraphQLCompositeType, depth: number, scope: Scope, fragments: number): string | null {
    const wrapped = fragments < 3 ? this.#choose(9) : 0;
    if (wrapped === 0 || wrapped >= 5) return this.#field(type, depth, scope);
    const target = this.#fragmentType(type);
    const nested = fragments > 0 ? () => this.#count('fragment in a fragment') : () => {};
    switch (wrapped) {
      case 1: {
        nested();
        this.#count(`inline fragment on ${kindOf(target)}`);
        return `... on ${target.name}${this.#condition()} ${this.#selections(target, depth, scope, fragments + 1)}`;
      }
      case 2: {
        nested();
        this.#count('inline fragment without type');
        return `...${this.#condition()} ${this.#selections(type, depth, scope, fragments + 1)}`;
      }
      default: {
        nested();
        this.#count(`named fragment on ${kindOf(target)}`);
        // Its place is taken before what lies below is written: fragments of fragments come after it.
        const at = this.#fragments.push('') - 1;
        const body = this.#selections(target, depth, scope, fragments + 1);
        this.#fragments[at] = `fragment F${at} on ${target.name} ${body}`;
        const spread = `...F${at}${this.#condition()}`;
        if (this.#choose(6) !== 1 || this.#constructs.has('fragment spread twice')) return spread;
        this.#count('fragment spread twice');
        return `${spread} ...F${at}`;
      }
    }
  }

  /** The type itself, an interface it has, or one that an abstract type may be. */
  #fragmentType(type: GraphQLCompositeType): GraphQLCompositeType {
    const { schema } = this.#settings;
    const others: GraphQLCompositeType[] = isAbstractType(type) ? [...schema.getPossibleTypes(type)] : [];
    if (isObjectType(type) || isInterfaceType(type)) others.push(...type.getInterfaces());
    // A union that the object is in.
    if (isObjectType(type)) {
      others.push(
        ...Object.values(schema.getTypeMap())
          .filter((one) => isUnionType(one) && one.getTypes().includes(type))
          .filter(isCompositeType),
      );
    }
    return [type, ...others][this.#choose(1 + others.length)] ?? type;
  }

  #field(type: GraphQLCompositeType, depth: number, scope: Scope): string | null {
    if (depth === 1 && this.#roots >= (this.#settings.mostRoots ?? 4)) return null;
    const some = isUnionType(type)
      ? []
      : Object.values(type.getFields()).filter((field) => this.#mayAsk(type, field, depth));
    const composite = some.filter((field) => isCompositeType(getNamedType(field.type)));
    // What lies deep is asked as often as what lies at hand.
    const more = depth < 6 ? [...some, ...composite, ...composite] : some;
    const { favour } = this.#settings;
    const favoured =
      favour === undefined
        ? []
        : some.flatMap((field) => Array.from({ length: favour(`${type.name}.${field.name}`) }, () => field));
    const fields = [...more, ...favoured];
    const field = fields[this.#choose(Math.max(1, fields.length))];
    if (field === undefined) {
      if (!isUnionType(type) || !this.#mayStand(scope, '__typename', '__typename', 'String!')) return null;
      this.#count('__typename');
      return '__typename';
    }
    const alias = this.#alias();
    const name = alias ?? field.name;
    const defined = new Set(this.#definitions.keys());
    const args = this.#args(type, field);
    const text = `${field.name}${args}`;
    const again = scope.has(name);
    if (!this.#mayStand(scope, name, text, String(field.type))) {
      // A variable that nobody uses would make the operation invalid.
      for (const unused of [...this.#definitions.keys()].filter((one) => !defined.has(one))) {
        this.#definitions.delete(unused);
        delete this.#variables[unused];
      }
      return null;
    }
    const below = scope.get(name)?.below;
    if (below === undefined) return null;
    if (depth === 1) this.#roots += 1;
    if (alias !== undefined) this.#count('alias');
    for (const { name: given } of field.args) if (args.includes(`${given}: `)) this.#count(`argument ${given}`);
    if (again) this.#count('repeated field');
    if (isListType(isNonNullType(field.type) ? field.type.ofType : field.type)) this.#count('list');
    const named = getNamedType(field.type);
    const condition = this.#condition();
    const selections = isCompositeType(named) ? ` ${this.#selections(named, depth + 1, below, 0)}` : '';
    if (isCompositeType(named) && isAbstractType(named))
      this.#count(`field of ${isUnionType(named) ? 'a union' : 'an interface'}`);
    return `${alias === undefined ? '' : `${alias}: `}${text}${condition}${selections}`;
  }

  #mayStand(scope: Scope, name: string, text: string, type: string): boolean {
    const there = scope.get(name);
    if (there !== undefined) return there.text === text && there.type === type;
    scope.set(name, { text, type, below: new Map() });
    return true;
  }

  #alias(): string | undefined {
    const { mostAliases = 50, aliases = ALIASES } = this.#settings;
    if (this.#choose(3) !== 1 || this.#aliases >= mostAliases) return undefined;
    this.#aliases += 1;
    return aliases[this.#choose(aliases.length)];
  }

  #mayAsk(type: GraphQLCompositeType, field: GraphQLField<unknown, unknown>, depth: number): boolean {
    const { without, deepest = 9 } = this.#settings;
    if (without?.(`${type.name}.${field.name}`) === true) return false;
    if (
      field.args.some(
        (argument) => isNonNullType(argument.type) && this.#choiceOf(type, field, argument).kind === 'ABSENT',
      )
    )
      return false;
    return isLeafType(getNamedType(field.type)) || depth < deepest;
  }

  #condition(): string {
    switch (this.#choose(24)) {
      case 1:
        this.#count('@include(literal)');
        return ' @include(if: true)';
      case 2:
        this.#count('@skip(variable)');
        return ` @skip(if: $${this.#variable('Boolean!', this.#choose(3) === 1).name})`;
      case 3:
        this.#count('@skip(literal)');
        return ' @skip(if: true)';
      case 4:
        this.#count('@include(variable with default)');
        return ` @include(if: $${this.#withDefault('Boolean!', 'true').name})`;
      case 5:
        this.#count('@skip and @include');
        return ` @skip(if: false) @include(if: $${this.#variable('Boolean!', this.#choose(3) !== 1).name})`;
      default:
        return '';
    }
  }

  #choiceOf(
    type: GraphQLCompositeType,
    field: GraphQLField<unknown, unknown>,
    argument: GraphQLArgument,
  ): ArgumentChoice {
    return this.#settings.argument?.(`${type.name}.${field.name}.${argument.name}`, argument) ?? { kind: 'BY_TYPE' };
  }

  #args(type: GraphQLCompositeType, field: GraphQLField<unknown, unknown>): string {
    const given: string[] = [];
    for (const argument of field.args) {
      const choice = this.#choiceOf(type, field, argument);
      const optional = !isNonNullType(argument.type) || argument.defaultValue !== undefined;
      if (choice.kind === 'ABSENT' || (optional && this.#choose(2) === 0)) continue;
      given.push(`${argument.name}: ${this.#argument(argument, choice)}`);
    }
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  #argument(argument: GraphQLArgument, choice: ArgumentChoice): string {
    const value =
      choice.kind === 'VALUES' ? choice.values[this.#choose(choice.values.length)] : this.#valueFor(argument.type, 0);
    const form = choice.kind === 'VALUES' && choice.onlyVariable === true ? 1 : this.#choose(4);
    const type = String(argument.type);
    const text = isSimple(value) ? literalOf(argument.type, value) : null;
    switch (form) {
      case 1:
      case 2: {
        this.#count(`variable of ${wordFor(argument.type)}`);
        return `$${this.#variable(type, value).name}`;
      }
      case 3: {
        if (text === null) return literalOf(argument.type, value);
        this.#count('variable with default');
        // Given and not given: the default counts in one of the two.
        return `$${this.#withDefault(type, text).name}`;
      }
      default:
        return literalOf(argument.type, value);
    }
  }

  #valueFor(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return this.#valueFor(type.ofType, depth);
    if (isListType(type))
      return Array.from({ length: 1 + this.#choose(2) }, () => this.#valueFor(type.ofType, depth + 1));
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isNonNullType(field.type) || (depth < 3 && this.#choose(2) === 1),
      );
      return Object.fromEntries(fields.map((field) => [field.name, this.#valueFor(field.type, depth + 1)]));
    }
    if (isEnumType(type)) return type.getValues()[this.#choose(type.getValues().length)]?.name;
    switch (type.name) {
      case 'Boolean':
        return this.#choose(2) === 0;
      case 'Int':
        return this.#choose(7);
      case 'Float':
        return this.#choose(7) + 0.5;
      default:
        return ['one', 'two', 'three'][this.#choose(3)];
    }
  }

  #variable(type: string, value: unknown): Variable {
    const name = this.#nameFor(value);
    this.#variables[name] = value;
    return this.#define(name, `$${name}: ${type}`);
  }

  #withDefault(type: string, text: string): Variable {
    const name = this.#nameFor(text);
    return this.#define(name, `$${name}: ${type} = ${text}`);
  }

  /** Names that our own documents might use too: a client's are its own. */
  #nameFor(value: unknown): string {
    const {
      variableNames: names = ['representations', 'v', 'r0', 'id', typeof value === 'boolean' ? 'flag' : 'value'],
    } = this.#settings;
    this.#named += 1;
    return `${names[this.#choose(names.length)]}${this.#named === 1 ? '' : this.#named}`;
  }

  #define(name: string, definition: string): Variable {
    this.#definitions.set(name, definition);
    return { name, definition };
  }
}

function kindOf(type: GraphQLCompositeType): string {
  return isObjectType(type) ? 'an object' : isUnionType(type) ? 'a union' : 'an interface';
}

function wordFor(type: GraphQLInputType): string {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isListType(nullable)) return 'a list';
  const named = getNamedType(nullable);
  return isInputObjectType(named) ? 'an input object' : isEnumType(named) ? 'an enum' : named.name;
}

function isSimple(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function literalOf(type: GraphQLInputType, value: unknown): string {
  if (isNonNullType(type)) return literalOf(type.ofType, value);
  if (value === null || value === undefined) return 'null';
  if (isListType(type)) {
    return Array.isArray(value)
      ? `[${value.map((one) => literalOf(type.ofType, one)).join(', ')}]`
      : literalOf(type.ofType, value);
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const parts = Object.entries(Object(value)).flatMap(([name, one]) => {
      const field = fields[name];
      return field === undefined ? [] : [`${name}: ${literalOf(field.type, one)}`];
    });
    return `{ ${parts.join(', ')} }`;
  }
  return isEnumType(type) ? String(value) : JSON.stringify(value);
}
