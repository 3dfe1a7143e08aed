// The rows that a holder has of one kind about one person, made from the world's number: the same question, the same rows. Every text is one that
// stands nowhere else, so that it is known where it was.
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type InnerKey, type Oin, partialDate } from '../../schema/identifiers.ts';
import { type RowLimits, rowLimits, type SourceRow } from '../../subgraphs/kit/source.ts';
import { graphAt, type Kind } from './kinds.ts';
import { PARTNERS, partnerAt } from './partners.ts';
import { PEOPLE } from './people.ts';

/** FNV-1a. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  value ^= value >>> 15;
  return Math.imul(value, 0x2c1b3c6d) >>> 0;
}

export function pick<Value>(list: readonly Value[], text: string): Value {
  const value = list[hash(text) % list.length];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}

export type RowsOf = (holder: Oin, person: InnerKey, kind: string) => readonly SourceRow[];

export function baseRows(salt: number, perKind: number): RowsOf {
  const made = new Map<string, readonly SourceRow[]>();
  return (holder, person, name) => {
    const key = `${holder}|${person}|${name}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const kind = graphAt(partnerAt(holder).source).kinds.get(name);
    if (kind === undefined) return [];
    const most = kind.rule.list
      ? hash(`${salt}${key}count`) % (perKind + 1)
      : hash(`${salt}${key}count`) % 4 === 0
        ? 0
        : 1;
    const rows = Array.from({ length: most }, (_, number) => rowOf({ salt: `${salt}`, holder, person, kind, number }));
    made.set(key, rows);
    return rows;
  };
}

export type RowPlace = {
  readonly salt: string;
  readonly holder: Oin;
  readonly person: InnerKey;
  readonly kind: Kind;
  readonly number: number;
};

export function rowOf(place: RowPlace): SourceRow {
  const { salt, holder, person, kind, number } = place;
  const at = `${salt}|${holder}|${person}|${kind.name}|${number}`;
  const limits = limitsOf(at, person, kind.rule.parts);
  const value =
    kind.type === null
      ? leafOf(kind.parent.getFields()[kind.name]?.type, kind.name, at, person)
      : objectOf(kind.type, at, person, limits);
  return { ...limits, kind: kind.name, subject: person, value };
}

const SPANS: readonly (readonly [string | null, string | null])[] = [
  ['2026-09-01', '2026-09-01'],
  ['2026-03-01', null],
  ['2025-06-15', '2026-06-15'],
  ['2024-06-01', '2024-08-01'],
  ['2019-01-01', '2019-05-01'],
  ['2025', '2025'],
  ['2026-10-10', '2026-10-20'],
  [null, null],
];

function limitsOf(at: string, person: InnerKey, parts: boolean): RowLimits {
  const [from, until] = pick(SPANS, `${at}span`);
  const other = pick(PEOPLE, `${at}other`).key;
  const several = hash(`${at}several`) % 5 === 0;
  return rowLimits.parse({
    from,
    until,
    origin: hash(`${at}origin`) % 6 === 0 ? pick(PARTNERS, `${at}whose`).organisation.oin : null,
    about: several ? [person, other] : parts ? [person] : [],
    heldFrom: pick(
      ['NOBODY', 'NOBODY', 'NOBODY', 'NOBODY', 'NOBODY', 'NOBODY', 'OTHER_ORGANISATIONS', 'EVERYONE'],
      `${at}held`,
    ),
    shownTo: hash(`${at}shown`) % 3 === 0 ? [] : [person],
  });
}

function objectOf(type: GraphQLObjectType, at: string, person: InnerKey, limits: RowLimits): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const field of Object.values(type.getFields())) {
    if (field.name === 'about') value.about = [...limits.about];
    else value[field.name] = fieldValue(field, `${at}|${field.name}`, person);
  }
  return value;
}

function fieldValue(field: GraphQLField<unknown, unknown>, at: string, person: InnerKey): unknown {
  const required = isNonNullType(field.type);
  if (!required && hash(`${at}null`) % 9 === 0) return null;
  const nullable: GraphQLOutputType = isNonNullType(field.type) ? field.type.ofType : field.type;
  const one = (place: string): unknown => {
    const named = getNamedType(field.type);
    return isObjectType(named) ? below(named, place, person) : leafOf(field.type, field.name, place, person);
  };
  if (!isListType(nullable)) return one(at);
  return Array.from({ length: hash(`${at}length`) % 4 }, (_, index) => one(`${at}[${index}]`));
}

/** A part says whose data it is, and more of itself, beside its fields. */
function below(type: GraphQLObjectType, at: string, person: InnerKey): Record<string, unknown> {
  if (type.getFields().about === undefined) return objectOf(type, at, person, rowLimits.parse({}));
  const limits = limitsOf(at, person, true);
  const others = hash(`${at}alone`) % 6 === 0 ? [pick(PEOPLE, `${at}whose`).key] : limits.about;
  const own = { ...limits, about: others };
  const { from, until, ...undated } = own;
  const dates = hash(`${at}dated`) % 3 === 0 ? { from, until } : {};
  return { ...objectOf(type, at, person, own), ...undated, ...dates };
}

const DATES = ['2026-10-02', '2026-05-05', '2025-11', '2025-02-14', '2024-01-31', '2019-04-01'].filter(
  (text) => partialDate.safeParse(text).success,
);

function leafOf(type: GraphQLOutputType | undefined, name: string, at: string, person: InnerKey): unknown {
  const named = getNamedType(type);
  if (named === undefined) return null;
  if (isEnumType(named)) return pick(named.getValues(), at).value;
  switch (named.name) {
    case 'Int':
      return hash(at) % 9;
    case 'Boolean':
      return hash(at) % 2 === 0;
    case 'Date':
      return pick(DATES, at);
    case 'DateTime':
      return '2026-10-02T10:00:00+02:00';
    case 'ID':
      return name === 'id' || name === 'recordId'
        ? `record-${hash(`${at}${person}`).toString(36)}`
        : pick(PEOPLE, at).key;
    default:
      return canaryOf(at);
  }
}

/** Of text that a source holds: found back in answers. */
export function canaryOf(at: string): string {
  return `canary-${hash(at).toString(36)}${hash(`${at}!`).toString(36)}`;
}
export const CANARY = /canary-[0-9a-z]+/g;
