// An organisation of a world: who it is, whom to call there, and whether it is running.
import { z } from 'zod';
import { oin } from '../../schema/identifiers.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { ORGANISATION_KINDS, type OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import { slug } from './slug.ts';

/** OINs of a world begin with 00000099, which no real organisation has. */
const inventedOin = oin.refine((text) => text.startsWith('00000099'), 'an OIN in a world begins with 00000099');

export const worldOrganisation = z.strictObject({
  slug,
  oin: inventedOin,
  kind: z.enum(valuesOf(ORGANISATION_KINDS)),
  name: z.string().min(1),
  region: z.string().min(1).nullable().default(null).describe('null: works for the whole country'),
  desk: z
    .strictObject({ name: z.string().min(1), phone: z.string().min(1), hours: z.string().min(1) })
    .describe('whom to call, the same for everyone'),
  tellsPlace: z.boolean().default(false).describe('its very involvement tells where somebody is'),
  emergencyProfile: z.boolean().default(false).describe('it has signed an emergency profile'),
});
export type WorldOrganisation = z.infer<typeof worldOrganisation>;

/** Which graph a kind of organisation answers; null: it only asks. */
export function sourceOf(kind: OrganisationKind): SourceKind | null {
  switch (kind) {
    case 'PERSONS_REGISTER':
      return 'PERSONS';
    case 'LOCAL_TEAM_MUNICIPAL':
    case 'LOCAL_TEAM_PROVIDER':
      return 'LOCAL_TEAM';
    case 'VEILIG_THUIS':
      return 'VEILIG_THUIS';
    case 'RVDK':
      return 'RVDK';
    case 'CERTIFIED_INSTITUTION':
      return 'CERTIFIED_INSTITUTION';
    case 'INSPECTORATE':
      return null;
  }
}
