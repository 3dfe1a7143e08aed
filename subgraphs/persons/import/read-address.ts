// Category 08 of today in; the address as the register keeps it, and where the person lives for seeing who lives together, out.
import { readDate } from './dates.ts';
import type { Values } from './occurrences.ts';
import type { PersonList } from './person-list.ts';

/** Null: no address is known. Abroad: its lines as the street. */
export function readAddress(values: Values): PersonList['address'] {
  const abroad = ['13.30', '13.40', '13.50'].flatMap((element) => values.get(element) ?? []);
  const street = values.get('11.15') ?? values.get('11.10') ?? values.get('12.10') ?? null;
  const houseNumber = houseNumberOf(values);
  const postcode = values.get('11.60') ?? null;
  const city = values.get('11.70') ?? null;
  const validFrom = readDate(values.get('10.30'));
  if (abroad.length > 0) {
    return { kind: 'REGISTERED', street: abroad.join(', '), houseNumber: null, postcode: null, city: null, validFrom };
  }
  if (street === null && postcode === null && city === null) return null;
  return { kind: isPostal(values) ? 'CORRESPONDENCE' : 'REGISTERED', street, houseNumber, postcode, city, validFrom };
}

/** Null: not an address in the Netherlands at which one lives. */
export function readHome(values: Values): PersonList['home'] {
  if (isPostal(values) || values.has('13.10')) return null;
  const addressId = values.get('11.80') ?? null;
  const postcode = values.get('11.60');
  const number = values.get('11.20');
  const postcodeAndNumber =
    postcode === undefined || number === undefined
      ? null
      : [postcode, number, ...['11.30', '11.40', '11.50'].map((element) => values.get(element) ?? '')]
          .join('/')
          .toUpperCase();
  return addressId === null && postcodeAndNumber === null ? null : { addressId, postcodeAndNumber };
}

/** 10.10: B is an address for letters only (briefadres). */
const isPostal = (values: Values): boolean => values.get('10.10') === 'B';

/** Designation (`to`, `by`), number, letter and addition. */
function houseNumberOf(values: Values): string | null {
  const parts = ['11.50', '11.20', '11.30', '11.40'].flatMap((element) => values.get(element) ?? []);
  return parts.length === 0 ? null : parts.join(' ');
}
