// Rules, and single cells of rules, that nobody can ever open: dead, ended, not yet in force, or asleep behind a switch. And when a ground ends.
import { type LocalDate, localDate } from '../../schema/identifiers.ts';
import type { LawRow } from '../vocabulary/law-row.ts';
import { askersOf } from '../vocabulary/policy-known-to.ts';
import type { PolicyRule } from '../vocabulary/policy-rule.ts';
import type { PolicySet } from '../vocabulary/ports.ts';
import { cellHindrance, cellsOf, cellWords, type RuleCell } from './cells.ts';
import type { PolicyFinding } from './finding.ts';
import type { Hindrance } from './hindrance.ts';

type Switches = Readonly<Record<string, boolean>>;
const KINDS: Readonly<Record<Hindrance['kind'], Pick<PolicyFinding, 'level' | 'kind'>>> = {
  NEVER: { level: 'FAULT', kind: 'DEAD' },
  ENDED: { level: 'FAULT', kind: 'ENDED' },
  NOT_YET: { level: 'NOTE', kind: 'NOT_YET' },
  SWITCH: { level: 'NOTE', kind: 'ASLEEP' },
};

export function unopenable(set: PolicySet, on: LocalDate): readonly PolicyFinding[] {
  const law = new Map(set.law.map((row) => [row.id as string, row]));
  return set.rules.flatMap((rule) => ofRule(rule, law, set, on));
}

function ofRule(
  rule: PolicyRule,
  law: ReadonlyMap<string, LawRow>,
  set: PolicySet,
  on: LocalDate,
): readonly PolicyFinding[] {
  const about = { of: 'RULE', id: rule.id } as const;
  if (askersOf(rule, set.purposes).length === 0) {
    const says = 'nobody can use it: the register of purposes lets none of its roles use any of its purposes';
    return [{ ...about, level: 'FAULT', kind: 'DEAD', path: 'recipient', says }];
  }
  const cells = cellsOf(rule, law);
  if (cells.length === 0) {
    const says = `nobody can use it: no ${rule.recipient.kinds.join(' or ')} holds a ${rule.source.kind} source of its own`;
    return [{ ...about, level: 'FAULT', kind: 'DEAD', path: 'source', says }];
  }
  const hindered = cells.flatMap((cell) => {
    const hindrance = cellHindrance(cell, on, set.switches);
    return hindrance === null ? [] : [{ cell, hindrance }];
  });
  return [...Map.groupBy(hindered, ({ hindrance }) => hindrance.kind)].flatMap(([kind, [first, ...others]]) => {
    if (first === undefined) return [];
    const whole = others.length + 1 === cells.length;
    const more = others.length > 0 ? ` (and ${others.length} more)` : '';
    const what = whole ? 'it opens nothing' : `it does not open ${cellWords(first.cell)}${more}`;
    return [{ ...about, ...KINDS[kind], path: pathOf(kind, rule), says: `${what}: ${first.hindrance.says}` }];
  });
}

function pathOf(kind: Hindrance['kind'], rule: PolicyRule): string {
  if (kind === 'NEVER') return rule.conditions.length > 0 ? 'conditions' : 'about';
  return rule.disclosure.length > 0 ? 'disclosure' : 'processing';
}

/** Rules that lose their last ground for a cell on a day to come, with that day. */
export function endings(set: PolicySet, on: LocalDate): readonly PolicyFinding[] {
  const law = new Map(set.law.map((row) => [row.id as string, row]));
  const free = Object.fromEntries(Object.keys(set.switches).map((name) => [name, true]));
  const days = [...new Set(set.law.flatMap(({ validUntil }) => (validUntil === null ? [] : dayAfter(validUntil))))]
    .filter((day) => day > on)
    .sort();
  return set.rules.flatMap((rule) => {
    let open = cellsOf(rule, law).filter((cell) => cellHindrance(cell, on, free) === null);
    return days.flatMap((day) => {
      const lost = open.filter((cell) => cellHindrance(cell, day, free) !== null);
      open = open.filter((cell) => !lost.includes(cell));
      return ending(rule, lost, day, free);
    });
  });
}

function ending(rule: PolicyRule, lost: readonly RuleCell[], day: LocalDate, free: Switches): readonly PolicyFinding[] {
  const [first] = lost;
  if (first === undefined) return [];
  const more = lost.length > 1 ? ` (and ${lost.length - 1} more)` : '';
  const why = cellHindrance(first, day, free)?.says ?? '';
  const says = `from ${day} it no longer opens ${cellWords(first)}${more}: ${why}`;
  const path = pathOf('ENDED', rule);
  return [{ level: 'NOTE', kind: 'ENDS', of: 'RULE', id: rule.id, path, says }];
}

function dayAfter(day: LocalDate): LocalDate {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return localDate.parse(next.toISOString().slice(0, 10));
}
