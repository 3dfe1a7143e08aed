// Each holder's part of a world into the holder's own database.
import { loadCertifiedInstitution } from '../subgraphs/certified-institutions/load.ts';
import { SeedError } from '../subgraphs/kit/seed.ts';
import { loadLocalTeam } from '../subgraphs/local-teams/load.ts';
import { loadPersons } from '../subgraphs/persons/load.ts';
import { loadRvdk } from '../subgraphs/rvdk/load.ts';
import { loadVeiligThuis } from '../subgraphs/veilig-thuis/load.ts';
import { reopenCases } from './case/open-case.ts';
import { StartProblem } from './start-problem.ts';
import type { Place } from './world/addresses.ts';
import type { WorldOrganisation } from './world/organisation.ts';
import type { People } from './world/people.ts';
import { organisationOf } from './world/stored.ts';
import type { World } from './world/world.ts';

export type HolderPlace = { readonly one: WorldOrganisation; readonly place: Place; readonly databaseUrl: string };

const NOTHING = { professionals: [], cases: [], safetyNotices: [] };

/** A holder of whom the world says nothing has an empty case system. Throws StartProblem WORLD where a source refuses its part. */
export async function loadSources(world: World, people: People, holders: readonly HolderPlace[]): Promise<void> {
  for (const { one, place, databaseUrl } of holders) {
    try {
      await loadSource(world, people, one, place, databaseUrl);
      await reopenCases(databaseUrl);
    } catch (error) {
      if (!(error instanceof SeedError)) throw error;
      throw new StartProblem('WORLD', `The world "${world.name}" cannot be loaded at "${one.slug}". ${error.message}`);
    }
  }
}

function loadSource(
  world: World,
  people: People,
  one: WorldOrganisation,
  place: Place,
  databaseUrl: string,
): Promise<void> {
  const holder = organisationOf(one);
  const { keyOf, bsnOf } = people;
  const into = { databaseUrl, holder, keyOf, bsnOf };
  switch (place.source) {
    case 'PERSONS':
      return loadPersons({ databaseUrl, seed: world.register, keyOf });
    case 'LOCAL_TEAM':
      return loadLocalTeam({ ...into, seed: world.localTeams.get(one.slug) ?? NOTHING });
    case 'VEILIG_THUIS':
      return loadVeiligThuis({ ...into, seed: world.veiligThuis.get(one.slug) ?? NOTHING });
    case 'RVDK':
      return loadRvdk({ ...into, seed: world.rvdk.get(one.slug) ?? NOTHING });
    case 'CERTIFIED_INSTITUTION':
      return loadCertifiedInstitution({ ...into, seed: world.certifiedInstitutions.get(one.slug) ?? NOTHING });
  }
}
