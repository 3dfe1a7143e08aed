// The people of a generated situation: capacities, ages and the rest of what the register may or may not tell of them.

import type { Condition } from '../../gateway/vocabulary/condition.ts';
import type { Fact, SubjectFacts } from '../../gateway/vocabulary/facts.ts';
import { subjectKeyOf } from '../../gateway/vocabulary/subject.ts';
import { at, CASE, day, PEOPLE, type PersonPicks } from './picks.ts';

const CAPACITY_SETS: readonly SubjectFacts['capacities'][] = [
  ['CHILD'],
  ['PARENT'],
  ['PARENT'],
  ['GUARDIAN'],
  ['FOSTER_PARENT'],
  ['LEGAL_REPRESENTATIVE'],
  ['PARTNER'],
  ['ADULT'],
  ['OTHER_INVOLVED'],
  ['CHILD', 'PARENT'],
  ['PARENT', 'PARTNER'],
];
const UNKNOWN = { state: 'UNKNOWN' } as const;
const UNAVAILABLE = { state: 'UNAVAILABLE' } as const;

/** Once in twelve each: nobody knows; could not be asked. */
function fact<Value>(values: readonly Value[], number: number): Fact<Value> {
  if (number % 12 === 11) return UNKNOWN;
  if (number % 12 === 10) return UNAVAILABLE;
  return { state: 'KNOWN', value: at(values, Math.floor(number / 2)) };
}

export function subjectOf(
  one: PersonPicks,
  number: number,
  members: number,
  conditions: readonly Condition[],
): SubjectFacts {
  const person = at(PEOPLE, number);
  const capacities = at(CAPACITY_SETS, one.as + number);
  const others = capacities.filter((capacity) => capacity !== 'PARENT');
  const custody = [
    ['PARENT_WITH_CUSTODY'],
    ['PARENT_WITHOUT_CUSTODY'],
    ['PARENT_WITH_CUSTODY', 'PARENT_WITHOUT_CUSTODY'],
    [],
  ] as const;
  const children = PEOPLE.slice(0, members).filter((other) => other !== person);
  return {
    key: subjectKeyOf(CASE, person),
    ownCase: CASE,
    person,
    registered: !one.unregistered,
    capacities,
    ruleCapacities: capacities.includes('PARENT')
      ? fact(
          custody.map((more) => [...others, ...more]),
          one.custody,
        )
      : { state: 'KNOWN', value: others },
    birthDate: UNKNOWN,
    age: fact([...edges(conditions), 8, 17, 18, 15, 16, 11, 12, 38], one.age),
    custody: UNKNOWN,
    childrenInCase: fact([children, children.slice(0, 1), []], one.children),
    deceased: fact([false, false, false, false, false, true], one.deceased),
    minorityEnds: fact([null, null, day('2006-01-01'), day('2026-05-01'), day('2030-01-01')], one.minority),
    isCaller: one.isCaller,
    callerHasCustody: one.inCallersCustody,
    restricted: one.restricted,
  };
}

/** Ages at which a condition of the rule begins or ceases to hold. */
function edges(conditions: readonly Condition[]): readonly number[] {
  return conditions.flatMap((one) =>
    one.kind === 'AGE'
      ? [one.from, one.below].flatMap((edge) => (edge === undefined ? [] : [edge, Math.max(0, edge - 1)]))
      : [],
  );
}
