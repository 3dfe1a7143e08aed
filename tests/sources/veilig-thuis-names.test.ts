// The SDL of Veilig Thuis and its code lists say the same, word for word; and its graph composes with the graph of access.
import { readFile } from 'node:fs/promises';
import { type EnumTypeDefinitionNode, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compose } from '../../schema/composer/compose.ts';
import * as names from '../../subgraphs/veilig-thuis/names.ts';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

const LISTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ReportReason: names.REPORT_REASONS,
  ViolenceNature: names.VIOLENCE_NATURES,
  ReporterCapacity: names.REPORTER_CAPACITIES,
  VeiligThuisReporterKind: names.REPORTER_KINDS,
  VeiligThuisTriageDecision: names.TRIAGE_DECISIONS,
  VeiligThuisTransferDestination: names.TRANSFER_DESTINATIONS,
  VeiligThuisInvestigationOutcome: names.INVESTIGATION_OUTCOMES,
  VeiligThuisFollowUpService: names.FOLLOW_UP_SERVICES,
  VeiligThuisFollowUpDecision: names.FOLLOW_UP_DECISIONS,
  VeiligThuisContactMomentKind: names.CONTACT_MOMENT_KINDS,
  VeiligThuisNoticeInstruction: names.NOTICE_INSTRUCTIONS,
};

describe('the graph of Veilig Thuis', () => {
  it('describes every value of every list with its Dutch term and code', async () => {
    const document = parse(await read('subgraphs/veilig-thuis/schema.graphql'));
    const enums = document.definitions.filter(
      (definition): definition is EnumTypeDefinitionNode => definition.kind === Kind.ENUM_TYPE_DEFINITION,
    );
    const described = Object.fromEntries(
      enums.map(({ name, values }) => [
        name.value,
        Object.fromEntries((values ?? []).map((value) => [value.name.value, value.description?.value])),
      ]),
    );
    expect(Object.keys(described)).toHaveLength(11);
    expect(described).toEqual(LISTS);
  });

  it('has the official numbers of the protocol of the CBS', () => {
    const codes = (list: Readonly<Record<string, string>>) => Object.values(list).map((term) => term.slice(0, 2));
    expect(codes(names.REPORT_REASONS)).toEqual(['01', '02', '03', '04', '05', '06', '07', '08', '09']);
    expect(codes(names.VIOLENCE_NATURES)).toEqual(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11']);
    expect(names.REPORT_REASONS.CONFLICT_DIVORCE).toContain('vechtscheiding');
    expect(names.VIOLENCE_NATURES.WITNESS_OF_VIOLENCE).toBe('08 getuige van geweld in het gezin');
  });

  it('has each field of the file, and what tells more, in its own category', async () => {
    const document = parse(await read('subgraphs/veilig-thuis/schema.graphql'));
    const classified = document.definitions.flatMap((definition) => {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
      return (definition.fields ?? []).flatMap((field) => {
        const data = field.directives?.find(({ name }) => name.value === 'data');
        const named = (data?.arguments ?? []).map(({ value }) => ('value' in value ? String(value.value) : ''));
        return named.length === 0 || named[0] === 'NONE'
          ? []
          : [`${definition.name.value}.${field.name.value} ${named.join(' ')}`];
      });
    });
    expect(classified).toEqual([
      'VeiligThuisFile.involvement INVOLVEMENT',
      'VeiligThuisFile.contacts INVOLVEMENT',
      'VeiligThuisFile.plans PLAN',
      'VeiligThuisFile.safetyPlans SAFETY_PLAN',
      'VeiligThuisFile.events SAFETY_REPORT',
      'VeiligThuisFile.reports SAFETY_REPORT',
      'VeiligThuisFile.assessments SAFETY',
      'VeiligThuisFile.investigations SAFETY_REPORT',
      'VeiligThuisFile.followUps SAFETY_REPORT',
      'VeiligThuisFile.restrainingOrders CRIMINAL',
      'VeiligThuisFile.medicalFindings HEALTH',
      'VeiligThuisFile.safetyNotices SAFETY_NOTICE',
      'VeiligThuisFile.reporters REPORTER',
      'VeiligThuisTriage.shelterTransfers SAFETY_REPORT true',
      'VeiligThuisTriage.careTransfers HEALTH',
      'VeiligThuisTriage.justiceTransfers CRIMINAL',
      'VeiligThuisAssessment.assessedBy INVOLVEMENT',
    ]);
  });

  it('knows no offender and no victim', async () => {
    expect(await read('subgraphs/veilig-thuis/schema.graphql')).not.toMatch(
      /^\s+\w*(offender|victim|perpetrator|suspect)/im,
    );
  });

  it('composes, with every field classified', async () => {
    const shared = await read('schema/shared.graphql');
    const sdl = async (path: string) => `${shared}\n${await read(path)}`;
    const composition = compose([
      { source: 'ACCESS', sdl: await sdl('subgraphs/access/schema.graphql') },
      { source: 'VEILIG_THUIS', sdl: await sdl('subgraphs/veilig-thuis/schema.graphql') },
    ]);
    expect(composition).toMatchObject({ ok: true });
  });
});
