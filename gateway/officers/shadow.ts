// Rules that add nothing, since others open all they open on no harder demands; and rules that say different things of one cell.
import { BASE_SET } from '../decide/sensitivity.ts';
import { type Asker, askersOf } from '../vocabulary/policy-known-to.ts';
import type { PolicyRule } from '../vocabulary/policy-rule.ts';
import type { PolicySet } from '../vocabulary/ports.ts';
import { keyOf } from './cells.ts';
import type { PolicyFinding } from './finding.ts';
import { hindranceOf } from './hindrance.ts';
import { byConsent, conditionsOf, howOf, rowsOf, type Way, waysOf } from './ways.ts';

type Weighed = {
  readonly way: Way;
  readonly askers: ReadonlySet<string>;
  readonly demands: ReadonlySet<string>;
};

/** By cell: every way that can hold, whatever the day and the switches. */
function weigh(set: PolicySet): ReadonlyMap<string, readonly Weighed[]> {
  const law = new Map(set.law.map((row) => [row.id as string, row]));
  const ways = set.rules.flatMap((rule) => {
    const askers = new Set(askersOf(rule, set.purposes).map(askerKey));
    return waysOf(rule, law)
      .filter((way) => askers.size > 0 && !neverHolds(way, set))
      .map((way) => ({ way, askers, demands: demandsOf(way) }));
  });
  return Map.groupBy(ways, ({ way }) => `${keyOf(way)}|${way.rule.source.kind}|${way.rule.source.whose}`);
}

function neverHolds(way: Way, set: PolicySet): boolean {
  const [row] = rowsOf(way);
  return row !== undefined && hindranceOf(way, row.validFrom, set.switches)?.kind === 'NEVER';
}

/** Everything that has to be so for this way to open: who demands less opens whenever this does. */
function demandsOf(way: Way): ReadonlySet<string> {
  const { rule, disclosure, category } = way;
  const demands = new Set(conditionsOf(way).map((condition) => JSON.stringify(condition)));
  for (const { validFrom, validUntil } of rowsOf(way)) {
    demands.add(`from ${validFrom}`);
    if (validUntil !== null) demands.add(`until ${validUntil}`);
  }
  const how = howOf(way);
  if (how === 'CONSENT') demands.add('consent');
  if (how === 'EMERGENCY') demands.add('an open emergency');
  if (how === 'RELEASE' || how === 'PUSH') demands.add(`release under ${disclosure?.id}`);
  if (disclosure !== null && rule.source.kind !== 'PERSONS') {
    if (!byConsent(way)) demands.add('powers');
    const powers = rule.regime === 'POWERS' || rule.regime === 'MEASURE';
    if (powers && how !== 'EMERGENCY' && !BASE_SET.has(category)) demands.add('necessity');
  }
  return demands;
}

export function shadowed(set: PolicySet): readonly PolicyFinding[] {
  const cells = weigh(set);
  return set.rules.flatMap((rule): PolicyFinding[] => {
    const own = [...cells].flatMap(([key, ways]) =>
      ways.filter(({ way }) => way.rule.id === rule.id).map((weighed) => ({ key, weighed })),
    );
    if (own.length === 0) return [];
    const by = new Set<string>();
    const covered = own.every(({ key, weighed }) =>
      [...weighed.askers].every((asker) =>
        weighed.way.about.every((capacity) => {
          const other = cells.get(key)?.find(
            (one) =>
              one.way.rule.id !== rule.id &&
              one.askers.has(asker) &&
              one.way.about.includes(capacity) &&
              demandsNoMore(one, weighed) &&
              reachesAsFar(one.way.rule, rule) &&
              // Of two that say the same the first by id stands.
              (!(demandsNoMore(weighed, one) && reachesAsFar(rule, one.way.rule)) || one.way.rule.id < rule.id),
          );
          if (other !== undefined) by.add(other.way.rule.id);
          return other !== undefined;
        }),
      ),
    );
    if (!covered) return [];
    const says = `it adds nothing: ${[...by].sort().join(', ')} ${by.size === 1 ? 'opens' : 'open'} all of it on no harder demands`;
    return [{ level: 'FAULT', kind: 'SHADOWED', of: 'RULE', id: rule.id, path: '', says }];
  });
}

/** Two rules on one cell and one disclosure row (or both on the own file) that differ in regime, or of which one limits what the other opens whole. */
export function contradicting(set: PolicySet): readonly PolicyFinding[] {
  const found = new Map<string, PolicyFinding>();
  for (const ways of weigh(set).values()) {
    for (const { way, askers } of ways) {
      for (const other of ways) {
        if (way.rule.id >= other.way.rule.id || !meet({ way, askers }, other)) continue;
        const says = disagreement(way, other.way);
        const key = `${way.rule.id}|${other.way.rule.id}`;
        if (says === null || found.has(key)) continue;
        found.set(key, { level: 'FAULT', kind: 'CONTRADICTION', of: 'RULE', id: way.rule.id, path: '', says });
      }
    }
  }
  return [...found.values()];
}

function disagreement(one: Way, other: Way): string | null {
  const about = `both open ${one.category} at ${one.holder} to ${one.recipient ?? 'DATA_SUBJECT'} on ${one.disclosure?.id ?? 'the own file'}`;
  if (one.rule.regime !== other.rule.regime) {
    return `with ${other.rule.id}: ${about}, the one under ${one.rule.regime}, the other under ${other.rule.regime}`;
  }
  const [left, right] = [reachesAsFar(one.rule, other.rule), reachesAsFar(other.rule, one.rule)];
  if (left === right) return null;
  const [wide, narrow] = left ? [one.rule.id, other.rule.id] : [other.rule.id, one.rule.id];
  return `with ${other.rule.id}: ${about}, and ${wide} undoes the limits of ${narrow}`;
}

function meet(one: Pick<Weighed, 'way' | 'askers'>, other: Weighed): boolean {
  return (
    one.way.disclosure?.id === other.way.disclosure?.id &&
    one.way.about.some((capacity) => other.way.about.includes(capacity)) &&
    [...one.askers].some((asker) => other.askers.has(asker))
  );
}

function demandsNoMore(one: Weighed, than: Weighed): boolean {
  return [...one.demands].every((demand) => than.demands.has(demand));
}

function reachesAsFar(one: PolicyRule, as: PolicyRule): boolean {
  const fields = one.fields === undefined || (as.fields?.every((field) => one.fields?.includes(field)) ?? false);
  return fields && monthsOf(one) >= monthsOf(as);
}

function monthsOf({ monthsBefore }: PolicyRule): number {
  return monthsBefore === null ? Number.POSITIVE_INFINITY : (monthsBefore ?? 24);
}

function askerKey({ kind, role, purpose }: Asker): string {
  return `${kind ?? '-'}|${role}|${purpose}`;
}
