// What a decision costs, explanation and all, and whether it stays the same as rules are added: 60, 600 and 6,000 of them, in turns in one run.
import { fileURLToPath } from 'node:url';
import { describeProblems, loadPolicies } from '../gateway/adapters/policies.ts';
import { compilePolicy } from '../gateway/decide/compile.ts';
import { type PolicyRule, policyRule } from '../gateway/vocabulary/policy-rule.ts';
import type { PolicySet } from '../gateway/vocabulary/ports.ts';
import { valuesOf } from '../schema/names/define.ts';
import { PURPOSES } from '../schema/names/purpose.ts';
import { ROLES } from '../schema/names/role.ts';
import { householdOf } from './household.ts';
import { type Bench, tableOf } from './table.ts';

const SIZES = [60, 600, 6_000];
const ROUNDS = 31;
const WARM_UP = 3;
const DECISIONS_A_ROUND = 30_000;

export const bench: Bench = {
  says: 'microseconds per decision with its explanation, at 60, 600 and 6,000 rules; alone and in a household of 300',
  async run() {
    const pack = await readPack();
    const runs = SIZES.map((size) => {
      const set = setOf(pack, size);
      const before = process.cpuUsage();
      const policy = compilePolicy(set);
      const { user, system } = process.cpuUsage(before);
      const compiledIn = (user + system) / 1000;
      return { size: set.rules.length, policy, compiledIn, about: aboutCell(set) };
    });
    const shapes = [
      { name: 'one cell at five holders', ...householdOf(1, 1) },
      { name: 'household of 300', ...householdOf(5, 12) },
    ];
    const lines = shapes.flatMap((shape) => runs.map((run) => ({ shape, run, took: [] as number[], checked: 0 })));
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      for (const line of lines) {
        const { facts, reading, cells } = line.shape;
        const times = Math.ceil(DECISIONS_A_ROUND / cells);
        const before = process.cpuUsage();
        for (let time = 0; time < times; time += 1) line.checked += line.run.policy.decide(facts, reading).cells.size;
        const { user, system } = process.cpuUsage(before);
        if (round >= 0) line.took.push((user + system) / (times * cells));
      }
    }
    const rows = lines.map(({ shape, run, took, checked }) => {
      const first = lines.find((line) => line.shape === shape);
      if (first === undefined || checked === 0) throw new Error('nothing was decided');
      return [
        shape.name,
        String(run.size),
        run.about.toFixed(1),
        median(took).toFixed(2),
        (median(took) / median(first.took)).toFixed(2),
        ((median(took) * shape.cells) / 1000).toFixed(2),
        run.compiledIn.toFixed(0),
      ];
    });
    return [
      tableOf(
        ['asked', 'rules', 'rules a cell', 'µs CPU a decision', 'x the first', 'ms a question', 'ms CPU to compile'],
        rows,
      ),
      `median of ${ROUNDS} rounds in turns, ${DECISIONS_A_ROUND} decisions each; every decision names its rule and bases, or the nearest rules and what they lacked`,
    ].join('\n');
  },
};

async function readPack(): Promise<PolicySet> {
  const loaded = await loadPolicies(fileURLToPath(new URL('../policies', import.meta.url)));
  if (loaded.kind === 'PROBLEMS') throw new Error(describeProblems(loaded.problems));
  return loaded.set;
}

/** The rules of the pack for this asker first, then its others, then all of them again for other roles and purposes. */
function setOf(pack: PolicySet, size: number): PolicySet {
  const mine = pack.rules.filter(isMine);
  const rules: PolicyRule[] = [...mine, ...pack.rules.filter((rule) => !isMine(rule))].slice(0, size);
  const others = valuesOf(ROLES)
    .flatMap((role) => valuesOf(PURPOSES).map((purpose) => ({ roles: [role], purposes: [purpose] })))
    .filter(({ roles, purposes }) => roles[0] !== 'FAMILY_WORKER' || purposes[0] !== 'SUPPORT_PLAN');
  for (let at = 0; rules.length < size; at += 1) {
    const rule = pack.rules[at % pack.rules.length];
    const use = others[at % others.length];
    if (rule === undefined || use === undefined) throw new RangeError('a pack without rules');
    rules.push(policyRule.parse({ ...rule, id: `copy-${at}`, recipient: { ...rule.recipient, ...use } }));
  }
  return { ...pack, rules };
}

function isMine({ recipient }: PolicyRule): boolean {
  return (
    recipient.kinds.includes('LOCAL_TEAM_PROVIDER') &&
    recipient.roles.includes('FAMILY_WORKER') &&
    recipient.purposes.includes('SUPPORT_PLAN')
  );
}

/** Rules that a cell of the household is held against, on average over kinds of source and categories. */
function aboutCell({ rules }: PolicySet): number {
  const { reading } = householdOf(5, 12);
  const mine = rules.filter(isMine);
  const found = reading.asks.map(
    ({ source, category }) =>
      mine.filter((rule) => rule.source.kind === source && rule.categories.includes(category)).length,
  );
  return found.reduce((sum, count) => sum + count, 0) / found.length;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
