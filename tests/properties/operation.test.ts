// Properties of the rooms that understand GraphQL, over random operations on the real graph. graphql-js itself is the oracle.
import fc from 'fast-check';
import { executeSync, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createAnswer } from '../../gateway/answer/answer.ts';
import { createPrune } from '../../gateway/prune/prune.ts';
import { READ_LIMITS } from '../../gateway/read/limits.ts';
import { createRead } from '../../gateway/read/read.ts';
import type { Cell } from '../../gateway/vocabulary/decision.ts';
import { cellKeyOf } from '../../gateway/vocabulary/decision.ts';
import type { JsonObject } from '../../gateway/vocabulary/fetched.ts';
import type { AskField, Reading } from '../../gateway/vocabulary/operation.ts';
import type { OutwardIds } from '../../gateway/vocabulary/ports.ts';
import { isRefusal } from '../../gateway/vocabulary/refusal.ts';
import {
  askedFor,
  closed,
  decisionFor,
  endOf,
  opened,
  PARENT,
  recorded,
  registry,
  verifiedFor,
  workerAt,
} from '../rooms/answer-situation.ts';
import { operations, realIndex, type WrittenOperation } from '../support/operations.ts';
import { marked, marksIn, scrubbed } from './operation-marks.ts';
import { hash, plainSchema, START, worldResolver } from './operation-world.ts';

const RUNS = { numRuns: 400, seed: 20261122 };
const index = realIndex;
const read = createRead({ index, limits: READ_LIMITS });
const prune = createPrune({ index });

/** Outward ids are the inner ones, so that answers can be compared with the world's. */
const openIds: OutwardIds = {
  seal: (kind, inner) => (kind === 'RECORD' ? inner.replace(/^\d{20}~/, '') : inner),
  open: (_kind, outward) => outward,
};
const answer = createAnswer({ index, registry, ids: openIds });

const FOLDED = new Set(['Household.plans', 'Household.contacts', 'Household.safetyPlans', 'Household.events']);
const isNone = (coordinate: string) => {
  const [type = '', field = ''] = coordinate.split('.');
  return index.field(type, field)?.category === 'NONE';
};
const REPORTER = (coordinate: string) => {
  const [type = '', field = ''] = coordinate.split('.');
  return index.field(type, field)?.category === 'REPORTER';
};
const choices = { household: 'case-0001', bsn: '999990019', without: REPORTER };
const random = operations(index, choices);
const withoutFolded = operations(index, {
  ...choices,
  // Worded by us.
  without: (coordinate) => REPORTER(coordinate) || FOLDED.has(coordinate) || coordinate === 'AccessDecision.message',
});

function reading(written: WrittenOperation): Reading {
  const made = read({ ...written }, workerAt(), openIds);
  if (isRefusal(made)) throw new Error(`${made.code} ${made.message.en} ${made.cause}\n${written.text}`);
  return made;
}

describe('read, prune and answer together', () => {
  test('with every cell open, the answer is what graphql-js itself answers to the original operation', () => {
    let fields = 0;
    fc.assert(
      fc.property(withoutFolded, (written) => {
        const made = reading(written);
        // Of a file of which no category is asked, no holder opens: the one place where we answer otherwise.
        fc.pre(!asksBareFile(made.profile.tree));
        const asked = askedFor(decisionFor(made, () => opened()));
        const pruned = prune(asked, made);
        const data = pruned.document === null ? null : run(pruned.text, pruned.variables, false);
        const end = endOf({ reading: made, asked, verified: verifiedFor(asked, data) });
        const expected = run(written.text, written.variables, true);
        const shaped = answer(end, recorded);
        expect(shaped.errors).toBeUndefined();
        expect(JSON.parse(JSON.stringify(shaped.data))).toEqual(expected);
        fields += JSON.stringify(shaped.data).length;
      }),
      RUNS,
    );
    expect(fields).toBeGreaterThan(10_000);
  });
});

