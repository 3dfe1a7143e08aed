// Fills a certified institution's demo database from its part of a world.
import type { Organisation } from '../../schema/organisation.ts';
import type { SeedPersons } from '../kit/seed.ts';
import { loadStandIn } from '../kit/stand-in/load.ts';
import type { CertifiedInstitutionSeed } from './seed.ts';
import { seedRows } from './seed-rows.ts';

/** Rejects with `SeedError`, which lists each place, before anything is changed. */
export async function loadCertifiedInstitution(
  input: {
    readonly databaseUrl: string;
    readonly holder: Organisation;
    readonly seed: CertifiedInstitutionSeed;
  } & SeedPersons,
): Promise<void> {
  await loadStandIn(input.databaseUrl, seedRows(input.holder, input.seed, input));
}
