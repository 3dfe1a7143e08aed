// A difference in; the lines that a person needs to see which side is wrong out. Generated people only.
import type { Fact } from '../../gateway/vocabulary/facts.ts';
import type { Found, Report } from './run.ts';

export function describeFound({ difference, situation: { facts, reading, switches }, madeUp, seed }: Found): string {
  const { cell, engine, oracle } = difference;
  const subject = facts.subjects.get(cell.subject);
  const ownCase = [...facts.cases.values()][0];
  const rules = new Set([engine.rule, oracle === 'NOT_A_CELL' ? null : oracle.rule]);
  const lines: [string, unknown][] = [
    ['cell', cell],
    ['engine', engine],
    ['oracle', oracle],
    ['asks', reading.asks],
    ['caller', { kind: facts.organisationKind, role: facts.caller.role, purpose: reading.profile.purpose }],
    ['today', facts.clock.today],
    ['case', { kind: ownCase?.kind, household: ownCase?.householdKind, openedOn: ownCase?.openedOn }],
    ['claims', ownCase?.claims.map(({ kind, about }) => ({ kind, about }))],
    [
      'person',
      subject === undefined
        ? 'nobody'
        : {
            capacities: subject.capacities,
            today: shown(subject.ruleCapacities),
            age: shown(subject.age),
            children: shown(subject.childrenInCase),
            minorityEnds: shown(subject.minorityEnds),
            deceased: shown(subject.deceased),
            restricted: subject.restricted,
            isCaller: subject.isCaller,
            inCallersCustody: subject.callerHasCustody,
          },
    ],
    ['consents', facts.consents],
    ['releases', facts.releases],
    ['necessities', facts.necessities],
    ['switches', switches],
    ...(madeUp === null
      ? []
      : ([
          ['rules', madeUp.rules.filter(({ id }) => rules.has(id))],
          ['law', madeUp.law],
        ] satisfies [string, unknown][])),
    ['seed', seed],
  ];
  return lines.map(([name, value]) => `  ${name.padEnd(12)} ${JSON.stringify(value)}`).join('\n');
}

export function describeReport({ requests, outcomes, opened, differences }: Report, rules: number): string {
  const counts = Object.entries(outcomes).map(([outcome, count]) => `${outcome} ${count}`);
  return [
    `${requests} requests compared: ${counts.join(', ')}`,
    `${opened.size} of ${rules} rules opened something`,
    `${differences.length} differences`,
  ].join('\n');
}

function shown<Value>(fact: Fact<Value>): unknown {
  return fact.state === 'KNOWN' ? fact.value : fact.state;
}
