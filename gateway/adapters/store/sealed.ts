// Which members of a stored thing are sealed, whose key seals them, and where: one place for the write side and the read side.
import { z } from 'zod';
import { professionalId } from '../../../schema/identifiers.ts';
import {
  consentDetails,
  type StoredClaim,
  type StoredConsent,
  type StoredShield,
  storedShield,
} from '../../vocabulary/stored.ts';
import type { Sealing } from '../sealing.ts';

const consentSealed = z.strictObject({
  evidence: z.string(),
  recordedBy: professionalId.nullable(),
  details: consentDetails.optional(),
});
const claimSealed = z.strictObject({
  number: z.string(),
  recordedBy: professionalId,
  reviewedBy: professionalId.nullable(),
});

/** A shield belongs to no organisation: its row does not say who placed it. */
const SHIELDS = 'shields';
/** All kinds of shield give sealed text of the same length. */
const SHIELD_STEP = 1024;

export function sealConsent(sealing: Sealing, consent: Omit<StoredConsent, 'statements'>): string {
  const { id, holder, evidence, recordedBy, details } = consent;
  return sealing.seal(holder, `consent/${id}`, JSON.stringify({ evidence, recordedBy, details }));
}

export function openConsent(sealing: Sealing, id: string, holder: string, sealed: string) {
  return consentSealed.parse(JSON.parse(sealing.open(holder, `consent/${id}`, sealed)));
}

export function sealClaim(sealing: Sealing, claim: StoredClaim): string {
  const { id, organisation, number, recordedBy, reviewedBy } = claim;
  return sealing.seal(organisation, `claim/${id}`, JSON.stringify({ number, recordedBy, reviewedBy }));
}

export function openClaim(sealing: Sealing, id: string, organisation: string, sealed: string) {
  return claimSealed.parse(JSON.parse(sealing.open(organisation, `claim/${id}`, sealed)));
}

/** `claim`: its pseudonym, hex. */
export function openContest(sealing: Sealing, organisation: string, claim: string, sealed: string): object {
  return z.looseObject({}).parse(JSON.parse(sealing.open(organisation, `claim_contest/${claim}`, sealed)));
}

export type ShieldRow = { readonly id: Buffer; readonly subject: Buffer; readonly sealed: string };

export function sealShield(sealing: Sealing, shield: StoredShield): ShieldRow {
  const id = sealing.lookup('shield id', shield.id);
  const sealed = sealing.seal(SHIELDS, `shield/${id.toString('hex')}`, JSON.stringify(shield), SHIELD_STEP);
  return { id, subject: shieldSubject(sealing, shield.subject), sealed };
}

export function openShield(sealing: Sealing, id: Buffer, sealed: string): StoredShield {
  return storedShield.parse(JSON.parse(sealing.open(SHIELDS, `shield/${id.toString('hex')}`, sealed)));
}

export function shieldSubject(sealing: Sealing, person: string): Buffer {
  return sealing.lookup('shield subject', person);
}
