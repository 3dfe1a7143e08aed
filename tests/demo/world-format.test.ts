// The world format: what a writer of a world may count on, and what he or she is told when something is wrong.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { StartProblem } from '../../demo/start-problem.ts';
import { parseWorld, readWorld } from '../../demo/world/read-world.ts';
import { worldSchemaText } from '../../demo/world/schema-text.ts';

const WORLDS = new URL('../../demo/worlds/', import.meta.url);
const DEFAULT = readFileSync(new URL('default.yaml', WORLDS), 'utf8');

/** The default world with one piece of its text replaced, which must stand in it. */
function spoiled(from: string, to: string): string {
  expect(DEFAULT.split(from).length, `"${from}" stands in the default world`).toBeGreaterThan(1);
  return DEFAULT.replace(from, to);
}

function toldOf(yaml: string): string {
  try {
    parseWorld('mine.yaml', yaml);
  } catch (error) {
    if (error instanceof StartProblem) return error.message;
    throw error;
  }
  return 'nothing';
}

describe('a world file', () => {
  it('of the demo names its schema on its first line, for editors', () => {
    expect(DEFAULT.split('\n')[0]).toBe('# yaml-language-server: $schema=./world.schema.json');
  });

  it('has a published schema that says what the parser says: renew it with npm run docs', () => {
    expect(readFileSync(new URL('world.schema.json', WORLDS), 'utf8')).toBe(worldSchemaText());
  });

  it('joins what several situations say of one holder', () => {
    const world = parseWorld('default.yaml', DEFAULT);
    expect(world.localTeams.get('team-b')?.cases.map(({ slug }) => slug)).toEqual([
      'gezin-hazelbrinker',
      'gezin-wierdenaar',
      'gezin-rozenkamper',
      'gezin-veldhorster',
      'gezin-steenwijker',
      'gezin-veenstrander',
      'gezin-oeverlander',
      'gezin-berkenboscher',
      'gezin-hulskamper',
      'gezin-weidevlinder',
      'hulp-steigerhouter',
      'huishouden-eikenaarder',
      'huis-van-maaike',
      'huis-van-rob',
    ]);
    expect(world.localTeams.get('team-b')?.professionals).toHaveLength(13);
    expect(world.rvdk.get('rvdk')?.cases.map(({ slug }) => slug)).toEqual([
      'raad-molenkroft',
      'raad-kromwaarder',
      'raad-steigerhouter',
    ]);
    expect(world.certifiedInstitutions.get('gi-lindemeer')?.cases.map(({ slug }) => slug)).toEqual([
      'preventief-wierdenaar',
      'preventief-rozenkamper',
      'ots-molenkroft',
      'reclassering-hoogeveldter',
      'preventief-kromwaarder',
      'preventief-hulskamper',
    ]);
  });

  it('of the demo has at least twelve situations and fifteen personas, each with a question and an expectation', () => {
    const { personas, register } = parseWorld('default.yaml', DEFAULT);
    expect(new Set(personas.map(({ situation }) => situation?.id)).size).toBeGreaterThanOrEqual(12);
    expect(personas.length).toBeGreaterThanOrEqual(15);
    expect(new Set(register.persons.map(({ bsn }) => bsn)).size).toBe(register.persons.length);
  });

  it('lies in the folder of worlds only if it can be used', () => {
    const files = readdirSync(WORLDS).filter((name) => name.endsWith('.yaml'));
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const name of files) expect(readWorld(fileURLToPath(new URL(name, WORLDS))).personas, name).not.toEqual([]);
  });

  it('of the demo holds nothing that could be a real organisation or a real BSN', () => {
    const { organisations, register } = parseWorld('default.yaml', DEFAULT);
    expect(organisations.length).toBeGreaterThan(0);
    for (const { oin } of organisations) expect(oin).toMatch(/^00000099\d{12}$/);
    const bsns = register.persons.flatMap(({ bsn }) => (bsn === null ? [] : [Number(bsn)]));
    expect(bsns.length).toBeGreaterThan(20);
    expect(Math.min(...bsns)).toBeGreaterThanOrEqual(999_900_006);
    expect(Math.max(...bsns)).toBeLessThanOrEqual(999_999_990);
  });

  it('that is no YAML is refused with the line', () => {
    expect(toldOf('name: x\nsays: "open\n')).toMatch(/^The world file mine.yaml cannot be used:\n {2}line 3: /);
  });

  it('is refused with line, path and reason for everything that is wrong in it, in the order of the file', () => {
    const yaml = spoiled('sex: FEMALE', 'sex: WOMAN').replace('kind: VEILIG_THUIS', 'kind: POLICE');
    const [lead, first, second, ...rest] = toldOf(yaml).split('\n');
    expect(lead).toBe('The world file mine.yaml cannot be used:');
    expect(first).toMatch(/^ {2}line 27, organisations\[3\]\.kind: Invalid option: expected one of .*\.$/);
    expect(second).toMatch(/^ {2}line \d+, situations\[0\]\.register\.persons\[1\]\.sex: Invalid option/);
    expect(rest).toEqual(['docs/worlds.md says how a world is written.']);
  });

  it.each([
    ['an unknown member', 'emergencyProfile: true', 'emergencyProfil: true', 'Unrecognized key: "emergencyProfil"'],
    ['a BSN that fails the eleven-test', '"999901692"', '"999901693"', 'register.persons[0].bsn: not a BSN'],
    ['a BSN outside the synthetic range', '"999901692"', '"123456782"', 'a BSN in a world is invented'],
    [
      'an OIN that could be real',
      '"00000099000000004021"',
      '"00000001000000004021"',
      'an OIN in a world begins with 00000099',
    ],
    ['the same person twice', 'slug: joris', 'slug: elin', 'there is another person "elin"'],
    ['the same BSN twice', '"999901692"', '"999902088"', 'there is another person with BSN "999902088"'],
    ['a person who is not there', 'about: noor', 'about: nora', 'there is no person "nora"'],
    [
      'a member of a case who is not there',
      '{ person: noor, capacities: [CHILD] }',
      '{ person: nora, capacities: [CHILD] }',
      'there is no person "nora"',
    ],
    [
      'a professional who is not there',
      'professional: "team-b:lotte"',
      'professional: "team-b:lote"',
      '"team-b" has no professional "team-b:lote"',
    ],
    ['an organisation that is not there', 'holder: team-a', 'holder: team-c', 'there is no organisation "team-c"'],
    [
      'an institution that is none',
      '  gi-duinvoorde:\n    professionals',
      '  vt-duinvoorde:\n    professionals',
      '"vt-duinvoorde" is of kind VEILIG_THUIS; CERTIFIED_INSTITUTION is needed here',
    ],
    [
      'the same case twice at the Raad',
      'slug: raad-steigerhouter',
      'slug: raad-molenkroft',
      'there is another case or record of rvdk "raad-molenkroft"',
    ],
    [
      'a local team that is none',
      '  team-b:\n    professionals',
      '  vt-lindemeer:\n    professionals',
      '"vt-lindemeer" is of kind VEILIG_THUIS',
    ],
    ['a consent to oneself', 'recipient: team-b', 'recipient: team-a', 'holder and recipient are the same'],
    [
      'a case that is not there',
      'households: [gezin-hazelbrinker]',
      'households: [gezin-niemand]',
      '"team-b" has no case "gezin-niemand"',
    ],
    ['a number where a text belongs', 'birthDate: "1947"', 'birthDate: 1947', 'put it in quotes'],
  ])('with %s is refused', (_what, from, to, why) => {
    expect(toldOf(spoiled(from, to))).toContain(why);
  });

  it('says of a release to a person what only that can be, and knows the person', () => {
    const toElin = (more: string) =>
      spoiled(
        'recipient: vt-lindemeer\n        roles: [VT_INVESTIGATOR]\n        purposes: [VT_INVESTIGATION]\n        categories: [INVOLVEMENT, PLAN]',
        `${more}\n        categories: [INVOLVEMENT, PLAN]`,
      );
    expect(toldOf(toElin('recipient: elin\n        roles: [DATA_SUBJECT]\n        purposes: [OWN_FILE]'))).toBe(
      'nothing',
    );
    expect(
      toldOf(toElin('recipient: elin\n        roles: [FAMILY_WORKER]\n        purposes: [SUPPORT_PLAN]')),
    ).toContain(
      'a person receives an ANSWER or PUSH with roles [DATA_SUBJECT] and purposes [OWN_FILE], an organisation neither of those',
    );
    expect(toldOf(toElin('recipient: nobody\n        roles: [DATA_SUBJECT]\n        purposes: [OWN_FILE]'))).toContain(
      'there is no organisation "nobody" in this world',
    );
  });

  it('never quotes a BSN that is wrong', () => {
    expect(toldOf(spoiled('"999901692"', '"999901693"'))).not.toContain('999901693');
  });

  it('that is not there, or is a folder, is refused with a way out', () => {
    expect(() => readWorld('/nowhere/world.yaml')).toThrow(
      'The world file /nowhere/world.yaml cannot be read: there is no such file. Name one that can: npm start -- --world demo/worlds/default.yaml.',
    );
    expect(() => readWorld('/tmp')).toThrow('The world file /tmp cannot be read: it is a folder.');
  });

  it('may be JSON as well', () => {
    const json = JSON.stringify(parse(DEFAULT, { merge: true }));
    expect(parseWorld('world.json', json).personas).toHaveLength(parseWorld('default.yaml', DEFAULT).personas.length);
  });
});
