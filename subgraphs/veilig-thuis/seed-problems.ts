// A seed enters; every place where it does not fit together leaves: unknown people and employees, slugs used twice, persons out of the case.
import type { SeedPersons, SeedProblem } from '../kit/seed.ts';
import type { VeiligThuisSeed } from './seed.ts';

type Path = SeedProblem['path'];

/** Members of a seed that name an employee, wherever they stand. */
const EMPLOYEES = new Set(['professional', 'recordedBy', 'reviewedBy', 'assessedBy', 'call']);
/** Members that list persons by slug. */
const PERSONS = new Set(['persons', 'about', 'agreedWith']);

export function seedProblems(seed: VeiligThuisSeed, people: SeedPersons): readonly SeedProblem[] {
  const problems: SeedProblem[] = [];
  const slugs = new Set<string>();
  const employees = new Set<string>(seed.professionals.map(({ id }) => id));

  const person = (slug: string, path: Path, among: ReadonlySet<string> | null): void => {
    try {
      people.keyOf(slug);
    } catch {
      problems.push({ path, why: `there is no person ${slug}` });
      return;
    }
    if (among !== null && !among.has(slug))
      problems.push({ path, why: `${slug} is not among the persons of this record` });
  };

  /** `among`: the persons that may be named here; null: any person of the world. */
  const walk = (value: unknown, path: Path, among: ReadonlySet<string> | null): void => {
    if (Array.isArray(value)) {
      for (const [at, item] of value.entries()) walk(item, [...path, at], among);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const within = personsOf(value) ?? among;
    for (const [name, member] of Object.entries(value)) {
      const at = [...path, name];
      if (name === 'slug' && typeof member === 'string') {
        if (slugs.has(member)) problems.push({ path: at, why: `${member} is used twice at this organisation` });
        slugs.add(member);
      } else if (EMPLOYEES.has(name) && typeof member === 'string') {
        if (!employees.has(member)) problems.push({ path: at, why: `${member} is not among the professionals` });
      } else if (name === 'person' && typeof member === 'string') {
        person(member, at, null);
      } else if (PERSONS.has(name) && isSlugs(member)) {
        const wider = name === 'persons' ? among : within;
        for (const [index, slug] of member.entries()) person(slug, [...at, index], wider);
      } else walk(member, at, within);
    }
  };
  walk(seed, [], null);
  return problems;
}

const isSlugs = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');

/** The persons of a case, or of a record that narrows them. */
function personsOf(value: object): ReadonlySet<string> | null {
  const listed: unknown = 'persons' in value ? value.persons : undefined;
  if (!Array.isArray(listed)) return null;
  return new Set(listed.map((item: unknown) => slugOf(item)));
}

function slugOf(item: unknown): string {
  if (typeof item === 'string') return item;
  return typeof item === 'object' && item !== null && 'person' in item ? String(item.person) : '';
}
