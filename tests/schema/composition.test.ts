// The composition check, one test per way to fail: the real shared file with small subgraphs of our own.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compose } from '../../schema/composer/compose.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';

const shared = readFileSync(new URL('../../schema/shared.graphql', import.meta.url), 'utf8');

const ACCESS = readFileSync(new URL('../../subgraphs/access/schema.graphql', import.meta.url), 'utf8');
const PERSONS = `
"Persoon (betrokkene)."
type Person @key(fields: "id") @subject(key: "id") {
  "sleutel van de persoon, per ontvanger anders"
  id: ID! @data(category: "NONE")
  birthDate: Date @data(category: "IDENTITY")
}
`;
const TEAM = `
"Persoon (betrokkene)."
type Person @key(fields: "id") @subject(key: "id") {
  "sleutel van de persoon, per ontvanger anders"
  id: ID! @data(category: "NONE")
  localTeam: [LocalTeamFile!] @data(category: "NONE")
}
type LocalTeamFile implements SourceFile {
  holder: Organisation! @data(category: "NONE")
  involvement: [Involvement!] @data(category: "INVOLVEMENT")
  contacts: [Contact!] @data(category: "INVOLVEMENT")
  plans: [Plan!] @data(category: "PLAN")
  safetyPlans: [Plan!] @data(category: "SAFETY_PLAN")
  events(from: Date, to: Date, first: Int = 50): [Event!] @data(category: "INVOLVEMENT")
}
`;

/** The small graph with each file changed by a replacement, which must hit. */
function problemsOf(
  changes: Partial<Record<SourceKind, readonly [string, string][]>>,
  head: readonly [string, string][] = [],
) {
  const change = (sdl: string, replacements: readonly (readonly [string, string])[]) =>
    replacements.reduce((text, [from, to]) => {
      expect(text).toContain(from);
      return text.replace(from, to);
    }, sdl);
  const own: readonly [SourceKind, string][] = [
    ['ACCESS', ACCESS],
    ['PERSONS', PERSONS],
    ['LOCAL_TEAM', TEAM],
  ];
  const composition = compose(
    own.map(([source, sdl]) => ({
      source,
      sdl: `${change(shared, source === 'LOCAL_TEAM' ? head : [])}\n${change(sdl, changes[source] ?? [])}`,
    })),
  );
  return composition.ok ? [] : composition.problems;
}

describe('composition', () => {
  it('of the small graph has nothing to say', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it('fails on every leaf below a field that lost its category, with its path', () => {
    expect(problemsOf({ LOCAL_TEAM: [['plans: [Plan!] @data(category: "PLAN")', 'plans: [Plan!]']] })).toEqual(
      ['kind', 'status', 'validFrom', 'validUntil', 'parts.heading', 'parts.text', 'parts.agreedWith'].map(
        (leaf) => `Person.localTeam.plans.${leaf}: no category; add @data to the field, its type or a field above it`,
      ),
    );
  });

  it('fails on a register field that lost its category, with its path', () => {
    expect(problemsOf({ PERSONS: [['birthDate: Date @data(category: "IDENTITY")', 'birthDate: Date']] })).toEqual([
      'Person.birthDate: no category; add @data to the field, its type or a field above it',
    ]);
  });

  it('fails on a category that is not below a subject', () => {
    const changed = 'caseKind: CaseKind @data(category: "SAFETY")';
    expect(problemsOf({ ACCESS: [['caseKind: CaseKind @data(category: "NONE")', changed]] })).toEqual(
      ['household', 'householdsOf', 'caseload.nodes'].map(
        (root) => `Query.${root}.caseKind: SAFETY without a subject; it does not lie below a type with @subject`,
      ),
    );
  });

  it('fails on a category that several sources answer', () => {
    expect(
      problemsOf({
        PERSONS: [
          ['birthDate: Date @data(category: "IDENTITY")', 'birthDate: Date @shareable @data(category: "IDENTITY")'],
        ],
        LOCAL_TEAM: [
          [
            'id: ID! @data(category: "NONE")',
            'id: ID! @data(category: "NONE")\n  birthDate: Date @shareable @data(category: "IDENTITY")',
          ],
        ],
      }),
    ).toEqual(['Person.birthDate: IDENTITY without a source kind; more than one subgraph answers it']);
  });

  it('fails when @composeDirective is forgotten, although Apollo gives no hint', () => {
    const problems = problemsOf({}, [['@composeDirective(name: "@data")', '']]);
    expect(problems).not.toEqual([]);
    expect(problems.join('\n')).toContain(
      'LocalTeamFile.plans: LOCAL_TEAM says category PLAN; the supergraph says none',
    );
  });

  it('fails on a category that differs between two subgraphs', () => {
    const problems = problemsOf({}, [
      ['recordId: ID! @data(category: "NONE")', 'recordId: ID! @data(category: "PLAN")'],
    ]);
    expect(problems.join('\n')).toContain('recordId');
    expect(problems).not.toEqual([]);
  });

  it('fails on a non-null field of a category', () => {
    expect(problemsOf({ PERSONS: [['birthDate: Date @', 'birthDate: Date! @']] })).toEqual([
      'Person.birthDate: IDENTITY on a non-null field; a denial would null its parent, so make it nullable',
    ]);
  });

  it('fails on a folded field that a file type has with other arguments', () => {
    const problems = problemsOf({
      ACCESS: [['events(from: Date, to: Date, first: Int = 50)', 'events(from: Date, to: Date, first: Int = 20)']],
    });
    expect(problems).toEqual([
      'Household.events: folded, but LocalTeamFile has no field events(from: Date, to: Date, first: Int = 20): [Event!]',
    ]);
  });

  it.each(['requires', 'provides'])('fails on @%s', (directive) => {
    const problems = problemsOf({
      PERSONS: [['birthDate: Date @data', `birthDate: Date @${directive}(fields: "id") @data`]],
    });
    expect(problems).toEqual([`PERSONS Person.birthDate: @${directive} would pass one source's value to another`]);
  });

  it('fails on @fromContext', () => {
    const problems = problemsOf({
      PERSONS: [['birthDate: Date @data', 'birthDate(id: ID @fromContext(field: "$person { id }")): Date @data']],
    });
    expect(problems).toEqual(["PERSONS Person.birthDate: @fromContext would pass one source's value to another"]);
  });

  it('fails on an entity other than Person and Household', () => {
    const problems = problemsOf({
      LOCAL_TEAM: [
        [
          'type LocalTeamFile implements SourceFile {',
          'type LocalTeamFile implements SourceFile @key(fields: "file") {\n  file: ID! @data(category: "NONE")',
        ],
      ],
    });
    expect(problems).toEqual([
      'LOCAL_TEAM LocalTeamFile: only Person and Household are entities; make it a value type without @key',
    ]);
  });

  it('fails on a category that nobody knows', () => {
    expect(problemsOf({ PERSONS: [['"IDENTITY"', '"IDENTTY"']] })).toEqual([
      'PERSONS Person.birthDate: "IDENTTY" is not a category of schema/names/category.ts',
    ]);
  });

  it('fails on any hint', () => {
    const problems = problemsOf({}, [['"Organisatie met een eigen OIN."', '"Iets anders."']]);
    expect(problems.some((problem) => problem.startsWith('composition hint:'))).toBe(true);
  });
});
