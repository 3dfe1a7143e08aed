// The client's fields and the households of the answer enter; for every closed cell the places that miss it leave.
// INVARIANT no-row-in-path: a path counts members and opened holders, never the rows of a source.

import type { Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { CellKey } from '../vocabulary/decision.ts';
import type { Json } from '../vocabulary/fetched.ts';
import type { SubjectKey } from '../vocabulary/subject.ts';
import { fileHolders, shownMembers } from './members.ts';
import { subjectOf } from './outward.ts';
import { isObject, valueIn } from './place.ts';
import type { ResponseField } from './response-tree.ts';
import type { Path, View } from './view.ts';

export type WithheldPaths = ReadonlyMap<CellKey, readonly Path[]>;
type Field = Extract<ResponseField, { kind: 'FIELD' }>;

export function withheldPaths(view: View, tree: readonly ResponseField[]): WithheldPaths {
  const paths = new Map<CellKey, Path[]>();
  walk(view, paths, tree, view.data, []);
  return paths;
}

/** Above Person: fields of the access subgraph, followed through its data. */
function walk(
  view: View,
  paths: Map<CellKey, Path[]>,
  fields: readonly ResponseField[],
  value: Json,
  path: Path,
): void {
  if (!isObject(value)) return;
  for (const one of fields) {
    if (one.kind === 'FOLDED') {
      for (const subject of subjectsOf(view, value)) {
        for (const { source, field } of one.inFiles) {
          for (const holder of view.cells.decidedHolders(subject, source)) {
            if (field.kind === 'FIELD') visit(view, paths, field, { subject, holder, path }, new Set());
          }
        }
      }
      continue;
    }
    const { field } = one;
    const below = valueIn(value, field.key);
    const here = [...path, one.name];
    if (field.parent === 'DataSubject' && field.name === 'accessLog') logged(view, paths, value, here);
    if (field.type === 'Person') {
      if (!Array.isArray(below)) person(view, paths, one, below, here);
      else for (const [at, item] of below.entries()) person(view, paths, one, item, [...here, at]);
    } else if (field.parent === 'Household' && field.name === 'members') {
      for (const [at, member] of shownMembers(view, field, value).entries())
        walk(view, paths, one.below, member, [...here, at]);
    } else if (Array.isArray(below)) {
      for (const [at, item] of below.entries()) walk(view, paths, one.below, item, [...here, at]);
    } else walk(view, paths, one.below, below, here);
  }
}

/** The access log of a data subject misses the looks of every organisation whose involvement is closed to him or her. */
function logged(view: View, paths: Map<CellKey, Path[]>, dataSubject: Json, path: Path): void {
  const self = isObject(dataSubject) ? valueIn(dataSubject, 'person') : null;
  const subject = isObject(self) ? subjectOf(valueIn(self, 'id')) : null;
  if (subject === null) return;
  for (const { source } of view.index.files) {
    for (const holder of view.cells.decidedHolders(subject, source)) {
      const key = view.cells.isClosed(subject, holder, 'INVOLVEMENT');
      if (key !== null) add(paths, key, path);
    }
  }
}

function subjectsOf(view: View, household: Json): readonly SubjectKey[] {
  if (!isObject(household)) return [];
  const members = valueIn(household, 'members');
  if (!Array.isArray(members)) return [];
  return members.flatMap((member) => {
    const found = isObject(member) ? valueIn(member, 'person') : null;
    const subject = isObject(found) ? subjectOf(valueIn(found, 'id')) : null;
    return subject !== null && view.present.has(subject) ? [subject] : [];
  });
}

function person(view: View, paths: Map<CellKey, Path[]>, one: Field, value: Json, path: Path): void {
  const subject = isObject(value) ? subjectOf(valueIn(value, 'id')) : null;
  if (subject === null) return;
  for (const field of one.below) {
    if (field.kind !== 'FIELD' || field.field.source === null) continue;
    const { source } = field.field;
    const shown = field.file === null ? [] : fileHolders(view, subject, field.field, source);
    for (const holder of view.cells.decidedHolders(subject, source)) {
      if (field.file === null) {
        visit(view, paths, field, { subject, holder, path }, new Set());
        continue;
      }
      const at = shown.indexOf(holder);
      const here = [...path, field.name, ...(at < 0 ? [] : [at])];
      for (const below of field.below) {
        if (below.kind === 'FIELD') visit(view, paths, below, { subject, holder, path: here }, new Set());
      }
    }
  }
}

type Spot = { readonly subject: SubjectKey; readonly holder: Oin; readonly path: Path };

/** A closed field is followed further: what lies below it may have been closed for a reason of its own. */
function visit(
  view: View,
  paths: Map<CellKey, Path[]>,
  one: Field,
  { subject, holder, path }: Spot,
  above: ReadonlySet<Category>,
): void {
  const { category } = one.field;
  const here = [...path, one.name];
  let covered = above;
  if (category !== 'NONE' && !above.has(category)) {
    covered = new Set([...above, category]);
    const key = view.cells.isClosed(subject, holder, category);
    if (key !== null) add(paths, key, here);
  }
  for (const below of one.below) {
    if (below.kind === 'FIELD') visit(view, paths, below, { subject, holder, path: here }, covered);
  }
}

function add(paths: Map<CellKey, Path[]>, key: CellKey, path: Path): void {
  const known = paths.get(key);
  if (known === undefined) paths.set(key, [path]);
  else known.push(path);
}
