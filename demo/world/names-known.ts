// Every name that a world file gives out, and whether two things have the same one.
import type { Oin } from '../../schema/identifiers.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { WorldFile, WorldSituation } from '../world-format.ts';
import type { Path, Problem } from './problem.ts';
import { SOURCE_PARTS } from './source-parts.ts';

export type Part = { readonly path: Path; readonly part: WorldFile | WorldSituation };

export type Known = {
  /** Kind by slug. */
  readonly organisations: ReadonlyMap<string, OrganisationKind>;
  readonly persons: ReadonlyMap<string, { readonly hasBsn: boolean }>;
  /** `<organisation>/<case>`. */
  readonly cases: ReadonlySet<string>;
  /** Professional ids by organisation. */
  readonly professionals: ReadonlyMap<string, ReadonlySet<string>>;
  readonly consents: ReadonlySet<string>;
  /** Names that were given out twice, and BSNs that may not be used. */
  readonly problems: readonly Problem[];
};

/** BSNs that no living person has (RvIG's test range). */
const FIRST_BSN = 999_900_006;
const LAST_BSN = 999_999_990;

export function partsOf(file: WorldFile): Part[] {
  return [{ path: [], part: file }, ...file.situations.map((part, at) => ({ path: ['situations', at], part }))];
}

export function namesKnown(file: WorldFile): Known {
  const problems: Problem[] = [];
  const given = new Map<string, Set<string>>();
  const once = (what: string, name: string, path: Path): void => {
    const names = given.get(what) ?? new Set();
    if (names.has(name)) problems.push({ path, why: `there is another ${what} "${name}"` });
    given.set(what, names.add(name));
  };
  const organisations = new Map<string, OrganisationKind>();
  const persons = new Map<string, { hasBsn: boolean }>();
  const cases = new Set<string>();
  const professionals = new Map<string, Set<string>>();
  const oins = new Set<Oin>();
  for (const [at, one] of file.organisations.entries()) {
    once('organisation', one.slug, ['organisations', at, 'slug']);
    if (oins.has(one.oin))
      problems.push({ path: ['organisations', at, 'oin'], why: 'another organisation has this OIN' });
    oins.add(one.oin);
    organisations.set(one.slug, one.kind);
  }
  for (const { path, part } of partsOf(file)) {
    for (const [at, one] of (part.register?.persons ?? []).entries()) {
      const place = [...path, 'register', 'persons', at];
      once('person', one.slug, [...place, 'slug']);
      persons.set(one.slug, { hasBsn: one.bsn !== null });
      if (one.bsn === null) continue;
      once('person with BSN', one.bsn, [...place, 'bsn']);
      if (Number(one.bsn) < FIRST_BSN || Number(one.bsn) > LAST_BSN) {
        problems.push({
          path: [...place, 'bsn'],
          why: `a BSN in a world is invented: from ${FIRST_BSN} to ${LAST_BSN}`,
        });
      }
    }
    for (const key of SOURCE_PARTS) {
      for (const [holder, data] of Object.entries(part[key])) {
        const place = [...path, key, holder];
        const ids = professionals.get(holder) ?? new Set();
        for (const [at, { id }] of (data.professionals ?? []).entries()) {
          once(`professional of ${holder}`, id, [...place, 'professionals', at, 'id']);
          ids.add(id);
        }
        professionals.set(holder, ids);
        for (const { slug, path: at } of slugsIn(data, place)) once(`case or record of ${holder}`, slug, at);
        for (const { slug } of data.cases ?? []) cases.add(`${holder}/${slug}`);
      }
    }
    for (const list of STATEMENT_LISTS) {
      for (const [at, { slug }] of part[list].entries()) once(`of the ${list}`, slug, [...path, list, at, 'slug']);
    }
    for (const [at, { id }] of part.personas.entries()) once('persona', id, [...path, 'personas', at, 'id']);
  }
  return {
    organisations,
    persons,
    cases,
    professionals,
    consents: given.get('of the consents') ?? new Set(),
    problems,
  };
}

const STATEMENT_LISTS = ['consents', 'releases', 'necessities', 'claims', 'shields', 'restrictions'] as const;

/** Cases and records of one holder share one set of ids. */
function slugsIn(data: unknown, path: Path): { slug: string; path: Path }[] {
  if (Array.isArray(data)) return data.flatMap((item: unknown, at) => slugsIn(item, [...path, at]));
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([field, value]: [string, unknown]) =>
    field === 'slug' && typeof value === 'string'
      ? [{ slug: value, path: [...path, field] }]
      : slugsIn(value, [...path, field]),
  );
}
