// Facts and one cell in; what Cedar is asked out. A fact that is not known leaves no attribute; what exists among many enters as a set of strings.
import type { CedarValueJson, StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm/nodejs';
import type { Cell, Period } from '../../gateway/vocabulary/decision.ts';
import type { Fact, Facts, OwnCase, SubjectFacts } from '../../gateway/vocabulary/facts.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import { numberOfDay, startOf } from './translate.ts';

type Attributes = Record<string, CedarValueJson>;

export type Question = {
  readonly facts: Facts;
  readonly switches: Readonly<Record<string, boolean>>;
  readonly purpose: Purpose;
  readonly ownCase: OwnCase;
  /** The numbers of months that the rules name. */
  readonly months: readonly number[];
};

/** Measures that end by law when the child comes of age or dies: BW 1:255, 1:257, 1:302. */
const OVER_A_CHILD = ['SUPERVISION_ORDER', 'INTERIM_SUPERVISION_ORDER', 'GUARDIANSHIP'];

export function principalOf({ caller, organisation, organisationKind }: Facts): Attributes {
  const { role } = caller;
  if (caller.kind === 'DATA_SUBJECT') return { kind: 'DATA_SUBJECT', role };
  return {
    kind: organisationKind ?? 'NONE',
    role,
    ...(organisation === null ? {} : { organisation }),
    ...(caller.motherOrganisation === null ? {} : { mother: caller.motherOrganisation.oin }),
  };
}

/** The same for every cell of one person. */
export function personAttributes(subject: SubjectFacts, { facts, ownCase }: Question): Attributes {
  return {
    capacities: [...subject.capacities],
    ...known(subject.ruleCapacities, (capacities) => ({ custodyToday: [...capacities] })),
    ...known(subject.age, (age) => ({ age })),
    ...known(subject.minorityEnds, (day) => ({ minorityEnds: day === null ? 0 : numberOfDay(day) })),
    claims: claimsFor(subject, facts, ownCase),
    isCaller: subject.isCaller,
    underCallersCustody: subject.callerHasCustody,
    restricted: subject.restricted,
    inDanger: (facts.emergencies ?? []).some(
      (one) => one.ownCase === ownCase.id && one.people.includes(subject.person),
    ),
  };
}

/**
 * What was given to the asker, as texts that name it in full. Cedar cannot say "there is a consent such that": whether the text of a cell is among
 * these is looked up here.
 */
export type Given = {
  readonly consents: ReadonlySet<string>;
  readonly necessities: ReadonlySet<string>;
  readonly releases: ReadonlySet<string>;
  /** What was asked of a holder, and not answered on the day by which it had to be. */
  readonly inVain: ReadonlySet<string>;
  /** The law rows under which anything was released. */
  readonly bases: readonly string[];
};

export function givenIn({
  facts: { clock, organisation, asker, consents, necessities, releases, requests },
}: Question): Given {
  const lasts = ({ from, until }: { readonly from: string; readonly until: string }) =>
    numberOfDay(from) <= numberOfDay(clock.today) && numberOfDay(clock.today) <= numberOfDay(until);
  // To the organisation that asks; in an own view to the one who asks.
  const released = releases.filter(
    (one) => one.recipient === (organisation === null ? asker : organisation) && lasts(one),
  );
  // One that was asked again, and may still be answered, waits.
  const inVain = new Map<string, boolean>();
  for (const one of requests.filter(({ recipient }) => recipient === organisation)) {
    for (const use of uses(one.about, one.holder, { ...one, roles: [one.role], purposes: [one.purpose] })) {
      inVain.set(use, (inVain.get(use) ?? true) && numberOfDay(one.dueOn) < numberOfDay(clock.today));
    }
  }
  return {
    consents: new Set(
      consents.filter((one) => one.valid && lasts(one)).flatMap((one) => uses(one.about, one.holder, one)),
    ),
    necessities: new Set(
      necessities
        .filter((one) => one.recipient === organisation && lasts(one))
        .map((one) => [one.about, one.holder, one.purpose, one.category].join('|')),
    ),
    // A standing release is about nobody, any other about somebody.
    releases: new Set(
      released
        .filter((one) => (one.kind === 'STANDING') === (one.about === null))
        .flatMap((one) => uses(one.about ?? 'STANDING', one.holder, one).map((use) => `${one.basis}|${use}`)),
    ),
    inVain: new Set([...inVain].flatMap(([use, late]) => (late ? [use] : []))),
    bases: [...new Set(released.map(({ basis }) => basis))],
  };
}

export function cellAttributes(
  person: string,
  { holder, source, category }: Cell,
  holderKind: OrganisationKind,
  { facts, purpose }: Question,
  { consents, necessities, releases, inVain, bases }: Given,
): Attributes {
  const use = [holder, facts.caller.role, purpose, category].join('|');
  return {
    holder,
    source,
    category,
    holderKind,
    emergencyProfile: [...facts.holders.values()]
      .flat()
      .some((one) => one.organisation.oin === holder && one.emergencyProfile),
    consented: consents.has(`${person}|${use}`),
    stated: necessities.has([person, holder, purpose, category].join('|')),
    askedInVain: inVain.has(`${person}|${use}`),
    released: bases.filter((basis) => releases.has(`${basis}|${person}|${use}`)),
    releasedToAll: bases.filter((basis) => releases.has(`${basis}|STANDING|${use}`)),
  };
}

/** The same for every cell of one case. */
export function contextOf({ facts, switches, purpose, ownCase, months }: Question): Attributes {
  return {
    purpose,
    today: numberOfDay(facts.clock.today),
    ...(ownCase.kind === null ? {} : { caseKind: ownCase.kind }),
    household: ownCase.householdKind,
    hasClaims: ownCase.claims.length > 0,
    switches: Object.keys(switches).filter((name) => switches[name] === true),
    ...(ownCase.openedOn === null ? {} : startsOf(ownCase.openedOn, months)),
  };
}

/** The dates that the question names for one category; at most two. */
export function askedDates(asked: readonly Period[]): Attributes {
  return Object.fromEntries(
    asked.map(({ from, until }, at) => [
      `ask${at + 1}`,
      {
        ...(from === null ? {} : { from: numberOfDay(from) }),
        ...(until === null ? {} : { until: numberOfDay(until) }),
      },
    ]),
  );
}

export function callOf(
  policies: string,
  principal: Attributes,
  resource: Attributes,
  context: Attributes,
): StatefulAuthorizationCall {
  const [caller, cell] = [
    { type: 'Caller', id: 'caller' },
    { type: 'Cell', id: 'cell' },
  ];
  return {
    principal: caller,
    action: { type: 'Action', id: 'see' },
    resource: cell,
    context,
    entities: [
      { uid: caller, attrs: principal, parents: [] },
      { uid: cell, attrs: resource, parents: [] },
    ],
    preparsedPolicySetId: policies,
  };
}

function known<Value>(fact: Fact<Value>, attributes: (value: Value) => Attributes): Attributes {
  return fact.state === 'KNOWN' ? attributes(fact.value) : {};
}

function uses(
  about: string,
  holder: string,
  given: {
    readonly roles: readonly string[];
    readonly purposes: readonly string[];
    readonly categories: readonly string[];
  },
): string[] {
  return given.roles.flatMap((role) =>
    given.purposes.flatMap((purpose) =>
      given.categories.map((category) => `${about}|${holder}|${role}|${purpose}|${category}`),
    ),
  );
}

/**
 * `CASE KIND`: a claim of that kind is in force in the case; `SUBJECT KIND`: about this person; `CHILD KIND`: about a child of his or hers. A measure
 * about a child of whom it is not certain that it lives and is one today is not in force.
 */
function claimsFor({ person, childrenInCase }: SubjectFacts, facts: Facts, { id, claims }: OwnCase): string[] {
  const minors = new Set(
    [...facts.subjects.values()]
      .filter(
        ({ ownCase, age, deceased }) =>
          ownCase === id && age.state === 'KNOWN' && age.value < 18 && deceased.state === 'KNOWN' && !deceased.value,
      )
      .map((minor) => minor.person),
  );
  const children = childrenInCase.state === 'KNOWN' ? childrenInCase.value : [];
  const inForce = claims.filter(
    ({ kind, about }) => !OVER_A_CHILD.includes(kind) || (about !== null && minors.has(about)),
  );
  return [
    ...inForce.map(({ kind }) => `CASE ${kind}`),
    ...inForce.filter(({ about }) => about === person).map(({ kind }) => `SUBJECT ${kind}`),
    ...inForce.filter(({ about }) => about !== null && children.includes(about)).map(({ kind }) => `CHILD ${kind}`),
  ];
}

/** By number of months: the day so many months before, or the last of that month where it has no such day. */
function startsOf(openedOn: string, months: readonly number[]): Attributes {
  const opened = new Date(`${openedOn}T00:00:00Z`);
  return Object.fromEntries(
    months.map((number) => {
      const start = new Date(opened);
      start.setUTCDate(1);
      start.setUTCMonth(start.getUTCMonth() - number);
      const month = start.getUTCMonth();
      start.setUTCDate(opened.getUTCDate());
      // Past the end of a short month, Date goes on into the next: day 0 of that is the last of ours.
      if (start.getUTCMonth() !== month) start.setUTCDate(0);
      return [startOf(number), numberOfDay(start.toISOString().slice(0, 10))];
    }),
  );
}
