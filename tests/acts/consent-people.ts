// For tests of consent: people of the world with a login of their own, and ids as each of them holds them.
import { innerKeyOf, statementIdOf } from '../../demo/world/keys.ts';
import type { World } from '../../demo/world/world.ts';
import { createOutwardIds } from '../../gateway/adapters/outward-ids.ts';
import type { Recipient } from '../../gateway/vocabulary/caller.ts';
import type { IdKind } from '../../gateway/vocabulary/ports.ts';
import { oin } from '../../schema/identifiers.ts';
import type { System } from '../support/system.ts';

/** Adds a persona `me-<person>` for each: the own file, with an own login. */
export function withLogins(...people: readonly string[]): (world: World) => World {
  return (world) => {
    const own = world.personas.flatMap(({ persona, situation }) =>
      persona.role === 'DATA_SUBJECT' ? [{ persona, situation }] : [],
    )[0];
    if (own === undefined) throw new Error('there is no own login to copy');
    const { persona, situation } = own;
    const added = people.map((person) => ({ persona: { ...persona, id: `me-${person}`, person }, situation }));
    return { ...world, personas: [...world.personas, ...added] };
  };
}

export type Ids = {
  /** As this organisation (slug) or this person (`me-<slug>`) holds them. */
  consent(slug: string, reader: string): string;
  person(slug: string, reader: string): string;
  /** A consent that was written by an act. */
  record(inner: string, reader: string): string;
  /** Null: not made for this reader. */
  opened(kind: IdKind, outward: string, reader: string): string | null;
  key(slug: string): string;
};

export function idsOf(system: System, world = 'default'): Ids {
  const ids = createOutwardIds(Buffer.from(system.settings.gateway.keys.outwardIds, 'base64'));
  const key = (slug: string) => innerKeyOf(world, slug);
  const recipient = (reader: string): Recipient =>
    reader.startsWith('me-') ? `subject:${key(reader.slice(3))}` : oin.parse(system.oin(reader));
  return {
    consent: (slug, reader) => ids.seal('RECORD', statementIdOf(world, 'consents', slug), recipient(reader)),
    person: (slug, reader) => ids.seal('PERSON', key(slug), recipient(reader)),
    record: (inner, reader) => ids.seal('RECORD', inner, recipient(reader)),
    opened: (kind, outward, reader) => ids.open(kind, outward, recipient(reader)),
    key,
  };
}
