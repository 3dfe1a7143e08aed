// Categories of the schema that no rule opens to anybody, and grounds of the law table that no rule rests on.
import type { LocalDate } from '../../schema/identifiers.ts';
import { isGround } from '../vocabulary/law-row.ts';
import { askersOf } from '../vocabulary/policy-known-to.ts';
import type { PolicySet } from '../vocabulary/ports.ts';
import { keyOf } from './cells.ts';
import type { SchemaFields } from './fields.ts';
import type { PolicyFinding } from './finding.ts';
import { hindranceOf } from './hindrance.ts';
import { rowsOf, waysOf } from './ways.ts';

export function unopened(set: PolicySet, schema: SchemaFields, on: LocalDate): readonly PolicyFinding[] {
  const law = new Map(set.law.map((row) => [row.id as string, row]));
  const opens = new Set<string>();
  for (const rule of set.rules) {
    if (askersOf(rule, set.purposes).length === 0) continue;
    for (const way of waysOf(rule, law)) {
      if (hindranceOf(way, on, set.switches) === null) opens.add(`${rule.source.kind}|${way.category}`);
    }
  }
  return schema.pairs
    .filter(([source, category]) => !opens.has(`${source}|${category}`))
    .map(([source, category]) => ({
      level: 'NOTE',
      kind: 'UNOPENED',
      of: 'SCHEMA',
      id: `${source}.${category}`,
      path: '',
      says: `nobody can ever open ${category} at ${source}, not even its holder`,
    }));
}

/** Rows that could open something and that no rule uses in a way that can hold, whatever the switches and the day. */
export function idleRows(set: PolicySet): readonly PolicyFinding[] {
  const law = new Map(set.law.map((row) => [row.id as string, row]));
  const used = new Set<string>();
  for (const rule of set.rules) {
    const ways = Map.groupBy(waysOf(rule, law), keyOf);
    for (const way of [...ways.values()].flat()) {
      const [row] = rowsOf(way);
      if (row !== undefined && hindranceOf(way, row.validFrom, set.switches)?.kind !== 'NEVER') {
        for (const { id } of rowsOf(way)) used.add(id);
      }
    }
  }
  return set.law
    .filter((row) => isGround(row) && !used.has(row.id))
    .map(({ id }) => ({
      level: 'NOTE',
      kind: 'IDLE_ROW',
      of: 'LAW',
      id,
      path: '',
      says: 'it could open something and no rule rests on it',
    }));
}