describe('whatever is decided', () => {
  const verdicts = fc.array(fc.nat(99), { minLength: 60, maxLength: 60 });

  test('what is left after pruning was asked, and each field of it opens for somebody', () => {
    let kept = 0;
    fc.assert(
      fc.property(random, verdicts, (written, table) => {
        const made = reading(written);
        const asked = askedFor(decisionFor(made, verdictBy(table)));
        const pruned = prune(asked, made);
        const allowed = new Set(
          [...asked.decision.cells.values()].flatMap(({ cell, verdict }) =>
            verdict.outcome === 'ALLOW' ? [`${cell.source} ${cell.category}`] : [],
          ),
        );
        const before = new Set(leaves(made.profile.tree));
        for (const leaf of leaves(pruned.tree)) expect(before).toContain(leaf);
        for (const field of everyField(pruned.tree)) {
          if (field.category === 'NONE') continue;
          kept += 1;
          expect(allowed).toContain(`${field.source} ${field.category}`);
        }
        expect(leaves(prune(asked, made).tree)).toEqual(leaves(pruned.tree));
      }),
      RUNS,
    );
    expect(kept).toBeGreaterThan(500);
  });

  test('no value of a closed cell, of an absent member or beyond the field limits is in an answer, whatever a source sends', () => {
    let shown = 0;
    fc.assert(
      fc.property(random, verdicts, fc.boolean(), (written, table, withoutParent) => {
        const made = reading(written);
        const absent = withoutParent ? [PARENT] : [];
        const asked = askedFor(decisionFor(made, verdictBy(table), absent));
        // Everything was sent, asked or not.
        const verified = verifiedFor(asked, marked(made));
        const shaped = answer(endOf({ reading: made, asked, verified }), recorded);
        for (const mark of marksIn(JSON.stringify(shaped.data))) {
          shown += 1;
          expect(absent).not.toContain(mark.subject);
          for (const category of mark.categories) {
            const verdict = asked.decision.cells.get(cellKeyOf(mark.subject, mark.holder, category))?.verdict;
            expect(verdict?.outcome).toBe('ALLOW');
            const limits = verdict?.outcome === 'ALLOW' ? verdict.fields : [];
            // A rule's limits name the leaves of its own category.
            if (limits !== null && category === mark.categories.at(-1) && !isNone(mark.coordinate))
              expect(limits).toContain(mark.coordinate);
          }
        }
      }),
      RUNS,
    );
    expect(shown).toBeGreaterThan(500);
  });

  test('changing what lies in closed cells changes no byte of an answer', () => {
    let closedValues = 0;
    fc.assert(
      fc.property(random, verdicts, (written, table) => {
        const made = reading(written);
        const asked = askedFor(decisionFor(made, verdictBy(table)));
        const one = marked(made);
        const other = scrubbed(one, asked);
        closedValues += JSON.stringify(one) === JSON.stringify(other) ? 0 : 1;
        const text = (data: JsonObject) =>
          JSON.stringify(answer(endOf({ reading: made, asked, verified: verifiedFor(asked, data) }), recorded));
        expect(text(other)).toBe(text(one));
      }),
      RUNS,
    );
    expect(closedValues).toBeGreaterThan(100);
  });
});

const LIMITS = ['PersonName.familyName', 'Plan.kind', 'PlanPart.heading', 'Event.title', 'Professional.name'];

/** Half of the cells open, by a table that the run varies. */
function verdictBy(table: readonly number[]) {
  return (cell: Cell) => {
    const choice = table[hash(`${cell.subject}${cell.holder}${cell.category}`) % table.length] ?? 0;
    if (choice % 10 === 4) return opened({ fields: LIMITS });
    return choice % 2 === 0 ? opened() : closed(choice % 3 === 0 ? 'NO_VALID_CONSENT' : 'NO_LEGAL_BASIS');
  };
}

function leaves(fields: readonly AskField[], path = ''): readonly string[] {
  return fields.flatMap((field) => {
    const here = `${path}/${field.parent}.${field.key}`;
    const { selections } = field;
    return selections === null ? [here] : [...selections.values()].flatMap((below) => leaves(below, here));
  });
}

function everyField(fields: readonly AskField[]): readonly AskField[] {
  return fields.flatMap((field) => [field, ...[...(field.selections?.values() ?? [])].flatMap(everyField)]);
}

function run(text: string, variables: Readonly<Record<string, unknown>>, outward: boolean): JsonObject | null {
  const { data, errors } = executeSync({
    schema: plainSchema,
    document: parse(text),
    rootValue: START,
    variableValues: variables,
    fieldResolver: worldResolver(outward),
  });
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join());
  return JSON.parse(JSON.stringify(data ?? null));
}

function asksBareFile(fields: readonly AskField[]): boolean {
  return fields.some((field) => {
    const below = [...(field.selections?.values() ?? [])].flat();
    const isFile = field.parent === 'Person' && index.files.some((file) => file.field === field.name);
    return isFile ? below.every(({ category }) => category === 'NONE') : asksBareFile(below);
  });
}
