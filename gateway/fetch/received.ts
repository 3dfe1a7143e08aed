// The JSON of one holder enters; its answer per group and person leaves, with a count of what nobody asked for. Null: garbled as a whole.
import type { InnerKey } from '../../schema/identifiers.ts';
import type { Json, JsonObject } from '../vocabulary/fetched.ts';
import type { Group } from './question.ts';
import { ID_KEY } from './selection.ts';
import type { SourceOperation } from './source-operation.ts';

export type Received = {
  /** Per group, in order. A person whom the holder answered with null is absent. */
  readonly groups: readonly ReadonlyMap<InnerKey, JsonObject>[];
  /** EXTRA_PERSON, EXTRA_GROUP, UNKNOWN_FIELD (of Person; what lies below is verify's): how many. */
  readonly surplus: ReadonlyMap<string, number>;
};

export function receive(json: unknown, groups: readonly Group[]): Received | null {
  if (!isObject(json) || !isObject(json.data)) return null;
  // Half an answer reads as "nothing there" (attack 50): a holder that reports an error counts as not reached.
  if (Array.isArray(json.errors) ? json.errors.length > 0 : json.errors !== undefined && json.errors !== null)
    return null;
  const { data } = json;
  const surplus = new Map<string, number>();
  const count = (kind: string, times = 1) => times > 0 && surplus.set(kind, (surplus.get(kind) ?? 0) + times);
  count(
    'EXTRA_GROUP',
    Object.keys(data).filter((key) => !/^g\d+$/.test(key) || Number(key.slice(1)) >= groups.length).length,
  );
  const answers: ReadonlyMap<InnerKey, JsonObject>[] = [];
  for (const [at, group] of groups.entries()) {
    const answer = receiveGroup(data[`g${at}`], group, count);
    if (answer === null) return null;
    answers.push(answer);
  }
  return { groups: answers, surplus };
}

/** INVARIANT by key: an answer belongs to the person whose key it carries, never to a position. */
function receiveGroup(
  list: Json | undefined,
  { ask, people }: Group,
  count: (kind: string) => void,
): ReadonlyMap<InnerKey, JsonObject> | null {
  if (!Array.isArray(list)) return null;
  const keys = new Map<unknown, InnerKey>([...people.keys()].map((key) => [key, key]));
  const found = new Map<InnerKey, JsonObject>();
  let nulls = 0;
  for (const item of list as readonly Json[]) {
    if (item === null) {
      nulls += 1;
      continue;
    }
    if (!isObject(item)) return null;
    const person = keys.get(item[ID_KEY]);
    if (person === undefined) count('EXTRA_PERSON');
    else if (found.has(person)) return null;
    else found.set(person, askedOf(item, ask.operation, count));
  }
  // Somebody is missing without a word: nobody can tell which answers are true.
  return people.size - found.size > nulls ? null : found;
}

function askedOf(item: JsonObject, { fields }: SourceOperation, count: (kind: string) => void): JsonObject {
  const known = new Set([ID_KEY, ...fields.map(({ key }) => key)]);
  const entries = Object.entries(item).filter(([key]) => known.has(key));
  for (let more = entries.length; more < Object.keys(item).length; more += 1) count('UNKNOWN_FIELD');
  return Object.fromEntries(entries);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
