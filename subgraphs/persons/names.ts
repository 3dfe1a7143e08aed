// The code lists of the persons register: each value with its Dutch term and official code.

/** iJw COD046 geslacht. */
export const SEXES = { UNKNOWN: '0 onbekend', MALE: '1 man', FEMALE: '2 vrouw' } as const;

/** iJw COD757 soort adres. */
export const ADDRESS_KINDS = {
  REGISTERED: '01 BRP-adres',
  CORRESPONDENCE: '02 correspondentieadres',
  RESIDENCE: '03 verblijfadres',
  TEMPORARY: '04 tijdelijk adres',
} as const;
