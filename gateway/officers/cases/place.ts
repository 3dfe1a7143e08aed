// How a case's cells and people are told: one text for each, by which expected and decided meet.
import type { PolicyCase } from './case-format.ts';
import type { DecidedCell } from './run-case.ts';

export type Expected = PolicyCase['expect'][number];

export function placesOf({ about, at, categories }: Pick<Expected, 'about' | 'at' | 'categories'>): readonly string[] {
  return about.flatMap((person) =>
    at.flatMap((holder) => categories.map((category) => placeOf({ about: person, at: holder, category }))),
  );
}

export function placeOf({ about, at, category }: Pick<DecidedCell, 'about' | 'at' | 'category'>): string {
  return `${about} at ${at}, ${category}`;
}

export function list(names: readonly string[]): string {
  return names.length === 0 ? 'nobody' : names.join(', ');
}
