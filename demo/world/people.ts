// The people of a world by slug: under which key they are filed, and their BSN.
import type { Bsn, InnerKey } from '../../schema/identifiers.ts';
import { innerKeyOf } from './keys.ts';
import type { World } from './world.ts';

export type People = { keyOf(slug: string): InnerKey; bsnOf(slug: string): Bsn | null };

export function peopleOf(world: World): People {
  const bsns = new Map(world.register.persons.map(({ slug, bsn }) => [slug, bsn]));
  const known = (slug: string): Bsn | null => {
    const found = bsns.get(slug);
    if (found === undefined) throw new TypeError(`the world was not checked: there is no person "${slug}"`);
    return found;
  };
  return {
    bsnOf: known,
    keyOf(slug) {
      known(slug);
      return innerKeyOf(world.name, slug);
    },
  };
}
