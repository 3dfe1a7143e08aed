// The matrix of the shipped policy held against the shortcut table of the domain (3e), read cell by cell; its three forms, explain and diff.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadPolicies } from '../../gateway/adapters/policies.ts';
import { matrixOf } from '../../gateway/officers/matrix.ts';
import { localDate } from '../../schema/identifiers.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import { copied, POLICIES, removeCopies } from './changed.ts';
import { policy } from './command.ts';

afterEach(removeCopies);

const loaded = await loadPolicies(POLICIES);
if (loaded.kind === 'PROBLEMS') throw new Error('the default policies do not load');
const cells = matrixOf(loaded.set, localDate.parse('2026-11-22'));

/** Every way in which something of this source opens today for one of these purposes, with the disclosure row. */
function ways(kind: string, purposes: readonly Purpose[], source: SourceKind): readonly string[] {
  const found = cells
    .filter((cell) => cell.kind === kind && purposes.includes(cell.purpose) && cell.source === source)
    .flatMap(({ holder, entries }) =>
      entries
        .filter(({ waitsFor }) => waitsFor === null)
        .flatMap(({ how, disclosure }) =>
          how === 'INTERNAL'
            ? ['own']
            : disclosure.map((row) => `${holder === 'LOCAL_TEAM_MUNICIPAL' ? 'A ' : ''}${how} ${row}`),
        ),
    );
  return [...new Set(found)].sort();
}

const consent = ['CONSENT jw-7.3.11-1', 'CONSENT wmo-5.3.3'];
const fromTeams = ['A CONSENT jw-7.3.11-1', 'A CONSENT wmo-5.3.3', ...consent];

