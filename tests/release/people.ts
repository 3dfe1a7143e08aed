// People, cases and releases of the demo world as one organisation gets them.
import { innerKeyOf } from '../../demo/world/keys.ts';
import { createOutwardIds } from '../../gateway/adapters/outward-ids.ts';
import { type Oin, oin } from '../../schema/identifiers.ts';
import { stableId } from '../../subgraphs/kit/stable-id.ts';
import type { System } from '../support/system.ts';

export function createPeople(system: System) {
  const ids = createOutwardIds(Buffer.from(system.settings.gateway.keys.outwardIds, 'base64'));
  const at = (slug: string): Oin => oin.parse(system.oin(slug));
  return {
    at,
    person: (slug: string, organisation: string): string =>
      ids.seal('PERSON', innerKeyOf('default', slug), at(organisation)),
    household: (slug: string, organisation: string): string =>
      ids.seal('HOUSEHOLD', stableId(at(organisation), slug), at(organisation)),
    record: (inner: string, organisation: string): string => ids.seal('RECORD', inner, at(organisation)),
  };
}
export type People = ReturnType<typeof createPeople>;
