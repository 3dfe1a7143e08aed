// Where a value of the answer comes from: its data, the fields that were asked of it, and whose data it is at which holder.
import type { FieldNode } from 'graphql';
import type { CaseId, Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { Opened } from '../vocabulary/decision.ts';
import type { Json, JsonObject } from '../vocabulary/fetched.ts';
import type { AskField } from '../vocabulary/operation.ts';
import { fieldText, sameFieldText } from '../vocabulary/same-field.ts';
import type { SubjectKey } from '../vocabulary/subject.ts';

export type At = {
  readonly ownCase: CaseId | null;
  readonly subject: SubjectKey | null;
  /** Whose file it stands in; null above a file. */
  readonly holder: Oin | null;
  /** The category that was last found open on the way here, with its verdict. */
  readonly open: { readonly category: Category; readonly verdict: Opened } | null;
};

/** `data` null: the holder is down, or has sent nothing. */
export type Place = { readonly data: JsonObject | null; readonly fields: readonly AskField[]; readonly at: At };

/** One object of the answer. A folded record that lies in the files of several members has several places. */
export type Source = { readonly places: readonly Place[] };

const byText = new WeakMap<readonly AskField[], ReadonlyMap<string, AskField>>();

/** The field of our tree that stands for this field of the client's operation. */
export function askedAs(fields: readonly AskField[], node: FieldNode): AskField | undefined {
  return named(fields, sameFieldText(node));
}

/** By `name(arguments)`. */
export function named(fields: readonly AskField[], text: string): AskField | undefined {
  const known = byText.get(fields);
  if (known !== undefined) return known.get(text);
  const made = new Map(fields.map((field) => [fieldText(field.name, field.args), field]));
  byText.set(fields, made);
  return made.get(text);
}

/** Own properties only: `constructor` and the like are no data. */
export function valueIn(data: JsonObject | null, key: string): Json {
  return data !== null && Object.hasOwn(data, key) ? (data[key] ?? null) : null;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectsIn(value: Json): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The fields asked of an object of this field's type (of the type the data names, where the type is abstract). */
export function fieldsBelow(field: AskField, data: JsonObject | null): readonly AskField[] {
  const { selections } = field;
  if (selections === null) return NONE;
  const name = selections.size === 1 ? field.type : valueIn(data, '__typename');
  const [only] = selections.values();
  return (typeof name === 'string' ? selections.get(name) : undefined) ?? (selections.size === 1 ? only : NONE) ?? NONE;
}
const NONE: readonly AskField[] = [];
