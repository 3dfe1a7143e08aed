// POST /facts: what the gateway asks of the caller's own source and of the persons register, and of nobody else, before it decides.
import { z } from 'zod';
import { bsn, caseId, innerKey, localDate, partialDate, professionalId } from './identifiers.ts';
import { CAPACITIES } from './names/capacity.ts';
import { CASE_KINDS, HOUSEHOLD_KINDS } from './names/case-kind.ts';
import { CLAIM_KINDS } from './names/claim-kind.ts';
import { INVOLVEMENT_KINDS } from './names/decision.ts';
import { valuesOf } from './names/define.ts';
import { CUSTODY_KINDS, RELATION_KINDS } from './names/relation.ts';

/** Asked of the own organisation's source: this professional's own cases. */
export const ownCasesQuestion = z.strictObject({
  ask: z.literal('OWN_CASES'),
  professional: professionalId,
  select: z.union([
    z.strictObject({ household: caseId }),
    /** Cases in which the person with this BSN is on that day (the gateway's domain day): whoever left a case finds none by it. */
    z.strictObject({ bsn, on: localDate }),
    z.strictObject({ all: z.literal(true) }),
  ]),
  /** Crisis duty in acute danger: also an open case in which this professional is not involved; its involvement is then empty. Never with `all`. */
  anyone: z.literal(true).optional(),
});

export const involvementFact = z.strictObject({
  professional: professionalId.nullable(),
  team: z.string().nullable(),
  kind: z.enum(valuesOf(INVOLVEMENT_KINDS)),
  from: localDate,
  until: localDate.nullable(),
});

export const casePersonFact = z.strictObject({
  id: innerKey,
  /** False for a person without BSN: filed under a key of the own holder, never asked of another. */
  registered: z.boolean(),
  capacities: z.array(z.enum(valuesOf(CAPACITIES))).min(1),
  from: localDate,
  until: localDate.nullable(),
});

export const claimFact = z.strictObject({
  kind: z.enum(valuesOf(CLAIM_KINDS)),
  number: z.string(),
  date: localDate,
  /** About whom; null: about the case as a whole. */
  about: innerKey.nullable(),
  recordedBy: professionalId,
  reviewedBy: professionalId.nullable(),
  contested: z.boolean(),
  from: localDate,
  until: localDate.nullable(),
});
export type ClaimFact = z.infer<typeof claimFact>;

export const ownCaseFact = z.strictObject({
  id: caseId,
  kind: z.enum(valuesOf(CASE_KINDS)),
  householdKind: z.enum(valuesOf(HOUSEHOLD_KINDS)),
  openedOn: localDate,
  closedOn: localDate.nullable(),
  region: z.string(),
  involvement: z.array(involvementFact),
  persons: z.array(casePersonFact),
  claims: z.array(claimFact),
});
export type OwnCaseFact = z.infer<typeof ownCaseFact>;

/** Cases in which the professional (or a team of his or hers) was ever involved; the gateway judges dates by its own clock. */
export const ownCasesAnswer = z.strictObject({ cases: z.array(ownCaseFact) });

/** Asked of the persons register about the persons of the own case. */
export const personsQuestion = z.strictObject({ ask: z.literal('PERSONS'), subjects: z.array(innerKey) });

export const custodyFact = z.strictObject({
  kind: z.enum(valuesOf(CUSTODY_KINDS)),
  underInvestigation: z.boolean(),
  /** Null id: a holder without BSN (an institution, a person abroad). */
  holders: z.array(z.strictObject({ id: innerKey.nullable(), kind: z.enum(valuesOf(RELATION_KINDS)) })),
});
export type CustodyFact = z.infer<typeof custodyFact>;

export const personFact = z.strictObject({
  id: innerKey,
  birthDate: partialDate.nullable(),
  deceasedOn: partialDate.nullable(),
  /** Null: an adult, or no custody recorded. */
  custody: custodyFact.nullable(),
});
export type PersonFact = z.infer<typeof personFact>;
/** Persons the register does not know are absent. */
export const personsAnswer = z.strictObject({ persons: z.array(personFact) });

/** Asked of the register for an own view only: whose token is this, and over which children has he or she custody. */
export const subjectQuestion = z.strictObject({ ask: z.literal('SUBJECT'), bsn });
export const subjectAnswer = z.strictObject({ subject: innerKey.nullable(), children: z.array(innerKey) });

export const factsQuestion = z.discriminatedUnion('ask', [ownCasesQuestion, personsQuestion, subjectQuestion]);
export type FactsQuestion = z.infer<typeof factsQuestion>;
export type OwnCasesQuestion = z.infer<typeof ownCasesQuestion>;
export type PersonsQuestion = z.infer<typeof personsQuestion>;
export type SubjectQuestion = z.infer<typeof subjectQuestion>;
export type OwnCasesAnswer = z.infer<typeof ownCasesAnswer>;
export type PersonsAnswer = z.infer<typeof personsAnswer>;
export type SubjectAnswer = z.infer<typeof subjectAnswer>;
