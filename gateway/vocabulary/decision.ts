// The outcome of decide: one verdict for every (subject, category, holder) that was asked, each with its reasons.
import type { LocalDate, Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { ClaimKind } from '../../schema/names/claim-kind.ts';
import type { WithheldCode } from '../../schema/names/codes.ts';
import type { Outcome, Regime, Via } from '../../schema/names/decision.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { LawId } from './law-row.ts';
import type { RuleId } from './policy-rule.ts';
import type { SubjectKey } from './subject.ts';

declare const cellKey: unique symbol;
/** `<subject key>|<holder OIN>|<category>`. */
export type CellKey = string & { readonly [cellKey]: true };
export function cellKeyOf(subject: SubjectKey, holder: Oin, category: Category): CellKey {
  return `${subject}|${holder}|${category}` as CellKey;
}

export type Cell = {
  readonly subject: SubjectKey;
  readonly holder: Oin;
  readonly source: SourceKind;
  readonly category: Category;
};

export type Period = { readonly from: LocalDate | null; readonly until: LocalDate | null };

/** The rule that came furthest, and what it lacked first. */
export type NearestRule = { readonly rule: RuleId; readonly code: WithheldCode; readonly lacked: string };

export type Opened = {
  readonly outcome: 'ALLOW';
  readonly rule: RuleId;
  /** Processing, disclosure and special-data grounds, in that order. */
  readonly bases: readonly LawId[];
  readonly regime: Regime;
  readonly via: Via;
  readonly period: Period;
  /** Field limits of the rule (`Type.field`); null: all fields of the category. */
  readonly fields: readonly string[] | null;
  /** Consent or release that opened it; for the record, never for the answer. */
  readonly evidence: string | null;
  /** Kinds of claim that the rule and its grounds rest on: all that the holder is told of why. Absent: none. */
  readonly claims?: readonly ClaimKind[];
};
export type Withheld = {
  readonly outcome: Exclude<Outcome, 'ALLOW'>;
  /** The true code: for the record. */
  readonly code: WithheldCode;
  /** What the caller is told: NOT_AVAILABLE for a denial whose existence is sensitive. */
  readonly reported: WithheldCode;
  readonly nearest: readonly NearestRule[];
  /** A release by the holder under this law row would open it. Absent: something else is missing. */
  readonly releasableUnder?: LawId;
};
export type Verdict = Opened | Withheld;

declare const decided: unique symbol;
export type Decision = {
  readonly policyVersion: string;
  readonly cells: ReadonlyMap<CellKey, { readonly cell: Cell; readonly verdict: Verdict }>;
  /** Members for whom something opens under this purpose, asked or not: the others are left out of the answer. */
  readonly present: ReadonlySet<SubjectKey>;
  /** Every cell of the household, for Household.access; equal to `cells` where that was not asked. */
  readonly all: ReadonlyMap<CellKey, { readonly cell: Cell; readonly verdict: Verdict }>;
  readonly [decided]: true;
};
