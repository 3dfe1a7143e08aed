// The policies at the door: the shipped ones load; every fault of every file is told at once, with file, path and the offending cell.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { describeProblems, loadPolicies } from '../../gateway/adapters/policies.ts';
import { copied, faultsOf, POLICIES, removeCopies } from './changed.ts';

afterEach(removeCopies);

describe('the shipped policies', () => {
  it('load without a fault, with every switch off', async () => {
    const loaded = await loadPolicies(POLICIES);
    expect(loaded.kind === 'PROBLEMS' ? describeProblems(loaded.problems) : '').toBe('');
    if (loaded.kind === 'PROBLEMS') return;
    expect(loaded.set.law.length).toBeGreaterThanOrEqual(50);
    expect(loaded.set.rules.length).toBeGreaterThanOrEqual(50);
    expect(loaded.set.purposes.length).toBe(16);
    expect(loaded.set.switches).toEqual({
      'vots-as-ots': false,
      'one-custody-holder-suffices': false,
      'child-from-twelve-decides-alone': false,
      'custody-stands-in-from-sixteen': false,
      'recipient-records-spoken-consent': false,
      'family-represents-incapable-adult': false,
      'restriction-yields-to-duty': false,
      'designated-team-as-college': false,
      'family-work-as-access': false,
      'municipal-file-is-information': false,
      'order-reaches-parent-without-custody': false,
    });
  });

  it('have a version that tells their content', async () => {
    const [first, again] = [await loadPolicies(POLICIES), await loadPolicies(POLICIES)];
    if (first.kind === 'PROBLEMS' || again.kind === 'PROBLEMS') throw new Error('they load');
    expect(first.set.version).toMatch(/^default-[0-9a-f]{16}$/);
    expect(again.set.version).toBe(first.set.version);
    const folder = copied(['switches.json', '"default": false', '"default": true']);
    const other = await loadPolicies(folder);
    expect(other.kind === 'POLICIES' && other.set.version !== first.set.version).toBe(true);
  });

  it('open an investigation, a report or health to no rule without a measure, a power or an explicit consent', async () => {
    const loaded = await loadPolicies(POLICIES);
    if (loaded.kind === 'PROBLEMS') throw new Error('they load');
    const others = loaded.set.rules.filter(({ source }) => source.whose === 'OTHER');
    expect(others.length).toBeGreaterThan(20);
    const byConsent = others.filter(({ regime }) => regime === 'CONSENT');
    expect(
      byConsent.filter(
        ({ categories }) => categories.includes('SAFETY_REPORT') || categories.includes('INVESTIGATION'),
      ),
    ).toEqual([]);
    expect(
      byConsent
        .filter(({ categories }) => categories.includes('HEALTH'))
        .every(({ special }) => special.includes('avg-9-2-a' as never)),
    ).toBe(true);
  });
});

