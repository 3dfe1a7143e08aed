// The register's Source on the BRP API: for each person only the fields that were asked, in as few questions as there are sets of fields.
import { type Bsn, type InnerKey, type PartialDate, partialDate } from '../../../schema/identifiers.ts';
import { type Asked, type Source, type SourceRow, sourceRow } from '../../kit/source.ts';
import type { BrpApi } from './client.ts';
import type { BrpPerson } from './format.ts';
import type { RegisterKeys } from './keys.ts';
import { addressOf, custodyOver, dateOf, nameOf, sexOf } from './translate.ts';

/** The paths that each field of `Person` needs. */
export const FIELDS: Readonly<Record<string, readonly string[]>> = {
  name: ['naam.voornamen', 'naam.voorvoegsel', 'naam.geslachtsnaam'],
  birthDate: ['geboorte.datum'],
  sex: ['geslacht'],
  // With whom may raise a child: see `secretAbove`.
  address: [
    ...['verblijfplaats.verblijfadres', 'verblijfplaats.datumVan', 'verblijfplaats.functieAdres'],
    ...['ouders.burgerservicenummer', 'gezag'],
  ],
  custody: ['gezag'],
  relations: [
    ...['ouders.burgerservicenummer', 'kinderen.burgerservicenummer'],
    ...['partners.burgerservicenummer', 'partners.ontbindingHuwelijkPartnerschap'],
  ],
};

/** Closes `keys` with itself. */
export function brpApiSource(api: BrpApi, keys: RegisterKeys): Source {
  return {
    async read(asked) {
      const bsns = await keys.bsnsOf([...new Set(asked.map(({ subject }) => subject))]);
      const groups = byFields(asked);
      const found = await Promise.all(
        [...groups.values()].map(async ({ fields, kinds, subjects }) => {
          const numbers = subjects.flatMap((subject) => bsns.get(subject) ?? []);
          const people = numbers.length === 0 ? [] : await api.persons(numbers, fields);
          return { kinds, subjects, people: new Map(people.map((person) => [person.burgerservicenummer, person])) };
        }),
      );
      const named = found.flatMap(({ kinds, people }) =>
        [...people.values()].flatMap((person) => mentioned(person, kinds)),
      );
      const keyOf = await keys.keysOf(named);
      const secret = await secretHomes(
        api,
        found.flatMap(({ kinds, people }) => (kinds.includes('address') ? [...people.values()] : [])),
      );
      return found.flatMap(({ kinds, subjects, people }) =>
        subjects.flatMap((subject) => {
          const bsn = bsns.get(subject);
          const person = bsn === undefined ? undefined : people.get(bsn);
          return person === undefined ? [] : kinds.flatMap((kind) => rowsOf(kind, subject, person, { keyOf, secret }));
        }),
      );
    },
    async ready() {
      return (await keys.ready()) && (await api.ready());
    },
    close: () => keys.close(),
  };
}

interface Group {
  readonly kinds: readonly string[];
  readonly fields: readonly string[];
  readonly subjects: InnerKey[];
}

/** Persons of whom the same is asked, together. */
function byFields(asked: readonly Asked[]): ReadonlyMap<string, Group> {
  const kindsOf = new Map<InnerKey, Set<string>>();
  for (const { kind, subject } of asked) {
    if (FIELDS[kind] === undefined) continue;
    kindsOf.set(subject, (kindsOf.get(subject) ?? new Set()).add(kind));
  }
  const groups = new Map<string, Group>();
  for (const [subject, set] of kindsOf) {
    const kinds = [...set].sort();
    const group = groups.get(kinds.join()) ?? {
      kinds,
      fields: [...new Set(kinds.flatMap((kind) => FIELDS[kind] ?? []))],
      subjects: [],
    };
    group.subjects.push(subject);
    groups.set(kinds.join(), group);
  }
  return groups;
}

/** Everybody whose key a row of these kinds may show. */
function mentioned(person: BrpPerson, kinds: readonly string[]): Bsn[] {
  const holders = kinds.includes('custody') ? (custodyOver(person)?.holders ?? []) : [];
  const relatives = kinds.includes('relations') ? relationsOf(person) : [];
  return [...holders, ...relatives].flatMap(({ bsn }) => bsn ?? []);
}

