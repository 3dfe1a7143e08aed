// A caller and what was read of the operation in; out, the facts to decide on: own cases and members, claims, ages, custody, what was given.
// Asked, alike for every operation: the own organisation's source, then the persons register, then the gateway's own store; nobody else.
import type { OwnCaseFact, OwnCasesAnswer } from '../../schema/facts-format.ts';
import type { InnerKey, LocalDate } from '../../schema/identifiers.ts';
import { WITHOUT_CASES } from '../../schema/names/role.ts';
import type { Caller, ProfessionalCaller } from '../vocabulary/caller.ts';
import type { ClockReading } from '../vocabulary/clock.ts';
import type { Facts, OwnCase, SubjectFacts } from '../vocabulary/facts.ts';
import type { Reading } from '../vocabulary/operation.ts';
import type { FactsDesk, GivenToCaller, Registry } from '../vocabulary/ports.ts';
import type { Refusal } from '../vocabulary/refusal.ts';
import type { Holder } from '../vocabulary/registration.ts';
import type { GatherPorts } from './asks.ts';
import { claimsInForce } from './claims.ts';
import { consentRulesOf } from './consent-rules.ts';
import { type Duty, dutyOf } from './duty.ts';
import { consentFacts, necessitiesToday, releasesToday, requestsToday, restrictedToday } from './given.ts';
import { holdersFor, namedHolders } from './holders.ts';
import type { Member } from './own-cases.ts';
import { gatherOwnView } from './own-view.ts';
import { noOwnCases, notADataSubject, ownSourceUnreachable, storeUnreadable } from './refusals.ts';
import { askRegister } from './register.ts';
import { type CaseRoot, questionFor, type Shown, shownBy } from './roots.ts';
import { subjectsOf } from './subjects.ts';

export type Gather = (caller: Caller, reading: Reading, clock: ClockReading) => Promise<Facts | Refusal>;

export function createGather(ports: GatherPorts): Gather {
  return async (caller, reading, clock) => {
    if (caller.kind === 'DATA_SUBJECT') return gatherOwnView(ports, caller, reading, clock);
    if (WITHOUT_CASES.has(caller.role))
      return reading.roots.some(({ kind }) => kind !== 'TASKS')
        ? noOwnCases()
        : gatherCases(ports, caller, [], reading, clock);
    const roots: CaseRoot[] = [];
    for (const root of reading.roots) {
      if (root.kind === 'ME') return notADataSubject();
      roots.push(root);
    }
    return gatherCases(ports, caller, roots, reading, clock);
  };
}

