// An emergency as it is kept: who declared it about whom, what a second person and a reviewer said. All moments are of the domain clock.
import { z } from 'zod';
import { caseId, innerKey, localDate, oin, professionalId } from '../../schema/identifiers.ts';
import { DANGER_KINDS } from '../../schema/names/decision.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { REVIEW_OUTCOMES } from '../../schema/names/review.ts';
import type { ProfessionalCaller } from './caller.ts';
import type { EmergencyFact } from './facts.ts';

const moment = z.number().int();

/** What is kept sealed for the organisation that declared it. */
export const emergencyWords = z.strictObject({
  reason: z.string(),
  declaredBy: professionalId,
  /** Null: none was needed, or it is waited for. */
  confirmed: z.strictObject({ by: professionalId, reason: z.string() }).nullable(),
  /** `basis`: what the reviewer confirmed; null: a missing basis stays missing. */
  review: z
    .strictObject({ by: professionalId, reason: z.string(), basis: z.string().nullable(), on: localDate })
    .nullable(),
});

export const emergency = z.strictObject({
  id: z.string().min(8),
  organisation: oin,
  ownCase: caseId,
  people: z.array(innerKey).min(1),
  holders: z.array(oin),
  danger: z.enum(valuesOf(DANGER_KINDS)),
  declaredAt: moment,
  /** Null: it waits for a second person. */
  open: z.strictObject({ from: moment, until: moment, reviewDue: localDate }).nullable(),
  outcome: z.enum(valuesOf(REVIEW_OUTCOMES)).nullable(),
  words: emergencyWords,
});
export type Emergency = z.infer<typeof emergency>;

export interface EmergencyBook {
  add(declared: Emergency): Promise<void>;
  /** Locked until the act is settled; null: none of this organisation. */
  find(id: string, organisation: Emergency['organisation']): Promise<Emergency | null>;
  /** What a second person or a reviewer changed. */
  replace(changed: Emergency): Promise<void>;
  /** Those that this professional declared from that moment on. */
  declaredSince(
    organisation: Emergency['organisation'],
    by: ProfessionalCaller['professional'],
    since: number,
  ): Promise<readonly Emergency[]>;
}

export type UnreviewedCount = {
  /** Whose emergencies. */
  readonly organisation: Emergency['organisation'];
  readonly unreviewed: number;
  readonly overdue: number;
};

/** Emergencies as they are read outside any act. */
export interface Emergencies {
  /** Open for this professional at this moment. */
  now(asker: ProfessionalCaller, now: number): Promise<readonly EmergencyFact[]>;
  /** Of the organisation itself, and of others that reached its data. Days are of the domain clock. */
  unreviewed(organisation: Emergency['organisation'], today: string): Promise<readonly UnreviewedCount[]>;
  /** Of everybody together. */
  total(today: string): Promise<Omit<UnreviewedCount, 'organisation'>>;
}
