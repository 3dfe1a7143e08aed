// A report or a violation in; text for people out.
import type { Pair } from './pair.ts';
import type { Found, Report } from './run.ts';
import { describeWorld } from './world.ts';

const AROUND = 60;

export function describeReport(report: Report, seed: number): string {
  const { pairs, operations, shielded, changed, showing, calls, constructs, secrets, purposes, roles, found } = report;
  return [
    `seed ${seed}: ${pairs} pairs of ${operations} operations, ${found.length} violations`,
    `${pairs - shielded} pairs with something else where the caller may not see, ${shielded} with a shield; in ${changed} something was changed or hidden where it was read, in ${showing} the answer showed texts of sources`,
    `${calls} calls to holders; ${purposes.size} purposes, ${roles.size} roles`,
    `constructs: ${counts(constructs)}`,
    `changed or hidden: ${counts(secrets)}`,
  ].join('\n');
}

function counts(map: ReadonlyMap<string, number>): string {
  return [...map]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

export function describeFound({ pair, violation, seed }: Found): string {
  const { one, other } = around(violation.one, violation.other);
  return [
    `not kept: ${violation.rule} (seed ${seed})`,
    `  one:   ${one}`,
    `  other: ${other}`,
    describePair(pair),
  ].join('\n');
}

export function describePair({ world, operation, changed, shielded }: Pair): string {
  return [
    describeWorld(world),
    ...(shielded === null ? [] : ['the other world: no shield, and nothing of what it hides']),
    ...changed.map(({ secret, what }) => `the other world: ${secret}: ${what}`),
    operation.text,
    JSON.stringify(operation.variables),
  ].join('\n');
}

/** Where two texts part. */
function around(one: string, other: string): { one: string; other: string } {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const cut = (text: string) => `${at > AROUND ? '...' : ''}${text.slice(Math.max(0, at - AROUND), at + AROUND)}`;
  return { one: cut(one), other: cut(other) };
}
