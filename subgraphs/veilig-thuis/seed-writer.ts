// Where a seed's rows are gathered, table by table, with its slugs turned into ids and keys.
import type { InnerKey, Oin } from '../../schema/identifiers.ts';
import type { SeedPersons } from '../kit/seed.ts';
import { stableId } from '../kit/stable-id.ts';

/** In an order in which they can be inserted. */
const TABLES = [
  'organisatie',
  'medewerker',
  'teamlid',
  'casus',
  'betrokkene',
  'betrokkenheid',
  'contactpersoon',
  'verteld',
  'melding',
  'melder',
  'triagebesluit',
  'overdracht',
  'veiligheidsbeoordeling',
  'onderzoek',
  'informant',
  'vervolg',
  'contactmoment',
  'plan',
  'huisverbod',
  'medische_bevinding',
  'veiligheidsbericht',
  'deel',
  'werkaantekening',
] as const;
type Table = (typeof TABLES)[number];

export interface RowWriter {
  /** Rows by table. */
  readonly rows: ReadonlyMap<string, readonly object[]>;
  add(table: Table, row: object): void;
  id(slug: string): string;
  keys(slugs: readonly string[]): readonly InnerKey[];
}

export const limitsOf = (told: { readonly origin?: string | undefined; readonly held: boolean }) => ({
  herkomst: told.origin ?? null,
  achtergehouden: told.held,
});

export function rowWriter(holder: Oin, people: SeedPersons): RowWriter {
  const rows = new Map<string, object[]>(TABLES.map((table) => [table, []]));
  return {
    rows,
    add: (table, row) => rows.get(table)?.push(row),
    id: (slug) => stableId(holder, slug),
    keys: (slugs) => slugs.map((slug) => people.keyOf(slug)),
  };
}
