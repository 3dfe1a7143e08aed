// The part of a world file that one certified institution holds. Persons, cases and records are named by slug. What is not said of a record
// is: about all persons of its case, the holder's own, not held back.
import { z } from 'zod';
import { localDate, professionalId } from '../../schema/identifiers.ts';
import {
  caseShape,
  events,
  oneOf,
  part,
  professional,
  record,
  safetyAssessment,
  safetyNotice,
  slug,
  stored,
  text,
  vouched,
} from '../kit/stand-in/shapes.ts';
import * as names from './names.ts';

const order = z.strictObject({
  number: text,
  court: text.optional(),
  decidedOn: localDate,
  validFrom: localDate,
  validUntil: localDate.optional(),
  ...vouched,
});
export type SeedOrder = z.infer<typeof order>;

/** About one child; `orders` are the first court order and each prolongation: while one is in force the institution may ask others. */
const ordered = {
  ...stored,
  person: slug,
  startedOn: localDate,
  endedOn: localDate.optional(),
  orders: z.array(order).default([]),
};

const measure = z
  .strictObject({
    ...ordered,
    kind: oneOf(names.MEASURE_KINDS),
    firstContactOn: localDate.optional(),
    receivedByTransfer: z.boolean().default(false),
    endReason: oneOf(names.MEASURE_END_REASONS).optional(),
  })
  .refine(({ kind, endReason }) => endReason === undefined || isGuardianship(kind) === endsGuardianship(endReason), {
    path: ['endReason'],
    message: 'reasons 01-07 end a supervision order, 11-15 a guardianship',
  });

const isGuardianship = (kind: names.MeasureKind): boolean => names.MEASURE_KINDS[kind].startsWith('2');
const endsGuardianship = (reason: names.MeasureEndReason): boolean => names.MEASURE_END_REASONS[reason].startsWith('1');

const parts = z.array(z.strictObject(part)).default([]);

const institutionCase = z.strictObject({
  ...caseShape,
  kind: z.enum(['MEASURE', 'PLAN']).default('MEASURE').describe('PLAN: voluntary preventive work, without any power'),
  criminal: z
    .boolean()
    .default(false)
    .describe('juvenile probation: who works on it, what is planned in it and what happened is told as criminal data'),
  measures: z.array(measure).default([]),
  authorisations: z.array(z.strictObject({ ...ordered, kind: oneOf(names.AUTHORISATION_KINDS) })).default([]),
  instructions: z
    .array(
      z.strictObject({
        ...record,
        givenOn: localDate,
        validUntil: localDate.optional(),
        withdrawnOn: localDate.optional(),
        parts,
      }),
    )
    .default([]),
  prolongationRequests: z
    .array(
      z.strictObject({
        ...record,
        kind: oneOf(names.PROLONGATION_KINDS),
        requestedOn: localDate,
        requestedUntil: localDate.optional(),
        parts,
      }),
    )
    .default([]),
  juvenileProbation: z
    .array(
      z.strictObject({
        ...ordered,
        kind: oneOf(names.PROBATION_KINDS),
        endManner: oneOf(names.PROBATION_END_MANNERS).optional(),
      }),
    )
    .default([]),
  preventiveActivities: z
    .array(
      z.strictObject({
        ...record,
        kind: oneOf(names.PREVENTIVE_KINDS).default('PREVENTIVE'),
        startedOn: localDate,
        endedOn: localDate.optional(),
      }),
    )
    .default([]),
  safetyAssessments: z.array(safetyAssessment.extend({ assessedBy: professionalId.optional() })).default([]),
  events: events(names.EVENT_KINDS),
});

export const certifiedInstitutionSeed = z.strictObject({
  professionals: z.array(professional).default([]),
  cases: z.array(institutionCase).default([]),
  safetyNotices: z.array(safetyNotice).default([]),
});
export type CertifiedInstitutionSeed = z.infer<typeof certifiedInstitutionSeed>;
export type CertifiedInstitutionSeedCase = CertifiedInstitutionSeed['cases'][number];
