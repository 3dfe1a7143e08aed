// A world as the loader takes it: every holder's data in one piece, statements and personas in the file's order.
import type { Instant } from '../../schema/identifiers.ts';
import type { CertifiedInstitutionSeed } from '../../subgraphs/certified-institutions/seed.ts';
import type { LocalTeamSeed } from '../../subgraphs/local-teams/seed.ts';
import type { PersonsSeed } from '../../subgraphs/persons/seed.ts';
import type { RvdkSeed } from '../../subgraphs/rvdk/seed.ts';
import type { VeiligThuisSeed } from '../../subgraphs/veilig-thuis/seed.ts';
import type { WorldOrganisation } from './organisation.ts';
import type { WorldPersona } from './persona.ts';
import type {
  WorldClaim,
  WorldConsent,
  WorldNecessity,
  WorldRelease,
  WorldRestriction,
  WorldShield,
} from './statements.ts';
import type { Words } from './words.ts';

export type World = {
  readonly name: string;
  readonly says: string;
  readonly now: Instant;
  readonly down: readonly string[];
  readonly organisations: readonly WorldOrganisation[];
  readonly register: PersonsSeed;
  /** By the organisation's slug. */
  readonly localTeams: ReadonlyMap<string, LocalTeamSeed>;
  readonly veiligThuis: ReadonlyMap<string, VeiligThuisSeed>;
  readonly rvdk: ReadonlyMap<string, RvdkSeed>;
  readonly certifiedInstitutions: ReadonlyMap<string, CertifiedInstitutionSeed>;
  readonly consents: readonly WorldConsent[];
  readonly releases: readonly WorldRelease[];
  readonly necessities: readonly WorldNecessity[];
  readonly claims: readonly WorldClaim[];
  readonly shields: readonly WorldShield[];
  readonly restrictions: readonly WorldRestriction[];
  readonly personas: readonly {
    readonly persona: WorldPersona;
    readonly situation: { readonly id: string; readonly title: Words } | null;
  }[];
};
