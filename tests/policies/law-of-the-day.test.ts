// Date-pinned law: the domain's day decides which rows are in force; the same request under another day's law gives that day's answer.
import { describe, expect, it } from 'vitest';
import { loadPolicies } from '../../gateway/adapters/policies.ts';
import { type PolicyCase, policyCase } from '../../gateway/officers/cases/case-format.ts';
import { createCaseRunner } from '../../gateway/officers/cases/run-case.ts';
import { lawRow } from '../../gateway/vocabulary/law-row.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import { POLICIES } from './changed.ts';

const loaded = await loadPolicies(POLICIES);
if (loaded.kind === 'PROBLEMS') throw new Error('the default policies do not load');

/** The duty of 7.3.11 lid 4 ends with 2026 and goes on in a row of its own, which names no health. */
function amended(set: PolicySet): PolicySet {
  const law = set.law.flatMap((row) => {
    if (row.id !== 'jw-7.3.11-4') return [row];
    const categories = row.categories.filter((category) => category !== 'HEALTH');
    return [
      lawRow.parse({ ...row, validUntil: '2026-12-31' }),
      lawRow.parse({ ...row, id: 'jw-7.3.11-4:2027', validFrom: '2027-01-01', categories }),
    ];
  });
  const after = lawRow.shape.id.parse('jw-7.3.11-4:2027');
  const rules = set.rules.map((rule) =>
    rule.disclosure.some((id) => id === 'jw-7.3.11-4') ? { ...rule, disclosure: [...rule.disclosure, after] } : rule,
  );
  return { ...set, version: 'amended', law, rules };
}

const at = (now: string): PolicyCase =>
  policyCase.parse({
    title: 'one request, asked on several days',
    now,
    caller: { organisation: 'gi', role: 'YOUTH_PROTECTOR', purpose: 'SUPERVISION_ORDER' },
    case: {
      kind: 'MEASURE',
      openedOn: '2026-06-01',
      persons: { child: { capacities: ['CHILD'] } },
      claims: [{ kind: 'SUPERVISION_ORDER', about: 'child', from: '2026-06-01', until: '2027-05-31' }],
    },
    register: { child: { born: '2016-01-01' } },
    necessities: [{ about: 'child', at: 'team-a', categories: ['HEALTH'], from: now.slice(0, 10) }],
    members: ['child'],
    expect: [],
    audit: { status: 'Ok', holders: [], lines: {} },
  });

async function answers(set: PolicySet, now: string) {
  const { cells } = await createCaseRunner(set)(at(now));
  return ['INVOLVEMENT', 'HEALTH'].map((category) => {
    const verdict = cells.find((cell) => cell.at === 'team-a' && cell.category === category)?.verdict;
    return verdict?.outcome === 'ALLOW' ? verdict.bases : verdict?.code;
  });
}

describe('a law that changes on New Year', () => {
  const changed = amended(loaded.set);

  it('gives the answer of the old row on its last day', async () => {
    expect(await answers(changed, '2026-12-31T23:59:59+01:00')).toEqual([
      ['bw-1:262', 'jw-7.3.11-4'],
      ['bw-1:262', 'jw-7.3.11-4', 'uavg-30-2-b'],
    ]);
  });

  it('gives the answer of the new row from its first day, and no longer what that leaves out', async () => {
    expect(await answers(changed, '2027-01-01T00:00:00+01:00')).toEqual([
      ['bw-1:262', 'jw-7.3.11-4:2027'],
      'NO_LEGAL_BASIS',
    ]);
  });

  it('gives the old day its answer again, whatever was asked in between', async () => {
    const runner = createCaseRunner(changed);
    const basesOn = async (now: string) => {
      const { cells } = await runner(at(now));
      const verdict = cells.find((cell) => cell.at === 'team-a' && cell.category === 'INVOLVEMENT')?.verdict;
      return verdict?.outcome === 'ALLOW' ? verdict.bases[1] : verdict?.code;
    };
    expect(await basesOn('2027-01-01T00:00:00+01:00')).toBe('jw-7.3.11-4:2027');
    expect(await basesOn('2026-12-31T12:00:00+01:00')).toBe('jw-7.3.11-4');
  });

  it('changes nothing as long as nobody changed the law', async () => {
    const [old, now] = ['2026-12-31T12:00:00+01:00', '2027-01-01T12:00:00+01:00'];
    expect(await answers(loaded.set, now)).toEqual(await answers(loaded.set, old));
  });
});
