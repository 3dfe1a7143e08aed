// A source operation and the gate of one person at one holder enter; what passes leaves, as text to ask, with the categories and leaves it holds.
import type { Category } from '../../schema/names/category.ts';
import type { Gate } from '../vocabulary/admits.ts';
import type { PersonField, SourceField, SourceOperation } from './source-operation.ts';

export type Selection = {
  /** Selection set on Person, with the person's key first. Equal texts are equal selections. */
  readonly text: string;
  readonly categories: ReadonlySet<Category>;
  /** `Type.field` of each leaf that has a category. */
  readonly leaves: readonly string[];
  /** Names that it uses: a holder refuses a question that declares more than it uses (GraphQL 5.8.4). */
  readonly variables: ReadonlySet<string>;
};

/** The person's key, asked along so that an answer lands with its own person, whatever order a source answers in. */
export const ID_KEY = '_id';

type Which = 'OPENED' | 'ASKED';

const kept = new WeakMap<SourceOperation, Map<string, Selection | null>>();
/** Different outcomes kept per operation: people differ in few ways. */
const KEPT_OUTCOMES = 200;

/** Null: nothing of it is open (or asked) for this person at this holder. */
export function selectionOf(operation: SourceOperation, gate: Gate, which: Which): Selection | null {
  const outcomes = kept.get(operation) ?? new Map<string, Selection | null>();
  kept.set(operation, outcomes);
  const marks = operation.categories.map((category) => markOf(gate.cell(category), which)).join(';');
  const known = outcomes.get(marks);
  if (known !== undefined) return known;
  const made = select(operation, which === 'OPENED' ? (field) => gate.isOpened(field) : (field) => gate.isAsked(field));
  if (outcomes.size >= KEPT_OUTCOMES) outcomes.clear();
  outcomes.set(marks, made);
  return made;
}

/** All of a cell that decides which fields pass: equal marks are equal selections. */
function markOf({ opened, asked }: ReturnType<Gate['cell']>, which: Which): string {
  const limits = which === 'OPENED' ? opened : (asked?.opened ?? null);
  if (limits === null) return '-';
  const hidden = which === 'ASKED' && asked?.withoutLocating === true ? 'l' : '';
  return `+${hidden}${limits.fields === null ? '' : limits.fields.join(',')}${limits.fields === null ? '' : '!'}`;
}

function select(operation: SourceOperation, passes: (field: SourceField) => boolean): Selection | null {
  const categories = new Set<Category>();
  const leaves: string[] = [];
  const variables = new Set<string>();

  const asText = (field: SourceField): string | null => {
    if (field.isHolder || !passes(field)) return null;
    for (const name of field.variables) variables.add(name);
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
  return { text, categories, leaves, variables };
}
