// What the persons register says of some people today, as facts: known, unknown to it, or not to be had.
import type { CustodyFact, PersonFact } from '../../schema/facts-format.ts';
import type { InnerKey, PartialDate } from '../../schema/identifiers.ts';
import type { Caller } from '../vocabulary/caller.ts';
import type { Fact } from '../vocabulary/facts.ts';
import type { FactsDesk, Registry } from '../vocabulary/ports.ts';
import type { Holder } from '../vocabulary/registration.ts';
import { allHolders } from './holders.ts';

export type RegisterFacts = {
  readonly birthDate: Fact<PartialDate | null>;
  readonly custody: Fact<CustodyFact | null>;
  readonly deceased: Fact<boolean>;
};

const UNKNOWN: RegisterFacts = {
  birthDate: { state: 'UNKNOWN' },
  custody: { state: 'UNKNOWN' },
  deceased: { state: 'UNKNOWN' },
};
const UNAVAILABLE: RegisterFacts = {
  birthDate: { state: 'UNAVAILABLE' },
  custody: { state: 'UNAVAILABLE' },
  deceased: { state: 'UNAVAILABLE' },
};

export type RegisterSays = (person: InnerKey, registered: boolean) => RegisterFacts;

export function registerOf(registry: Registry): Holder | undefined {
  return allHolders(registry).find((holder) => holder.source === 'PERSONS');
}

/** One question about all of them; about nobody, none. Whom it did not answer about it does not know. */
export async function askRegister(
  desk: FactsDesk,
  registry: Registry,
  caller: Caller,
  people: readonly InnerKey[],
): Promise<RegisterSays> {
  const register = registerOf(registry);
  if (people.length === 0) return () => UNKNOWN;
  const answer = register === undefined ? null : await desk.persons(register, caller, people);
  if (answer === null || 'kind' in answer) return (_person, registered) => (registered ? UNAVAILABLE : UNKNOWN);
  const asked = new Set(people);
  const known = new Map(answer.persons.filter(({ id }) => asked.has(id)).map((person) => [person.id, factsOf(person)]));
  return (person, registered) => (registered ? (known.get(person) ?? UNKNOWN) : UNKNOWN);
}

function factsOf({ birthDate, custody, deceasedOn }: PersonFact): RegisterFacts {
  return {
    birthDate: birthDate === null ? { state: 'UNKNOWN' } : { state: 'KNOWN', value: birthDate },
    custody: { state: 'KNOWN', value: custody },
    deceased: { state: 'KNOWN', value: deceasedOn !== null },
  };
}
