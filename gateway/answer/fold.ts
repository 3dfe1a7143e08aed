// A folded field of a household enters; one list from the files of all its visible members leaves.
// Order: records with a date newest first (Event.date, Plan.validFrom), then those without; equal ones by member, then holder.
import type { FieldNode } from 'graphql';
import { compareText } from './cells.ts';
import { pass } from './gate.ts';
import { filesOf, personsIn } from './members.ts';
import { askedAs, named, objectsIn, type Place, type Source, valueIn } from './place.ts';
import { isComplete, mergeRows, placeBelow } from './rows.ts';
import type { Path, View } from './view.ts';

const ORDER_BY = ['date', 'validFrom'];

/** Null: it opens for no member at any holder. */
export function foldRows(
  view: View,
  household: Place,
  node: FieldNode,
  first: number | null,
  path: () => Path,
): readonly Source[] | null {
  const rows: Place[] = [];
  let opens = false;
  for (const person of personsIn(view, household)) {
    for (const file of view.index.files) {
      const fileField = named(person.fields, file.field);
      if (fileField === undefined) continue;
      for (const place of filesOf(view, person, fileField, file.source)) {
        const field = askedAs(place.fields, node);
        const passed = field === undefined ? null : pass(view, place.at, field);
        if (field === undefined || passed === null) continue;
        opens = true;
        const { holder } = place.at;
        if (view.unreachable.has(holder) && !view.unreached.has(holder)) view.unreached.set(holder, path());
        for (const data of objectsIn(valueIn(place.data, field.key))) {
          const row = placeBelow(field, data, passed.at);
          if (isComplete(view.index, row)) rows.push(row);
        }
      }
    }
  }
  if (!opens) return null;
  const dated = mergeRows(rows).map((source) => ({ source, date: dateOf(view, source) }));
  dated.sort((a, b) => compareText(b.date, a.date));
  const sorted = dated.map(({ source }) => source);
  return first === null ? sorted : sorted.slice(0, first);
}

/** Empty: no date that may be seen. */
function dateOf(view: View, { places }: Source): string {
  for (const { fields, at, data } of places) {
    for (const name of ORDER_BY) {
      const field = named(fields, name);
      if (field === undefined || pass(view, at, field) === null) continue;
      const value = valueIn(data, field.key);
      if (typeof value === 'string') return value;
    }
  }
  return '';
}
