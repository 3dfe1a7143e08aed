// What `npm run token -- --list` and `npm run holders` show: personas and holders of the running system.
import type { Recipient } from '../../gateway/vocabulary/caller.ts';
import type { OutwardIds } from '../../gateway/vocabulary/ports.ts';
import { stableId } from '../../subgraphs/kit/stable-id.ts';
import type { Persona } from '../issuer/persona.ts';
import { type AddressOf, addressOf, type Place } from './addresses.ts';
import { statementIdOf } from './keys.ts';
import type { People } from './people.ts';
import { type ExampleVariable, namedIn, type WorldPersona } from './persona.ts';
import { oinOf } from './stored.ts';
import type { Words } from './words.ts';
import type { World } from './world.ts';

export type ListedPersona = {
  readonly id: string;
  readonly name: string;
  /** Null: a data subject, who speaks for nobody else. */
  readonly organisation: { readonly oin: string; readonly kind: string; readonly name: string } | null;
  readonly role: string;
  readonly purposes: readonly string[];
  /** Outward ids of the own cases, as this persona's organisation gets them. */
  readonly households: readonly string[];
  readonly example: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };
  /** What the token says of the persona. */
  readonly claims: Readonly<Record<string, string>>;
  readonly acts: readonly (ListedPersona['example'] & { readonly says: Words; readonly problems: readonly string[] })[];
  readonly situation: Words | null;
  readonly says: Words;
};

export type ListedHolder = {
  readonly oin: string;
  readonly kind: string;
  readonly name: string;
  readonly region: string | null;
  readonly url: string;
  /** Signed an emergency profile. */
  readonly emergencyProfile: boolean;
};

export function listedHolders(
  world: World,
  places: ReadonlyMap<string, Place>,
  at: AddressOf = addressOf,
): ListedHolder[] {
  return world.organisations.flatMap(({ slug, oin, kind, name, region, emergencyProfile }) => {
    const place = places.get(slug);
    return place === undefined ? [] : [{ oin, kind, name, region, url: at(place.port), emergencyProfile }];
  });
}

/** Whom an issuer hands tokens to. */
export function issuedPersona(world: World, people: People, persona: WorldPersona): Persona {
  const { id, name } = persona;
  if (persona.role === 'DATA_SUBJECT') {
    const bsn = people.bsnOf(persona.person);
    if (bsn === null) throw new TypeError(`the world was not checked: "${persona.person}" has no BSN`);
    return { kind: 'DATA_SUBJECT', id, name, sub: `citizen:${persona.person}`, role: persona.role, bsn };
  }
  const { professional: sub, role, organisation, motherOrganisation } = persona;
  const mother = motherOrganisation === null ? {} : { motherOrganisation: oinOf(world, motherOrganisation) };
  return { kind: 'PROFESSIONAL', id, name, sub, role, organisation: oinOf(world, organisation), ...mother };
}

/** `claims`: what the issuer puts into the token of this persona. */
export function listedPersona(
  { world, people, ids }: { world: World; people: People; ids: OutwardIds },
  { persona, situation }: World['personas'][number],
  claims: Readonly<Record<string, string>>,
): ListedPersona {
  const { id, name, role, purposes, says, example, acts } = persona;
  const organisation =
    persona.role === 'DATA_SUBJECT' ? undefined : world.organisations.find((one) => one.slug === persona.organisation);
  const household = (slug: string): string => {
    if (organisation === undefined) throw new TypeError('the world was not checked: a data subject has no own case');
    return ids.seal('HOUSEHOLD', stableId(organisation.oin, slug), organisation.oin);
  };
  const recipient: Recipient =
    persona.role === 'DATA_SUBJECT' ? `subject:${people.keyOf(persona.person)}` : oinOf(world, persona.organisation);
  const person = (slug: string): string => ids.seal('PERSON', people.keyOf(slug), recipient);
  const filledIn = (value: ExampleVariable): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const named = namedIn.safeParse(value).data;
    if (named === undefined) {
      if (Array.isArray(value)) return value.map(filledIn);
      return Object.fromEntries(Object.entries(value).map(([member, one]) => [member, filledIn(one)]));
    }
    if ('bsnOf' in named) return people.bsnOf(named.bsnOf);
    if ('consent' in named) return ids.seal('RECORD', statementIdOf(world.name, 'consents', named.consent), recipient);
    if ('oinOf' in named) return oinOf(world, named.oinOf);
    return 'person' in named ? person(named.person) : household(named.household);
  };
  const ready = ({ query, variables }: WorldPersona['example']): ListedPersona['example'] => ({
    query,
    variables: Object.fromEntries(Object.entries(variables).map(([variable, value]) => [variable, filledIn(value)])),
  });
  return {
    id,
    name,
    organisation:
      organisation === undefined ? null : { oin: organisation.oin, kind: organisation.kind, name: organisation.name },
    role,
    purposes,
    households: persona.role === 'DATA_SUBJECT' ? [] : persona.households.map(household),
    example: ready(example),
    acts: acts.map((act) => ({ says: act.says, problems: act.problems, ...ready(act) })),
    claims,
    situation:
      situation === null
        ? null
        : { nl: `${situation.id} ${situation.title.nl}`, en: `${situation.id} ${situation.title.en}` },
    says,
  };
}
