// A policy set in; out, the matrix: who asks (kind of organisation, role, purpose) against what is asked (source, holder, category), opened by what.
import type { LocalDate } from '../../schema/identifiers.ts';
import type { RuleCapacity } from '../../schema/names/capacity.ts';
import { CATEGORIES, type Category } from '../../schema/names/category.ts';
import type { Regime } from '../../schema/names/decision.ts';
import { valuesOf } from '../../schema/names/define.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import { PURPOSES } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import { SOURCE_KINDS, type SourceKind } from '../../schema/names/source-kind.ts';
import { BASE_SET } from '../decide/sensitivity.ts';
import type { Condition } from '../vocabulary/condition.ts';
import type { LawId, LawRow } from '../vocabulary/law-row.ts';
import { type Asker, askersOf } from '../vocabulary/policy-known-to.ts';
import type { PolicySet } from '../vocabulary/ports.ts';
import { keyOf } from './cells.ts';
import { hindranceOf } from './hindrance.ts';
import { type How, howOf, type Way, waysOf } from './ways.ts';

/** One rule as it opens one cell in one way. Of each kind of ground one has to hold; what it demands stands with the row. */
export type MatrixEntry = {
  readonly rule: string;
  readonly how: How;
  readonly regime: Regime;
  readonly processing: readonly LawId[];
  /** Empty at the own organisation. */
  readonly disclosure: readonly LawId[];
  /** Empty where the category needs none. */
  readonly special: readonly LawId[];
  readonly about: readonly RuleCapacity[];
  /** The rule's own, beside those of the rows. */
  readonly conditions: readonly Condition[];
  /** A stated necessity is needed (design 5). */
  readonly necessity: boolean;
  /** Null: all fields of the category. */
  readonly fields: readonly string[] | null;
  /** Months before the case; null: no limit. */
  readonly months: number | null;
  /** The switch it waits for; null: it can open today. */
  readonly waitsFor: string | null;
};

export type MatrixCell = Asker & {
  readonly source: SourceKind;
  readonly whose: 'OWN' | 'OTHER';
  readonly holder: OrganisationKind;
  readonly category: Category;
  readonly entries: readonly MatrixEntry[];
};

/** Cells that something opens, or would once a switch is on; everything else is closed. In the order of the names' lists. */
export function matrixOf(set: PolicySet, on: LocalDate): readonly MatrixCell[] {
  const law = new Map(set.law.map((row) => [row.id as string, row]));
  const found = new Map<string, Omit<MatrixCell, 'entries'> & { readonly entries: MatrixEntry[] }>();
  for (const rule of set.rules) {
    const askers = askersOf(rule, set.purposes);
    const ways = waysOf(rule, law).flatMap((way) => {
      const hindrance = hindranceOf(way, on, set.switches);
      if (hindrance !== null && hindrance.kind !== 'SWITCH') return [];
      return [{ way, waitsFor: hindrance?.says ?? null }];
    });
    for (const alike of Map.groupBy(ways, ({ way, waitsFor }) => `${keyOf(way)}|${howOf(way)}|${waitsFor}`).values()) {
      const [first] = alike;
      if (first === undefined) continue;
      const { recipient, holder, category } = first.way;
      const entry = entryOf(
        alike.map(({ way }) => way),
        first,
      );
      for (const asker of askers) {
        if (asker.kind !== recipient) continue;
        const { kind: source, whose } = rule.source;
        const key = [asker.kind, asker.role, asker.purpose, source, whose, holder, category].join('|');
        const cell = found.get(key) ?? { ...asker, source, whose, holder, category, entries: [] };
        cell.entries.push(entry);
        found.set(key, cell);
      }
    }
  }
  return [...found.values()].toSorted((left, right) => compare(rankOf(left), rankOf(right)));
}

function entryOf(ways: readonly Way[], first: { readonly way: Way; readonly waitsFor: string | null }): MatrixEntry {
  const { rule, category, disclosure } = first.way;
  const powers = rule.regime === 'POWERS' || rule.regime === 'MEASURE';
  const ids = (rows: readonly (LawRow | null)[]) => [...new Set(rows.flatMap((row) => (row === null ? [] : row.id)))];
  const named = new Set(ways.flatMap(({ about }) => about));
  return {
    rule: rule.id,
    how: howOf(first.way),
    regime: rule.regime,
    processing: ids(ways.map((way) => way.processing)),
    disclosure: ids(ways.map((way) => way.disclosure)),
    special: ids(ways.map((way) => way.special)),
    about: rule.about.filter((capacity) => named.has(capacity)),
    conditions: rule.conditions,
    necessity:
      disclosure !== null &&
      rule.source.kind !== 'PERSONS' &&
      powers &&
      !BASE_SET.has(category) &&
      howOf(first.way) !== 'EMERGENCY',
    fields: rule.fields ?? null,
    months: rule.monthsBefore === undefined ? 24 : rule.monthsBefore,
    waitsFor: first.waitsFor,
  };
}

const [PURPOSE_ORDER, ROLE_ORDER, SOURCE_ORDER, CATEGORY_ORDER] = [
  valuesOf(PURPOSES),
  valuesOf(ROLES),
  valuesOf(SOURCE_KINDS),
  valuesOf(CATEGORIES),
] as const;

function rankOf({ kind, role, purpose, source, whose, holder, category }: MatrixCell): readonly (string | number)[] {
  return [
    kind ?? '~',
    PURPOSE_ORDER.indexOf(purpose),
    ROLE_ORDER.indexOf(role),
    whose === 'OWN' ? 0 : 1,
    SOURCE_ORDER.indexOf(source),
    holder,
    CATEGORY_ORDER.indexOf(category),
  ];
}

function compare(left: readonly (string | number)[], right: readonly (string | number)[]): number {
  for (const [at, one] of left.entries()) {
    const other = right[at];
    if (other === undefined || one === other) continue;
    return one < other ? -1 : 1;
  }
  return 0;
}
