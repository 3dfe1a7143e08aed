// The normalised tree enters; the (source, category) pairs it asks about every member leave, with where their dates stand, and the places of `first`.
import type { ValueNode } from 'graphql';
import type { Category } from '../../schema/names/category.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { FieldIndex } from '../vocabulary/field-index.ts';
import type { AskField } from '../vocabulary/operation.ts';

/** One gate of a category: the topmost field of it on its path. Both null: it names no dates. */
export type Gate = {
  readonly source: SourceKind;
  readonly category: Category;
  readonly from: ValueNode | null;
  readonly to: ValueNode | null;
};

export type TreeAsks = {
  readonly gates: readonly Gate[];
  readonly firsts: readonly ValueNode[];
  readonly wantsDecisions: boolean;
};

export function asksOf(index: FieldIndex, tree: readonly AskField[]): TreeAsks {
  const gates: Gate[] = [];
  const firsts: ValueNode[] = [];
  let wantsDecisions = false;
  const walk = (fields: readonly AskField[], above: ReadonlySet<Category>): void => {
    for (const field of fields) {
      const first = argumentOf(field, 'first');
      if (first !== null) firsts.push(first);
      if (field.parent === 'Household' && field.name === 'access') wantsDecisions = true;
      // Who looked tells who is involved: a line shows where the involvement of that organisation opens.
      if (field.parent === 'DataSubject' && field.name === 'accessLog')
        gates.push(
          ...index.files.map(({ source }): Gate => ({ source, category: 'INVOLVEMENT', from: null, to: null })),
        );
      // What one asked of holders stands beside what one allowed them: an own view that is unsafe shows neither.
      if (field.parent === 'DataSubject' && field.name === 'requests')
        gates.push({ source: 'ACCESS', category: 'CONSENT_RECORD', from: null, to: null });
      let covered = above;
      if (field.category !== 'NONE' && !above.has(field.category)) {
        if (field.source === null) throw new TypeError(`${field.parent}.${field.name} has a category and no source`);
        const { source, category } = field;
        gates.push({ source, category, from: argumentOf(field, 'from'), to: argumentOf(field, 'to') });
        covered = new Set([...above, category]);
      }
      for (const below of field.selections?.values() ?? []) walk(below, covered);
    }
  };
  walk(tree, new Set());
  return { gates, firsts, wantsDecisions };
}

function argumentOf(field: AskField, name: string): ValueNode | null {
  return field.args.find((argument) => argument.name.value === name)?.value ?? null;
}
