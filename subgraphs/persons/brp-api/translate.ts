// A person as the BRP API gives one into what the register's fields hold: dates, name, address, and custody by BSN. Pure.
import { type Bsn, localDate, type PartialDate, partialDate } from '../../../schema/identifiers.ts';
import type { CustodyKind, RelationKind } from '../../../schema/names/relation.ts';
import type { BrpDate, BrpPerson, CustodyRelation, Residence } from './format.ts';

/** A month without its day is the year alone, since the register knows no months. */
export function dateOf(date: BrpDate | undefined): PartialDate | null {
  switch (date?.type) {
    case 'Datum':
      return localDate.parse(date.datum);
    case 'JaarDatum':
    case 'JaarMaandDatum':
      return partialDate.parse(String(date.jaar).padStart(4, '0'));
    case 'DatumOnbekend':
    case undefined:
      return null;
  }
}

/** Null: alive. Whoever died on a day that nothing tells is not alive for that: a year long ago stands for it. */
export function deceasedOnOf({ overlijden, opschortingBijhouding }: BrpPerson): PartialDate | null {
  if (overlijden === undefined && opschortingBijhouding?.reden?.code !== 'O') return null;
  return dateOf(overlijden?.datum) ?? dateOf(opschortingBijhouding?.datum) ?? LONG_AGO;
}
const LONG_AGO = partialDate.parse('1900');

export function nameOf({ naam }: BrpPerson): object | null {
  if (naam === undefined) return null;
  const { voornamen, voorvoegsel, geslachtsnaam } = naam;
  const full = [voornamen, voorvoegsel, geslachtsnaam].filter((part) => part !== undefined && part !== '').join(' ');
  return {
    givenNames: voornamen ?? null,
    prefix: voorvoegsel ?? null,
    familyName: geslachtsnaam ?? null,
    full: full === '' ? null : full,
  };
}

export function sexOf({ geslacht }: BrpPerson): 'MALE' | 'FEMALE' | 'UNKNOWN' {
  return geslacht?.code === 'M' ? 'MALE' : geslacht?.code === 'V' ? 'FEMALE' : 'UNKNOWN';
}

export interface BrpAddress {
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  readonly kind: 'REGISTERED' | 'CORRESPONDENCE';
  readonly validFrom: PartialDate | null;
}

/** Null: not known (VerblijfplaatsOnbekend), or nothing of it given. */
export function addressOf({ verblijfadres, datumVan, functieAdres }: Residence): BrpAddress | null {
  if (verblijfadres === undefined) return null;
  const lines = [verblijfadres.regel1, verblijfadres.regel2, verblijfadres.regel3].filter((line) => line !== undefined);
  const numbered = [
    verblijfadres.aanduidingBijHuisnummer?.code,
    verblijfadres.huisnummer,
    verblijfadres.huisletter,
    verblijfadres.huisnummertoevoeging,
  ].filter((part) => part !== undefined);
  const street =
    lines.length > 0
      ? lines.join(', ')
      : (verblijfadres.officieleStraatnaam ??
        verblijfadres.korteStraatnaam ??
        verblijfadres.locatiebeschrijving ??
        null);
  return {
    street,
    houseNumber: numbered.length === 0 ? null : numbered.join(' '),
    postcode: verblijfadres.postcode ?? null,
    city: verblijfadres.woonplaats ?? null,
    kind: functieAdres?.code === 'B' ? 'CORRESPONDENCE' : 'REGISTERED',
    validFrom: dateOf(datumVan),
  };
}

export interface BrpCustody {
  readonly kind: CustodyKind;
  readonly underInvestigation: boolean;
  /** Null: somebody without a BSN, or whom the API does not name. */
  readonly holders: readonly { readonly bsn: Bsn | null; readonly kind: RelationKind }[];
}

/** Over this person as a minor. Null: none is given, as for an adult. Two that differ contradict each other: it cannot be determined. */
export function custodyOver({ burgerservicenummer, gezag }: BrpPerson): BrpCustody | null {
  const [one, ...more] = gezag.filter(({ minderjarige }) => minderjarige?.burgerservicenummer === burgerservicenummer);
  if (one === undefined) return null;
  const found = more.length === 0 ? holdersOf(one) : UNDETERMINED;
  return { ...found, underInvestigation: [one, ...more].some(({ inOnderzoek }) => inOnderzoek !== false) };
}

type Found = Pick<BrpCustody, 'kind' | 'holders'>;
type Numbered = { readonly burgerservicenummer?: Bsn | undefined } | undefined;

const UNDETERMINED: Found = { kind: 'CANNOT_BE_DETERMINED', holders: [] };
const parent = (who: Numbered) => ({ bsn: who?.burgerservicenummer ?? null, kind: 'PARENT' }) as const;
const third = (who: Numbered) => ({ bsn: who?.burgerservicenummer ?? null, kind: 'OTHER' }) as const;
const guardian = (who: Numbered) => ({ bsn: who?.burgerservicenummer ?? null, kind: 'GUARDIAN' }) as const;

/** The kind of custody as the API names it, and who holds it. A name that comes later cannot be determined. */
export function holdersOf(relation: CustodyRelation): Found {
  switch (relation.type) {
    case 'GezamenlijkOuderlijkGezag':
    case 'TweehoofdigOuderlijkGezag': // Its name in versions before 2.7.
      if (relation.ouders.length !== 2) return UNDETERMINED;
      return { kind: 'JOINT_PARENTAL', holders: relation.ouders.map(parent) };
    case 'EenhoofdigOuderlijkGezag':
      return { kind: 'SOLE_PARENTAL', holders: [parent(relation.ouder)] };
    case 'GezamenlijkGezag':
      return { kind: 'JOINT', holders: [parent(relation.ouder), third(relation.derde)] };
    case 'Voogdij':
      // No third is named where an institution is the guardian.
      return {
        kind: 'GUARDIANSHIP',
        holders: relation.derden.length === 0 ? [guardian(undefined)] : relation.derden.map(guardian),
      };
    case 'TijdelijkGeenGezag':
      return { kind: 'TEMPORARILY_NONE', holders: [] };
    default:
      return UNDETERMINED;
  }
}