describe('the matrix says of each cell of table 3e', () => {
  it('local team A: internal; Veilig Thuis by consent or what it tells; RvdK and institution by 7.4.0-2, else consent', () => {
    const [plan, access]: Purpose[] = ['SUPPORT_PLAN', 'SUPPORT_ACCESS'];
    const of = (source: SourceKind, ...purposes: (Purpose | undefined)[]) =>
      ways(
        'LOCAL_TEAM_MUNICIPAL',
        purposes.filter((one) => one !== undefined),
        source,
      );
    expect(of('LOCAL_TEAM', plan)).toEqual([...fromTeams, 'own'].sort());
    expect(of('LOCAL_TEAM', access)).toEqual(['DUTY jw-7.4.0-2', 'own']);
    expect(of('VEILIG_THUIS', plan)).toEqual(['CONSENT wmo-5.3.3', 'PUSH wmo-4.1.1-2-d', 'PUSH wmo-4.1.1-2-g']);
    expect(of('VEILIG_THUIS', access)).toEqual(['CONSENT wmo-5.3.3', 'PUSH wmo-4.1.1-2-d', 'PUSH wmo-4.1.1-2-f']);
    expect(of('RVDK', plan)).toEqual([]);
    expect(of('RVDK', access)).toEqual(['DUTY jw-7.4.0-2']);
    expect(of('CERTIFIED_INSTITUTION', plan)).toEqual(['CONSENT jw-7.3.11-1']);
    expect(of('CERTIFIED_INSTITUTION', access)).toEqual(['DUTY jw-7.4.0-2']);
  });

  it('local team B: internal; other teams and the institution by consent or in the same help; Veilig Thuis and RvdK by consent', () => {
    const of = (source: SourceKind) => ways('LOCAL_TEAM_PROVIDER', ['SUPPORT_PLAN'], source);
    expect(of('LOCAL_TEAM')).toEqual([...fromTeams, 'A RELEASE jw-7.3.11-2-a', 'RELEASE jw-7.3.11-2-a', 'own'].sort());
    expect(of('VEILIG_THUIS')).toEqual(['CONSENT wmo-5.3.3', 'PUSH wmo-4.1.1-2-d', 'PUSH wmo-4.1.1-2-g']);
    expect(of('RVDK')).toEqual(['CONSENT avg-6-1-a:raad']);
    expect(of('CERTIFIED_INSTITUTION')).toEqual(['CONSENT jw-7.3.11-1', 'RELEASE jw-7.3.11-2-a']);
  });

  it('Veilig Thuis: internal, and of everybody else what is released under 5.2.6', () => {
    const purposes: Purpose[] = ['SAFETY_ASSESSMENT', 'VT_INVESTIGATION', 'VT_MONITORING'];
    const of = (source: SourceKind) => ways('VEILIG_THUIS', purposes, source);
    expect(of('LOCAL_TEAM')).toEqual(['A RELEASE wmo-5.2.6', 'RELEASE wmo-5.2.6']);
    expect(of('VEILIG_THUIS')).toEqual(['RELEASE wmo-5.2.6', 'own']);
    expect(of('RVDK')).toEqual(['RELEASE wmo-5.2.6']);
    expect(of('CERTIFIED_INSTITUTION')).toEqual(['RELEASE wmo-5.2.6']);
  });

  it('RvdK: a municipal team by duty (243), everybody by release (240), Veilig Thuis unasked too; internal', () => {
    const of = (source: SourceKind) => ways('RVDK', ['CHILD_PROTECTION_INVESTIGATION'], source);
    expect(of('LOCAL_TEAM')).toEqual([
      'A DUTY bw-1:243-1',
      'A PUSH jw-2.4-1',
      'A RELEASE bw-1:240',
      'RELEASE bw-1:240',
    ]);
    expect(of('VEILIG_THUIS')).toEqual(['PUSH wmo-4.1.1-2-e', 'RELEASE bw-1:240']);
    expect(of('RVDK')).toEqual(['own']);
    expect(of('CERTIFIED_INSTITUTION')).toEqual(['RELEASE bw-1:240']);
  });

  it('institution under a supervision order: everybody by duty under 7.3.11-4, and nothing by consent', () => {
    const of = (source: SourceKind) => ways('CERTIFIED_INSTITUTION', ['SUPERVISION_ORDER'], source);
    expect(of('LOCAL_TEAM')).toEqual(['A DUTY jw-7.3.11-4', 'DUTY jw-7.3.11-4']);
    expect(of('VEILIG_THUIS')).toEqual(['DUTY jw-7.3.11-4']);
    expect(of('RVDK')).toEqual(['DUTY jw-7.3.11-4']);
    expect(of('CERTIFIED_INSTITUTION')).toEqual(['DUTY jw-7.3.11-4', 'own']);
  });

  it('institution as guardian: as representative of the child by release, else by consent', () => {
    const of = (source: SourceKind) => ways('CERTIFIED_INSTITUTION', ['GUARDIANSHIP'], source);
    expect(of('LOCAL_TEAM')).toEqual([...fromTeams, 'A RELEASE jw-7.3.11-2-b', 'RELEASE jw-7.3.11-2-b'].sort());
    expect(of('VEILIG_THUIS')).toEqual(['CONSENT wmo-5.3.3', 'RELEASE bw-1:303:representative']);
    expect(of('RVDK')).toEqual(['CONSENT avg-6-1-a:raad', 'RELEASE bw-1:303:representative']);
    expect(of('CERTIFIED_INSTITUTION')).toEqual(['own']);
  });

  it('institution in preventive work or probation: consent, and for probation what the Raad tells in criminal law', () => {
    const preventive = cells.filter(({ role }) => role === 'PREVENTIVE_WORKER');
    expect(preventive.length).toBeGreaterThan(20);
    const of = (source: SourceKind) => ways('CERTIFIED_INSTITUTION', ['JUVENILE_PROBATION'], source);
    expect(of('LOCAL_TEAM')).toEqual([...fromTeams].sort());
    expect(of('VEILIG_THUIS')).toEqual(['CONSENT wmo-5.3.3']);
    expect(of('RVDK')).toEqual(['CONSENT avg-6-1-a:raad', 'PUSH sr-77:raad']);
    expect(of('CERTIFIED_INSTITUTION')).toEqual(['own']);
    const hows = preventive.filter(({ whose, source }) => whose === 'OTHER' && source !== 'PERSONS');
    const calm = hows.filter(({ purpose }) => purpose !== 'ACUTE_DANGER');
    expect([...new Set(calm.flatMap(({ entries }) => entries.map(({ how }) => how)))]).toEqual(['CONSENT']);
  });

  it('in acute danger what was agreed for safety at another organisation, by an emergency alone and without a stated necessity', () => {
    const danger = cells.filter(
      ({ purpose, whose, source }) => purpose === 'ACUTE_DANGER' && whose === 'OTHER' && source !== 'PERSONS',
    );
    expect(danger.length).toBeGreaterThan(50);
    expect([...new Set(danger.map(({ category }) => category))].sort()).toEqual([
      'MEDICAL_ALERT',
      'SAFETY_NOTICE',
      'SAFETY_PLAN',
    ]);
    const entries = danger.flatMap((cell) => cell.entries);
    expect([...new Set(entries.map(({ how, necessity }) => `${how} ${necessity}`))]).toEqual(['EMERGENCY false']);
    expect(
      cells.filter(
        ({ purpose, entries: some }) => purpose !== 'ACUTE_DANGER' && some.some(({ how }) => how === 'EMERGENCY'),
      ),
    ).toEqual([]);
  });

  it('who reported opens at the own Veilig Thuis and the own Raad alone; a BSN and administration open nothing', () => {
    const reporters = cells.filter(({ category }) => category === 'REPORTER');
    expect([...new Set(reporters.map(({ kind, whose, source }) => `${kind} ${whose} ${source}`))]).toEqual([
      'RVDK OWN RVDK',
      'VEILIG_THUIS OWN VEILIG_THUIS',
    ]);
    expect(cells.filter(({ category }) => category === 'BSN' || category === 'NONE')).toEqual([]);
    const none: readonly Purpose[] = ['ADMINISTRATION', 'OVERSIGHT', 'STATISTICS'];
    expect(cells.filter(({ purpose }) => none.includes(purpose))).toEqual([]);
  });
});

