// The scenarios as data: each case of policies/cases runs through gather and decide on the default policies, and gives exactly what it expects.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeProblems, loadPolicies } from '../../gateway/adapters/policies.ts';
import { coverageOf } from '../../gateway/officers/cases/coverage.ts';
import { readCases } from '../../gateway/officers/cases/read-cases.ts';
import { createCaseRunner } from '../../gateway/officers/cases/run-case.ts';
import { verifyCase } from '../../gateway/officers/cases/verify-case.ts';
import { POLICIES } from './changed.ts';

const loaded = await loadPolicies(POLICIES);
if (loaded.kind === 'PROBLEMS') throw new Error('the default policies do not load');
const { cases, problems } = await readCases(join(POLICIES, 'cases'));
const run = createCaseRunner(loaded.set);

describe('the scenarios of the domain decide as the law and the family say', () => {
  it('are all there, and none is written wrong', () => {
    expect(describeProblems(problems)).toBe('');
    expect(cases.length).toBeGreaterThanOrEqual(40);
  });

  for (const { file, value } of cases) {
    it(`${file}: ${value.title}`, async () => {
      expect(verifyCase(value, await run(value))).toEqual([]);
    });
  }
});

describe('a case that does not hold is told by person, holder and category', () => {
  const first = cases.find(({ file }) => file === 's01-consent-of-both-parents.yaml');
  if (first === undefined) throw new Error('the case of both parents is there');

  it('what opens and is in neither list of the case', async () => {
    const differences = verifyCase({ ...first.value, also: [] }, await run(first.value));
    expect(differences).toContain(
      'joris at access, CONSENT_RECORD: opens by consent-records-about-adults on avg-7-1, and the case does not list it',
    );
  });

  it('another outcome, code, rule or basis than expected, with what the nearest rule lacked', async () => {
    const expected = {
      about: ['noor'],
      at: ['gi' as const],
      categories: ['JOURNAL' as const],
      outcome: 'ALLOW' as const,
      via: 'CONSENT' as const,
      bases: ['jw-7.3.11-1'],
    };
    const differences = verifyCase({ ...first.value, expect: [expected] }, await run(first.value));
    expect(differences).toContain(
      'noor at gi, JOURNAL: outcome ALLOW expected, DENY came (team-institution-by-consent lacked jw-7.3.11-1: a valid consent that names this)',
    );
    expect(differences).toContain(
      'noor at gi, JOURNAL: bases jw-7.3.11-1 expected, nothing came (team-institution-by-consent lacked jw-7.3.11-1: a valid consent that names this)',
    );
  });

  it('a refusal that the case does not expect, and one that does not come', async () => {
    const control = cases.find(({ file }) => file === 's18-control.yaml');
    if (control === undefined) throw new Error('the case of the privacy officer is there');
    const { refused: _refused, ...unexpected } = control.value;
    expect(verifyCase(unexpected, await run(control.value))).toEqual([
      'the question is refused with CALLER_NOT_ALLOWED',
      'the record: refusal none expected, CALLER_NOT_ALLOWED came',
      'the record: no own case true expected, false came',
    ]);
    const differences = verifyCase({ ...first.value, refused: 'CALLER_NOT_ALLOWED' }, await run(first.value));
    expect(differences).toEqual([
      'refused with CALLER_NOT_ALLOWED expected, and it is not',
      'the record: refusal CALLER_NOT_ALLOWED expected, none came',
    ]);
  });

  it('another record than the case expects: of the request, of a person, of a cell', async () => {
    const came = await run(first.value);
    const audit = { status: 'Unset' as const, holders: ['vt' as const], lines: { noor: 'FTFF', elin: 'TTTF' } };
    expect(verifyCase({ ...first.value, audit }, came)).toEqual([
      'the record: status Unset expected, Ok came',
      'the record: holders vt expected, gi, register, team-a, team-b came',
      'the record: lines noor FTFF, elin TTTF expected, noor TTTF, elin TTTF, joris TTTF came',
    ]);
    const [line] = came.record.lines.values();
    if (line === undefined) throw new Error('somebody was decided about');
    const other = { code: 'NO_POLICY', bases: ['jw-7.3.8'], rule: 'another-rule', via: 'CONSENT', regime: 'CONSENT' };
    const lines = new Map(
      [...came.record.lines.keys()].map((person) => [person, { controls: 'TTTF', at: () => other }]),
    );
    const differences = verifyCase(first.value, { ...came, record: { ...came.record, lines } });
    expect(differences).toContain(
      'noor at team-a, PLAN: bases jw-7.3.8, jw-7.3.11-1, jw-7.3.15-1 expected in the record, jw-7.3.8 came',
    );
    expect(differences).toContain('noor at team-a, PLAN: the record does not name what was given');
    expect(differences).toContain('noor at gi, JOURNAL: code NO_VALID_CONSENT expected in the record, NO_POLICY came');
    const silent = new Map(
      [...came.record.lines.keys()].map((name) => [name, { controls: 'TTTF', at: () => undefined }]),
    );
    expect(verifyCase(first.value, { ...came, record: { ...came.record, lines: silent } })).toContain(
      'noor at team-a, PLAN: the record does not have it',
    );
    const elsewhere = { ...came.record, refusal: 'CALLER_NOT_ALLOWED', noOwnCase: true };
    expect(verifyCase(first.value, { ...came, record: elsewhere })).toEqual([
      'the record: refusal none expected, CALLER_NOT_ALLOWED came',
      'the record: no own case false expected, true came',
    ]);
  });

  it('other members than the case names', async () => {
    const differences = verifyCase({ ...first.value, members: ['noor'] }, await run(first.value));
    expect(differences).toContain('members: noor expected, noor, elin, joris are decided about');
  });
});

describe('the cases together', () => {
  it('show each of the 28 cells of the four kinds of organisation open and closed, and every rule opening and closing', async () => {
    const runs = await Promise.all(cases.map(async ({ value }) => ({ policyCase: value, run: await run(value) })));
    expect(coverageOf(loaded.set, runs)).toEqual({
      cells: 28,
      missingCells: [],
      neverClosed: [],
      neverOpened: [],
    });
  });

  it('miss a cell and a rule that no case shows any more', async () => {
    const [one] = cases;
    if (one === undefined) throw new Error('there are cases');
    const { missingCells, neverOpened } = coverageOf(loaded.set, [
      { policyCase: one.value, run: await run(one.value) },
    ]);
    expect(missingCells).toContain('RvdK, CERTIFIED_INSTITUTION: opened');
    expect(neverOpened).toContain('rvdk-investigation-own-file');
  });

  it('rest on no ground of the Jeugdwet in a household without children, and on many elsewhere', async () => {
    const bases = { WITH_CHILDREN: new Set<string>(), WITHOUT_CHILDREN: new Set<string>(), UNKNOWN: new Set<string>() };
    for (const { value } of cases) {
      if (value.case === null) continue;
      for (const { verdict } of (await run(value)).cells) {
        if (verdict.outcome !== 'ALLOW') continue;
        for (const base of verdict.bases) if (base.startsWith('jw-')) bases[value.case.householdKind].add(base);
      }
    }
    expect(bases.WITH_CHILDREN.size).toBeGreaterThan(10);
    expect([...bases.WITHOUT_CHILDREN]).toEqual([]);
  });
});
