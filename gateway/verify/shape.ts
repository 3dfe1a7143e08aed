// A field of the pruned tree enters; what a value of it must look like leaves. Worked out once per field.
import {
  type GraphQLLeafType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { AskField } from '../vocabulary/operation.ts';

export type Shape = {
  readonly list: boolean;
  readonly nonNull: boolean;
  /** Null for an object. */
  readonly leaf: GraphQLLeafType | null;
  /** Holds keys of persons (`personId`, `agreedWith`), not of records. */
  readonly personKeys: boolean;
  /** Response keys of the dates of an object, where all dates of its type are asked; else empty: then nobody can tell. */
  readonly dates: readonly string[];
};

const RECORD_KEYS: ReadonlySet<string> = new Set(['id', 'recordId', 'about']);

export function createShapes(schema: GraphQLSchema): (field: AskField) => Shape {
  const known = new WeakMap<AskField, Shape>();
  return (field) => {
    const found = known.get(field);
    if (found !== undefined) return found;
    const made = shapeOf(schema, field);
    known.set(field, made);
    return made;
  };
}

function shapeOf(schema: GraphQLSchema, field: AskField): Shape {
  const parent = schema.getType(field.parent);
  const type = isObjectType(parent) ? parent.getFields()[field.name]?.type : undefined;
  if (type === undefined) throw new TypeError(`${field.parent}.${field.name} is not in the schema`);
  const named = getNamedType(type);
  return {
    list: isListType(getNullableType(type)),
    nonNull: isNonNullType(type),
    leaf: isLeafType(named) ? named : null,
    personKeys: named.name === 'ID' && !RECORD_KEYS.has(field.name),
    dates: datesOf(schema, field),
  };
}

function datesOf(schema: GraphQLSchema, field: AskField): readonly string[] {
  const type = schema.getType(field.type);
  if (!isObjectType(type)) return [];
  const asked = (field.selections?.get(field.type) ?? []).filter((one) => one.type === 'Date');
  const all = Object.values(type.getFields()).filter((one) => getNamedType(one.type).name === 'Date');
  return new Set(asked.map(({ name }) => name)).size === all.length ? asked.map(({ key }) => key) : [];
}

/** Whether a JSON value is one of this scalar or enum. */
export function isLeafValue(leaf: GraphQLLeafType, value: unknown): boolean {
  if (leaf.name === 'ID' || leaf.name === 'String') return typeof value === 'string';
  try {
    leaf.parseValue(value);
    return true;
  } catch {
    return false;
  }
}
