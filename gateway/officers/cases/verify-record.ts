// A case and the record of its run in; every difference between what was to be recorded and what was, as sentences, out.
import type { PolicyCase } from './case-format.ts';
import { type Expected, list, placeOf } from './place.ts';
import type { RecordedCell } from './record-case.ts';
import type { CaseRun } from './run-case.ts';

/** The record says what the case says: of the request, of each person, and of each cell that the case expects something of. */
export function verifyRecord({ audit, members, expect, refused }: PolicyCase, { record }: CaseRun): readonly string[] {
  const lines = [...record.lines].map(([person, { controls }]) => `${person} ${controls}`);
  const entry = [
    ['status', audit.status, record.status],
    ['refusal', refused ?? 'none', record.refusal ?? 'none'],
    ['no own case', String(members.length === 0 && refused === undefined), String(record.noOwnCase)],
    ['holders', list([...audit.holders].sort()), list([...record.holders].sort())],
    ['lines', list(Object.entries(audit.lines).map((line) => line.join(' '))), list(lines)],
  ] as const;
  const cells = expect.flatMap((one) =>
    one.about.flatMap((person) =>
      one.at.flatMap((holder) =>
        one.categories.flatMap((category) =>
          compareRecorded(
            placeOf({ about: person, at: holder, category }),
            one,
            record.lines.get(person)?.at(holder, category),
          ),
        ),
      ),
    ),
  );
  return [
    ...entry.flatMap(([what, wanted, got]) =>
      wanted === got ? [] : [`the record: ${what} ${wanted} expected, ${got} came`],
    ),
    ...cells,
  ];
}

/** What opened by something that was given names it. */
const GIVEN: readonly string[] = ['CONSENT', 'RELEASE', 'PUSH'];

function compareRecorded(place: string, expected: Expected, cell: RecordedCell | undefined): readonly string[] {
  if (cell === undefined) return [`${place}: the record does not have it`];
  const { code, rule, via, regime, bases } = expected;
  const wanted = { code, rule, via, regime, bases: bases?.join(', ') };
  const got: Readonly<Record<string, unknown>> = { ...cell, bases: cell.bases?.join(', ') };
  const differences = Object.entries(wanted)
    .filter(([member, value]) => value !== undefined && got[member] !== value)
    .map(([member, value]) => `${place}: ${member} ${value} expected in the record, ${got[member] ?? 'nothing'} came`);
  return via !== undefined && GIVEN.includes(via) && typeof cell.evidence !== 'string'
    ? [...differences, `${place}: the record does not name what was given`]
    : differences;
}
