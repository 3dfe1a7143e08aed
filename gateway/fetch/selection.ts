// A source operation and a gate enter; what passes the gate leaves, as text to ask, with the categories and leaves it holds.
import type { Category } from '../../schema/names/category.ts';
import type { PersonField, SourceField, SourceOperation } from './source-operation.ts';

export type Selection = {
  /** Selection set on Person, with the person's key first. Equal texts are equal selections. */
  readonly text: string;
  readonly categories: ReadonlySet<Category>;
  /** `Type.field` of each leaf that has a category. */
  readonly leaves: readonly string[];
};

/** The person's key, asked along so that an answer lands with its own person, whatever order a source answers in. */
export const ID_KEY = '_id';

export type Gate = (field: SourceField) => boolean;

export function select(operation: SourceOperation, gate: Gate): Selection | null {
  const categories = new Set<Category>();
  const leaves: string[] = [];

  const asText = (field: SourceField): string | null => {
    if (field.isHolder || !gate(field)) return null;
    if (field.category !== null && field.category !== 'NONE') {
      categories.add(field.category);
      if (field.selections === null) leaves.push(`${field.parent}.${field.name}`);
    }
    return field.selections === null ? field.text : `${field.text}{${below(field.selections) || '__typename'}}`;
  };
  const below = (fields: readonly SourceField[]): string =>
    fields
      .map(asText)
      .filter((text) => text !== null)
      .join(' ');
  const ofPerson = (field: PersonField): string | null => {
    if (!field.isFile) return field.category === 'NONE' ? null : asText(field);
    const text = below(field.selections ?? []);
    return text === '' ? null : `${field.text}{${text}}`;
  };

  const parts = operation.fields.map(ofPerson).filter((text) => text !== null);
  if (categories.size === 0) return null;
  const text = `${ID_KEY}:id ${parts.join(' ')}`;
  return { text, categories, leaves };
}

/** What decides whether a holder is turned to: the fields right below a file, the register's fields of Person. */
export function firstFields(operation: SourceOperation): readonly SourceField[] {
  return operation.fields.flatMap((field) => (field.isFile ? (field.selections ?? []) : [field]));
}
