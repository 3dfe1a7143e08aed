// Attacks 11 and 24: a caller's schema is what the role could ever open; what is outside it is in every respect what does not exist.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPolicies } from '../../gateway/adapters/policies.ts';
import { indexFields } from '../../gateway/vocabulary/field-index.ts';
import type { LawRow } from '../../gateway/vocabulary/law-row.ts';
import { type System, startSystem } from '../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system?.close());

async function schemaOf(persona: string): Promise<string> {
  const { status, body } = await system.ask(persona, getIntrospectionQuery());
  expect(status).toBe(200);
  return printSchema(buildClientSchema((body as { data: IntrospectionQuery }).data)); // Introspection's own answer.
}

const HEADERS = { 'x-request-id': 'the-same-for-both' };
async function answerTo(persona: string, text: string, variables: object = {}): Promise<string> {
  const { status, text: body } = await system.ask(persona, text, { ...variables }, HEADERS);
  return `${status} ${body.replace(/"recordId":"[^"]+"/, '')}`;
}

describe('attack 11: the schema of a role', () => {
  it('shows a reporter, and all that only leads to one, at the own kind of organisation alone', async () => {
    const triagist = await schemaOf('niels');
    expect(triagist).toContain('type VeiligThuisReporter');
    expect(triagist).not.toContain('RvdkReporter');
    expect(triagist).toMatch(/enum Category \{[^}]*\n {2}REPORTER\n/);
    const others = ['lotte', 'rosa', 'saskia', 'elin'];
    for (const persona of others) expect(await schemaOf(persona), persona).not.toMatch(/reporter/i);
    expect(await schemaOf('femke')).not.toContain('VeiligThuisReporter');
  });

  it('shows the machinery of federation to nobody', async () => {
    for (const { id } of system.personas.slice(0, 6)) {
      expect(await schemaOf(id)).not.toMatch(/_entities|_service|_Any|_Entity|join__|@data|@subject|@folded|link__/);
    }
  });

  it('is the schema that the playground gets for the same persona: every example of every persona fits it', async () => {
    expect(system.personas.length).toBeGreaterThan(20);
    for (const { id, example } of system.personas) {
      const { text } = await system.ask(id, example.query, example.variables);
      expect(text, id).not.toContain('GRAPHQL_VALIDATION_FAILED');
    }
  });

  /** `@` stands for a name: one that only Veilig Thuis sees, and one of the same length that nobody ever had. */
  const places: readonly (readonly [string, string, string, string])[] = [
    ['a field', 'reporters', 'repprters', '{ me { person { veiligThuis { @ { name } } } } }'],
    ['a field without its selection', 'reporters', 'repprters', '{ me { person { veiligThuis { @ } } } }'],
    [
      'a field that is skipped',
      'reporters',
      'repprters',
      '{ me { person { veiligThuis { @ @skip(if: true) { name } } } } }',
    ],
    ['a field under an alias', 'reporters', 'repprters', '{ me { person { veiligThuis { events: @ { name } } } } }'],
    ['an argument of it', 'reporters', 'repprters', '{ me { person { veiligThuis { @(first: 1) { name } } } } }'],
    [
      'a field in a fragment that nobody spreads',
      'reporters',
      'repprters',
      '{ me { person { id } } } fragment F on VeiligThuisFile { @ { name } }',
    ],
    [
      'a type in a fragment',
      'VeiligThuisReporter',
      'VeiligThuisRepprter',
      '{ me { person { veiligThuis { ...F } } } } fragment F on @ { name }',
    ],
    ['a type in an inline fragment', 'RvdkReporter', 'RvdkRepprter', '{ me { person { ... on @ { name } } } }'],
    ['a type of a variable', 'ReporterCapacity', 'RepprterCapacity', '($v: @) { me { person { id } } }'],
    ['an enum value', 'REPORTER', 'REPPRTER', '($v: Category = @) { me { person { id } } }'],
  ];

  it.each(places)(
    'answers for %s that is outside it as for one that does not exist',
    async (_what, name, never, text) => {
      const asked = (word: string) => `query Q @access(purpose: SUPPORT_PLAN) ${text}`.replaceAll('@ {', `${word} {`);
      const written = (word: string) =>
        text.startsWith('(')
          ? `query Q${text.replace(/@/, word).replace(') {', ') @access(purpose: SUPPORT_PLAN) {')}`
          : `query Q @access(purpose: SUPPORT_PLAN) ${text.replace(/@(?!skip)/, word)}`;
      expect(asked('x')).toContain('@access');
      const real = await answerTo('lotte', written(name));
      const made = await answerTo('lotte', written(never));
      expect(real.startsWith('400 ')).toBe(true);
      expect(real.replaceAll(name, '*')).toBe(made.replaceAll(never, '*'));
      expect(real).not.toContain('Did you mean');
    },
  );

  it('answers a value in a variable, and a question about a type, as for one that does not exist', async () => {
    const input = `query Q($v: Category!) @access(purpose: SUPPORT_PLAN) { caseload { nodes { id } } }`;
    expect(await answerTo('lotte', input, { v: 'REPORTER' })).toBe(await answerTo('lotte', input, { v: 'REPPRTER' }));
    const type = (name: string) => answerTo('lotte', `{ __type(name: "${name}") { name fields { name } } }`);
    expect(await type('VeiligThuisReporter')).toBe(await type('VeiligThuisRepprter'));
    expect(await type('VeiligThuisReporter')).toContain('"__type":null');
  });
});

