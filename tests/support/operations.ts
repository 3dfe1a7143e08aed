// Random valid operations over the real graph (operation-writer.ts writes them), and the index they are written over.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type FieldIndex, indexFields } from '../../gateway/vocabulary/field-index.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import { type ArgumentChoice, type WriterSettings, type WrittenOperation, writeOperation } from './operation-writer.ts';

export type { WrittenOperation };

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Of the committed supergraph. */
export const realIndex: FieldIndex = indexFields(read('schema/supergraph.graphql'), read('schema/request.graphql'));

export type OperationChoices = {
  readonly purpose?: Purpose;
  /** Values for `household(id:)`, `householdsOf(bsn:)` and `caseload(after:)`; the first is the simplest. */
  readonly household: string | readonly string[];
  readonly bsn: string | readonly string[];
  readonly after?: readonly string[];
  /** `Type.field` that are never asked. */
  readonly without?: (coordinate: string) => boolean;
  /** Fields that are asked more often than others: how many times more. */
  readonly favour?: (coordinate: string) => number;
  /** Arguments (by name) that are never given. */
  readonly withoutArguments?: readonly string[];
};

/** Numbers that operations are written from: shrinks to a short row of zeros. */
export const tapes: fc.Arbitrary<readonly number[]> = fc.noBias(
  fc.array(fc.nat(997), { minLength: 10, maxLength: 240, size: 'max' }),
);

export function operations(index: FieldIndex, choices: OperationChoices): fc.Arbitrary<WrittenOperation> {
  const settings = writerSettings(index, choices);
  return tapes.map((tape) => writeOperation(settings, tape));
}

export function writerSettings(index: FieldIndex, choices: OperationChoices): WriterSettings {
  const { without, favour, withoutArguments = [] } = choices;
  return {
    schema: index.schema,
    directives: `@access(purpose: ${choices.purpose ?? 'SUPPORT_PLAN'})`,
    ...(without === undefined ? {} : { without }),
    ...(favour === undefined ? {} : { favour }),
    // Of the 50 that read admits: fragments that are spread twice count twice.
    mostAliases: 20,
    argument: (coordinate, { name }): ArgumentChoice =>
      withoutArguments.includes(name) ? { kind: 'ABSENT' } : valuesFor(coordinate, name, choices),
  };
}

function valuesFor(coordinate: string, name: string, choices: OperationChoices): ArgumentChoice {
  const listed = (values: string | readonly string[]) => (typeof values === 'string' ? [values] : values);
  switch (name) {
    case 'id':
      return { kind: 'VALUES', values: listed(choices.household) };
    case 'bsn':
      // A BSN stands in no text: a variable without default.
      return { kind: 'VALUES', values: listed(choices.bsn), onlyVariable: true };
    case 'after':
      return choices.after === undefined ? { kind: 'ABSENT' } : { kind: 'VALUES', values: choices.after };
    case 'first':
      return { kind: 'VALUES', values: [3, 7, 1, 0, 50] };
    case 'from':
      return { kind: 'VALUES', values: ['2024', '2025-03-01', '2026-06-01'] };
    case 'to':
      return { kind: 'VALUES', values: ['2026-01-31', '2026', '2025-12-31'] };
    default:
      throw new TypeError(`${coordinate} is an argument for which nobody says what it may hold`);
  }
}
