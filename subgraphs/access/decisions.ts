// Household.access: every decision about the members, as the caller may know it. The true code of a denial stays in the record.
import type { Cell, Verdict } from '../../gateway/vocabulary/decision.ts';
import type { SubjectKey } from '../../gateway/vocabulary/subject.ts';
import { WITHHELD_CODES } from '../../schema/names/codes.ts';
import type { AccessContext } from './context.ts';

export type AccessDecisionShown = {
  readonly subject: SubjectKey;
  readonly holder: unknown;
  readonly source: string;
  readonly category: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly rule: string | null;
  readonly bases: readonly string[] | null;
  /** The handle of a request, unsealed. */
  readonly request: string | null;
  readonly message: string | null;
};

/** In the order of the members, then of the decision. */
export function decisionsAbout(members: readonly SubjectKey[], context: AccessContext): readonly AccessDecisionShown[] {
  const byMember = new Map<SubjectKey, AccessDecisionShown[]>(members.map((subject) => [subject, []]));
  for (const { cell, verdict } of context.decision.all.values()) {
    // REPORTER is not even named outside its holder (design 4, existence-sensitive).
    if (cell.category !== 'REPORTER') byMember.get(cell.subject)?.push(shown(cell, verdict, context));
  }
  return [...byMember.values()].flat();
}

function shown(cell: Cell, verdict: Verdict, context: AccessContext): AccessDecisionShown {
  const { subject, source, category } = cell;
  const about = { subject, holder: context.organisationOf(cell.holder), source, category };
  if (verdict.outcome === 'ALLOW') {
    const { outcome, rule, bases } = verdict;
    return { ...about, outcome, code: null, rule, bases, request: null, message: null };
  }
  const { outcome, reported } = verdict;
  const request = context.requestFor(cell, reported);
  return { ...about, outcome, code: reported, rule: null, bases: null, request, message: WITHHELD_CODES[reported] };
}
