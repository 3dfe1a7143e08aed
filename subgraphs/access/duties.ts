// Duties to inform of whoever asks: facts of the request in; the duties of the own cases out, with their person as a member of the case.
import type { Duties } from '../../gateway/vocabulary/duty.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { AccessContext } from './context.ts';

export function createDutiesShown(facts: Facts, duties: Duties): AccessContext['dutiesToInform'] {
  return async () => {
    const { organisation, cases, subjects } = facts;
    if (organisation === null || cases.size === 0) return [];
    const members = new Map([...subjects.values()].map(({ ownCase, person, key }) => [`${ownCase}|${person}`, key]));
    const found = await duties.ofCases(organisation, [...cases.keys()]);
    // Who has left the case is told by whoever knows where; here it is nobody's any more.
    return found.flatMap(({ ownCase, person, ...duty }) => {
      const about = members.get(`${ownCase}|${person}`);
      return about === undefined ? [] : [{ ...duty, household: ownCase, about }];
    });
  };
}
