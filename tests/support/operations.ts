// Random valid operations over the real graph, written from a tape of choices so that a failing one shrinks; and the index they are written over.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { type FieldIndex, indexFields } from '../../gateway/vocabulary/field-index.ts';
import type { Purpose } from '../../schema/names/purpose.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Of the committed supergraph. */
export const realIndex: FieldIndex = indexFields(read('schema/supergraph.graphql'), read('schema/request.graphql'));

export type WrittenOperation = {
  readonly text: string;
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
};

export type OperationChoices = {
  readonly purpose?: Purpose;
  /** Values for `household(id:)` and `householdsOf(bsn:)`. */
  readonly household: string;
  readonly bsn: string;
  /** `Type.field` that are never asked. */
  readonly without?: (coordinate: string) => boolean;
};

export function operations(index: FieldIndex, choices: OperationChoices): fc.Arbitrary<WrittenOperation> {
  return fc
    .array(fc.nat(997), { minLength: 10, maxLength: 160 })
    .map((tape) => new Writer(index, choices, tape).write());
}

const ALIASES = ['a', 'id', 'holder', 'name', 'constructor', '__proto__', 'toString', 'key'];
const DEEPEST = 9;

class Writer {
  readonly #index: FieldIndex;
  readonly #choices: OperationChoices;
  readonly #tape: readonly number[];
  #at = 0;
  readonly #fragments: string[] = [];
  readonly #definitions = new Map<string, string>();
  readonly #variables: Record<string, unknown> = {};

  constructor(index: FieldIndex, choices: OperationChoices, tape: readonly number[]) {
    this.#index = index;
    this.#choices = choices;
    this.#tape = tape;
  }

  write(): WrittenOperation {
    const query = this.#index.schema.getQueryType();
    if (!isObjectType(query)) throw new TypeError('no Query');
    const selections = this.#selections(query, 1);
    const definitions = [...this.#definitions].map(([name, type]) => `$${name}: ${type}`).join(', ');
    const purpose = this.#choices.purpose ?? 'SUPPORT_PLAN';
    const head = `query Random${definitions === '' ? '' : `(${definitions})`} @access(purpose: ${purpose})`;
    return {
      text: [`${head} ${selections}`, ...this.#fragments].join('\n'),
      operationName: 'Random',
      variables: this.#variables,
    };
  }

  /** 0 when the tape has run out: the smallest choice. */
  #choose(options: number): number {
    const value = this.#tape[this.#at] ?? 0;
    this.#at += 1;
    return value % options;
  }

  #selections(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter((field) => this.#mayAsk(type, field, depth));
    const taken = new Set<string>();
    const count = 1 + this.#choose(4);
    const parts: string[] = [];
    for (let at = 0; at < count; at += 1) {
      const field = fields[this.#choose(fields.length)];
      if (field === undefined) continue;
      const part = this.#field(type, field, depth, taken);
      if (part !== null) parts.push(this.#wrapped(type, field, part));
    }
    if (this.#choose(5) === 1) parts.push('__typename');
    return `{ ${parts.length === 0 ? '__typename' : parts.join(' ')} }`;
  }

  #mayAsk(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, depth: number): boolean {
    if (this.#choices.without?.(`${type.name}.${field.name}`) === true) return false;
    if (isLeafType(getNamedType(field.type))) return true;
    return depth < DEEPEST;
  }

  /** Null: the response name is taken already. */
  #field(
    type: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    depth: number,
    taken: Set<string>,
  ): string | null {
    const alias = this.#choose(3) === 1 ? ALIASES[this.#choose(ALIASES.length)] : undefined;
    const name = alias ?? field.name;
    if (taken.has(name)) return null;
    taken.add(name);
    const named = getNamedType(field.type);
    const below = isObjectType(named) ? ` ${this.#selections(named, depth + 1)}` : '';
    const condition = this.#condition();
    return `${alias === undefined ? '' : `${alias}: `}${field.name}${this.#args(type, field)}${condition}${below}`;
  }

  /** Plain, in an inline fragment (on the interface too, where it has the field), or in a fragment of its own. */
  #wrapped(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, part: string): string {
    const sourceFile = this.#index.schema.getType('SourceFile');
    switch (this.#choose(6)) {
      case 1:
        return `... on ${type.name} { ${part} }`;
      case 2:
        return `...${this.#condition()} { ${part} }`;
      case 3: {
        const fits = isInterfaceType(sourceFile) && type.getInterfaces().includes(sourceFile);
        const below = fits && sourceFile.getFields()[field.name] !== undefined;
        return below ? `... on SourceFile { ${part} }` : part;
      }
      case 4: {
        const name = `F${this.#fragments.length}`;
        this.#fragments.push(`fragment ${name} on ${type.name} { ${part} }`);
        return `...${name}`;
      }
      default:
        return part;
    }
  }

  #condition(): string {
    switch (this.#choose(8)) {
      case 1:
        return ' @include(if: true)';
      case 2:
        return ` @skip(if: ${this.#variable('flag', 'Boolean!', this.#choose(2) === 1)})`;
      case 3:
        return ' @skip(if: true)';
      default:
        return '';
    }
  }

  #args(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string {
    const given: string[] = [];
    for (const { name } of field.args) {
      const value = this.#value(type, name);
      if (value !== null) given.push(`${name}: ${value}`);
    }
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  #value(type: GraphQLObjectType, name: string): string | null {
    if (name === 'id') return this.#variable('id', 'ID!', this.#choices.household);
    if (name === 'bsn') return this.#variable('bsn', 'BSN!', this.#choices.bsn);
    if (name === 'after' || this.#choose(2) === 0) return null;
    if (name === 'first') return this.#choose(2) === 0 ? '7' : this.#variable('representations', 'Int', 3);
    if (name !== 'from' && name !== 'to')
      throw new TypeError(`${type.name} has an argument ${name} that nobody writes`);
    return this.#choose(2) === 0
      ? '"2025-03-01"'
      : this.#variable(name, 'Date', name === 'from' ? '2024' : '2026-01-31');
  }

  #variable(name: string, type: string, value: unknown): string {
    this.#definitions.set(name, type);
    if (!(name in this.#variables)) this.#variables[name] = value;
    return `$${name}`;
  }
}
