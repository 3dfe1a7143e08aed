// The runs of all cases in; out, which rules no case opens, which no case closes, and which (recipient, source) a case shows in one outcome only.
import type { OrganisationKind } from '../../../schema/names/organisation-kind.ts';
import type { Purpose } from '../../../schema/names/purpose.ts';
import type { SourceKind } from '../../../schema/names/source-kind.ts';
import type { Verdict } from '../../vocabulary/decision.ts';
import type { PolicySet } from '../../vocabulary/ports.ts';
import type { PolicyCase } from './case-format.ts';
import { placeOf, placesOf } from './place.ts';
import { registrationOf } from './ports.ts';
import type { CaseRun } from './run-case.ts';

export type RunCase = { readonly policyCase: PolicyCase; readonly run: CaseRun };
export type Coverage = {
  readonly neverOpened: readonly string[];
  readonly neverClosed: readonly string[];
  /** Of the table of the four kinds of organisation: `recipient, source: opened|closed`. */
  readonly missingCells: readonly string[];
  readonly cells: number;
};

/** Who asks, as the shortcut table of the domain (3e) has it: kind of organisation, and for an institution what it carries out. */
const RECIPIENTS: readonly {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly for: readonly Purpose[];
}[] = [
  { name: 'local team A', kind: 'LOCAL_TEAM_MUNICIPAL', for: ['SUPPORT_PLAN', 'SUPPORT_ACCESS'] },
  { name: 'local team B', kind: 'LOCAL_TEAM_PROVIDER', for: ['SUPPORT_PLAN', 'SUPPORT_ACCESS'] },
  { name: 'Veilig Thuis', kind: 'VEILIG_THUIS', for: ['SAFETY_ASSESSMENT', 'VT_INVESTIGATION', 'VT_MONITORING'] },
  { name: 'RvdK', kind: 'RVDK', for: ['CHILD_PROTECTION_INVESTIGATION', 'COURT_REVIEW'] },
  { name: 'institution, supervision order', kind: 'CERTIFIED_INSTITUTION', for: ['SUPERVISION_ORDER'] },
  { name: 'institution, guardianship', kind: 'CERTIFIED_INSTITUTION', for: ['GUARDIANSHIP'] },
  {
    name: 'institution, voluntary or probation',
    kind: 'CERTIFIED_INSTITUTION',
    for: ['SUPPORT_PLAN', 'JUVENILE_PROBATION'],
  },
];
const SOURCES: readonly SourceKind[] = ['LOCAL_TEAM', 'VEILIG_THUIS', 'RVDK', 'CERTIFIED_INSTITUTION'];

export function coverageOf(set: PolicySet, runs: readonly RunCase[]): Coverage {
  const opened = new Set<string>();
  const closed = new Set<string>();
  const shown = new Set<string>();
  for (const { policyCase, run } of runs) {
    const verdicts = new Map(run.cells.map((cell) => [placeOf(cell), cell.verdict]));
    for (const one of policyCase.expect) {
      for (const place of placesOf(one)) note(verdicts.get(place), opened, closed);
      for (const at of one.at) {
        if (at === 'access' || !('organisation' in policyCase.caller)) continue;
        const { kind } = registrationOf(policyCase.caller.organisation).organisation;
        const { purpose } = policyCase.caller;
        const recipient = RECIPIENTS.find((row) => row.kind === kind && row.for.includes(purpose));
        const outcome = one.outcome === 'ALLOW' ? 'opened' : 'closed';
        shown.add(`${recipient?.name}, ${registrationOf(at).source}: ${outcome}`);
      }
    }
  }
  const cells = RECIPIENTS.flatMap(({ name }) =>
    SOURCES.flatMap((source) => [`${name}, ${source}: opened`, `${name}, ${source}: closed`]),
  );
  const ids = set.rules.map(({ id }) => id as string);
  return {
    neverOpened: ids.filter((id) => !opened.has(id)),
    neverClosed: ids.filter((id) => !closed.has(id)),
    missingCells: cells.filter((cell) => !shown.has(cell)),
    cells: RECIPIENTS.length * SOURCES.length,
  };
}

/** A cell counts for the rule that opened it, or for each of the nearest rules that did not. */
function note(verdict: Verdict | undefined, opened: Set<string>, closed: Set<string>): void {
  if (verdict === undefined) return;
  if (verdict.outcome === 'ALLOW') opened.add(verdict.rule);
  else for (const { rule } of verdict.nearest) closed.add(rule);
}
