import type { NamesOf } from './define.ts';

/** Kinds of organisation. The shape of a local team decides its legal basis, so it is part of the kind. */
export const ORGANISATION_KINDS = {
  LOCAL_TEAM_MUNICIPAL: 'lokaal team van de gemeente (vorm A: college)',
  LOCAL_TEAM_PROVIDER: 'lokaal team bij een jeugdhulpaanbieder (vorm B)',
  VEILIG_THUIS: 'Veilig Thuis (AMHK)',
  RVDK: 'Raad voor de Kinderbescherming',
  CERTIFIED_INSTITUTION: 'gecertificeerde instelling',
  PERSONS_REGISTER: 'basisregistratie personen',
  INSPECTORATE: 'inspectie',
} as const;
export type OrganisationKind = NamesOf<typeof ORGANISATION_KINDS>;
