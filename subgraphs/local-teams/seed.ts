// The part of a world file that one local team holds. Persons, cases and records are named by slug. What is not said of a record is: about
// all persons of its case, the holder's own, not held back.
import { z } from 'zod';
import { localDate } from '../../schema/identifiers.ts';
import { CASE_KINDS } from '../../schema/names/case-kind.ts';
import {
  about,
  caseShape,
  claim,
  events,
  oneOf,
  professional,
  record,
  safetyAssessment,
  safetyNotice,
  slug,
  stored,
  text,
  texts,
} from '../kit/stand-in/shapes.ts';
import * as names from './names.ts';

const measurement = z.strictObject({
  ...stored,
  person: slug,
  date: localDate,
  scores: z
    .partialRecord(
      oneOf(names.LIFE_DOMAINS),
      z.union([
        oneOf(names.SELF_SUFFICIENCY_SCORES),
        z.strictObject({ score: oneOf(names.SELF_SUFFICIENCY_SCORES), ...texts }),
      ]),
    )
    .refine((scores) => Object.keys(scores).length > 0, 'a measurement has at least one domain')
    .describe('only the domains that were needed: never the whole matrix'),
});

const localTeamCase = z.strictObject({
  ...caseShape,
  kind: oneOf(CASE_KINDS),
  claims: z.array(claim).default([]),
  intakes: z
    .array(
      z.strictObject({
        ...record,
        ...about,
        date: localDate,
        referrer: oneOf(names.REFERRERS),
        reason: text.optional(),
        internalText: text.optional(),
      }),
    )
    .default([]),
  support: z
    .array(
      z.strictObject({
        ...record,
        startedOn: localDate,
        endedOn: localDate.optional(),
        form: oneOf(names.SUPPORT_FORMS),
        perspective: text.optional(),
        crisis: z.boolean().default(false),
        endReason: oneOf(names.SUPPORT_END_REASONS).optional(),
      }),
    )
    .default([]),
  allocations: z
    .array(
      z.strictObject({
        ...record,
        product: oneOf(names.ALLOCATION_PRODUCTS),
        volume: text.optional(),
        validFrom: localDate,
        validUntil: localDate.optional(),
        stopReason: oneOf(names.ALLOCATION_STOP_REASONS).optional(),
      }),
    )
    .default([]),
  safetyAssessments: z.array(safetyAssessment).default([]),
  measurements: z.array(measurement).default([]),
  journal: z
    .array(
      z.strictObject({
        ...record,
        date: localDate,
        kind: oneOf(names.JOURNAL_KINDS),
        ...about,
        ...texts,
        releasedTo: z
          .array(slug)
          .default([])
          .describe(
            'to whom the team lets it go in an own view, besides the release itself; nobody else sees it there',
          ),
      }),
    )
    .default([]),
  events: events(names.EVENT_KINDS),
});

export const localTeamSeed = z.strictObject({
  professionals: z.array(professional).default([]),
  cases: z.array(localTeamCase).default([]),
  safetyNotices: z.array(safetyNotice).default([]),
});
export type LocalTeamSeed = z.infer<typeof localTeamSeed>;
export type LocalTeamSeedCase = LocalTeamSeed['cases'][number];
