// A made-up world that answers any field of the graph, the same way each time: for holding our tree, documents and answers against graphql-js itself.
import {
  buildSchema,
  type GraphQLFieldResolver,
  getNamedType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  printSchema,
} from 'graphql';
import type { SubjectKey } from '../../gateway/vocabulary/subject.ts';
import type { Oin } from '../../schema/identifiers.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import { CASE, CHILD, CHILD_KEY, HOLDERS, PARENT, PARENT_KEY } from '../rooms/answer-situation.ts';
import { realIndex } from '../support/operations.ts';

/** Scalars without parsers, as Apollo has them: our documents name roots where a BSN would stand. */
export const plainSchema = buildSchema(printSchema(realIndex.schema));

export type Spot = {
  readonly id: string;
  readonly subject: SubjectKey | null;
  readonly holder: Oin | null;
  /** The open categories on the way, below the person. */
  readonly path: string;
};
export const START: Spot = { id: '', subject: null, holder: null, path: '' };

/** `outward`: ids as the caller would get them from the ids of this test (the inner ones). */
export function worldResolver(outward: boolean): GraphQLFieldResolver<unknown, unknown, Record<string, unknown>> {
  return (source, args, _context, info) => {
    const spot = isSpot(source) ? source : null;
    if (spot === null) return Reflect.get(Object(source), info.fieldName);
    const parent = info.parentType.name;
    const given = parent === 'Query' ? '' : JSON.stringify(args);
    const id = `${spot.id}/${info.fieldName}${given === '{}' ? '' : given}`;
    const named = getNamedType(info.returnType);
    const list = isListType(isNonNullType(info.returnType) ? info.returnType.ofType : info.returnType);

    if (named.name === 'Organisation' && spot.holder !== null) return organisation(spot.holder);
    if (named.name === 'Organisation')
      return organisation(HOLDERS[hash(id) % HOLDERS.length]?.organisation.oin ?? null);
    const file = realIndex.files.find(({ field }) => parent === 'Person' && field === info.fieldName);
    if (file !== undefined) {
      const holders = holdersOf(file.source);
      return holders.length === 0 ? null : holders.map((holder) => ({ ...spot, id: `${id}@${holder}`, holder }));
    }
    if (named.name === 'Person') {
      const person = { ...spot, id, subject: spot.subject ?? CHILD };
      return list ? [person] : person;
    }
    if (parent === 'Household' && info.fieldName === 'members') {
      return [CHILD, PARENT].map((subject) => ({ ...spot, id: `${id}#${subject}`, subject }));
    }
    const below: Spot = { ...spot, id };
    if (!isLeafType(named)) {
      if (!list) return !isNonNullType(info.returnType) && parent !== 'Query' && hash(id) % 7 === 0 ? null : below;
      const most = parent === 'Query' || named.name === 'Household' ? 1 : hash(id) % 3;
      return Array.from({ length: most }, (_, at) => ({ ...below, id: `${id}[${at}]` }));
    }
    const value = (at: number): unknown => {
      if (parent === 'Household' && info.fieldName === 'id') return CASE;
      if (parent === 'Person' && info.fieldName === 'id')
        return outward ? (spot.subject === CHILD ? CHILD_KEY : PARENT_KEY) : spot.subject;
      if (info.fieldName === 'partsMayBeMissing') return true;
      if (named.name === 'ID' && ['about', 'agreedWith', 'personId', 'subject'].includes(info.fieldName)) {
        const isChild = hash(`${id}${at}`) % 2 === 0;
        // What the gateway itself owns names a person as somebody of an own case; holders know keys alone.
        if (spot.subject === null && !outward) return isChild ? CHILD : PARENT;
        return isChild ? CHILD_KEY : PARENT_KEY;
      }
      if (!isNonNullType(info.returnType) && !list && hash(id) % 7 === 0) return null;
      if (isEnumType(named)) {
        // Not every asker's schema has that one.
        const values = named.getValues().filter(({ name }) => name !== 'REPORTER');
        return values[hash(`${id}${at}`) % values.length]?.value;
      }
      if (named.name === 'Boolean') return hash(id) % 2 === 0;
      if (named.name === 'Int') return hash(id) % 9;
      return `${id}${list ? `[${at}]` : ''}`;
    };
    return list ? Array.from({ length: 1 + (hash(id) % 2) }, (_, at) => value(at)) : value(0);
  };
}

function isSpot(value: unknown): value is Spot {
  return typeof value === 'object' && value !== null && 'path' in value && 'subject' in value;
}

export function holdersOf(source: SourceKind): readonly Oin[] {
  return HOLDERS.filter((one) => one.source === source).map(({ organisation: { oin } }) => oin);
}

function organisation(oin: Oin | null) {
  return HOLDERS.find((one) => one.organisation.oin === oin)?.organisation;
}

/** FNV-1a. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}