async function gatherCases(
  { desk, store, registry, switches, emergencies: emergenciesNow }: GatherPorts,
  caller: ProfessionalCaller,
  roots: readonly CaseRoot[],
  reading: Reading,
  clock: ClockReading,
): Promise<Facts | Refusal> {
  const own = registry.holder(caller.organisation.oin);
  const { today } = clock;
  const inEmergency = emergenciesNow !== undefined && reading.profile.purpose === 'ACUTE_DANGER';
  const emergencies = inEmergency ? await emergenciesNow(caller, clock.domain).catch(() => null) : [];
  if (emergencies === null) return storeUnreadable();
  const duty = dutyOf(caller, reading, emergencies, today);
  const shown = await askOwnSource(desk, own, caller, roots, today, duty);
  if (shown === null) return ownSourceUnreachable();

  const cases = new Map([...shown.values()].flatMap(({ cases: some }) => some.map((ownCase) => [ownCase.id, ownCase])));
  const members = new Map([...cases.values()].map((ownCase) => [ownCase.id, duty.membersOf(ownCase)]));
  const people = new Map<InnerKey, boolean>();
  for (const { id, registered } of [...members.values()].flat()) people.set(id, registered && (people.get(id) ?? true));

  const registered = [...people].flatMap(([person, isRegistered]) => (isRegistered ? [person] : []));
  const registerSays = await askRegister(desk, registry, caller, registered);
  const recipient = caller.organisation.oin;
  const given = await store.givenTo(recipient, [...people.keys()], [...cases.keys()]).catch(() => null);
  if (given === null) return storeUnreadable();

  const restricted = restrictedToday(given, recipient, today);
  const subjects = [...cases.keys()].flatMap((id) =>
    subjectsOf(id, members.get(id) ?? [], registerSays, { today, restricted, caller: null }),
  );
  const made: Omit<Facts, symbol> = {
    clock,
    caller,
    organisation: recipient,
    organisationKind: caller.organisation.kind,
    asker: null,
    roots: new Map(
      [...shown].map(([key, { cases: some, hasNextPage }]) => [key, { cases: some.map(({ id }) => id), hasNextPage }]),
    ),
    cases: new Map(
      [...cases].map(([id, ownCase]) => [
        id,
        {
          ...caseFacts(ownCase, subjects, given, caller, clock),
          ...(duty.isByDuty(ownCase) ? { byDuty: true } : {}),
        },
      ]),
    ),
    subjects: new Map(subjects.map((subject) => [subject.key, subject])),
    holders: new Map(
      [...cases].map(([id, { region }]) => [id, holdersOfCase(registry, caller, region, members.get(id) ?? [], given)]),
    ),
    consents: consentFacts(
      given,
      caller,
      clock,
      registerSays,
      (person) => people.get(person) === true,
      consentRulesOf(switches?.()),
    ),
    releases: releasesToday(given, recipient, today),
    requests: requestsToday(given, recipient, today),
    necessities: necessitiesToday(given, recipient, today),
    emergencies,
    consentVersion: given.version,
  };
  // The one place that makes the facts of a professional: all of it was asked above.
  return made as Facts;
}

/** Null: the own source could not be asked. An organisation without a source has no own cases. Equal questions are asked once. */
async function askOwnSource(
  desk: FactsDesk,
  own: Holder | undefined,
  caller: ProfessionalCaller,
  roots: readonly CaseRoot[],
  today: LocalDate,
  { isOwn, asksAnyone }: Duty,
): Promise<ReadonlyMap<string, Shown> | null> {
  const asked = new Map<string, Promise<OwnCasesAnswer | null>>();
  const shown = new Map<string, Shown>();
  const answers = roots.map((root) => {
    if (own === undefined) return Promise.resolve({ cases: [] });
    const question = questionFor(root, caller.professional, today, asksAnyone);
    const key = JSON.stringify(question.select);
    const answer =
      asked.get(key) ?? desk.ownCases(own, caller, question).then((told) => ('kind' in told ? null : told));
    asked.set(key, answer);
    return answer;
  });
  for (const [at, answer] of (await Promise.all(answers)).entries()) {
    const root = roots[at];
    if (answer === null || root === undefined) return null;
    shown.set(root.key, shownBy(root, answer, isOwn));
  }
  return shown;
}

function caseFacts(
  ownCase: OwnCaseFact,
  subjects: readonly SubjectFacts[],
  given: GivenToCaller,
  caller: ProfessionalCaller,
  { today }: ClockReading,
): OwnCase {
  const { id, kind, householdKind, openedOn, region, claims } = ownCase;
  return {
    id,
    kind,
    householdKind,
    openedOn,
    region,
    members: subjects.filter((subject) => subject.ownCase === id).map((subject) => subject.key),
    claims: claimsInForce(claims, given.claims, {
      ownCase: id,
      organisation: caller.organisation.oin,
      asker: caller.professional,
      today,
      contested: given.contested ?? [],
    }),
  };
}

function holdersOfCase(
  registry: Registry,
  caller: ProfessionalCaller,
  region: OwnCaseFact['region'],
  members: readonly Member[],
  given: GivenToCaller,
): readonly Holder[] {
  const people = new Set(members.map(({ id }) => id));
  const named = namedHolders(
    given.consents.filter((consent) => people.has(consent.about)),
    given.releases.filter((release) => release.about === null || people.has(release.about)),
  );
  return holdersFor(registry, caller.organisation.oin, region, named);
}
