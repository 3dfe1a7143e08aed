// What read makes of an operation: our own normalised tree of fields, and the things it asks about.
import type { ArgumentNode, DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Bsn, CaseId, LocalDate } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { DangerKind } from '../../schema/names/decision.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { ActAsk } from './act.ts';

/**
 * One field of the normalised tree. Client aliases are gone, equal fields are merged, fragments and skip/include are resolved, abstract
 * types are expanded; what our own rooms need (subject ids, holders, record ids, `about`) is added.
 */
export type AskField = {
  /** The type on which the field is defined (concrete). */
  readonly parent: string;
  readonly name: string;
  /** Response key in our own documents and data. Same name with other arguments: another key. */
  readonly key: string;
  readonly args: readonly ArgumentNode[];
  /** Own @data, else the type's, else the nearest ancestor's. A composite field's category gates everything below it. */
  readonly category: Category;
  readonly locating: boolean;
  /** Whose data: the source kind from the nearest Person field on; null above it. */
  readonly source: SourceKind | null;
  /** Named type of the field. */
  readonly type: string;
  /** Per concrete type; null for a leaf. */
  readonly selections: ReadonlyMap<string, readonly AskField[]> | null;
};

/** What one root field names. */
export type RootAsk =
  /** `id` null: the outward id could not be opened; it is treated as an id that does not exist. */
  | { readonly kind: 'HOUSEHOLD'; readonly key: string; readonly id: CaseId | null }
  | { readonly kind: 'HOUSEHOLDS_OF'; readonly key: string; readonly bsn: Bsn }
  | { readonly kind: 'CASELOAD'; readonly key: string; readonly first: number; readonly after: CaseId | null }
  /** The own cases whose people's tasks are listed: all of them. */
  | { readonly kind: 'TASKS'; readonly key: string }
  /** `children`: whether it asks about the children under custody as well. */
  | { readonly kind: 'ME'; readonly key: string; readonly children: boolean };

/** A (source kind, category) that the operation asks about every member, with the dates its arguments name. */
export type CategoryAsk = {
  readonly source: SourceKind;
  readonly category: Category;
  /** Null: no date argument, the rule's own period applies. */
  readonly period: { readonly from: LocalDate | null; readonly until: LocalDate | null } | null;
};

export type EmergencyAsk = { readonly reason: string; readonly danger: DangerKind };

/** Cached per operation text, operation name and the booleans of its skip/include: holds no value of a variable. */
export type OperationProfile = {
  /** sha256 of the operation text and name: names the operation in the record. */
  readonly hash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly purpose: Purpose;
  readonly tree: readonly AskField[];
  readonly asks: readonly Omit<CategoryAsk, 'period'>[];
  /** Whether Household.access (every decision of the household) is selected. */
  readonly wantsDecisions: boolean;
};

declare const read: unique symbol;
/** The profile together with this request's values. */
export type Reading = {
  readonly profile: OperationProfile;
  /** Coerced variables, outward ids not yet opened; never logged. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly roots: readonly RootAsk[];
  readonly asks: readonly CategoryAsk[];
  readonly emergency: EmergencyAsk | null;
  /** A mutation; null: a query. */
  readonly act: ActAsk | null;
  readonly [read]: true;
};
