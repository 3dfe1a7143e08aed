// A graph whose fields are not all classified does not start.
import { describe, expect, it } from 'vitest';
import { rulesOf, SdlProblem } from '../../subgraphs/kit/rules.ts';
import { readSdl, schemaOf } from '../../subgraphs/kit/sdl.ts';

const GOOD = await readSdl(new URL('kit/team.graphql', import.meta.url));

function problemsWith(was: string, is: string): readonly string[] {
  expect(GOOD).toContain(was);
  try {
    rulesOf(schemaOf(GOOD.replace(was, is)));
  } catch (error) {
    if (error instanceof SdlProblem) return error.problems;
    throw error;
  }
  return [];
}

describe('the SDL of a source', () => {
  it('a fully classified SDL starts, and only what a person reaches has rules', () => {
    const rules = rulesOf(schemaOf(GOOD));
    expect([...rules.keys()].sort()).toEqual([
      'Contact',
      'Event',
      'Involvement',
      'LocalTeamFile',
      'Organisation',
      'Person',
      'Plan',
      'PlanPart',
      'Professional',
      'TestAddress',
      'TestRelation',
      'TestSupport',
    ]);
  });

  const cases: [was: string, is: string, problem: string][] = [
    [
      'birthDate: Date @data(category: "IDENTITY")',
      'birthDate: Date',
      'Person.birthDate: has no category: give it, its type or the field above it @data',
    ],
    [
      'address: TestAddress @data(category: "ADDRESS", locating: true)',
      'address: TestAddress',
      'TestAddress.street: has no category: give it, its type or the field above it @data',
    ],
    [
      'birthDate: Date @data(category: "IDENTITY")',
      'birthDate: Date @data(category: "IDENTIY")',
      'Person.birthDate: @data names a category that is not in the list',
    ],
    [
      'birthDate: Date @data(category: "IDENTITY")',
      'birthDate: Date! @data(category: "IDENTITY")',
      'Person.birthDate: a field of category IDENTITY must be nullable, since it may be closed',
    ],
    [
      'birthDate: Date @data(category: "IDENTITY")',
      'birthDate: Date @data(category: "NONE")',
      'Person.birthDate: category NONE directly under a person or file would be answered without a decision',
    ],
    [
      '  street: String',
      '  street: Organisation @data(category: "NONE")\n  "x"\n  other: TestRelation @data(category: "NONE")',
      'TestRelation.kind: has no category: give it, its type or the field above it @data',
    ],
    [
      'birthDate: Date @data(category: "IDENTITY")',
      'birthDate(name: String): Date @data(category: "IDENTITY")',
      'Person.birthDate(name:): only a list of rows takes arguments, and only from, to and first',
    ],
    [
      'localTeam: [LocalTeamFile!]',
      'localTeam: [SourceFile!]',
      'Person.localTeam: an interface or union has no category of its own; name the type',
    ],
    [
      '"Adres."',
      'type Query { "alle" everybody: [Person!] @data(category: "NONE") }\n"Adres."',
      'Query.everybody: a source answers about granted persons only',
    ],
    [
      'type TestSupport {',
      'type TestSupport @key(fields: "recordId") {',
      'TestSupport: only Person is an entity at a source',
    ],
    [
      'support: [TestSupport!]',
      'score: Float\n  "hulp"\n  support: [TestSupport!]',
      'LocalTeamFile.score: has no category: give it, its type or the field above it @data',
    ],
  ];
  it.each(cases)('%s as %s is found, with its place', (was, is, problem) => {
    expect(problemsWith(was, is)).toContain(problem);
  });

  it('all problems are told at once', () => {
    expect(
      problemsWith('birthDate: Date @data(category: "IDENTITY")', 'birthDate: Date\n  "en"\n  sex: String').length,
    ).toBe(2);
  });
});
