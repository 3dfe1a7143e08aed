// Places of rows enter; the objects of the answer leave: one record is one object, from however many files it came.

import type { JsonObject } from '../vocabulary/fetched.ts';
import type { FieldIndex } from '../vocabulary/field-index.ts';
import type { AskField } from '../vocabulary/operation.ts';
import { partsOfSubjectKey } from '../vocabulary/subject.ts';
import { caseOf } from './members.ts';
import { subjectOf } from './outward.ts';
import { type At, fieldsBelow, type Place, type Source, valueIn } from './place.ts';

export function placeBelow(field: AskField, data: JsonObject, at: At): Place {
  return { data, fields: fieldsBelow(field, data), at: atBelow(field, data, at) };
}

function atBelow(field: AskField, data: JsonObject, at: At): At {
  switch (field.type) {
    case 'Household':
      return { ownCase: caseOf(data), subject: null, holder: null, open: null };
    case 'Person': {
      const subject = subjectOf(valueIn(data, 'id'));
      const ownCase = at.ownCase ?? (subject === null ? null : (partsOfSubjectKey(subject)?.ownCase ?? null));
      return { ownCase, subject, holder: null, open: null };
    }
    default:
      return at;
  }
}

/** By holder and record id, in the order of first appearance. Rows without an id stay apart. */
export function mergeRows(rows: readonly Place[]): readonly Source[] {
  const groups = new Map<string, Place[]>();
  for (const [index, row] of rows.entries()) {
    const id = valueIn(row.data, 'recordId') ?? valueIn(row.data, 'id');
    const key = typeof id === 'string' ? `${row.at.holder}|${id}` : `#${index}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].map((places) => ({ places }));
}

const required = new WeakMap<readonly AskField[], readonly string[]>();

/** A row without one of its required values would make the whole list null (GraphQL, 6.4.4): it is left out. */
export function isComplete(index: FieldIndex, { data, fields }: Place): boolean {
  let keys = required.get(fields);
  if (keys === undefined) {
    keys = fields.filter((field) => isRequired(index, field)).map(({ key }) => key);
    required.set(fields, keys);
  }
  return keys.every((key) => valueIn(data, key) !== null);
}

function isRequired(index: FieldIndex, { parent, name, type }: AskField): boolean {
  // Both are given by us.
  if (name === 'partsMayBeMissing' || (name === 'holder' && type === 'Organisation')) return false;
  return index.field(parent, name)?.nullable === false;
}
