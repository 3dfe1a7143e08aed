// The two commands as their users meet them: a data folder of their own, PostgreSQL started by them, the demo's own world.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseCommand } from '../../bin/demo-case/command.ts';
import { importCommand } from '../../bin/import-brp/command.ts';
import { showProgress } from '../../bin/import-brp/progress.ts';
import { type OpenedInstallation, openInstallation } from '../../demo/open-installation.ts';
import { portsFrom } from '../../demo/ports.ts';
import { freePortBase } from '../support/ports.ts';

const PROJECT = join(import.meta.dirname, '../..');
const FILE = join(import.meta.dirname, 'import-brp-lists.csv');
const TEAM = '00000099000000004022';

/** Everything here is written durably, on a disk that others use too. */
const SLOW_MS = 120_000;

describe('npm run import:brp and npm run demo:case', { timeout: SLOW_MS }, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'samenzicht-import-command-'));
  let env: NodeJS.ProcessEnv;
  let port: number;
  /** Keeps PostgreSQL running between commands, as npm start would. */
  let running: OpenedInstallation;
  let first: Outcome;

  type Outcome = { readonly code: number; readonly out: string; readonly err: string; readonly screen: string };
  const run = async (
    command: typeof importCommand | typeof caseCommand,
    args: readonly string[],
    more: NodeJS.ProcessEnv = {},
  ): Promise<Outcome> => {
    const [out, err, screen]: string[][] = [[], [], []];
    const code = await command({
      args,
      env: { ...env, ...more },
      project: PROJECT,
      out: (line) => out?.push(line),
      err: (line) => err?.push(line),
      screen: { write: (text: string) => screen?.push(text) },
      stop: new AbortController().signal,
    });
    return { code, out: out?.join('\n') ?? '', err: err?.join('\n') ?? '', screen: screen?.join('') ?? '' };
  };
  const open = () => openInstallation({ dataDir, ports: portsFrom(port), databaseUrl: undefined, say: () => {} });
  const query = async (database: string, text: string) => {
    const sql = postgres(running.urlOf(database), { max: 1, onnotice: () => {} });
    try {
      return [...(await sql.unsafe(text))].map((row) => Object.values(row));
    } finally {
      await sql.end();
    }
  };

  beforeAll(async () => {
    port = await freePortBase();
    env = { SAMENZICHT_DATA: dataDir, PORT: String(port) };
    first = await run(importCommand, [FILE]);
    running = await open();
  }, SLOW_MS);
  afterAll(async () => {
    await running?.close();
    rmSync(dataDir, { recursive: true, force: true });
  }, SLOW_MS);

  it('starts PostgreSQL and loads the world where nothing is there yet, imports, and says what came in', () => {
    expect(first.err).toContain('The demo is not running: starting PostgreSQL for as long as this takes.');
    expect(first.code, first.err).toBe(0);
    expect(first.out.replace(/in \d+\.\d s/, 'in N s')).toBe(
      [
        'lists           46 read in N s, 8 refused',
        'unique BSNs in  38, of which 1 outside the range for tests (999900006-999999990)',
        "people          42 (42 new); 38 have a list, 4 are known by a relative's",
        'addresses       32 (32 new); 1 secret (70.10)',
        'relations       40 (40 new)',
        'custody         12 (12 new), as of 2026-11-22: CANNOT_BE_DETERMINED 4, GUARDIANSHIP 1, JOINT 2, JOINT_PARENTAL 2, SOLE_PARENTAL 3',
        'living groups   4 (4 new)',
        'left out        1 mentions of relatives without a BSN; 1 occurrences that no marker places',
        'refused         line 2: the row continues a person, and none is above it',
        '                line 44: another list has this BSN already (line 3)',
        '                line 45: the list has no BSN (01.01.20), by which others know the person',
        '                line 46: what stands for a BSN (01.01.20) is none',
        '                line 47: what stands for a BSN (01.01.20) is none',
        '                line 48: the list has no family name (01.02.40)',
        '                line 49: the list was withdrawn (07.67.20 is W: wiped)',
        '                line 53: the row has 3 cells where the header has 84',
      ].join('\n'),
    );
  });

  it('shows nothing of anybody: no BSN, no name', () => {
    const shown = first.out + first.err + first.screen;
    expect(shown.length).toBeGreaterThan(500);
    for (const value of ['999950009', '000000012', 'Anna', 'Linden', 'Kastanjelaan', '3511AA']) {
      expect(readFileSync(FILE, 'utf8')).toContain(value);
      expect(shown).not.toContain(value);
    }
  });

  it('the second time, beside a running PostgreSQL, nothing is new', async () => {
    const { code, out, err } = await run(importCommand, [FILE]);
    expect(code, err).toBe(0);
    expect(err).toBe('');
    expect(out.match(/\(\d+ new/g)).toEqual(['(0 new', '(0 new', '(0 new', '(0 new', '(0 new']);
  });

  it('what it cannot do it says in one sentence, and ends with 1', async () => {
    const empty = join(dataDir, 'empty.csv');
    writeFileSync(empty, '');
    const cases: readonly (readonly [string[], string])[] = [
      [[], 'Name one file: npm run import:brp -- FILE.csv. See: npm run import:brp -- --help'],
      [['a', 'b'], 'Name one file: npm run import:brp -- FILE.csv. See: npm run import:brp -- --help'],
      [['/none.csv'], 'There is no file /none.csv.'],
      [['/tmp'], '/tmp is not a file. Name the file with person lists.'],
      [[empty], 'The file is empty. A person list begins with a row of column names.'],
      [['--fast', FILE], "Unknown option '--fast'. See: npm run import:brp -- --help"],
    ];
    for (const [args, sentence] of cases) {
      const { code, out, err } = await run(importCommand, args);
      expect({ code, out, err }).toEqual({ code: 1, out: '', err: sentence });
    }
    const { code, err } = await run(importCommand, [FILE], { NODE_ENV: 'production' });
    expect(code).toBe(1);
    expect(err).toBe('This command is for the demo, which does not run with NODE_ENV=production. Unset NODE_ENV.');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGKILL', null],
  ] as const)('%s while it runs leaves what was there', async (signal, code) => {
    const before = await query('source_register', 'select key, family_name from register.person order by key');
    const [header = '', ...lines] = readFileSync(FILE, 'utf8').split('\n');
    const solo = lines.find((line) => line.includes(';999950460;')) ?? '';
    const changed = join(dataDir, 'changed.csv');
    // Long enough to be caught at work: the same BSN over and over is refused, after it was read.
    writeFileSync(
      changed,
      `${[header, ...Array.from({ length: 120_000 }, () => solo.replace('Solo;;Es', 'Solo;;Nieuw'))].join('\n')}\n`,
    );
    const child = spawn(process.execPath, [join(PROJECT, 'bin/import-brp.js'), changed], {
      env: { ...process.env, ...env },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    const ended = new Promise((resolve) => child.on('exit', resolve));
    while (!/\d+ lists/.test(said) && child.exitCode === null) await sleep(20);
    child.kill(signal);
    expect(await ended).toBe(code);
    if (code === 130) expect(said).toContain('Interrupted: nothing was imported, and what was there is as it was.');
    expect(await query('source_register', 'select key, family_name from register.person order by key')).toEqual(before);
  });

  it('opens a case on an imported child and its household; the same once more opens nothing new', async () => {
    const args = ['--bsn', '999950022', '--holder', TEAM, '--kind', 'PLAN'];
    const { code, out, err } = await run(caseCommand, args);
    expect(code, err).toBe(0);
    const household = /household {3}(\S{64})/.exec(out)?.[1];
    expect(household).toBeDefined();
    expect(out).toContain('Opened at Stichting Gezinsteam De Wissel: PLAN, WITH_CHILDREN, since 2026-11-22.');
    expect(out).toContain('members     4: 2 CHILD, 2 PARENT');
    expect(out).toContain('custody     JOINT_PARENTAL, JOINT_PARENTAL');
    expect(out).toContain(`"variables":{"id":"${household}"}`);
    expect(out).not.toMatch(/999950\d{3}|\bCas\b|Berk|Kastanjelaan/);
    const again = await run(caseCommand, args);
    expect(again.out).toBe(out.replace('Opened at', 'Open already at'));
    expect(
      await query(
        'source_team_b',
        `select q.bsn, p.capacities[1] from case_system.case_person p join case_system.person q on q.key = p.person
         where q.bsn like '99995%' order by 1`,
      ),
    ).toEqual([
      ['999950009', 'PARENT'],
      ['999950010', 'PARENT'],
      ['999950022', 'CHILD'],
      ['999950034', 'CHILD'],
    ]);
  });

  it('a world that is loaded anew keeps the case', async () => {
    const cases = () => query('source_team_b', 'select id from case_system.own_case order by id');
    const before = await cases();
    await running.close();
    // As after an update of the program: what was loaded counts as another world's.
    running = await open();
    await query('gateway', 'delete from demo_world.loaded');
    await running.close();
    const installation = join(dataDir, 'installation.json');
    rmSync(installation);
    running = await open();
    expect(await cases()).toEqual(before);
    expect(await query('source_register', "select count(*)::int from register.person where origin = 'IMPORT'")).toEqual(
      [[42]],
    );
    await running.close();
    running = await open();
  });

  it('stands each in the capacity that fits', async () => {
    const members = async (bsn: string) =>
      /members +(.*)/.exec((await run(caseCommand, ['--bsn', bsn, '--holder', TEAM, '--kind', 'INTAKE'])).out)?.[1];
    expect(await members('999950046')).toBe('8: 1 PARENT, 7 CHILD');
    expect(await members('999950393')).toBe('2: 1 ADULT, 1 PARTNER');
    expect(await members('999950289')).toBe('1: 1 ADULT');
    expect(await members('999950265')).toBe('2: 1 CHILD, 1 ADULT');
  });

  it('says in one sentence why a case cannot be opened, and never repeats the BSN', async () => {
    const ok = { bsn: '999950022', holder: TEAM, kind: 'PLAN' };
    const asked = (of: Partial<typeof ok> & { professional?: string }) =>
      Object.entries({ ...ok, ...of }).flatMap(([name, value]) => [`--${name}`, value]);
    const see = 'See: npm run demo:case -- --help';
    const cases: readonly (readonly [string[], string])[] = [
      [[], `--bsn is missing: --bsn, --holder and --kind are needed. ${see}`],
      [
        ['999950022'],
        `The arguments are not understood: --bsn N --holder OIN --kind K, and nothing without a name. ${see}`,
      ],
      [
        asked({ bsn: '999950023' }),
        `What stands after --bsn is not a BSN: nine digits that pass the eleven-test. ${see}`,
      ],
      [
        asked({ bsn: '999990019' }),
        'Nobody in the persons register has this BSN. Import the person lists first: npm run import:brp -- FILE.csv',
      ],
      [
        asked({ bsn: '999901692' }),
        'This BSN is of a person of the demo world, who has the cases that the world says. Name somebody who was imported.',
      ],
      [asked({ bsn: '999950216' }), 'This person has died. Name somebody who lives.'],
      [asked({ kind: 'TEA' }), 'There is no kind of case "TEA". The kinds: REPORT, REQUEST, MEASURE, INTAKE, PLAN.'],
      [
        asked({ holder: '1' }),
        'What stands after --holder is not an OIN, which has 20 digits. All of them: npm run --silent holders',
      ],
    ];
    for (const [args, sentence] of cases) {
      const { code, out, err } = await run(caseCommand, args);
      expect({ code, out, err }).toEqual({ code: 1, out: '', err: sentence });
    }
    const elsewhere = await run(caseCommand, asked({ holder: '00000099000000004031' }));
    expect(elsewhere.err).toMatch(
      /^No case can be opened at Veilig Thuis Lindemeer\. One can at: 00000099000000004021 /,
    );
    const nobody = await run(caseCommand, asked({ professional: 'team-b:nobody' }));
    expect(nobody.err).toMatch(
      /^Nobody at Stichting Gezinsteam De Wissel has the id "team-b:nobody"\. Leave --professional out, or name one of: team-b:lotte/,
    );
  });
});

describe('the progress of an import', () => {
  const at = (times: number[]) => () => times.shift() ?? 0;
  const told = (isTTY: boolean, times: number[]) => {
    const shown: string[] = [];
    const progress = showProgress({ isTTY, write: (text) => shown.push(text) }, 100, at([0, ...times]));
    for (const lists of [1, 2, 3]) progress.tell({ bytes: lists * 25, lists, doing: 'READING' });
    progress.tell({ bytes: 100, lists: 4, doing: 'WRITING' });
    progress.end();
    progress.end();
    return shown;
  };
  it('is a line each second', () => {
    expect(told(false, [500, 1_001, 1_900, 1_950])).toEqual([
      '[############............] 50%, 2 lists\n',
      '4 lists read; relations, custody and living groups ...\n',
    ]);
  });
  it('is one line that moves on a terminal, and is gone at the end', () => {
    expect(told(true, [50, 150, 200, 210])).toEqual([
      '\r[############............] 50%, 2 lists\u001b[K',
      '\r4 lists read; relations, custody and living groups ...\u001b[K',
      '\r\u001b[K',
    ]);
  });
});
