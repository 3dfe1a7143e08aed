// The SDL of the Raad and its code lists say the same, word for word; what the Raad may not show has no field.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { NOTICE_INSTRUCTIONS } from '../../subgraphs/kit/stand-in/names.ts';
import * as names from '../../subgraphs/rvdk/names.ts';
import { codeListsOf } from './code-lists.ts';

const SDL = new URL('../../subgraphs/rvdk/schema.graphql', import.meta.url);

describe('the graph of the Raad', () => {
  it('describes every value of every list with its Dutch term', async () => {
    const lists = await codeListsOf(SDL);
    expect(Object.keys(lists)).toHaveLength(9);
    expect(lists).toEqual({
      RvdkSubmitter: names.SUBMITTERS,
      RvdkSubmittingOrganisation: names.SUBMITTING_ORGANISATIONS,
      RvdkInvestigationKind: names.INVESTIGATION_KINDS,
      RvdkInvestigationPartKind: names.INVESTIGATION_PART_KINDS,
      RvdkReviewKind: names.REVIEW_KINDS,
      RvdkCriminalPartKind: names.CRIMINAL_PART_KINDS,
      RvdkNotificationStatus: names.NOTIFICATION_STATUSES,
      RvdkReporterKind: names.REPORTER_KINDS,
      RvdkNoticeInstruction: NOTICE_INSTRUCTIONS,
    });
    expect(Object.values(names.INVESTIGATION_KINDS)).toEqual([
      'bescherming',
      'gezag en omgang',
      'afstand, screening, adoptie en afstamming (ASAA)',
    ]);
    expect(Object.values(names.NOTIFICATION_STATUSES)).toEqual(['intake', 'onderzoek', 'maatregel']);
  });

  it('has no field for religion, origin, residence status, a secret address or publicity', async () => {
    const sdl = await readFile(SDL, 'utf8');
    const fields = [...sdl.matchAll(/^ {2}(\w+)(?:\(.*\))?:/gm)].map(([, name]) => name ?? '');
    expect(fields.length).toBeGreaterThan(100);
    const forbidden =
      /relig|faith|ethnic|origin|nationality|residence|race|political|genetic|biometric|secret|publicity|bsn|address/i;
    expect(fields.filter((name) => forbidden.test(name))).toEqual([]);
  });

  it('marks as locating what tells where somebody can be reached', async () => {
    const sdl = await readFile(SDL, 'utf8');
    expect(sdl).toContain('phone: String @data(category: "CONTACT_DETAILS", locating: true)');
    expect(sdl).toContain('email: String @data(category: "CONTACT_DETAILS", locating: true)');
  });
});
