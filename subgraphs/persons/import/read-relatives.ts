// Names, sex, and the relatives that a list names: parents, the partner of today, children.
import { type Bsn, bsn } from '../../../schema/identifiers.ts';
import { readDate } from './dates.ts';
import { type Categories, currentOf, type Values } from './occurrences.ts';
import type { PersonList } from './person-list.ts';

type Relative = PersonList['relatives'][number];

/** Null: without a family name. The standard value `.` (not known) is kept as it is. */
export function readName(values: Values): Pick<PersonList, 'givenNames' | 'prefix' | 'familyName'> | null {
  const familyName = values.get('02.40');
  if (familyName === undefined) return null;
  return { givenNames: values.get('02.10') ?? null, prefix: values.get('02.30') ?? null, familyName };
}

export function readSex(values: Values): PersonList['sex'] {
  const text = values.get('04.10');
  return text === 'M' ? 'MALE' : text === 'V' ? 'FEMALE' : 'UNKNOWN';
}

/** Null: none, or not one. */
export function relatedBsn(values: Values): Bsn | null {
  const read = bsn.safeParse(values.get('01.20'));
  return read.success ? read.data : null;
}

/** Married or registered with each other today: begun and not dissolved. */
export const isCurrentPartner = (values: Values): boolean => values.has('06.10') && !values.has('07.10');

const STILLBORN = 'L';

/** Whoever is named with a BSN, once per role; the others are counted. */
export function readRelatives(categories: Categories): { readonly found: Relative[]; readonly withoutBsn: number } {
  const partners = (categories.get('05')?.all ?? []).map(({ current }) => current).filter(isCurrentPartner);
  const children = (categories.get('09')?.all ?? []).map(({ current }) => current);
  const named: readonly (readonly [Relative['role'], Values])[] = [
    ['PARENT', currentOf(categories, '02')],
    ['PARENT', currentOf(categories, '03')],
    ...partners.map((values) => ['PARTNER', values] as const),
    ...children.filter((values) => values.get('89.10') !== STILLBORN).map((values) => ['CHILD', values] as const),
  ];
  const own = relatedBsn(currentOf(categories, '01'));
  const found = new Map<string, Relative>();
  let withoutBsn = 0;
  for (const [role, values] of named) {
    const name = readName(values);
    if (name === null) continue;
    const other = relatedBsn(values);
    if (other === null) withoutBsn += 1;
    else if (other !== own && !found.has(`${role} ${other}`)) {
      const relative = { role, bsn: other, ...name, birthDate: readDate(values.get('03.10')), sex: readSex(values) };
      found.set(`${role} ${other}`, relative);
    }
  }
  return { found: [...found.values()], withoutBsn };
}
