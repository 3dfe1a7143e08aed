// Collects the rows of the case system's tables, and every place where a seed does not fit together.
import type { z } from 'zod';
import type { InnerKey } from '../../../schema/identifiers.ts';
import type { Organisation } from '../../../schema/organisation.ts';
import type { SeedPersons, SeedProblem } from '../seed.ts';
import { stableId } from '../stable-id.ts';
import type { professional } from './shapes.ts';

export type SeedProfessional = z.infer<typeof professional>;
export type Path = SeedProblem['path'];

/** What a record says of itself, whatever its kind. */
export interface Told {
  readonly slug: string;
  /** Where it names one person, in whose file alone it stands. */
  readonly person?: string | undefined;
  readonly origin?: string | undefined;
  readonly held: boolean;
}

export interface Days {
  readonly from: string | null;
  readonly until: string | null;
}

export interface NewRecord {
  readonly kind: string;
  /** In whose files it stands. */
  readonly persons: readonly string[];
  readonly days: Days;
  /** What leaves. */
  readonly shareable: object;
  /** What never leaves. */
  readonly internal?: object;
  /** Whose data it is, besides the person in whose file it stands. */
  readonly about?: readonly string[];
  /** Who signed it: it stands in the own view of nobody else. */
  readonly shownTo?: readonly string[];
}

/** In the order in which they can be inserted. */
const TABLES = [
  'person',
  'professional',
  'team_member',
  'own_case',
  'case_person',
  'case_involvement',
  'case_claim',
  'contact',
  'told',
  'entry',
  'stands_in_file_of',
] as const;
type Table = (typeof TABLES)[number];

export interface SeedWriter {
  readonly holder: Organisation;
  readonly rows: ReadonlyMap<string, readonly object[]>;
  readonly problems: readonly SeedProblem[];
  problem(path: Path, why: string): void;
  add(table: Table, row: object): void;
  /** The key of a person, who is then filed with BSN; null: the world knows no such person. */
  key(slug: string, path: Path): InnerKey | null;
  keys(slugs: readonly string[], path: Path): readonly InnerKey[];
  /** The id of a case or record; each slug serves once. */
  id(slug: string, path: Path): string;
  professional(id: string | undefined, path: Path): string | null;
  /** A professional as the graph shows one (type Professional). */
  card(id: string | undefined, path: Path): object | null;
  standsInFilesOf(id: string, persons: readonly string[], path: Path): void;
  record(told: Told, path: Path, record: NewRecord): void;
}

export function seedWriter(
  holder: Organisation,
  professionals: readonly SeedProfessional[],
  people: SeedPersons,
): SeedWriter {
  const rows = new Map<string, object[]>(TABLES.map((table) => [table, []]));
  const problems: SeedProblem[] = [];
  const slugs = new Set<string>();
  const known = new Map<string, InnerKey | null>();
  const cards = new Map<string, object>(
    professionals.map(({ id, name, role, phone, email }) => [
      id,
      { name, role, phone: phone ?? null, email: email ?? null },
    ]),
  );

  const writer: SeedWriter = {
    holder,
    rows,
    problems,
    problem(path, why) {
      problems.push({ path, why });
    },
    add(table, row) {
      rows.get(table)?.push(row);
    },
    key(slug, path) {
      const before = known.get(slug);
      if (before !== undefined) return before;
      let key: InnerKey | null = null;
      try {
        key = people.keyOf(slug);
        writer.add('person', { key, bsn: people.bsnOf(slug) });
      } catch {
        writer.problem(path, `there is no person ${slug}`);
      }
      known.set(slug, key);
      return key;
    },
    keys: (all, path) => all.flatMap((slug, at) => writer.key(slug, [...path, at]) ?? []),
    id(slug, path) {
      if (slugs.has(slug)) writer.problem([...path, 'slug'], `${slug} is used twice at this organisation`);
      slugs.add(slug);
      return stableId(holder.oin, slug);
    },
    professional(id, path) {
      if (id !== undefined && !cards.has(id)) writer.problem(path, `${id} is not among the professionals`);
      return id ?? null;
    },
    card(id, path) {
      const known = writer.professional(id, path);
      return known === null ? null : (cards.get(known) ?? null);
    },
    standsInFilesOf(id, persons, path) {
      for (const person of writer.keys(persons, path)) writer.add('stands_in_file_of', { entry: id, person });
    },
    record(
      { slug, person, origin, held },
      path,
      { kind, persons, days, shareable, internal = {}, about = [], shownTo = [] },
    ) {
      const id = writer.id(slug, path);
      if (person !== undefined) writer.key(person, [...path, 'person']);
      writer.add('entry', {
        id,
        kind,
        from_day: days.from,
        until_day: days.until,
        origin: origin ?? null,
        held,
        about: writer.keys(about, [...path, 'about']),
        shown_to: writer.keys(shownTo, [...path, 'parts']),
        shareable,
        internal,
      });
      writer.standsInFilesOf(id, persons, [...path, 'persons']);
    },
  };
  return writer;
}
