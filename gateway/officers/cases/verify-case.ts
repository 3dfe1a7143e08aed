// A case and its run in; every difference between what was to come out and what came out, as sentences. None: the case holds.
import type { Verdict } from '../../vocabulary/decision.ts';
import type { PolicyCase } from './case-format.ts';
import { type Expected, list, placeOf, placesOf } from './place.ts';
import type { CaseRun } from './run-case.ts';
import { verifyRecord } from './verify-record.ts';

export function verifyCase(policyCase: PolicyCase, run: CaseRun): readonly string[] {
  const differences: string[] = [];
  const { members, expect, also, refused = null } = policyCase;
  if (refused !== run.refused) {
    differences.push(
      run.refused === null
        ? `refused with ${refused} expected, and it is not`
        : `the question is refused with ${run.refused}`,
    );
  }
  if (members.join() !== run.members.join()) {
    differences.push(`members: ${list(members)} expected, ${list(run.members)} are decided about`);
  }
  const cells = new Map(run.cells.map((cell) => [placeOf(cell), cell.verdict]));
  const listed = new Set<string>();
  for (const one of expect) {
    for (const place of placesOf(one)) {
      listed.add(place);
      differences.push(...compare(place, one, cells.get(place)));
    }
  }
  for (const one of also) {
    for (const place of placesOf(one)) {
      listed.add(place);
      if (cells.get(place)?.outcome !== 'ALLOW')
        differences.push(`${place}: opens as well, by the case, and is closed`);
    }
  }
  for (const [place, verdict] of cells) {
    if (verdict.outcome === 'ALLOW' && !listed.has(place)) {
      differences.push(
        `${place}: opens by ${verdict.rule} on ${verdict.bases.join(', ')}, and the case does not list it`,
      );
    }
  }
  differences.push(...verifyRecord(policyCase, run));
  if (listed.size === 0 && members.length > 0) differences.push('nothing is expected of anybody');
  return differences;
}

function compare(place: string, expected: Expected, verdict: Verdict | undefined): readonly string[] {
  if (verdict === undefined) return [`${place}: nothing is decided about it`];
  const { outcome, code, reported, rule, via, regime, bases } = expected;
  const wanted = {
    outcome,
    ...(outcome === 'ALLOW' ? {} : { code, reported: reported ?? code }),
    ...Object.fromEntries(Object.entries({ rule, via, regime }).filter(([, value]) => value !== undefined)),
    ...(bases === undefined ? {} : { bases: bases.join(', ') }),
  };
  const got: Readonly<Record<string, unknown>> =
    verdict.outcome === 'ALLOW' ? { ...verdict, bases: verdict.bases.join(', ') } : { ...verdict };
  return Object.entries(wanted)
    .filter(([member, value]) => got[member] !== value)
    .map(
      ([member, value]) =>
        `${place}: ${member} ${value} expected, ${got[member] ?? 'nothing'} came${lackedBy(verdict)}`,
    );
}

function lackedBy(verdict: Verdict): string {
  if (verdict.outcome === 'ALLOW') return ` (${verdict.rule})`;
  const [nearest] = verdict.nearest;
  return nearest === undefined ? '' : ` (${nearest.rule} lacked ${nearest.lacked})`;
}
