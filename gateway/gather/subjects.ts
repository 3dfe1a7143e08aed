// The members of one own case with what is known of each today: capacity, age, custody, restriction.
import type { CustodyFact } from '../../schema/facts-format.ts';
import type { CaseId, InnerKey, LocalDate, PartialDate } from '../../schema/identifiers.ts';
import type { Fact, SubjectFacts } from '../vocabulary/facts.ts';
import { subjectKeyOf } from '../vocabulary/subject.ts';
import { ageOf, minorityEndsOf } from './age.ts';
import { childrenOf, holdersOf, ruleCapacitiesOf } from './custody.ts';
import type { Member } from './own-cases.ts';
import type { RegisterSays } from './register.ts';

export function subjectsOf(
  ownCase: CaseId,
  members: readonly Member[],
  registerSays: RegisterSays,
  at: { readonly today: LocalDate; readonly restricted: ReadonlySet<InnerKey>; readonly caller: InnerKey | null },
): readonly SubjectFacts[] {
  const children = members
    .filter((member) => member.capacities.includes('CHILD'))
    .map((child) => ({ person: child.id, custody: registerSays(child.id, child.registered).custody }));
  return members.map(({ id, registered, capacities }) => {
    const { birthDate, custody, deceased } = registerSays(id, registered);
    return {
      key: subjectKeyOf(ownCase, id),
      ownCase,
      person: id,
      registered,
      capacities,
      ruleCapacities: ruleCapacitiesOf(id, capacities, children),
      birthDate,
      age: onBirthDate(birthDate, (date) => ageOf(date, at.today)),
      custody,
      childrenInCase: childrenOf(id, children),
      deceased,
      minorityEnds: registered
        ? onBirthDate(birthDate, (date) => minorityEndsOf(date, at.today))
        : { state: 'KNOWN', value: null },
      isCaller: id === at.caller,
      callerHasCustody: at.caller !== null && id !== at.caller && isHolder(at.caller, custody),
      restricted: at.restricted.has(id),
    };
  });
}

function isHolder(person: InnerKey, custody: Fact<CustodyFact | null>): boolean {
  const holders = holdersOf(custody);
  return holders.state === 'KNOWN' && holders.value.includes(person);
}

function onBirthDate<Value>(
  birthDate: Fact<PartialDate | null>,
  of: (date: PartialDate | null) => Fact<Value>,
): Fact<Value> {
  return birthDate.state === 'KNOWN' ? of(birthDate.value) : birthDate;
}
