// What a data folder holds, for commands that come later: which world, which holder's data in which database, and who works there. No secret and
// nobody's data; written at each start.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Instant, instant } from '../schema/identifiers.ts';
import { organisation } from '../schema/organisation.ts';
import type { HolderPlace } from './load-sources.ts';
import { StartProblem, systemCode } from './start-problem.ts';
import type { WorldOrganisation } from './world/organisation.ts';
import { oinOf, organisationOf } from './world/stored.ts';
import type { World } from './world/world.ts';

const persona = z.object({
  id: z.string(),
  professional: z.string(),
  organisation: z.string(),
  purposes: z.array(z.string()),
});

export const installation = z.object({
  world: z.string(),
  /** Where the domain clock started. */
  now: instant,
  holders: z.array(z.object({ holder: organisation, source: z.string(), database: z.string() })),
  /** Professionals only; `organisation` is an OIN. */
  personas: z.array(persona),
});
export type Installation = z.infer<typeof installation>;

/** The name of an organisation's database, and of the role that owns it. */
export const databaseOf = ({ slug }: Pick<WorldOrganisation, 'slug'>): string => `source_${slug.replaceAll('-', '_')}`;

export function installationOf(world: World, holders: readonly HolderPlace[], now: Instant): Installation {
  return {
    world: world.name,
    now,
    holders: holders.map(({ one, place }) => ({
      holder: organisationOf(one),
      source: place.source,
      database: databaseOf(one),
    })),
    personas: world.personas.flatMap(({ persona }) => {
      if (persona.role === 'DATA_SUBJECT') return [];
      const { id, professional, purposes, organisation } = persona;
      return [{ id, professional, purposes, organisation: oinOf(world, organisation) }];
    }),
  };
}

const fileOf = (dataDir: string): string => join(dataDir, 'installation.json');

export function writeInstallation(dataDir: string, found: Installation): void {
  const fresh = `${fileOf(dataDir)}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(found, null, 2)}\n`);
  renameSync(fresh, fileOf(dataDir));
}

/** Undefined: nothing was ever loaded here. Throws StartProblem WORLD when the file cannot be read. */
export function readInstallation(dataDir: string): Installation | undefined {
  try {
    return installation.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw new StartProblem('WORLD', `${fileOf(dataDir)} cannot be read. Run npm start once: it writes the file anew.`);
  }
}
