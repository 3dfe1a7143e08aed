// A scenario as data (the .yaml files beside this one): who asks, when, and what must come of it, in names and not in ids.
import { z } from 'zod';
import { instant } from '../../schema/identifiers.ts';
import { CATEGORIES } from '../../schema/names/category.ts';
import { WITHHELD_CODES } from '../../schema/names/codes.ts';
import { VIAS } from '../../schema/names/decision.ts';
import { valuesOf } from '../../schema/names/define.ts';

const cells = {
  /** Holder. */
  at: z.string(),
  who: z.array(z.string()).min(1),
  what: z.array(z.enum(valuesOf(CATEGORIES))).min(1),
};

export const ask = z.strictObject({
  /** A fact in a sentence: the test's title. */
  says: z.string(),
  persona: z.string(),
  /** Absent: the persona's own example. */
  query: z.string().optional(),
  /** `{ household: SLUG }` stands for the id of an own case. */
  variables: z.record(z.string(), z.unknown()).optional(),
  /** Where the domain clock stands; absent: where the world starts. */
  clock: instant.optional(),
  opened: z.array(
    z.strictObject({
      ...cells,
      via: z.enum(valuesOf(VIAS)),
      /** In the order in which the answer names them; absent: not looked at. */
      bases: z.array(z.string()).min(1).optional(),
    }),
  ),
  withheld: z.array(z.strictObject({ ...cells, code: z.enum(valuesOf(WITHHELD_CODES)) })),
  /** Holders that get a data call, one each; all others get none. */
  called: z.array(z.string()),
  /** Path in `data` to what stands there: see valueAt. */
  values: z.record(z.string(), z.unknown()).default({}),
  /** Texts that are nowhere in the answer, apart from the desks. */
  nowhere: z.array(z.string()).default([]),
});
export type Ask = z.infer<typeof ask>;

export const scenario = z.strictObject({
  situation: z.string(),
  asks: z.array(ask).min(1),
});

/** One cell per line, sorted: `team-a PLAN noor CONSENT`. */
export function cellLines(
  entries: readonly { at: string; who: readonly string[]; what: readonly string[]; via?: string; code?: string }[],
): string[] {
  return entries
    .flatMap(({ at, who, what, via, code }) =>
      who.flatMap((person) => what.map((category) => [at, category, person, via ?? code].join(' '))),
    )
    .sort();
}

/** One opened cell per line, sorted, with what it rests on: `team-a PLAN noor jw-7.3.8 jw-7.3.11-1`. */
export function basisLines(
  entries: readonly { at: string; who: readonly string[]; what: readonly string[]; bases: readonly string[] }[],
): string[] {
  return entries
    .flatMap(({ at, who, what, bases }) =>
      who.flatMap((person) => what.map((category) => [at, category, person, ...bases].join(' '))),
    )
    .sort();
}

/**
 * What stands at `path` in `data`: steps between dots; `*` goes into every item of a list (and gathers them), `@slug` picks the
 * list's item of that person. Ids are told as `@slug` by `named`.
 */
export function valueAt(data: unknown, path: string, named: (id: string) => string): unknown {
  return step(data, path.split('.'), named);
}

function step(value: unknown, [first, ...rest]: readonly string[], named: (id: string) => string): unknown {
  if (first === undefined) return withNames(value, named);
  if (first === '*') {
    if (!Array.isArray(value)) throw new Error(`no list at *, but ${JSON.stringify(value)}`);
    const found = value.map((item: unknown) => step(item, rest, named));
    return rest.includes('*') ? found.flat() : found;
  }
  if (first.startsWith('@')) {
    if (!Array.isArray(value)) throw new Error(`no list at ${first}`);
    const found: unknown = value.find((item: unknown) => namesPerson(item, first, named));
    if (found === undefined) throw new Error(`nobody is ${first}`);
    return step(found, rest, named);
  }
  if (typeof value !== 'object' || value === null) throw new Error(`nothing to look for "${first}" in`);
  if (!Object.hasOwn(value, first)) throw new Error(`there is no "${first}" in ${JSON.stringify(value).slice(0, 200)}`);
  return step(Reflect.get(value, first), rest, named);
}

const person = z.object({ person: z.object({ id: z.string() }) });

function namesPerson(item: unknown, name: string, named: (id: string) => string): boolean {
  const parsed = person.safeParse(item);
  return parsed.success && named(parsed.data.person.id) === name;
}

function withNames(value: unknown, named: (id: string) => string): unknown {
  if (typeof value === 'string') return named(value);
  if (Array.isArray(value)) return value.map((item: unknown) => withNames(item, named));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [key, withNames(item, named)]),
  );
}
