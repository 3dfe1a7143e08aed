// A world with a shield, and the world without the shielded thing (and without the shield): to whoever asks they are the same world.
import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { livingWith } from '../../gateway/shield/living.ts';
import type { Asked } from '../../gateway/vocabulary/asked.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import { type StoredShield, storedShield } from '../../gateway/vocabulary/stored.ts';
import { partsOfSubjectKey } from '../../gateway/vocabulary/subject.ts';
import type { InnerKey, Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import { rowLimits, type SourceRow } from '../../subgraphs/kit/source.ts';
import { at } from '../oracle/picks.ts';
import { realIndex } from '../support/operations.ts';
import { graphAt, type Kind } from './kinds.ts';
import { type Partner, partnerAt } from './partners.ts';
import type { GeneratedWorld } from './world.ts';

export type ShieldPicks = { readonly kind: number; readonly subject: number; readonly holder: number };

/** A shield over something that was asked in the world without it; where nothing was, over anybody. */
export function shieldOf(world: GeneratedWorld, asked: Asked | null, picked: ShieldPicks): StoredShield {
  const own = world.caller.kind === 'PROFESSIONAL' ? world.caller.organisation.organisation.oin : null;
  const people =
    world.caller.kind === 'PROFESSIONAL'
      ? [...world.cases.values()].flat().flatMap(({ persons }) => persons.map(({ id }) => id))
      : [world.caller.human.key];
  const cells = [...(asked?.asked.keys() ?? [])].flatMap((key) => asked?.decision.cells.get(key)?.cell ?? []);
  const cell = cells.length === 0 ? null : at(cells, picked.subject);
  const person = (cell === null ? null : partsOfSubjectKey(cell.subject)?.person) ?? at(people, picked.subject);
  const kinds: StoredShield['kind'][] = ['LOCATION'];
  if (cell?.category === 'ADDRESS') kinds.push('ADDRESS', 'LOCATION');
  if (cell?.category === 'REPORTER') kinds.push('REPORTER', 'REPORTER');
  if (own === null) kinds.push('OWN_VIEW', 'OWN_VIEW');
  else if (cell === null || (cell.holder !== own && cell.source !== 'ACCESS')) kinds.push('HOLD', 'HOLD');
  const kind = at(kinds, picked.kind);
  return storedShield.parse({
    id: 'shield-0',
    subject: person,
    kind,
    towards: null,
    holder: kind === 'HOLD' && picked.holder % 3 > 0 ? (cell?.holder ?? null) : null,
    categories: kind === 'HOLD' && picked.holder % 3 > 1 && cell !== null ? [cell.category] : null,
    from: '2026-01-01',
    until: null,
  });
}

/** `facts`: as they were gathered in the world with the shield. Null: this shield hides whole holders, which another test compares. */
export function withoutShielded(world: GeneratedWorld, shield: StoredShield, facts: Facts | null): GeneratedWorld {
  const homes = facts === null ? new Set([shield.subject]) : livingWith(facts, shield.subject);
  const own = world.caller.kind === 'PROFESSIONAL' ? world.caller.organisation.organisation.oin : null;
  const isGone = (person: InnerKey, holder: Oin, category: Category): boolean => {
    switch (shield.kind) {
      case 'ADDRESS':
      case 'LOCATION':
        return category === 'ADDRESS' && homes.has(person);
      case 'REPORTER':
        return category === 'REPORTER' && person === shield.subject;
      case 'HOLD':
        return (
          person === shield.subject &&
          holder !== own &&
          (shield.holder === null || shield.holder === holder) &&
          (shield.categories === null || shield.categories.includes(category))
        );
      case 'OWN_VIEW':
        return (
          person === shield.subject ||
          (world.caller.kind === 'DATA_SUBJECT' && world.caller.human.key === shield.subject)
        );
      case 'CONTACT_BAN':
        return false;
    }
  };
  const hides = (person: InnerKey) => shield.kind === 'LOCATION' && homes.has(person);
  return {
    ...world,
    shields: world.shields.filter((one) => one !== shield),
    // To a data subject a consent opens nothing: it is shown, or hidden as the rest.
    given: shield.kind === 'OWN_VIEW' ? { ...world.given, consents: [] } : world.given,
    rows: (holder, person, name) => {
      const partner = partnerAt(holder);
      const kind = graphAt(partner.source).kinds.get(name);
      if (kind === undefined) return [];
      const gone: Gone = {
        // What was received from a holder that keeps it back is kept back where it came to as well.
        isGone: (one, category, origin) =>
          isGone(one, holder, category) || (origin !== null && isGone(one, origin, category)),
        hides,
      };
      return world.rows(holder, person, name).flatMap((row) => withoutIn(row, kind, partner, gone));
    },
  };
}

type Gone = {
  /** `origin`: of the row or part it lies in. */
  readonly isGone: (person: InnerKey, category: Category, origin: Oin | null) => boolean;
  readonly hides: (person: InnerKey) => boolean;
};

function withoutIn(row: SourceRow, kind: Kind, partner: Partner, gone: Gone): readonly SourceRow[] {
  const owners = [row.subject, ...row.about];
  if (owners.some((owner) => gone.isGone(owner, kind.category, row.origin))) return [];
  // What is about several people leaves only if it may leave for each of them.
  if (owners.some(gone.hides) && isLocating(kind.parent.name, kind.name)) return [];
  if (kind.type === null) return [row];
  return [{ ...row, value: objectWithout(kind.type, row.value, owners, row, kind.category, partner, gone) }];
}

function objectWithout(
  type: GraphQLObjectType,
  value: unknown,
  owners: readonly InnerKey[],
  inside: { readonly origin: Oin | null },
  category: Category,
  partner: Partner,
  gone: Gone,
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const made: Record<string, unknown> = { ...value };
  for (const field of Object.values(type.getFields())) {
    const own = made[field.name];
    const rule = graphAt(partner.source).rules.get(type.name)?.get(field.name);
    if (own === null || own === undefined || rule?.answer !== 'VALUE' || field.name === 'about') continue;
    const below = rule.category === null || rule.category === 'NONE' ? category : rule.category;
    if (
      owners.some((owner) => gone.isGone(owner, below, inside.origin)) ||
      (owners.some(gone.hides) && isLocating(type.name, field.name))
    ) {
      made[field.name] = Array.isArray(own) ? [] : null;
      continue;
    }
    const named = getNamedType(field.type);
    if (!isObjectType(named)) continue;
    const one = (item: unknown): readonly unknown[] => {
      const { about, origin } = rule.parts ? rowLimits.parse(item) : { about: [], origin: null };
      const place = { ...inside, origin: origin ?? inside.origin };
      if ([...owners, ...about].some((owner) => gone.isGone(owner, below, place.origin))) return [];
      return [objectWithout(named, item, [...owners, ...about], place, below, partner, gone)];
    };
    made[field.name] = Array.isArray(own) ? own.flatMap(one) : one(own)[0];
  }
  return made;
}

function isLocating(type: string, field: string): boolean {
  return realIndex.field(type, field)?.locating === true;
}
