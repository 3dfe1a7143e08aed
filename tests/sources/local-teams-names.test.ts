// The code lists in the SDL are those of the names, term and code included.
import { type EnumTypeDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { CUSTODY_KINDS, RELATION_KINDS } from '../../schema/names/relation.ts';
import { readSdl } from '../../subgraphs/kit/sdl.ts';
import * as standIn from '../../subgraphs/kit/stand-in/names.ts';
import * as team from '../../subgraphs/local-teams/names.ts';
import * as persons from '../../subgraphs/persons/names.ts';

const LISTS: [file: string, type: string, terms: Record<string, string>][] = [
  ['persons', 'RelationKind', RELATION_KINDS],
  ['persons', 'CustodyKind', CUSTODY_KINDS],
  ['persons', 'Sex', persons.SEXES],
  ['persons', 'AddressKind', persons.ADDRESS_KINDS],
  ['local-teams', 'Referrer', team.REFERRERS],
  ['local-teams', 'SupportForm', team.SUPPORT_FORMS],
  ['local-teams', 'SupportEndReason', team.SUPPORT_END_REASONS],
  ['local-teams', 'AllocationProduct', team.ALLOCATION_PRODUCTS],
  ['local-teams', 'AllocationStopReason', team.ALLOCATION_STOP_REASONS],
  ['local-teams', 'PlanStatus', standIn.PLAN_STATUSES],
  ['local-teams', 'SelfSufficiencyScore', team.SELF_SUFFICIENCY_SCORES],
  ['local-teams', 'JournalKind', team.JOURNAL_KINDS],
  ['local-teams', 'LocalTeamNoticeInstruction', standIn.NOTICE_INSTRUCTIONS],
];

describe('code lists', () => {
  it.each(LISTS)('%s: %s', async (file, type, terms) => {
    const sdl = await readSdl(new URL(`../../subgraphs/${file}/schema.graphql`, import.meta.url));
    const found = parse(sdl).definitions.find(
      (one): one is EnumTypeDefinitionNode => one.kind === 'EnumTypeDefinition' && one.name.value === type,
    );
    expect(
      Object.fromEntries((found?.values ?? []).map(({ name, description }) => [name.value, description?.value])),
    ).toEqual(terms);
  });

  it('every life domain is a field of the file, described by its name in the matrix', async () => {
    const sdl = await readSdl(new URL('../../subgraphs/local-teams/schema.graphql', import.meta.url));
    for (const [field, term] of Object.entries(team.LIFE_DOMAINS)) {
      expect(sdl).toContain(`"ZRM: ${term}"\n  ${field}: [LocalTeamDomainScore!] @data(category: `);
    }
  });
});
