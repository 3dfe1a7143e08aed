// A world in; the same world with less of what opens, or more of what closes, out (guarantee G3).

import { storedShield } from '../../gateway/vocabulary/stored.ts';
import { localDate } from '../../schema/identifiers.ts';
import { PARTNERS } from './partners.ts';
import { PEOPLE } from './people.ts';
import { pick } from './rows.ts';
import type { GeneratedWorld } from './world.ts';

export const LESS = [
  'a consent withdrawn',
  'a consent gone',
  'a release gone',
  'a necessity statement gone',
  'the claims of a case gone',
  'a restriction',
  'a shield',
  'a member left the case',
  'custody that cannot be determined',
  'a birthday that nobody knows',
  'the register out of reach',
] as const;
export type Less = (typeof LESS)[number];

const day = (text: string) => localDate.parse(text);

/** Null: there is nothing to take away. */
export function less(world: GeneratedWorld, what: Less, salt: number): GeneratedWorld | null {
  const { given, register, caller, cases } = world;
  // One of them, or all.
  const all = salt % 2 === 0;
  const without = <Item>(list: readonly Item[]): readonly Item[] => {
    const gone = list.length === 0 ? undefined : pick(list, `${salt}`);
    return all ? [] : list.filter((one) => one !== gone);
  };
  const anybody = pick(PEOPLE, `${salt}who`).key;
  switch (what) {
    case 'a consent withdrawn': {
      if (given.consents.length === 0) return null;
      const withdrawn = pick(given.consents, `${salt}`);
      const statement = pick(withdrawn.statements, `${salt}by`);
      const at = '2026-11-19T10:00:00+01:00' as (typeof statement)['at']; // An instant by its form.
      const consents = given.consents.map((one) =>
        all || one === withdrawn
          ? { ...one, statements: [...one.statements, { ...statement, answer: 'WITHDRAWN' as const, at }] }
          : one,
      );
      return { ...world, given: { ...given, consents } };
    }
    case 'a consent gone':
      return given.consents.length === 0 ? null : { ...world, given: { ...given, consents: without(given.consents) } };
    case 'a release gone':
      return given.releases.length === 0 ? null : { ...world, given: { ...given, releases: without(given.releases) } };
    case 'a necessity statement gone':
      return given.necessities.length === 0
        ? null
        : { ...world, given: { ...given, necessities: without(given.necessities) } };
    case 'the claims of a case gone':
      return cases.size === 0
        ? null
        : {
            ...world,
            cases: new Map([...cases].map(([oin, some]) => [oin, some.map((one) => ({ ...one, claims: [] }))])),
          };
    case 'a restriction': {
      if (caller.kind === 'DATA_SUBJECT') return null;
      const { oin } = caller.organisation.organisation;
      const added = { id: 'restriction-1', about: anybody, organisation: oin, from: day('2026-01-01'), until: null };
      return { ...world, given: { ...given, restrictions: [...given.restrictions, added] } };
    }
    case 'a shield': {
      const kind = pick(['ADDRESS', 'LOCATION', 'HOLD', 'REPORTER', 'OWN_VIEW', 'CONTACT_BAN'], `${salt}kind`);
      const holder = kind === 'HOLD' ? pick(PARTNERS, `${salt}holder`).organisation.oin : null;
      const added = storedShield.parse({
        id: 'shield-1',
        subject: anybody,
        kind,
        towards: null,
        holder,
        categories: null,
        from: '2026-01-01',
        until: null,
      });
      return { ...world, shields: [...world.shields, added] };
    }
    case 'a member left the case':
      return cases.size === 0
        ? null
        : {
            ...world,
            cases: new Map(
              [...cases].map(([oin, some]) => [
                oin,
                some.map((one) => ({
                  ...one,
                  persons: one.persons.map((person) =>
                    person.id === anybody ? { ...person, until: day('2026-11-01') } : person,
                  ),
                })),
              ]),
            ),
          };
    case 'custody that cannot be determined':
    case 'a birthday that nobody knows':
      return register === null
        ? null
        : {
            ...world,
            register: register.map((one) => {
              if (one.id !== anybody) return one;
              if (what === 'a birthday that nobody knows') return { ...one, birthDate: null };
              return one.custody === null
                ? one
                : { ...one, custody: { ...one.custody, kind: 'CANNOT_BE_DETERMINED' as const } };
            }),
          };
    case 'the register out of reach':
      return register === null ? null : { ...world, register: null };
  }
}
