// Prune: the document that Apollo is given, for what opens and for what does not.
import { describe, expect, test } from 'vitest';
import { createPrune } from '../../gateway/prune/prune.ts';
import { READ_LIMITS } from '../../gateway/read/limits.ts';
import { createRead } from '../../gateway/read/read.ts';
import type { Cell, Verdict } from '../../gateway/vocabulary/decision.ts';
import type { Reading } from '../../gateway/vocabulary/operation.ts';
import { isRefusal } from '../../gateway/vocabulary/refusal.ts';
import { realIndex } from '../support/operations.ts';
import {
  askedFor,
  CASE,
  CHILD,
  closed,
  decisionFor,
  factsFor,
  ids,
  OTHER_TEAM,
  opened,
  PARENT,
  TEAM,
  workerAt,
} from './answer-situation.ts';

const read = createRead({ index: realIndex, limits: READ_LIMITS });
const prune = createPrune({ index: realIndex });
const HOUSEHOLD = ids.seal('HOUSEHOLD', CASE, TEAM);

function reading(selection: string, variables: Record<string, unknown> = {}, definitions = ''): Reading {
  const text = `query Client($id: ID!${definitions}) @access(purpose: SUPPORT_PLAN) { ours: household(id: $id) ${selection} }`;
  const made = read({ text, operationName: 'Client', variables: { id: HOUSEHOLD, ...variables } }, workerAt(), ids);
  if (isRefusal(made)) throw new Error(made.message.en);
  return made;
}

function pruned(made: Reading, verdictOf: (cell: Cell) => Verdict) {
  return prune(askedFor(decisionFor(made, verdictOf)), made);
}

const onlyOpen =
  (...categories: readonly string[]) =>
  (cell: Cell) =>
    categories.includes(cell.category) ? opened() : closed('NO_LEGAL_BASIS');

describe('the document', () => {
  test('holds what opens, under our own names, with no value of the client', () => {
    const made = reading(
      '{ id members { capacities person { id: birthDate localTeam { plans { status } e: events(first: $representations, from: $secret) { title } } veiligThuis { events(from: $closed) { title } } } } }',
      { representations: 3, secret: '2025-01-01', closed: '2024-01-01' },
      ', $secret: Date, $representations: Int = 5, $closed: Date',
    );
    const { text, variables, operationName } = pruned(made, onlyOpen('SUPPORT'));
    expect(text).toBe(`query HouseholdView($v1: Date, $v0: Int) {
  r0_household: household(id: "r0_household") {
    id
    members {
      capacities
      person {
        id
        localTeam {
          events(first: $v0, from: $v1) {
            title
            recordId
          }
          holder {
            oin
          }
        }
      }
    }
  }
}`);
    expect(variables).toEqual({ v0: 3, v1: '2025-01-01' });
    expect(operationName).toBe('HouseholdView');
    expect(text).not.toContain(HOUSEHOLD);
  });

  test('is the same for callers with the same outcome and another for another, and so is its hash', () => {
    const selection = '{ members { person { birthDate localTeam { plans { status } } } } }';
    const [one, two] = [reading(selection), reading(selection)];
    const plan = pruned(one, onlyOpen('PLAN'));
    const same = pruned(two, onlyOpen('PLAN'));
    const other = pruned(two, onlyOpen('IDENTITY'));
    expect(same.queryHash).toBe(plan.queryHash);
    expect(same.document).toBe(plan.document);
    expect(other.queryHash).not.toBe(plan.queryHash);
    expect(plan.queryHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('keeps the household itself when nothing of anybody opens', () => {
    const made = reading(
      '{ kind openedOn members { capacities person { id birthDate veiligThuis { reports { number } } } } plans { kind } }',
    );
    expect(pruned(made, onlyOpen()).text).toBe(`query HouseholdView {
  r0_household: household(id: "r0_household") {
    kind
    openedOn
    members {
      capacities
      person {
        id
      }
    }
    id
  }
}`);
  });

  test('is not there without an own case', () => {
    const made = reading('{ kind }');
    const asked = askedFor(decisionFor(made, onlyOpen()));
    const nobody = prune(asked, made, factsFor(workerAt(), []));
    expect([nobody.document, nobody.text, nobody.tree]).toEqual([null, '', []]);
    expect(prune(asked, made, factsFor(workerAt(), ['r0_household'])).document).not.toBeNull();
  });

  test('names a BSN root by its key too', () => {
    const text = 'query Q($b: BSN!) @access(purpose: SUPPORT_PLAN) { householdsOf(bsn: $b) { kind } }';
    const made = read({ text, operationName: null, variables: { b: '999900006' } }, workerAt(), ids);
    if (isRefusal(made)) throw new Error(made.message.en);
    const { text: written, variables } = pruned(made, onlyOpen());
    expect(written).toContain('r0_householdsOf: householdsOf(bsn: "r0_householdsOf")');
    expect(variables).toEqual({});
  });
});

describe('a field stays', () => {
  test('only if one holder may be asked every category on its way about one person', () => {
    const made = reading('{ members { person { veiligThuis { assessments { date assessedBy { name } } } } } }');
    const apart = pruned(made, (cell) =>
      cell.category === (cell.subject === CHILD ? 'SAFETY' : 'INVOLVEMENT') ? opened() : closed('NO_LEGAL_BASIS'),
    );
    expect(apart.text).toContain('assessments');
    expect(apart.text).not.toContain('assessedBy');
    const together = pruned(made, (cell) => (cell.subject === PARENT ? opened() : closed('NO_LEGAL_BASIS')));
    expect(together.text).toContain('assessedBy');
  });

  test('for the holder of it not at all, when only its holder and ids are asked', () => {
    const made = reading('{ members { person { localTeam { holder { name } __typename } } } }');
    expect(made.asks).toEqual([]);
    expect(pruned(made, () => opened()).text).not.toContain('localTeam');
  });

  test('if it is among the fields that the rule opens', () => {
    const made = reading('{ members { person { localTeam { plans { kind status } } } } }');
    const limited = pruned(made, (cell) =>
      opened({ fields: cell.holder === TEAM ? ['Plan.kind'] : ['Plan.validFrom'] }),
    );
    expect(limited.text).toContain('kind');
    expect(limited.text).not.toContain('status');
    const wider = pruned(made, (cell) =>
      opened({ fields: cell.holder === OTHER_TEAM ? ['Plan.status'] : ['Plan.kind'] }),
    );
    expect(wider.text).toContain('status');
  });

  test('when its cell is opened and shielded, so that a shield changes no plan', () => {
    const made = reading('{ members { person { address { city } } } }');
    const decision = decisionFor(made, () => opened());
    const shielded = prune(askedFor(decision, { shielded: () => true }), made);
    expect(shielded.text).toBe(prune(askedFor(decision), made).text);
    expect(shielded.text).toContain('city');
  });

  test('not when its holder was dropped from the report as well', () => {
    const made = reading('{ members { person { address { city } } } }');
    const dropped = prune(
      askedFor(
        decisionFor(made, () => opened()),
        { dropped: () => true },
      ),
      made,
    );
    expect(dropped.text).not.toContain('address');
  });
});

test('a reading is left as it was', () => {
  const made = reading('{ members { person { birthDate localTeam { plans { status } } } } }');
  const before = JSON.stringify(made.profile.document);
  const tree = made.profile.tree;
  pruned(made, onlyOpen('PLAN'));
  expect(JSON.stringify(made.profile.document)).toBe(before);
  expect(made.profile.tree).toBe(tree);
  expect(made.profile.tree[0]?.selections?.get('Household')).toHaveLength(2);
});
