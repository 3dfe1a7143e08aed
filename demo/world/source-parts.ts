// The parts of a world file that hold case files: under which key each kind of source is told, how its part is parsed, and whose it may be.
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import { certifiedInstitutionSeed } from '../../subgraphs/certified-institutions/seed.ts';
import { localTeamSeed } from '../../subgraphs/local-teams/seed.ts';
import { rvdkSeed } from '../../subgraphs/rvdk/seed.ts';
import { veiligThuisSeed } from '../../subgraphs/veilig-thuis/seed.ts';

export const SOURCE_SEEDS = {
  localTeams: localTeamSeed,
  veiligThuis: veiligThuisSeed,
  rvdk: rvdkSeed,
  certifiedInstitutions: certifiedInstitutionSeed,
} as const;
export type SourcePart = keyof typeof SOURCE_SEEDS;

export const SOURCE_PARTS = [
  'localTeams',
  'veiligThuis',
  'rvdk',
  'certifiedInstitutions',
] as const satisfies readonly SourcePart[];

/** Kinds of organisation that hold such files. */
export const HOLDER_KINDS: Readonly<Record<SourcePart, readonly OrganisationKind[]>> = {
  localTeams: ['LOCAL_TEAM_MUNICIPAL', 'LOCAL_TEAM_PROVIDER'],
  veiligThuis: ['VEILIG_THUIS'],
  rvdk: ['RVDK'],
  certifiedInstitutions: ['CERTIFIED_INSTITUTION'],
};
