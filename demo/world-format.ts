// A world file: organisations, and situations that each bring their people, cases, consents and personas. Each source defines its own
// part (subgraphs/*/seed.ts). What parses here is complete in itself; demo/world/references.ts holds the names in it against each other.
import { z } from 'zod';
import { instant } from '../schema/identifiers.ts';
import { personsSeed } from '../subgraphs/persons/seed.ts';
import { worldOrganisation } from './world/organisation.ts';
import { worldPersona } from './world/persona.ts';
import { slug } from './world/slug.ts';
import { SOURCE_SEEDS } from './world/source-parts.ts';
import { statementLists } from './world/statements.ts';
import { words } from './world/words.ts';

/** What a situation (or the world as a whole) brings; a holder's data may be spread over situations. */
const part = {
  register: personsSeed
    .partial()
    .meta({ id: 'Register' })
    .optional()
    .describe('people, as the persons register holds them'),
  localTeams: z
    .record(slug, SOURCE_SEEDS.localTeams.partial().meta({ id: 'LocalTeam' }))
    .default({})
    .describe('by organisation'),
  veiligThuis: z
    .record(slug, SOURCE_SEEDS.veiligThuis.partial().meta({ id: 'VeiligThuis' }))
    .default({})
    .describe('by organisation'),
  rvdk: z
    .record(slug, SOURCE_SEEDS.rvdk.partial().meta({ id: 'Rvdk' }))
    .default({})
    .describe('by organisation'),
  certifiedInstitutions: z
    .record(slug, SOURCE_SEEDS.certifiedInstitutions.partial().meta({ id: 'CertifiedInstitution' }))
    .default({})
    .describe('by organisation'),
  ...statementLists,
  personas: z.array(worldPersona).default([]),
};

export const worldSituation = z
  .strictObject({
    id: z.string().regex(/^[A-Z][A-Za-z0-9-]*$/, 'a situation id looks like S06b'),
    title: words,
    ...part,
  })
  .meta({ id: 'Situation' });
export type WorldSituation = z.infer<typeof worldSituation>;

export const worldFile = z.strictObject({
  name: slug.describe('part of every key: two worlds share no id'),
  says: z.string().min(1),
  now: instant.describe('where the domain clock stands at start: ages, measures, consents'),
  organisations: z.array(worldOrganisation).min(1),
  down: z.array(slug).default([]).describe('holders that are not running'),
  ...part,
  situations: z.array(worldSituation).default([]),
});
export type WorldFile = z.infer<typeof worldFile>;
