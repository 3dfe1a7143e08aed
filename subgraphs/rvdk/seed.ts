// The part of a world file that the Raad voor de Kinderbescherming holds. Persons, cases and records are named by slug. What is not said of a
// record is: about all persons of its case, the holder's own, not held back.
import { z } from 'zod';
import { localDate, professionalId } from '../../schema/identifiers.ts';
import {
  about,
  caseShape,
  events,
  oneOf,
  part,
  period,
  professional,
  record,
  safetyAssessment,
  safetyNotice,
  slug,
  stored,
  text,
  texts,
  vouched,
} from '../kit/stand-in/shapes.ts';
import * as names from './names.ts';

const identifying = {
  identifiesReporter: z
    .boolean()
    .default(false)
    .describe('says who reported or informed: never leaves the organisation'),
};
const ran = { startedOn: localDate, completedOn: localDate.optional() };

const reporter = { capacity: text, name: text.optional(), phone: text.optional() };

const request = z.strictObject({
  ...record,
  number: text,
  receivedOn: localDate,
  closedOn: localDate.optional(),
  submittedBy: oneOf(names.SUBMITTING_ORGANISATIONS),
  viaCorv: z.boolean().default(true),
  urgent: z.boolean().default(false),
  familyInformedOn: localDate.optional().describe('left out: not informed yet'),
  ...vouched,
  reporters: z.array(z.strictObject(reporter)).default([]),
  parts: z.array(z.strictObject({ ...part, ...identifying })).default([]),
});

const investigationParts = z
  .array(z.strictObject({ ...part, ...identifying, kind: oneOf(names.INVESTIGATION_PART_KINDS) }))
  .default([]);

const investigation = z.strictObject({
  ...record,
  number: text,
  kind: oneOf(names.INVESTIGATION_KINDS),
  ...ran,
  informants: z.array(z.strictObject({ ...reporter, approvedOn: localDate.optional() })).default([]),
  parts: investigationParts,
});

/** Reviews, notifications and criminal investigations are about one child: each stands in one file. */
const ofOne = { ...stored, person: slug };

const review = z.strictObject({ ...ofOne, kind: oneOf(names.REVIEW_KINDS), ...ran, parts: investigationParts });

const notification = z.strictObject({ ...ofOne, date: localDate, status: oneOf(names.NOTIFICATION_STATUSES) });

const criminalInvestigation = z.strictObject({
  ...ofOne,
  number: text,
  ...ran,
  instrument: text.optional(),
  outcome: text.optional(),
  parts: z.array(z.strictObject({ ...part, ...identifying, kind: oneOf(names.CRIMINAL_PART_KINDS) })).default([]),
});

const contactDetails = z.strictObject({
  ...ofOne,
  phone: text.optional(),
  email: z.email().optional(),
  language: text.optional(),
  interpreter: z.boolean().default(false),
  ...period,
});

const registeredItems = z.array(z.strictObject({ ...record, ...about, date: localDate, ...texts })).default([]);

const rvdkCase = z.strictObject({
  ...caseShape,
  criminal: z
    .boolean()
    .default(false)
    .describe('a criminal case: who works on it, what is planned in it and what happened is told as criminal data'),
  requests: z.array(request).default([]),
  investigations: z.array(investigation).default([]),
  reviews: z.array(review).default([]),
  notifications: z.array(notification).default([]),
  criminalInvestigations: z.array(criminalInvestigation).default([]),
  safetyAssessments: z.array(safetyAssessment.extend({ assessedBy: professionalId.optional() })).default([]),
  contactDetails: z.array(contactDetails).default([]),
  health: registeredItems,
  finances: registeredItems,
  judicialRecords: registeredItems,
  events: events(names.EVENT_KINDS),
});

export const rvdkSeed = z.strictObject({
  professionals: z.array(professional).default([]),
  cases: z.array(rvdkCase).default([]),
  safetyNotices: z.array(safetyNotice).default([]),
});
export type RvdkSeed = z.infer<typeof rvdkSeed>;
export type RvdkSeedCase = RvdkSeed['cases'][number];
