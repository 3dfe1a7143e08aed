// What a world says of partners, issuers and what was given, in the form in which the gateway's store takes it. Pure.
import type { World as StoredWorld } from '../../gateway/adapters/store/world.ts';
import type { IssuerRegistration, Registration } from '../../gateway/vocabulary/registration.ts';
import type { InnerKey, Oin } from '../../schema/identifiers.ts';
import type { Organisation } from '../../schema/organisation.ts';
import { stableId } from '../../subgraphs/kit/stable-id.ts';
import { type AddressOf, addressOf, type Place } from './addresses.ts';
import { statementIdOf } from './keys.ts';
import { sourceOf, type WorldOrganisation } from './organisation.ts';
import type { People } from './people.ts';
import type { World } from './world.ts';

export function organisationOf({ oin, kind, name, region }: WorldOrganisation): Organisation {
  return { oin, kind, name, region };
}

export function oinOf(world: World, slug: string): Oin {
  const found = world.organisations.find((one) => one.slug === slug);
  if (found === undefined) throw new TypeError(`the world was not checked: there is no organisation "${slug}"`);
  return found.oin;
}

export type Issuers = { readonly professionals: string; readonly citizens: string };

export function storedWorld(
  world: World,
  people: People,
  places: ReadonlyMap<string, Place>,
  issuers: Issuers,
  at: AddressOf = addressOf,
): StoredWorld {
  const id = (list: string, slug: string) => statementIdOf(world.name, list, slug);
  const oin = (slug: string) => oinOf(world, slug);
  const key = people.keyOf;
  const organisationOrPerson = (slug: string): Oin | InnerKey =>
    world.organisations.some((one) => one.slug === slug) ? oin(slug) : key(slug);
  return {
    registrations: world.organisations.map((one) => registrationOf(one, places.get(one.slug), at)),
    issuers: issuersOf(world, issuers),
    consents: world.consents.map(({ slug, ...one }) => ({
      ...one,
      id: id('consents', slug),
      about: key(one.about),
      holder: oin(one.holder),
      recipient: oin(one.recipient),
      statements: one.statements.map((statement) => ({ ...statement, by: key(statement.by) })),
    })),
    releases: world.releases.map(({ slug, ...one }) => ({
      ...one,
      id: id('releases', slug),
      about: one.about === null ? null : key(one.about),
      holder: oin(one.holder),
      recipient: organisationOrPerson(one.recipient),
    })),
    necessities: world.necessities.flatMap(({ slug, categories, ...one }) =>
      categories.map((category) => ({
        ...one,
        category,
        id: id('necessities', `${slug}/${category}`),
        about: key(one.about),
        holder: oin(one.holder),
        recipient: oin(one.recipient),
      })),
    ),
    claims: world.claims.map(({ slug, ...one }) => ({
      ...one,
      id: id('claims', slug),
      organisation: oin(one.organisation),
      ownCase: stableId(oin(one.organisation), one.ownCase),
      about: one.about === null ? null : key(one.about),
    })),
    shields: world.shields.map(({ slug, ...one }) => ({
      ...one,
      id: id('shields', slug),
      subject: key(one.subject),
      towards: one.towards === null ? null : organisationOrPerson(one.towards),
      holder: one.holder === null ? null : oin(one.holder),
    })),
    restrictions: world.restrictions.map(({ slug, ...one }) => ({
      ...one,
      id: id('restrictions', slug),
      about: key(one.about),
      organisation: oin(one.organisation),
    })),
  };
}

function registrationOf(one: WorldOrganisation, place: Place | undefined, at: AddressOf): Registration {
  return {
    organisation: organisationOf(one),
    source: place === undefined ? null : sourceOf(one.kind),
    url: place === undefined ? null : at(place.port),
    desk: one.desk,
    tellsPlace: one.tellsPlace,
    emergencyProfile: one.emergencyProfile,
  };
}

function issuersOf(world: World, { professionals, citizens }: Issuers): IssuerRegistration[] {
  const jwks = (issuer: string) => `${issuer}/.well-known/jwks.json`;
  const askers = world.organisations.filter(({ kind }) => kind !== 'PERSONS_REGISTER');
  return [
    { issuer: professionals, jwks: jwks(professionals), organisations: askers.map(({ oin }) => oin), citizens: false },
    { issuer: citizens, jwks: jwks(citizens), organisations: [], citizens: true },
  ];
}
