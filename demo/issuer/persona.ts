// Somebody the demo's issuers hand tokens to. The world's loader makes these from its personas.
import { z } from 'zod';
import { bsn, oin, professionalId } from '../../schema/identifiers.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { ROLES } from '../../schema/names/role.ts';

const { DATA_SUBJECT: _subject, ...professionalRoles } = ROLES;

export const issuedProfessional = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  kind: z.literal('PROFESSIONAL'),
  sub: professionalId,
  organisation: oin,
  motherOrganisation: oin.optional(),
  role: z.enum(valuesOf(professionalRoles)),
});

export const issuedSubject = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  kind: z.literal('DATA_SUBJECT'),
  /** An opaque name for this person at the citizens' issuer; not the BSN. */
  sub: z.string().min(1),
  role: z.literal('DATA_SUBJECT'),
  bsn,
});

export const persona = z.discriminatedUnion('kind', [issuedProfessional, issuedSubject]);
export type Persona = z.infer<typeof persona>;