describe('npm run policy -- matrix', () => {
  it('is a table that an officer can read, with letters and the grounds they stand for', async () => {
    const { code, out } = await policy('matrix', '--recipient', 'RVDK', '--purpose', 'COURT_REVIEW');
    expect(code).toBe(0);
    const lines = out.split('\n').map((line) => line.trimEnd());
    expect(lines).toContain('RVDK for COURT_REVIEW: CHILD_PROTECTION_INVESTIGATOR, LEGAL_ADVISER');
    expect(lines).toContain(
      '                 own file  record of consents  register  LOCAL_TEAM_MUNICIPAL  CERTIFIED_INSTITUTION',
    );
    expect(lines).toContain('INVOLVEMENT      I                                       D                     R');
    expect(lines).toContain('INVESTIGATION    I');
    expect(lines).toContain('SAFETY           I                                                             Rn');
    expect(out).toContain('  R rvdk-review-institution-by-release: about anyone; on bw-1:238; provided under bw-1:240');
    expect(out).toContain('  bw-1:240  BW 1:240: ');
  });

  it('is CSV with a line per cell and way, safe in a spreadsheet', async () => {
    const { code, out } = await policy('matrix', '--format', 'csv', '--recipient', 'VEILIG_THUIS');
    expect(code).toBe(0);
    const [head, ...lines] = out.trimEnd().split('\r\n');
    expect(head).toBe(
      'recipient,role,purpose,source,whose,holder,category,how,rule,processing,disclosure,special,regime,about,conditions,necessity,fields,months,waits for',
    );
    expect(lines.length).toBeGreaterThan(200);
    expect(lines).toContain(
      'VEILIG_THUIS,TRIAGIST,SAFETY_ASSESSMENT,RVDK,OTHER,RVDK,MEASURE,RELEASE,vt-assessment-rvdk,wmo-4.1.1-2-a,wmo-5.2.6,,POWERS,CHILD PARENT_WITH_CUSTODY PARENT_WITHOUT_CUSTODY GUARDIAN FOSTER_PARENT LEGAL_REPRESENTATIVE PARTNER ADULT OTHER_INVOLVED,,no,all,24,',
    );
    expect(lines.filter((line) => /(^|,)"?[=+@]/.test(line))).toEqual([]);
  });

  it('is one page of HTML in Dutch, without scripts or anything from elsewhere', async () => {
    const folder = copied();
    const file = join(folder, 'matrix.html');
    const { code, out } = await policy('matrix', '--format', 'html', '--output', file);
    expect(code).toBe(0);
    expect(out).toMatch(/matrix\.html written: \d+ cells that something opens\./);
    const page = readFileSync(file, 'utf8');
    expect(page).toContain('<html lang="nl">');
    expect(page).toContain('<th scope="col">eigen dossier</th>');
    expect(page).toContain('als de bronhouder vrijgeeft; na een vastgelegde noodzaak');
    expect(page).toContain('<dt id="jw-7.3.11-4">');
    expect(page).not.toMatch(/<script|https?:\/\/|<link|<img/);
  });
});

describe('npm run policy -- explain', () => {
  it('a case: each cell down to its law rows, or what the nearest rule lacked first', async () => {
    const { code, out } = await policy('explain', 'policies/cases/s17-access.yaml:1');
    expect(code).toBe(0);
    expect(out).toContain('child at gi, PLAN\n  ALLOW via DUTY, regime POWERS, by team-access-institution-by-duty: ');
    expect(out).toContain('    jw-7.4.0-2, Jeugdwet 7.4.0 lid 2 en 3: ');
    expect(out).toContain(
      'child at team-b, PLAN\n  NEEDS_NECESSITY, NEEDS_NECESSITY\n    team-access-other-team-by-duty ended at NEEDS_NECESSITY; it lacked: a stated necessity for this person, category and source',
    );
    expect(out).not.toContain('what Veilig Thuis tells unasked');
  });

  it('a cell: every rule about it, the grounds and what each demands, and why it opens nothing today', async () => {
    const at = ['--recipient', 'LOCAL_TEAM_MUNICIPAL', '--role', 'FAMILY_WORKER', '--purpose', 'SUPPORT_PLAN'];
    const { code, out } = await policy('explain', ...at, '--source', 'RVDK', '--category', 'MEASURE');
    expect(code).toBe(0);
    expect(out).toContain('team-family-work-rvdk-by-duty (POWERS, other holders): ');
    expect(out).toContain('  today: the switch family-work-as-access is off');
    expect(out).toContain(
      '  disclosure ground jw-7.4.0-2:family-work, Jeugdwet 7.4.0 lid 2 (gezinswerk) (MUST, certainty U): ',
    );
    expect(out).toContain('    only if the household is WITH_CHILDREN');
    const closed = await policy('explain', ...at, '--source', 'RVDK', '--category', 'INVESTIGATION');
    expect(closed.out).toContain('CLOSED, NO_POLICY: no rule opens this to this role and purpose.');
    const role = await policy('explain', ...at.with(3, 'TRIAGIST'), '--source', 'RVDK', '--category', 'MEASURE');
    expect(role.out).toContain('CLOSED, ROLE_NOT_ALLOWED: ');
  });
});

describe('npm run policy -- diff', () => {
  it('says that nothing changes between a folder and itself, and between files that say the same', async () => {
    const { code, out } = await policy('diff', 'policies', copied());
    expect([code, out]).toEqual([
      0,
      'Nothing opens, closes or opens otherwise.\n0 cells open, 0 close, 0 open otherwise; law of 2026-11-22.\n',
    ]);
  });

  it('names every role, purpose and category that opens or closes, and by what', async () => {
    const after = copied(
      [
        'default/rvdk.yaml',
        'categories: [INVOLVEMENT, SUPPORT, PLAN, SAFETY, SAFETY_PLAN, MEASURE, HEALTH]',
        'categories: [INVOLVEMENT, SUPPORT, PLAN, SAFETY_PLAN, MEASURE, HEALTH, CONTACT_DETAILS]',
      ],
      [
        'switches.json',
        '"name": "municipal-file-is-information",\n    "default": false',
        '"name": "municipal-file-is-information",\n    "default": true',
      ],
      [
        'default/veilig-thuis.yaml',
        'regime: POWERS\n  processing: [wmo-4.1.1-2-c]\n  disclosure: []\n  special: []\n  conditions: []',
        'regime: POWERS\n  processing: [wmo-4.1.1-2-c]\n  disclosure: []\n  special: []\n  conditions: []\n  monthsBefore: 12',
      ],
    );
    const { code, out } = await policy('diff', 'policies', after);
    expect(code).toBe(1);
    const roles = 'BEHAVIOURAL_SCIENTIST, CHILD_PROTECTION_INVESTIGATOR, LEGAL_ADVISER, TEAM_LEAD';
    expect(out).toContain(
      `CLOSES   RVDK, CHILD_PROTECTION_INVESTIGATION (${roles}): SAFETY at CERTIFIED_INSTITUTION\n  - R rvdk-institution-by-release: about anyone; on jw-3.1; provided under bw-1:240`,
    );
    expect(out).toContain(
      `OPENS    RVDK, CHILD_PROTECTION_INVESTIGATION (${roles}): CONTACT_DETAILS at CERTIFIED_INSTITUTION\n  + R rvdk-institution-by-release: `,
    );
    expect(out).toContain(
      `CHANGES  RVDK, CHILD_PROTECTION_INVESTIGATION (${roles}): SUPPORT, PLAN, LIFE_DOMAINS, SAFETY, SAFETY_PLAN at LOCAL_TEAM_MUNICIPAL\n  + D rvdk-municipal-team-file-by-duty: `,
    );
    expect(out).toContain(
      'CHANGES  VEILIG_THUIS, ACUTE_DANGER (TRIAGIST, VT_INVESTIGATOR, CRISIS_DUTY, TEAM_LEAD): INVOLVEMENT, SAFETY, SAFETY_PLAN, SAFETY_NOTICE at own file\n  - I vt-own-file-in-acute-danger: about anyone; on wmo-4.1.1-2-c\n  + I vt-own-file-in-acute-danger: about anyone; on wmo-4.1.1-2-c; 12 months back',
    );
    expect(out).toMatch(/4 cells open, 4 close, \d+ open otherwise; law of 2026-11-22\./);
  });

  it('says nothing of a rule that got another name', async () => {
    const renamed = copied(['default/rvdk.yaml', '- id: rvdk-review-own-file', '- id: rvdk-own-file-in-review']);
    expect((await policy('diff', 'policies', renamed)).code).toBe(0);
  });
});

describe('npm run policy', () => {
  it.each([
    [['--help'], 0],
    [['check'], 0],
    [['test'], 0],
    [['bogus'], 2],
    [['check', '--bogus'], 2],
    [['check', 'twice'], 2],
    [['check', '--on', 'tomorrow'], 2],
    [['matrix', '--format', 'pdf'], 2],
    [['matrix', '--recipient', 'NOBODY'], 2],
    [['explain'], 2],
    [['explain', 'policies/cases/s17-access.yaml:0'], 2],
    [['diff', 'policies'], 2],
    [['check', '--policies', 'no-such-folder'], 3],
    [['test', '--cases', 'no-such-folder'], 3],
    [['explain', 'no-such-file.yaml'], 3],
    [['diff', 'policies', 'no-such-folder'], 3],
  ] as const)('%j ends with %i', async (args, expected) => {
    const { code, out, err } = await policy(...args);
    expect(code).toBe(expected);
    expect(code === 0 ? out : err).toMatch(/\S/);
    expect(`${out}${err}`).not.toMatch(/ {4}at |node:internal/);
  });

  it('test tells which case fails, with file and line, and what the cases leave unshown', async () => {
    const folder = copied(['cases/s09-no-case.yaml', 'members: []', 'members: [neighbour]']);
    const { code, out } = await policy('test', '--policies', folder, '--cases', join(folder, 'cases/s09-no-case.yaml'));
    expect(code).toBe(1);
    expect(out).toContain("fails s09-no-case.yaml:1: without a case of one's own nobody is decided about");
    expect(out).toContain('      members: neighbour expected, nobody are decided about');
    expect(out).toContain('3 cases in 1 files: 2 hold, 1 fail.');
    expect(out).toMatch(/^Rules: 0 of 108 are opened by a case; not consent-records-about-children-under-twelve, /m);
    expect(out).toMatch(/^Cells: 0 of 56 outcomes of the 28 cells are shown; not local team A, LOCAL_TEAM: opened, /m);
  });

  it('test counts what the shipped cases show', async () => {
    const { out } = await policy('test');
    expect(out).toMatch(/^\d+ cases in \d+ files: \d+ hold, 0 fail\.$/m);
    expect(out).toMatch(/^Law: 56 of 56 rows that can open something are used by a rule\.$/m);
    expect(out).toMatch(/^Rules: 108 of 108 are closed by a case\.$/m);
    expect(out).toMatch(/^Cells: 56 of 56 outcomes of the 28 cells are shown\.$/m);
  });
});
