// The occurrences of one list in; what is kept of it, or why it is refused, out. A reason never holds a value of the list.
import { type Bsn, bsn, type PartialDate } from '../../../schema/identifiers.ts';
import { readDate } from './dates.ts';
import { type Categories, currentOf, type Values } from './occurrences.ts';
import type { PersonList } from './person-list.ts';
import { readAddress, readHome } from './read-address.ts';
import { livedAbroad, readLegal } from './read-legal.ts';
import { readName, readRelatives, readSex } from './read-relatives.ts';

export interface ReadPerson {
  readonly list: PersonList;
  /** Relatives on the list without a BSN, who can be nobody in the register. */
  readonly relativesWithoutBsn: number;
  /** Rows of a category that nothing explains. */
  readonly unmarked: number;
}

export function readPerson(categories: Categories): ReadPerson | { readonly why: string } {
  const person = currentOf(categories, '01');
  const registration = currentOf(categories, '07');
  const own = readBsn(person);
  if (typeof own === 'object') return own;
  const reason = registration.get('67.20');
  if (reason === 'W' || reason === 'F') {
    return { why: `the list was withdrawn (07.67.20 is ${reason}: ${reason === 'W' ? 'wiped' : 'an error'})` };
  }
  const name = readName(person);
  if (name === null) return { why: 'the list has no family name (01.02.40)' };
  const dead = reason === 'O' || readDate(currentOf(categories, '06').get('08.10')) !== null;
  const deceasedOn = dead ? dayOfDeath(currentOf(categories, '06'), registration) : null;
  if (dead && deceasedOn === null) return { why: 'the person has died, and no year of it is known (06, 07.67)' };

  const suspended = registration.has('67.10') && reason !== 'O';
  const relatives = readRelatives(categories);
  const residence = currentOf(categories, '08');
  return {
    list: {
      bsn: own,
      ...name,
      birthDate: readDate(person.get('03.10')),
      sex: readSex(person),
      deceasedOn,
      secrecy: readSecrecy(registration.get('70.10')),
      address: readAddress(residence),
      home: dead || suspended ? null : readHome(residence),
      relatives: relatives.found,
      legal: readLegal(categories, { suspended, livedAbroad: livedAbroad(categories) }),
    },
    relativesWithoutBsn: relatives.withoutBsn,
    unmarked: [...categories.values()].reduce((sum, { unmarked }) => sum + unmarked, 0),
  };
}

function readBsn(person: Values): Bsn | { readonly why: string } {
  const text = person.get('01.20');
  if (text === undefined) return { why: 'the list has no BSN (01.01.20), by which others know the person' };
  const read = bsn.safeParse(text);
  return read.success ? read.data : { why: 'what stands for a BSN (01.01.20) is none' };
}

/** Who died on an unknown day died at the latest in the year in which it was recorded. */
function dayOfDeath(death: Values, registration: Values): PartialDate | null {
  const recorded = (date: string | undefined): PartialDate | null => {
    const read = readDate(date);
    return read === null ? null : yearOf(read);
  };
  return (
    readDate(death.get('08.10')) ??
    readDate(registration.get('67.10')) ??
    recorded(death.get('85.10')) ??
    recorded(death.get('86.10'))
  );
}

function yearOf(date: PartialDate): PartialDate | null {
  return readDate(`${date.slice(0, 4)}0000`);
}

const MOST_SECRET = 7;

/** A missing indication or one that is not known counts as secret. */
function readSecrecy(text: string | undefined): number {
  return /^[0-7]$/.test(text ?? '') ? Number(text) : MOST_SECRET;
}
