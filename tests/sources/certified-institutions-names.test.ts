// The SDL of the institutions and its code lists say the same, word for word, with the official numbers.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import * as names from '../../subgraphs/certified-institutions/names.ts';
import { NOTICE_INSTRUCTIONS } from '../../subgraphs/kit/stand-in/names.ts';
import { codeListsOf } from './code-lists.ts';

const SDL = new URL('../../subgraphs/certified-institutions/schema.graphql', import.meta.url);

describe('the graph of a certified institution', () => {
  it('describes every value of every list with its Dutch term and code', async () => {
    const lists = await codeListsOf(SDL);
    expect(Object.keys(lists)).toHaveLength(8);
    expect(lists).toEqual({
      CertifiedInstitutionMeasureKind: names.MEASURE_KINDS,
      CertifiedInstitutionMeasureEndReason: names.MEASURE_END_REASONS,
      CertifiedInstitutionAuthorisationKind: names.AUTHORISATION_KINDS,
      CertifiedInstitutionProbationKind: names.PROBATION_KINDS,
      CertifiedInstitutionProbationEndManner: names.PROBATION_END_MANNERS,
      CertifiedInstitutionPreventiveKind: names.PREVENTIVE_KINDS,
      CertifiedInstitutionProlongationKind: names.PROLONGATION_KINDS,
      CertifiedInstitutionNoticeInstruction: NOTICE_INSTRUCTIONS,
    });
  });

  it('has the official numbers of the protocol of the CBS', () => {
    const codes = (list: Readonly<Record<string, string>>) => Object.values(list).map((term) => term.slice(0, 3));
    expect(codes(names.MEASURE_KINDS)).toEqual(['11 ', '12 ', '21 ', '22 ', '23 ']);
    expect(codes(names.MEASURE_END_REASONS)).toEqual([
      '01 ',
      '02 ',
      '03 ',
      '04 ',
      '05 ',
      '06 ',
      '07 ',
      '11 ',
      '12 ',
      '13 ',
      '14 ',
      '15 ',
    ]);
    expect(codes(names.AUTHORISATION_KINDS)).toEqual(['71 ', '72 ']);
    expect(codes(names.PROBATION_KINDS)).toEqual(['41 ', '42 ', '50 ', '51 ', '61 ', '62 ', '63 ']);
    expect(codes(names.PROBATION_END_MANNERS)).toEqual(['41 ', '42 ', '43 ', '51 ', '52 ']);
    expect(codes(names.PREVENTIVE_KINDS)).toEqual(['31 ']);
    expect(names.MEASURE_KINDS.SUPERVISION_ORDER).toBe('11 ondertoezichtstelling');
    expect(names.AUTHORISATION_KINDS.OUT_OF_HOME_PLACEMENT).toContain('uithuisplaatsing');
  });

  it('marks a court as locating, in a measure and in a criminal case', async () => {
    const sdl = await readFile(SDL, 'utf8');
    expect([...sdl.matchAll(/^ {2}court: .*$/gm)].map(([line]) => line)).toEqual([
      '  court: String @data(category: "MEASURE", locating: true)',
      '  court: String @data(category: "CRIMINAL", locating: true)',
    ]);
  });
});