function relationsOf({ ouders, partners, kinderen }: BrpPerson) {
  // The API gives the partner of today, or the last one: then with how it ended.
  const current = partners.filter(({ ontbindingHuwelijkPartnerschap }) => ontbindingHuwelijkPartnerschap === undefined);
  const as = <Kind extends string>(kind: Kind, people: readonly { readonly burgerservicenummer?: Bsn | undefined }[]) =>
    people.flatMap(({ burgerservicenummer }) =>
      burgerservicenummer === undefined ? [] : [{ kind, bsn: burgerservicenummer }],
    );
  return [...as('PARENT', ouders), ...as('PARTNER', current), ...as('CHILD', kinderen)];
}

const ALWAYS = partialDate.parse('1900');

/** Whose address is secret: their own, or that of a parent or guardian at the very same one, which theirs would give away. */
async function secretHomes(api: BrpApi, people: readonly BrpPerson[]): Promise<ReadonlySet<Bsn>> {
  const secret = new Set(people.flatMap((one) => (one.geheimhoudingPersoonsgegevens ? [one.burgerservicenummer] : [])));
  const raisedBy = new Map(
    people
      .filter(({ burgerservicenummer }) => !secret.has(burgerservicenummer))
      .map((one) => [one, raisersOf(one)] as const),
  );
  const raisers = [...raisedBy.values()].flat();
  if (raisers.length === 0) return secret;
  const homes = await api.persons(raisers, ['verblijfplaats.verblijfadres']);
  const hidden = new Map(
    homes.flatMap((one) => (one.geheimhoudingPersoonsgegevens ? [[one.burgerservicenummer, one]] : [])),
  );
  for (const [child, above] of raisedBy) {
    const home = homeOf(child);
    if (home !== null && above.some((bsn) => homeOf(hidden.get(bsn)) === home)) secret.add(child.burgerservicenummer);
  }
  return secret;
}

function raisersOf(person: BrpPerson): Bsn[] {
  const holders = custodyOver(person)?.holders ?? [];
  return [
    ...person.ouders.flatMap(({ burgerservicenummer }) => burgerservicenummer ?? []),
    ...holders.flatMap(({ bsn }) => bsn ?? []),
  ];
}

function homeOf(person: BrpPerson | undefined): string | null {
  const address = person?.verblijfplaats === undefined ? null : addressOf(person.verblijfplaats);
  return address === null
    ? null
    : JSON.stringify([address.street, address.houseNumber, address.postcode, address.city]);
}

interface Known {
  readonly keyOf: ReadonlyMap<Bsn, InnerKey>;
  readonly secret: ReadonlySet<Bsn>;
}

/** The state of today, so that each row is running. */
function rowsOf(kind: string, subject: InnerKey, person: BrpPerson, { keyOf, secret }: Known): SourceRow[] {
  const key = (bsn: Bsn | null): InnerKey | null => (bsn === null ? null : (keyOf.get(bsn) ?? null));
  const row = (value: unknown, limits: { from?: PartialDate; heldFrom?: 'EVERYONE' } = {}): SourceRow =>
    sourceRow.parse({ kind, subject, value, from: ALWAYS, shownTo: [subject], ...limits });
  const one = (value: unknown): SourceRow[] => (value === null ? [] : [row(value)]);
  switch (kind) {
    case 'name':
      return one(nameOf(person));
    case 'birthDate':
      return one(dateOf(person.geboorte?.datum));
    case 'sex':
      return one(sexOf(person));
    case 'address': {
      const address = person.verblijfplaats === undefined ? null : addressOf(person.verblijfplaats);
      if (address === null) return [];
      const heldFrom = secret.has(person.burgerservicenummer) ? { heldFrom: 'EVERYONE' as const } : {};
      return [row(address, { from: address.validFrom ?? ALWAYS, ...heldFrom })];
    }
    case 'custody': {
      const custody = custodyOver(person);
      if (custody === null) return [];
      const holders = custody.holders.map((holder) => ({ personId: key(holder.bsn), kind: holder.kind }));
      return one({ ...custody, holderCount: holders.length, holders });
    }
    case 'relations':
      return relationsOf(person).map(({ kind: relation, bsn }) => row({ kind: relation, personId: key(bsn) }));
    default:
      return [];
  }
}
