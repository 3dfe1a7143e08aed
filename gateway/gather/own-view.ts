// A data subject's token in, the facts of an own view out: one case of one's own with oneself in it, every registered holder alike.
import { caseId } from '../../schema/identifiers.ts';
import type { SubjectCaller } from '../vocabulary/caller.ts';
import type { ClockReading } from '../vocabulary/clock.ts';
import type { Facts, OwnCase, SubjectFacts } from '../vocabulary/facts.ts';
import type { Reading } from '../vocabulary/operation.ts';
import type { Refusal } from '../vocabulary/refusal.ts';
import type { GatherPorts } from './asks.ts';
import { consentRulesOf } from './consent-rules.ts';
import { releasesToday, shownConsents } from './given.ts';
import { allHolders } from './holders.ts';
import type { Member } from './own-cases.ts';
import { registerUnreachable, storeUnreadable } from './refusals.ts';
import { askRegister, registerOf } from './register.ts';
import { subjectsOf } from './subjects.ts';

/** Stands for the own view itself: it is nobody's case. */
export const OWN_VIEW = caseId.parse('own-view');

/** Until when those with custody see what its controller releases about a child (design 5). */
const OWN_ALONE = 16;

/** Household roots show nothing to a data subject, as if no case existed. Children join where they are asked about (decision record 0013). */
export async function gatherOwnView(
  { desk, store, registry, switches }: GatherPorts,
  caller: SubjectCaller,
  reading: Reading,
  clock: ClockReading,
): Promise<Facts | Refusal> {
  const register = registerOf(registry);
  const told =
    register === undefined ? null : await desk.subject(register, caller, { ask: 'SUBJECT', bsn: caller.bsn });
  if (told === null || 'kind' in told) return registerUnreachable();
  const self = told.subject;
  // What one is asked as a parent names the child.
  const asksChildren = reading.roots.some((root) => root.kind === 'TASKS' || (root.kind === 'ME' && root.children));
  const children = asksChildren ? told.children.filter((child) => child !== self) : [];
  const people = self === null ? [] : [self, ...children];
  const registerSays = await askRegister(desk, registry, caller, people);
  const given = await store.givenTo(null, people, [], self).catch(() => null);
  if (given === null) return storeUnreadable();

  const asAdult = people.map((id): Member => ({ id, registered: true, capacities: ['ADULT'] }));
  const at = { today: clock.today, restricted: new Set<never>(), caller: self };
  const subjects = subjectsOf(OWN_VIEW, asAdult, registerSays, at)
    .map((subject) =>
      subject.age.state === 'KNOWN' && subject.age.value < 18
        ? { ...subject, capacities: ['CHILD'] as const, ruleCapacities: { state: 'KNOWN', value: ['CHILD'] } as const }
        : subject,
    )
    .filter((subject) => subject.isCaller || isUnderCustody(subject));
  const ownCase: OwnCase = {
    id: OWN_VIEW,
    kind: null,
    householdKind: 'UNKNOWN',
    openedOn: null,
    region: null,
    members: subjects.map((subject) => subject.key),
    claims: [],
  };
  const shown = self === null ? [] : [OWN_VIEW];
  const made: Omit<Facts, symbol> = {
    clock,
    caller,
    organisation: null,
    organisationKind: null,
    asker: self,
    roots: new Map(
      reading.roots.map((root) => [root.key, { cases: root.kind === 'ME' ? shown : [], hasNextPage: false }]),
    ),
    cases: new Map(shown.map((id) => [id, ownCase])),
    subjects: new Map(subjects.map((subject) => [subject.key, subject])),
    holders: new Map(shown.map((id) => [id, allHolders(registry)])),
    // A child's own word from twelve is the child's; what is said about a younger one is released, not shown.
    consents: shownConsents(
      { ...given, consents: given.consents.filter(({ about }) => about === self) },
      clock,
      registerSays,
      consentRulesOf(switches?.()),
    ),
    releases: releasesToday(given, self, clock.today),
    requests: [],
    necessities: [],
    consentVersion: given.version,
  };
  // The one place that makes the facts of an own view: all of it was asked above.
  return made as Facts;
}

function isUnderCustody({ callerHasCustody, age, deceased }: SubjectFacts): boolean {
  return (
    callerHasCustody && age.state === 'KNOWN' && age.value < OWN_ALONE && deceased.state === 'KNOWN' && !deceased.value
  );
}