describe('attack 24: what the schema tells of policies', () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const indexWith = (law: readonly LawRow[]) =>
    indexFields(read('schema/supergraph.graphql'), read('schema/request.graphql'), law);

  it('is nothing: it follows from the law table, and every rule of the default policies fits in it', async () => {
    const loaded = await loadPolicies(fileURLToPath(new URL('../../policies', import.meta.url)));
    if (loaded.kind === 'PROBLEMS') throw new Error('the policies cannot be used');
    const { law, rules } = loaded.set;
    const index = indexWith(law);
    let looked = 0;
    for (const { recipient, fields = [] } of rules) {
      for (const kind of recipient.kinds.length === 0 ? [null] : recipient.kinds) {
        const schema = index.schemaFor(kind);
        for (const coordinate of fields) {
          const [type = '', field = ''] = coordinate.split('.');
          const found = schema.getType(type);
          expect(
            found !== undefined && 'getFields' in found && Object.hasOwn(found.getFields(), field),
            coordinate,
          ).toBe(true);
          looked += 1;
        }
      }
    }
    expect(looked).toBeGreaterThan(50);
  });

  it('loses what no law row opens to an asker, where a denial may tell so', async () => {
    const loaded = await loadPolicies(fileURLToPath(new URL('../../policies', import.meta.url)));
    if (loaded.kind === 'PROBLEMS') throw new Error('the policies cannot be used');
    const law = loaded.set.law.map((row) => ({
      ...row,
      categories: row.categories.filter((one) => one !== 'FINANCIAL'),
    }));
    const [whole, cut] = [indexWith(loaded.set.law), indexWith(law)].map((one) =>
      printSchema(one.schemaFor('LOCAL_TEAM_PROVIDER')),
    );
    const finances = /type LocalTeamFile [^}]*finances/;
    expect([finances.test(whole ?? ''), finances.test(cut ?? '')]).toEqual([true, false]);
    // At the Raad nobody is told by their schema what could be there.
    expect(cut).toMatch(/type RvdkFile [^}]*finances/);
  });

  it('is shown to a role of control without anything of a case in it', () => {
    const shown = printSchema(indexWith([]).schemaFor('CONTROL'));
    expect(shown).not.toMatch(/LocalTeamFile|PersonName|SafetyNotice|Plan\b/);
    expect(shown).toContain('type Household');
  });
});
