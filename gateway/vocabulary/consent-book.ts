// Consents as an act writes them and reads them back: what was agreed to, who said what about it, and what each statement rests on.
import { z } from 'zod';
import {
  type InnerKey,
  innerKey,
  instant,
  localDate,
  type Oin,
  oin,
  professionalId,
} from '../../schema/identifiers.ts';
import { STAND_IN_REASONS } from '../../schema/names/consent.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { type ConsentStatement, consentDetails, type StoredConsent } from './stored.ts';

/** A document that lies with an organisation: where, and its sha-256 in hex. The document itself is nowhere here. */
export const evidence = z.strictObject({
  reference: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Evidence = z.infer<typeof evidence>;

/** Why this person may speak, at the moment of speaking. */
export const authority = z.discriminatedUnion('kind', [
  /** About oneself: the age by the register. */
  z.strictObject({ kind: z.literal('SELF'), age: z.int() }),
  /** The kind of custody by the register. */
  z.strictObject({ kind: z.literal('CUSTODY'), custody: z.string() }),
  z.strictObject({ kind: z.literal('GUARDIANSHIP'), order: z.string(), until: localDate.nullable() }),
  z.strictObject({ kind: z.literal('REPRESENTATIVE'), as: z.string(), evidence }),
  z.strictObject({
    kind: z.literal('PROFESSIONALS'),
    reason: z.string(),
    decidedBy: z.array(professionalId),
    line: z.string(),
  }),
  /** Nothing is needed to end it. */
  z.strictObject({ kind: z.literal('ENDS') }),
]);
export type Authority = z.infer<typeof authority>;

/** Sealed for the holder. */
export const statementBasis = z.strictObject({
  channel: consentDetails.shape.channel,
  textVersion: z.string().nullable(),
  evidence: evidence.nullable(),
  authority,
  /** Null: by that person, with an own login. */
  recordedBy: professionalId.nullable(),
  recorder: oin.nullable(),
  recordedOn: instant,
});
export type StatementBasis = z.infer<typeof statementBasis>;

export type Said = { readonly statement: ConsentStatement; readonly basis: StatementBasis };

/** A decision in the place of one with custody (Jeugdwet 7.3.4-2, 7.3.15-4): one professional took it, a colleague has to confirm it. */
export const standIn = z.strictObject({
  id: z.string(),
  consent: z.string(),
  insteadOf: innerKey,
  organisation: oin,
  reason: z.enum(valuesOf(STAND_IN_REASONS)),
  line: z.string(),
  decidedBy: professionalId,
  decidedOn: instant,
  isConfirmed: z.boolean(),
});
export type StandIn = z.infer<typeof standIn>;

export interface ConsentBook {
  propose(decision: StandIn): Promise<void>;
  /** Kept for this act. */
  proposed(id: string): Promise<StandIn | null>;
  proposedFor(consent: string): Promise<readonly StandIn[]>;
  confirm(id: string): Promise<void>;
  /** Without its statements: those are added one by one. */
  add(consent: Omit<StoredConsent, 'statements'>): Promise<void>;
  answer(consent: Pick<StoredConsent, 'id' | 'holder'>, said: Said): Promise<void>;
  /** Kept for this act: another act on the same consent waits until this one is settled. */
  find(id: string): Promise<StoredConsent | null>;
  /** About one person, from one holder to one recipient. */
  between(about: InnerKey, holder: Oin, recipient: Oin): Promise<readonly StoredConsent[]>;
}
