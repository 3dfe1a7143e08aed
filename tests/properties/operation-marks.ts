// Data in the shape of a normalised tree in which every text says whose it is, at which holder, and through which categories it came.
import { getNullableType, isEnumType, isListType, isObjectType } from 'graphql';
import type { Asked } from '../../gateway/vocabulary/asked.ts';
import { cellKeyOf } from '../../gateway/vocabulary/decision.ts';
import type { Json, JsonObject } from '../../gateway/vocabulary/fetched.ts';
import type { AskField, Reading } from '../../gateway/vocabulary/operation.ts';
import { partsOfSubjectKey, type SubjectKey } from '../../gateway/vocabulary/subject.ts';
import { type Oin, oin } from '../../schema/identifiers.ts';
import { CATEGORIES, type Category } from '../../schema/names/category.ts';
import { isOneOf } from '../../schema/names/define.ts';
import { CASE, CHILD, CHILD_KEY, PARENT, TEAM } from '../rooms/answer-situation.ts';
import { realIndex } from '../support/operations.ts';
import { holdersOf } from './operation-world.ts';

type Whose = {
  readonly subject: SubjectKey | null;
  readonly holder: Oin | null;
  readonly categories: readonly Category[];
};
export type Mark = {
  readonly subject: SubjectKey;
  readonly holder: Oin;
  readonly categories: readonly Category[];
  /** `Type.field` of the leaf itself. */
  readonly coordinate: string;
};

export function marked(reading: Reading): JsonObject {
  return fill(reading.profile.tree, { subject: null, holder: null, categories: [] }, '');
}

function fill(fields: readonly AskField[], whose: Whose, id: string): JsonObject {
  return Object.fromEntries(fields.map((field) => [field.key, sentFor(field, whose, `${id}.${field.key}`)]));
}

function sentFor(field: AskField, above: Whose, id: string): Json {
  const categories = field.category === 'NONE' ? above.categories : [...new Set([...above.categories, field.category])];
  const [register] = holdersOf('PERSONS');
  const fallback = field.source === 'ACCESS' ? TEAM : (register ?? null);
  const whose: Whose = { ...above, categories, holder: above.holder ?? (categories.length > 0 ? fallback : null) };
  const below = [...(field.selections?.values() ?? [])].flat();
  if (field.parent === 'Household' && field.name === 'members') {
    return [CHILD, PARENT].map((subject) => fill(below, { ...whose, subject }, `${id}#${subject}`));
  }
  const file = field.parent === 'Person' ? realIndex.files.find((one) => one.field === field.name) : undefined;
  if (file !== undefined) {
    return holdersOf(file.source).map((holder) => ({
      ...fill(below, { ...whose, holder }, `${id}@${holder}`),
      holder: { oin: holder },
    }));
  }
  if (field.type === 'Person') return fill(below, { ...whose, subject: whose.subject ?? CHILD }, id);
  if (field.parent === 'Person' && field.name === 'id') return whose.subject;
  if (field.parent === 'Household' && field.name === 'id') return CASE;
  const list = isList(field);
  const one = (at: number): Json =>
    field.selections === null ? leaf(field, whose, id) : fill(below, whose, `${id}[${at}]`);
  return list ? [one(0), one(1)] : one(0);
}

function leaf(field: AskField, whose: Whose, id: string): Json {
  const type = realIndex.schema.getType(field.type);
  if (isEnumType(type)) return type.getValues()[0]?.value ?? null;
  if (field.type === 'Boolean') return true;
  if (field.type === 'Int') return 1;
  if (field.type === 'ID' && field.name !== 'id' && field.name !== 'recordId') return CHILD_KEY;
  return whose.categories.length === 0
    ? id
    : `<${whose.subject}|${whose.holder}|${whose.categories.join('+')}|${field.parent}.${field.name}>`;
}

function isList(field: AskField): boolean {
  const parent = realIndex.schema.getType(field.parent);
  return isObjectType(parent) && isListType(getNullableType(parent.getFields()[field.name]?.type));
}

export function marksIn(text: string): readonly Mark[] {
  return [...text.matchAll(/<([^|<>]+)\|(\d{20})\|([A-Z_+]+)\|([A-Za-z.]+)>/g)].map(
    ([, subject = '', holder = '', categories = '', coordinate = '']) => {
      const parts = partsOfSubjectKey(subject);
      if (parts === null) throw new TypeError('a mark without a subject');
      const names = categories.split('+').filter((name): name is Category => isOneOf(CATEGORIES, name));
      return { subject: subject as SubjectKey, holder: oin.parse(holder), categories: names, coordinate };
    },
  );
}

/** The same data with another text in every place that is marked with a closed cell. */
export function scrubbed(data: JsonObject, asked: Asked): JsonObject {
  const changed: JsonObject = JSON.parse(
    JSON.stringify(data, (_key, value: unknown) => {
      if (typeof value !== 'string') return value;
      const [mark] = marksIn(value);
      if (mark === undefined) return value;
      const open = mark.categories.every((category) =>
        asked.opened.has(cellKeyOf(mark.subject, mark.holder, category)),
      );
      return open ? value : 'something else';
    }),
  );
  return changed;
}
