// An id as the gateway or a source knows it enters; what this recipient may hold leaves.
import type { Json } from '../vocabulary/fetched.ts';
import type { AskField } from '../vocabulary/operation.ts';
import { innerKeyOf } from './outward.ts';
import type { At } from './place.ts';
import type { View } from './view.ts';

export function outwardLeaf(view: View, at: At, field: AskField, value: Json): Json {
  if (field.type !== 'ID' && !isCursor(field)) return value;
  if (Array.isArray(value)) return value.map((one) => outwardId(view, at, field, one)).filter((one) => one !== null);
  return outwardId(view, at, field, value);
}

function outwardId(view: View, at: At, field: AskField, value: Json): string | null {
  if (typeof value !== 'string') return null;
  const { outward } = view;
  switch (`${field.parent}.${field.name}`) {
    // A name from the policy: the same for every reader.
    case 'AccessDecision.rule':
    // The number that the answer of whoever looked carries: by it that organisation finds the look again.
    case 'AccessLook.id':
    case 'Release.basis':
      return value;
    case 'AccessDecision.request':
      return outward.seal('REQUEST', value);
    // Access names people in a task only to whom it is addressed.
    case 'Task.about':
    case 'Person.id':
      return outward.person(innerKeyOf(value));
    case 'Household.id':
      return outward.seal('HOUSEHOLD', value);
    case 'PageInfo.endCursor':
      return outward.seal('CURSOR', value);
  }
  if (field.name === 'household') return outward.seal('HOUSEHOLD', value);
  if (field.parent === 'Task' && field.name === 'reference') return outward.seal('RECORD', value);
  if (field.name === 'id' || field.name === 'recordId') {
    // Two holders may number their records alike.
    return outward.seal('RECORD', at.holder === null ? value : `${at.holder}~${value}`);
  }
  // Whatever else is an id names a person.
  return outward.member(at.ownCase, value);
}

function isCursor(field: AskField): boolean {
  return field.parent === 'PageInfo' && field.name === 'endCursor';
}
