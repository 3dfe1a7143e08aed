// For tests of consent: the world of consent, and what a professional tells when a consent is recorded in it.
import { readFileSync } from 'node:fs';
import type { World } from '../../demo/world/world.ts';
import { type System, startSystem } from '../support/system.ts';
import { type Ids, withLogins } from './consent-people.ts';

export const CONSENT_WORLD = readFileSync(new URL('./consent-world.yaml', import.meta.url), 'utf8');

export function startConsentSystem(logins: readonly string[], changes?: (world: World) => World): Promise<System> {
  const added = withLogins(...logins);
  return startSystem({
    world: CONSENT_WORLD,
    changes: (world) => (changes === undefined ? added(world) : changes(added(world))),
  });
}

const SHA = 'ab'.repeat(32);
export const FORM = { reference: 'formulier van 20 november in het dossier', sha256: SHA };

/** Who said what, with people by slug; `by` null: the own organisation. */
export type Saying = Readonly<Record<string, unknown>> & { readonly by?: string | null };

/** A complete record of anna's team about what the municipal team has; `change` replaces members, undefined takes one away. */
export function told(
  system: System,
  ids: Ids,
  about: string,
  statements: readonly Saying[],
  change: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const reader = String(change.reader ?? 'team-b');
  const { reader: _, ...changes } = change;
  return {
    household: householdOf(system, reader === 'team-a' ? 'otto' : 'anna'),
    about: ids.person(about, reader),
    holder: system.oin('team-a'),
    recipient: system.oin('team-b'),
    roles: ['FAMILY_WORKER'],
    purposes: ['SUPPORT_PLAN'],
    categories: ['PLAN'],
    from: '2026-11-20',
    until: '2027-11-19',
    textVersion: 'folder-2026-1',
    language: 'nl',
    interpreter: false,
    channel: 'SIGNED_PAPER',
    evidence: FORM,
    freedom: 'Verteld dat weigeren geen gevolgen heeft voor de hulp.',
    statements: statements.map(({ by, ...one }) => ({
      answer: 'GIVEN',
      ...one,
      ...(by === null || by === undefined ? {} : { by: ids.person(by, reader) }),
    })),
    ...changes,
  };
}

export function householdOf(system: System, persona: string, at = 0): string {
  const found = system.persona(persona).households[at];
  if (found === undefined) throw new Error(`${persona} has no such household`);
  return found;
}
