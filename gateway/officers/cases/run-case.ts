// Runs policy cases through gather and decide, with ports that answer from their data. Decides nothing itself.
import { bsn } from '../../../schema/identifiers.ts';
import { CATEGORIES, type Category } from '../../../schema/names/category.ts';
import type { ErrorCode } from '../../../schema/names/codes.ts';
import { valuesOf } from '../../../schema/names/define.ts';
import { SOURCE_KINDS } from '../../../schema/names/source-kind.ts';
import { type CompiledPolicy, compilePolicy } from '../../decide/compile.ts';
import { createGather } from '../../gather/gather.ts';
import type { Caller } from '../../vocabulary/caller.ts';
import { readClock } from '../../vocabulary/clock.ts';
import type { Verdict } from '../../vocabulary/decision.ts';
import type { Reading } from '../../vocabulary/operation.ts';
import type { PolicySet } from '../../vocabulary/ports.ts';
import { isRefusal } from '../../vocabulary/refusal.ts';
import { partsOfSubjectKey, type SubjectKey } from '../../vocabulary/subject.ts';
import type { OrganisationName, PolicyCase } from './case-format.ts';
import {
  ASKER,
  deskOf,
  emergenciesOf,
  nameOf,
  OWN_CASE,
  partnerAt,
  registrationOf,
  registryOf,
  storeOf,
} from './ports.ts';
import { type CaseRecord, recordOf } from './record-case.ts';

export type DecidedCell = {
  readonly about: string;
  readonly at: OrganisationName;
  readonly category: Category;
  readonly verdict: Verdict;
};
export type CaseRun = {
  readonly members: readonly string[];
  readonly cells: readonly DecidedCell[];
  /** The question was refused before anybody was decided about; null: it was not. */
  readonly refused: ErrorCode | null;
  readonly record: CaseRecord;
};

export function createCaseRunner(policies: PolicySet): (policyCase: PolicyCase) => Promise<CaseRun> {
  const compiled = new Map<string, CompiledPolicy>();
  return async (policyCase) => {
    const switches = { ...policies.switches, ...Object.fromEntries(policyCase.switches.map((name) => [name, true])) };
    const key = JSON.stringify(switches);
    const policy = compiled.get(key) ?? compilePolicy({ ...policies, switches });
    compiled.set(key, policy);
    const gather = createGather({
      desk: deskOf(policyCase),
      store: storeOf(policyCase),
      registry: registryOf(policyCase),
      emergencies: async () => emergenciesOf(policyCase),
      switches: () => switches,
    });
    const now = Date.parse(policyCase.now);
    const reading = readingOf(policyCase);
    const caller = callerOf(policyCase);
    const clock = readClock({ domain: () => now, wall: () => now });
    const recordFor = (came: Parameters<typeof recordOf>[0]) => recordOf(came, caller, clock, policies);
    const facts = await gather(caller, reading, clock);
    if (isRefusal(facts)) {
      const record = await recordFor({ reading, facts: null, decision: null, refusal: facts });
      return { members: [], cells: [], refused: facts.code, record };
    }
    const decision = policy.decide(facts, reading);
    return {
      members: [...facts.cases.values()].flatMap(({ members }) => members.map(personOf)),
      cells: [...decision.cells.values()].map(({ cell, verdict }) => ({
        about: personOf(cell.subject),
        at: cell.source === 'ACCESS' ? 'access' : partnerAt(cell.holder),
        category: cell.category,
        verdict,
      })),
      refused: null,
      record: await recordFor({ reading, facts, decision, refusal: null }),
    };
  };
}

function personOf(subject: SubjectKey): string {
  const parts = partsOfSubjectKey(subject);
  return parts === null || parts === undefined ? '' : nameOf(parts.person);
}

function callerOf({ caller }: PolicyCase): Caller {
  const common = { assurance: 'high', client: 'case-system' };
  // Only authenticate makes callers; a case states one.
  if ('subject' in caller) {
    return { kind: 'DATA_SUBJECT', bsn: bsn.parse('999901692'), role: 'DATA_SUBJECT', ...common } as Caller;
  }
  return {
    kind: 'PROFESSIONAL',
    professional: ASKER,
    organisation: registrationOf(caller.organisation).organisation,
    motherOrganisation: caller.mother === undefined ? null : registrationOf(caller.mother).organisation,
    role: caller.role,
    ...common,
  } as Caller;
}

/** Asks everything, so that what a case does not list is known to stay closed. */
function readingOf({ caller, dates, inDanger }: PolicyCase): Reading {
  const period = dates === undefined ? null : { from: dates.from ?? null, until: dates.until ?? null };
  const asks = valuesOf(SOURCE_KINDS).flatMap((source) =>
    valuesOf(CATEGORIES)
      .filter((category) => category !== 'NONE' && (category === 'CONSENT_RECORD') === (source === 'ACCESS'))
      .map((category) => ({ source, category, period })),
  );
  const root =
    'subject' in caller
      ? { kind: 'ME', key: 'r0_me', children: caller.children }
      : { kind: 'HOUSEHOLD', key: 'r0_household', id: OWN_CASE };
  // Only read makes readings; a case states what one would say.
  return {
    profile: { purpose: caller.purpose, wantsDecisions: false },
    roots: [root],
    asks,
    variables: {},
    emergency:
      caller.purpose === 'ACUTE_DANGER' && inDanger.length > 0 ? { reason: 'now', danger: 'VIOLENCE_NOW' } : null,
    act: null,
  } as unknown as Reading;
}
