// Runs one policy case through gather and decide, with ports that answer from its data. Decides nothing itself.
import { compilePolicy } from '../../gateway/decide/compile.ts';
import { createGather } from '../../gateway/gather/gather.ts';
import type { Caller } from '../../gateway/vocabulary/caller.ts';
import { readClock } from '../../gateway/vocabulary/clock.ts';
import { cellKeyOf, type Decision, type Verdict } from '../../gateway/vocabulary/decision.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { Reading } from '../../gateway/vocabulary/operation.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import { isRefusal } from '../../gateway/vocabulary/refusal.ts';
import { partsOfSubjectKey, subjectKeyOf } from '../../gateway/vocabulary/subject.ts';
import { bsn } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { OrganisationName, PolicyCase } from './case-format.ts';
import { ASKER, deskOf, keyOf, OWN_CASE, registrationOf, registry, storeOf } from './world.ts';

export type CaseRun = {
  readonly facts: Facts;
  readonly decision: Decision;
  readonly members: readonly string[];
  readonly verdict: (about: string, at: OrganisationName, category: Category) => Verdict | undefined;
};

export async function runCase(policies: PolicySet, policyCase: PolicyCase): Promise<CaseRun> {
  const switches = { ...policies.switches, ...Object.fromEntries(policyCase.switches.map((name) => [name, true])) };
  const gather = createGather({
    desk: deskOf(policyCase),
    store: storeOf(policyCase),
    registry,
    switches: () => switches,
  });
  const now = Date.parse(policyCase.now);
  const reading = readingOf(policyCase);
  const facts = await gather(callerOf(policyCase), reading, readClock({ domain: () => now, wall: () => now }));
  if (isRefusal(facts)) throw new Error(`the case was refused: ${facts.code}`);
  const decision = compilePolicy({ ...policies, switches }).decide(facts, reading);
  const ownCase = [...facts.cases.keys()][0] ?? OWN_CASE;
  return {
    facts,
    decision,
    members: [...facts.cases.values()].flatMap(({ members }) =>
      members.map((member) => partsOfSubjectKey(member)?.person.replace('person-of-the-case-', '') ?? ''),
    ),
    verdict: (about, at, category) => {
      const own = 'organisation' in policyCase.caller ? policyCase.caller.organisation : 'team-a';
      const holder = at === 'access' ? own : at;
      if (holder === 'access') return undefined;
      const key = cellKeyOf(subjectKeyOf(ownCase, keyOf(about)), registrationOf(holder).organisation.oin, category);
      return decision.cells.get(key)?.verdict;
    },
  };
}

function callerOf({ caller }: PolicyCase): Caller {
  const common = { assurance: 'high', client: 'case-system' };
  if ('subject' in caller) {
    return { kind: 'DATA_SUBJECT', bsn: bsn.parse('999901692'), role: 'DATA_SUBJECT', ...common } as Caller;
  }
  const organisationOf = (name: OrganisationName) => registrationOf(name === 'access' ? 'team-a' : name).organisation;
  // Only authenticate makes callers; a case states one.
  return {
    kind: 'PROFESSIONAL',
    professional: ASKER,
    organisation: organisationOf(caller.organisation),
    motherOrganisation: caller.mother === undefined ? null : organisationOf(caller.mother),
    role: caller.role,
    ...common,
  } as Caller;
}

function readingOf({ caller, expect }: PolicyCase): Reading {
  const asks = expect.flatMap(({ at, categories }) =>
    at.flatMap((name) =>
      categories.map((category) => ({
        source: name === 'access' ? ('ACCESS' as const) : registrationOf(name).source,
        category,
        period: null,
      })),
    ),
  );
  const root =
    'subject' in caller ? { kind: 'ME', key: 'r0_me' } : { kind: 'HOUSEHOLD', key: 'r0_household', id: OWN_CASE };
  // Only read makes readings; a case asks exactly what it expects something of.
  return {
    profile: { purpose: caller.purpose, wantsDecisions: false },
    roots: [root],
    asks,
    variables: {},
    emergency: null,
  } as unknown as Reading;
}
