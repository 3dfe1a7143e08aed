// One field of the client's operation enters, with the places of its parent; its value leaves. A closed field is null and throws nothing.
import {
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isListType,
  isNonNullType,
  responsePathAsArray,
} from 'graphql';
import { WITHHELD_CODES } from '../../schema/names/codes.ts';
import { isOneOf } from '../../schema/names/define.ts';
import { PROBLEM_CODES } from '../../schema/names/problem.ts';
import type { Json, JsonObject } from '../vocabulary/fetched.ts';
import type { AskField } from '../vocabulary/operation.ts';
import { foldRows } from './fold.ts';
import { type Passed, pass } from './gate.ts';
import { outwardLeaf } from './ids.ts';
import { filesOf, shownMembers } from './members.ts';
import { type At, askedAs, fieldsBelow, isObject, objectsIn, type Place, type Source, valueIn } from './place.ts';
import { PROBLEM_WORDS } from './problem-words.ts';
import { isComplete, mergeRows, placeBelow } from './rows.ts';
import { fileOf, type Path, type View } from './view.ts';
import { WITHHELD_WORDS } from './words.ts';

export const NOWHERE: At = { ownCase: null, subject: null, holder: null, open: null };
const NO_CASES: JsonObject = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, offered: [] };
const NO_RELEASES: JsonObject = { made: [], toAnswer: [], given: [] };

type Open = Passed & { readonly place: Place; readonly field: AskField };

export function resolveField(
  { places }: Source,
  args: Readonly<Record<string, unknown>>,
  view: View,
  info: GraphQLResolveInfo,
): unknown {
  const [node] = info.fieldNodes;
  const [place] = places;
  if (node === undefined || place === undefined) return null;
  const parent = info.parentType.name;
  const path = (): Path => responsePathAsArray(info.path);

  if (view.index.field(parent, info.fieldName)?.folded === true) {
    return foldRows(view, place, node, typeof args.first === 'number' ? args.first : null, path);
  }
  const field = askedAs(place.fields, node);
  const file = fileOf(view.index, parent, info.fieldName);
  if (file !== undefined)
    return field === undefined ? null : resolveFile(view, filesOf(view, place, field, file.source), path);
  if (field !== undefined && place.at.holder !== null) {
    // INVARIANT own-holder: the holder is whoever was asked, by the registration; a source cannot name another.
    if (field.name === 'holder' && field.type === 'Organisation') return holderOf(view, place, field);
    if (field.name === 'partsMayBeMissing') return true;
  }
  const open = places.flatMap((one): readonly Open[] => {
    const asked = askedAs(one.fields, node);
    const passed = asked === undefined ? null : pass(view, one.at, asked);
    if (asked === undefined || passed === null || isDown(view, asked, passed, path)) return [];
    return [{ ...passed, place: one, field: asked }];
  });
  const [one] = open;
  return one === undefined ? unasked(parent, info.fieldName) : shapeValue(view, open, one.field, info.returnType);
}

function shapeValue(view: View, open: readonly Open[], field: AskField, type: GraphQLOutputType): unknown {
  const list = isListType(isNonNullType(type) ? type.ofType : type);
  if (field.selections === null) {
    for (const { place, at, field: asked } of open) {
      const value = outwardLeaf(view, at, asked, worded(asked, place) ?? valueIn(place.data, asked.key));
      if (value !== null) return value;
    }
    return list ? emptyList(field) : null;
  }
  if (!list) {
    const found = open.flatMap(({ place, at, field: asked }) => {
      const value = valueIn(place.data, asked.key) ?? unasked(asked.parent, asked.name);
      return isObject(value) ? [placeBelow(asked, value, at)] : [];
    });
    return found.length === 0 ? null : { places: found };
  }
  const rows = open.flatMap(({ place, at, field: asked }) =>
    rowsOf(view, asked, place).map((row) => placeBelow(asked, row, at)),
  );
  const complete = rows.filter((row) => isComplete(view.index, row));
  if (complete.length === 0)
    return open.some(({ place, field: asked }) => isMissing(place, asked)) ? emptyList(field) : [];
  return open.length === 1 ? complete.map((row) => ({ places: [row] })) : mergeRows(complete);
}

function rowsOf(view: View, field: AskField, place: Place): readonly JsonObject[] {
  return field.parent === 'Household' && field.name === 'members'
    ? shownMembers(view, field, place.data)
    : objectsIn(valueIn(place.data, field.key));
}

function isMissing(place: Place, field: AskField): boolean {
  return valueIn(place.data, field.key) === null;
}

/** An opened list that holds nothing is empty, never null: the same for no file, an empty file and a shield. */
function emptyList(field: AskField): readonly Json[] | null {
  return field.category === 'NONE' && unasked(field.parent, field.name) === null ? null : [];
}

/** Without any own case the roots answer so, whatever was asked. */
function unasked(parent: string, name: string): Json {
  if (parent !== 'Query') return null;
  if (name === 'householdsOf' || name === 'tasks') return [];
  if (name === 'releases') return NO_RELEASES;
  return name === 'caseload' ? NO_CASES : null;
}

function resolveFile(view: View, files: readonly Place[], path: () => Path): readonly Source[] | null {
  if (files.length === 0) return null;
  return files.map((place, at) => {
    const { holder } = place.at;
    if (holder !== null && view.unreachable.has(holder) && !view.unreached.has(holder)) {
      view.unreached.set(holder, [...path(), at]);
    }
    return { places: [place] };
  });
}

/** True for everything of a holder that is down; where it is not in a file, its place is noted here. */
function isDown(view: View, { source }: AskField, { holder }: Passed, path: () => Path): boolean {
  // Its own organisation's file may be down; what the gateway itself keeps about it is here.
  if (source === 'ACCESS' || holder === null || !view.unreachable.has(holder)) return false;
  if (!view.unreached.has(holder)) view.unreached.set(holder, path());
  return true;
}

function holderOf(view: View, place: Place, field: AskField): Source | null {
  const organisation = place.at.holder === null ? undefined : view.organisation(place.at.holder);
  if (organisation === undefined) return null;
  return { places: [{ data: { ...organisation }, fields: fieldsBelow(field, null), at: NOWHERE }] };
}

/** A decision's message follows from its code, and a problem's from its own. */
function worded(field: AskField, place: Place): Json {
  if (field.name !== 'message') return null;
  const code = valueIn(place.data, 'code');
  if (field.parent === 'AccessDecision') return isOneOf(WITHHELD_CODES, code) ? WITHHELD_WORDS[code].nl : null;
  return field.parent === 'Problem' && isOneOf(PROBLEM_CODES, code) ? PROBLEM_WORDS[code].nl : null;
}