describe('a fault is told with its file, its place and its reason', () => {
  const TEAMS = 'default/local-teams.yaml';
  const RULE = '- id: team-veilig-thuis-by-consent';
  it.each([
    [
      'a rule that cites a row that does not exist',
      TEAMS,
      'disclosure: [wmo-4.1.1-2-d]',
      'disclosure: [wmo-9.9.9]',
      [
        expect.stringMatching(
          /^default\/local-teams\.yaml:\d+: team-veilig-thuis-push: disclosure\.0: no law row wmo-9\.9\.9 exists$/,
        ),
      ],
    ],
    [
      'a category that no disclosure row covers',
      TEAMS,
      'categories: &vtByConsent [INVOLVEMENT',
      'categories: &vtByConsent [SAFETY_REPORT, INVOLVEMENT',
      [
        expect.stringContaining(
          'team-veilig-thuis-by-consent: disclosure: no disclosure row covers (recipient LOCAL_TEAM_MUNICIPAL, holder VEILIG_THUIS, category SAFETY_REPORT, about CHILD)',
        ),
      ],
    ],
    [
      'a holder that the row does not oblige',
      'default/rvdk.yaml',
      'holders: [LOCAL_TEAM_MUNICIPAL], whose: OTHER',
      'holders: [LOCAL_TEAM_MUNICIPAL, LOCAL_TEAM_PROVIDER], whose: OTHER',
      [
        expect.stringContaining(
          'no disclosure row covers (recipient RVDK, holder LOCAL_TEAM_PROVIDER, category IDENTITY, about CHILD)',
        ),
      ],
    ],
    [
      'a capacity beyond the row',
      'default/institutions.yaml',
      'about: &orderedAbout [CHILD,',
      'about: &orderedAbout [PARTNER, CHILD,',
      [
        expect.stringContaining(
          'no disclosure row covers (recipient CERTIFIED_INSTITUTION, holder LOCAL_TEAM_MUNICIPAL, category CONTACT_DETAILS, about PARTNER)',
        ),
      ],
    ],
    [
      'special data without its ground',
      TEAMS,
      'disclosure: []\n  special: [uavg-30-3-a]',
      'disclosure: []\n  special: []',
      [
        expect.stringContaining(
          'special data without a ground for it: (recipient LOCAL_TEAM_MUNICIPAL, holder LOCAL_TEAM_MUNICIPAL, category HEALTH, about CHILD)',
        ),
      ],
    ],
    [
      'a rule about others without a disclosure ground',
      TEAMS,
      'disclosure: [wmo-4.1.1-2-d]',
      'disclosure: []',
      [
        expect.stringContaining(
          'team-veilig-thuis-push: disclosure: at another organisation a disclosure ground is needed',
        ),
      ],
    ],
    [
      'the reporter at another organisation',
      TEAMS,
      'categories: &pushed [INVOLVEMENT',
      'categories: &pushed [REPORTER, INVOLVEMENT',
      [expect.stringContaining('REPORTER opens to nobody outside its holder')],
    ],
    [
      'a regime that the row does not have',
      TEAMS,
      'about: *anyone\n  regime: POWERS\n  processing: [jw-7.3.8, wmo-5.1.2, wmo-5.1.1-1]',
      'about: *anyone\n  regime: MEASURE\n  processing: [jw-7.3.8, wmo-5.1.2, wmo-5.1.1-1]',
      [expect.stringContaining('team-veilig-thuis-push: disclosure: no disclosure row covers')],
    ],
    [
      'a recipient that no row names',
      'default/rvdk.yaml',
      'recipient: { kinds: [RVDK], roles: *investigator, purposes: *investigation }',
      'recipient: { kinds: [RVDK, VEILIG_THUIS], roles: *investigator, purposes: *investigation }',
      [
        expect.stringContaining(
          'no processing row covers (recipient VEILIG_THUIS, holder LOCAL_TEAM_MUNICIPAL, category IDENTITY, about CHILD)',
        ),
      ],
    ],
    [
      'a switch that does not exist',
      'law/jeugdwet.yaml',
      'name: vots-as-ots',
      'name: vots-as-otss',
      [expect.stringContaining('no switch vots-as-otss exists')],
    ],
    [
      'a field that no rule has',
      TEAMS,
      `${RULE}\n`,
      `${RULE}\n  opensEverything: true\n`,
      [expect.stringMatching(/^default\/local-teams\.yaml:\d+: team-veilig-thuis-by-consent: .*opensEverything/)],
    ],
    [
      'a value outside the closed list',
      TEAMS,
      'purposes: [SUPPORT_PLAN] }\n  source: { kind: LOCAL_TEAM, whose: OWN }',
      'purposes: [ANYTHING] }\n  source: { kind: LOCAL_TEAM, whose: OWN }',
      [
        expect.stringMatching(
          /^default\/local-teams\.yaml:6: team-municipal-own-file: recipient\.purposes\.0: Invalid option/,
        ),
      ],
    ],
    ['text that is no YAML', TEAMS, RULE, '- id: [', [expect.stringMatching(/^default\/local-teams\.yaml:\d+: /)]],
    [
      'a purpose that stands in the register twice',
      'purposes.json',
      '"purpose": "SUPPORT_ACCESS"',
      '"purpose": "SUPPORT_PLAN"',
      [expect.stringContaining('SUPPORT_PLAN: purpose: this purpose stands in the register twice')],
    ],
  ] as const)('%s', async (_what, file, from, to, expected) => {
    const problems = await faultsOf([file, from, to]);
    expect(problems).toEqual(expect.arrayContaining([...expected]));
  });

  it('all of them at once, of every file', async () => {
    const folder = copied(
      ['law/wmo.yaml', 'force: OWN', 'force: WISH'],
      ['default/rvdk.yaml', 'regime: POWERS', 'regime: HABIT'],
      ['switches.json', '"default": false', '"default": "no"'],
    );
    const loaded = await loadPolicies(folder);
    const files = loaded.kind === 'PROBLEMS' ? loaded.problems.map(({ file }) => file) : [];
    expect(files).toEqual(['law/wmo.yaml', 'default/rvdk.yaml', 'switches.json']);
  });

  it('a folder that is not there or holds nothing', async () => {
    const loaded = await loadPolicies(join(tmpdir(), 'no-such-policies'));
    expect(loaded.kind === 'PROBLEMS' ? loaded.problems : []).toEqual([
      { file: 'law/', line: null, id: null, path: '', reason: 'the folder cannot be read' },
      { file: 'default/', line: null, id: null, path: '', reason: 'the folder cannot be read' },
      { file: 'purposes.json', line: null, id: null, path: '', reason: 'the file cannot be read' },
      { file: 'switches.json', line: null, id: null, path: '', reason: 'the file cannot be read' },
    ]);
  });
});
