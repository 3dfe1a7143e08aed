// What the data of one holder names: persons and professionals, each with the place where it does.
import type { Path } from './problem.ts';

export type Named = { readonly name: string; readonly path: Path };

/** Fields that hold a person's slug or a list of them; `persons` may also hold the persons of a case. */
const PERSON_FIELDS = new Set(['person', 'persons', 'about', 'mentions', 'agreedWith']);
const PROFESSIONAL_FIELDS = new Set(['professional', 'recordedBy', 'reviewedBy', 'assessedBy', 'call']);

export function personsNamed(data: unknown, path: Path): Named[] {
  return textsUnder(data, path, PERSON_FIELDS);
}

export function professionalsNamed(data: unknown, path: Path): Named[] {
  return textsUnder(data, path, PROFESSIONAL_FIELDS);
}

function textsUnder(data: unknown, path: Path, fields: ReadonlySet<string>): Named[] {
  if (Array.isArray(data)) return data.flatMap((item: unknown, at) => textsUnder(item, [...path, at], fields));
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([field, value]: [string, unknown]) => {
    const place = [...path, field];
    const here = fields.has(field) ? textsOf(value, place) : [];
    return [...here, ...textsUnder(value, place, fields)];
  });
}

function textsOf(value: unknown, path: Path): Named[] {
  if (typeof value === 'string') return [{ name: value, path }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, at) => (typeof item === 'string' ? [{ name: item, path: [...path, at] }] : []));
}
