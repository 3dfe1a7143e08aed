// A policy set in; everything analysis finds in it out: faults before notes, in the order of the rules.
import type { LocalDate } from '../../schema/identifiers.ts';
import type { PolicySet } from '../vocabulary/ports.ts';
import { endings, unopenable } from './dead.ts';
import { misfits, type SchemaFields } from './fields.ts';
import type { PolicyFinding } from './finding.ts';
import { contradicting, shadowed } from './shadow.ts';
import { idleRows, unopened } from './unopened.ts';

/** `on`: the day whose law decides. */
export function analyse(set: PolicySet, schema: SchemaFields, on: LocalDate): readonly PolicyFinding[] {
  const found = [
    ...unopenable(set, on),
    ...shadowed(set),
    ...contradicting(set),
    ...misfits(set, schema),
    ...endings(set, on),
    ...unopened(set, schema, on),
    ...idleRows(set),
  ];
  return [...found.filter(({ level }) => level === 'FAULT'), ...found.filter(({ level }) => level === 'NOTE')];
}
