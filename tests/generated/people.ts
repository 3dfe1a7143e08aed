// The people of generated worlds: a family, a newborn without BSN, and two who are usually no part of it.
import type { CustodyFact, PersonFact } from '../../schema/facts-format.ts';
import { type Bsn, bsn, type InnerKey, innerKey, partialDate } from '../../schema/identifiers.ts';
import type { Capacity } from '../../schema/names/capacity.ts';

export type Human = {
  readonly name: string;
  readonly key: InnerKey;
  readonly bsn: Bsn;
  readonly registered: boolean;
  readonly capacities: readonly Capacity[];
  readonly facts: PersonFact;
};

const keyOf = (name: string): InnerKey => innerKey.parse(`${name}-inner-key-0000`);
/** Synthetic numbers (999900006-999999990) that pass the eleven-test. */
const NUMBERS = [
  '999990019',
  '999990020',
  '999990032',
  '999990044',
  '999990056',
  '999990068',
  '999990081',
  '999990093',
].map((digits) => nextValid(Number(digits)));

function nextValid(from: number): Bsn {
  for (let number = from; ; number += 1) {
    const parsed = bsn.safeParse(String(number));
    if (parsed.success) return parsed.data;
  }
}

function custody(kind: CustodyFact['kind'], ...holders: string[]): CustodyFact {
  return { kind, underInvestigation: false, holders: holders.map((name) => ({ id: keyOf(name), kind: 'PARENT' })) };
}

function human(
  at: number,
  name: string,
  born: string,
  capacities: readonly Capacity[],
  over: CustodyFact | null = null,
  registered = true,
): Human {
  const key = keyOf(name);
  const number = NUMBERS[at];
  if (number === undefined) throw new RangeError('more people than numbers');
  const facts = { id: key, birthDate: partialDate.parse(born), deceasedOn: null, custody: over };
  return { name, key, bsn: number, registered, capacities, facts };
}

export const PEOPLE: readonly Human[] = [
  human(0, 'anna', '2018-05-04', ['CHILD'], custody('JOINT_PARENTAL', 'bram', 'clara')),
  human(1, 'bram', '1985-02-11', ['PARENT']),
  human(2, 'clara', '1987-09-30', ['PARENT']),
  human(3, 'daan', '2012-01-10', ['CHILD'], custody('SOLE_PARENTAL', 'clara')),
  human(4, 'emma', '1990-12-24', ['PARTNER', 'ADULT']),
  human(5, 'fenna', '2026-10-01', ['CHILD'], null, false),
  human(6, 'gijs', '1979-07-07', ['OTHER_INVOLVED']),
  human(7, 'hanna', '2016-03-15', ['CHILD'], custody('SOLE_PARENTAL', 'gijs')),
];

export const NOBODY: Bsn = nextValid(999_980_000);

export function humanOf(key: InnerKey): Human | undefined {
  return PEOPLE.find((one) => one.key === key);
}

/** Over whom the register gives this person custody. */
export function childrenOf(parent: InnerKey): readonly InnerKey[] {
  return PEOPLE.filter(({ facts }) => facts.custody?.holders.some(({ id }) => id === parent) === true).map(
    ({ key }) => key,
  );
}
