// A policy set in, a pure and total decision function out: compiled once per version, no I/O, no clock of its own.
import { CATEGORIES, type Category } from '../../schema/names/category.ts';
import { valuesOf } from '../../schema/names/define.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import {
  type Cell,
  type CellKey,
  cellKeyOf,
  type Decision,
  type Period,
  type Verdict,
} from '../vocabulary/decision.ts';
import type { Facts } from '../vocabulary/facts.ts';
import type { Reading } from '../vocabulary/operation.ts';
import type { PolicySet } from '../vocabulary/ports.ts';
import type { SubjectKey } from '../vocabulary/subject.ts';
import { type Addressee, addresseesOf } from './addressees.ts';
import { type CellContext, emergencyAbout, givenByPerson, powersWork, type SubjectContext } from './context.ts';
import { closedWith, judge } from './judge.ts';
import { indexRules, type RuleIndex } from './rule-index.ts';

export type CompiledPolicy = {
  readonly version: string;
  /** Every (member, category, holder) that the operation asks about, each with its verdict and reasons. */
  readonly decide: (facts: Facts, reading: Reading) => Decision;
};

type Decided = { readonly cell: Cell; readonly verdict: Verdict };
const NO_DATES: readonly Period[] = [];
/** REPORTER is in no list of decisions: it is cut from the schema of all roles outside its holder. */
const DECIDABLE = valuesOf(CATEGORIES).filter((category) => category !== 'NONE' && category !== 'REPORTER');

export function compilePolicy(set: PolicySet): CompiledPolicy {
  const index = indexRules(set);
  return { version: set.version, decide: (facts, reading) => decideAll(set.version, index, facts, reading) };
}

function decideAll(version: string, index: RuleIndex, facts: Facts, reading: Reading): Decision {
  const { purpose } = reading.profile;
  const role = facts.caller.role;
  const use = index.purpose(facts.organisationKind, role, purpose);
  const rulesOf = index.rulesFor(facts.organisationKind, role, purpose);
  const asks = groupAsks(reading);
  const given = givenByPerson(facts);
  const cells = new Map<CellKey, Decided>();
  const all = reading.profile.wantsDecisions ? new Map<CellKey, Decided>() : cells;
  const present = new Set<SubjectKey>();

  const verdictOf = (context: SubjectContext, to: Addressee, category: Category, asked: readonly Period[]): Verdict => {
    const own = to.oin === facts.organisation;
    const cell: CellContext = {
      ...context,
      holder: to.oin,
      holderKind: to.kind,
      source: to.source,
      category,
      own,
      emergencyProfile: to.emergencyProfile,
      asked,
    };
    if (use !== 'ALLOWED')
      return closedWith(use === 'NO_PURPOSE' ? 'PURPOSE_NOT_ALLOWED' : 'ROLE_NOT_ALLOWED', cell, []);
    return judge(rulesOf(to.source, category), cell);
  };

  for (const ownCase of shownCases(facts)) {
    const addressees = addresseesOf(facts, ownCase);
    const powers = powersWork(facts, ownCase);
    for (const key of ownCase.members) {
      const subject = facts.subjects.get(key);
      if (subject === undefined) continue;
      const context: SubjectContext = {
        facts,
        ownCase,
        subject,
        role,
        purpose,
        today: facts.clock.today,
        powers,
        emergency: emergencyAbout(facts, ownCase, subject.person),
        ...given(subject.person),
      };
      const reachable = addressees.filter((to) => subject.registered || to.oin === facts.organisation);
      for (const to of reachable) {
        for (const [category, asked] of asks.get(to.source) ?? []) {
          const cell: Cell = { subject: key, holder: to.oin, source: to.source, category };
          const verdict = verdictOf(context, to, category, asked);
          cells.set(cellKeyOf(key, to.oin, category), { cell, verdict });
          if (verdict.outcome === 'ALLOW') present.add(key);
        }
      }
      if (all !== cells) {
        for (const to of reachable) {
          for (const category of DECIDABLE) {
            if ((category === 'CONSENT_RECORD') !== (to.source === 'ACCESS')) continue;
            const cell: Cell = { subject: key, holder: to.oin, source: to.source, category };
            const verdict = verdictOf(context, to, category, NO_DATES);
            all.set(cellKeyOf(key, to.oin, category), { cell, verdict });
          }
        }
      }
      // One's own child is known to the asker whatever opens: the explanation says what its holders have to release.
      if (use === 'ALLOWED' && subject.callerHasCustody) present.add(key);
      if (
        !present.has(key) &&
        opensSomething(reachable, (to, category) => verdictOf(context, to, category, NO_DATES))
      ) {
        present.add(key);
      }
    }
  }
  const made: Pick<Decision, 'policyVersion' | 'cells' | 'present' | 'all'> = {
    policyVersion: version,
    cells,
    present,
    all,
  };
  // The one place that makes a Decision: every cell in it has a verdict with its reason.
  return made as Decision;
}

function opensSomething(
  addressees: readonly Addressee[],
  verdict: (to: Addressee, category: Category) => Verdict,
): boolean {
  return addressees.some((to) => DECIDABLE.some((category) => verdict(to, category).outcome === 'ALLOW'));
}

function shownCases(facts: Facts) {
  const ids = new Set([...facts.roots.values()].flatMap((root) => root.cases));
  return [...ids].flatMap((id) => facts.cases.get(id) ?? []);
}

/** By kind of source: each category asked about, with the dates of its arguments; one ask without dates asks for all. */
function groupAsks(reading: Reading): ReadonlyMap<SourceKind, ReadonlyMap<Category, readonly Period[]>> {
  const grouped = new Map<SourceKind, Map<Category, readonly Period[]>>();
  const undated = new Set<string>();
  for (const { source, category, period } of reading.asks) {
    if (category === 'NONE') continue;
    const categories = grouped.get(source) ?? new Map<Category, readonly Period[]>();
    grouped.set(source, categories);
    const key = `${source}|${category}`;
    if (period === null) undated.add(key);
    categories.set(
      category,
      undated.has(key) || period === null ? NO_DATES : [...(categories.get(category) ?? []), period],
    );
  }
  return grouped;
}
