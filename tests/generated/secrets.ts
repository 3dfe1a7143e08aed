// A world and what a request was in the end allowed to ask: another world leaves, which differs only in what that request may not see. What is
// certain to stay behind is changed, added to or taken away; what might leave stays as it is.
import type { GraphQLObjectType } from 'graphql';
import { getNamedType, isObjectType } from 'graphql';
import type { Asked } from '../../gateway/vocabulary/asked.ts';
import { partsOfSubjectKey } from '../../gateway/vocabulary/subject.ts';
import { ownCaseFact } from '../../schema/facts-format.ts';
import { type InnerKey, innerKey, localDate, type Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import { withinPeriod } from '../../subgraphs/kit/period.ts';
import { type RowLimits, rowLimits, type SourceRow } from '../../subgraphs/kit/source.ts';
import { graphAt, type Kind } from './kinds.ts';
import { PARTNERS, partnerAt } from './partners.ts';
import { childrenOf, PEOPLE } from './people.ts';
import { canaryOf, hash, pick, type RowsOf, rowOf } from './rows.ts';
import { CASES, type GeneratedWorld } from './world.ts';

/** Classes of what may not be seen, as they are counted. */
export const SECRETS = [
  'row in a closed category',
  'row of somebody outside the case',
  'row held back by the source',
  'row outside the period',
  'row from another origin',
  'row that is also about somebody closed',
  'row not shown to the data subject',
  'part about somebody closed',
  'value of a closed category in an open row',
  'value beyond the field limits',
  'name of somebody outside the case',
  'case at another organisation',
  'own case that has ended',
  'case of a colleague',
  'facts of somebody outside the case',
] as const;
export type Secret = (typeof SECRETS)[number];

export type Change = { readonly secrets: ReadonlySet<Secret>; readonly salt: number };
/** What was really changed, where it was read. */
export type Changed = { readonly secret: Secret; readonly what: string };

type Cell = {
  readonly person: InnerKey;
  readonly holder: Oin;
  readonly category: Category;
  readonly asked: Asked['asked'] extends ReadonlyMap<unknown, infer One> ? One : never;
};

export function otherWorld(
  world: GeneratedWorld,
  asked: Asked | null,
  change: Change,
  heard: (changed: Changed) => void,
): GeneratedWorld {
  const sight = sightOf(world, asked);
  return {
    ...world,
    rows: otherRows(world.rows, sight, change, heard),
    cases: otherCases(world, change, heard),
    register: otherRegister(world, change, heard),
  };
}

/** What a request may ask, by person (of whichever own case), holder and category. */
export type Sight = {
  readonly cells: (person: InnerKey, holder: Oin, category: Category) => readonly Cell['asked'][];
  readonly isMember: (person: InnerKey) => boolean;
  readonly internal: (holder: Oin) => boolean;
  /** Who asks for an own view. */
  readonly viewer: InnerKey | null;
};

export function sightOf(world: GeneratedWorld, asked: Asked | null): Sight {
  const cells = new Map<string, Cell['asked'][]>();
  const members = new Set<InnerKey>();
  for (const [key, cell] of asked?.asked ?? []) {
    const found = asked?.decision.cells.get(key)?.cell;
    const person = found === undefined ? undefined : partsOfSubjectKey(found.subject)?.person;
    if (found === undefined || person === undefined) continue;
    const place = `${person}|${found.holder}|${found.category}`;
    cells.set(place, [...(cells.get(place) ?? []), cell]);
  }
  // Whoever is in the own case may be named; to be certain, all who are in it count.
  for (const { persons } of [...world.cases.values()].flat()) for (const { id } of persons) members.add(id);
  const { caller } = world;
  if (caller.kind === 'DATA_SUBJECT')
    for (const key of [caller.human.key, ...childrenOf(caller.human.key)]) members.add(key);
  return {
    cells: (person, holder, category) => cells.get(`${person}|${holder}|${category}`) ?? [],
    isMember: (person) => members.has(person),
    internal: (holder) => caller.kind === 'PROFESSIONAL' && caller.organisation.organisation.oin === holder,
    viewer: caller.kind === 'DATA_SUBJECT' ? caller.human.key : null,
  };
}

/** Null: it might leave. */
export function secretOf(
  row: RowLimits & { readonly subject: InnerKey },
  holder: Oin,
  category: Category,
  sight: Sight,
): Secret | null {
  const cells = sight.cells(row.subject, holder, category);
  if (!sight.isMember(row.subject)) return 'row of somebody outside the case';
  if (cells.length === 0) return 'row in a closed category';
  if (row.heldFrom === 'EVERYONE' || (row.heldFrom === 'OTHER_ORGANISATIONS' && !sight.internal(holder)))
    return 'row held back by the source';
  if (row.about.some((person) => sight.cells(person, holder, category).length === 0))
    return 'row that is also about somebody closed';
  const { viewer } = sight;
  if (viewer !== null && (!row.shownTo.includes(viewer) || row.about.some((person) => person !== viewer)))
    return 'row not shown to the data subject';
  if (
    row.origin !== null &&
    row.origin !== holder &&
    !cells.some(({ origins }) => row.origin !== null && origins.includes(row.origin))
  )
    return 'row from another origin';
  if (!cells.some(({ opened }) => withinPeriod(row, opened.period))) return 'row outside the period';
  return null;
}

function otherRows(rows: RowsOf, sight: Sight, change: Change, heard: (changed: Changed) => void): RowsOf {
  const made = new Map<string, readonly SourceRow[]>();
  return (holder, person, name) => {
    const key = `${holder}|${person}|${name}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const before = rows(holder, person, name);
    const kind = graphAt(partnerAt(holder).source).kinds.get(name);
    if (kind === undefined) return before;
    const after = new Changing(holder, person, kind, sight, change, heard).rows(before);
    made.set(key, after);
    return after;
  };
}

class Changing {
  readonly #holder: Oin;
  readonly #person: InnerKey;
  readonly #kind: Kind;
  readonly #sight: Sight;
  readonly #change: Change;
  readonly #heard: (changed: Changed) => void;

  constructor(
    holder: Oin,
    person: InnerKey,
    kind: Kind,
    sight: Sight,
    change: Change,
    heard: (changed: Changed) => void,
  ) {
    this.#holder = holder;
    this.#person = person;
    this.#kind = kind;
    this.#sight = sight;
    this.#change = change;
    this.#heard = heard;
  }

  rows(before: readonly SourceRow[]): readonly SourceRow[] {
    const after: SourceRow[] = [];
    // Where it may not be seen, its place among the others may not matter either.
    const added = this.#added();
    if (hash(`${this.#change.salt}first`) % 2 === 0) after.push(...added);
    for (const [number, row] of before.entries()) after.push(...this.#row(row, number));
    if (hash(`${this.#change.salt}first`) % 2 === 1) after.push(...added);
    return after;
  }

  #row(row: SourceRow, number: number): readonly SourceRow[] {
    const secret = secretOf(row, this.#holder, this.#kind.category, this.#sight);
    if (secret === null) return [{ ...row, value: this.#inside(row) }];
    if (!this.#change.secrets.has(secret)) return [row];
    const at = this.#at(String(number));
    if (hash(`${at}keep`) % 3 === 0) return [row];
    if (hash(`${at}gone`) % 2 === 0) {
      this.#tell(secret, 'one row less');
      return [];
    }
    this.#tell(secret, 'another value');
    // Its limits stay: another value of something that stays behind stays behind.
    const other = rowOf({
      salt: `other${this.#change.salt}`,
      holder: this.#holder,
      person: this.#person,
      kind: this.#kind,
      number,
    });
    return [{ ...row, value: other.value }];
  }

  /** New rows that stay behind for one cause each. */
  #added(): readonly SourceRow[] {
    const rows: SourceRow[] = [];
    const count = hash(this.#at('count')) % 4;
    for (let number = 0; number < count; number += 1) {
      const plain = rowOf({
        salt: `new${this.#change.salt}`,
        holder: this.#holder,
        person: this.#person,
        kind: this.#kind,
        number: 100 + number,
      });
      const stranger = PEOPLE.find(({ key }) => !this.#sight.isMember(key));
      const variants: readonly SourceRow[] = [
        plain,
        { ...plain, heldFrom: 'EVERYONE' },
        { ...plain, from: localDate.parse('1990-01-01'), until: localDate.parse('1990-02-01') },
        { ...plain, origin: pick(PARTNERS, this.#at('origin')).organisation.oin },
        ...(stranger === undefined ? [] : [{ ...plain, about: [this.#person, stranger.key] }]),
      ];
      const row = pick(variants, this.#at(`variant${number}`));
      const secret = secretOf(row, this.#holder, this.#kind.category, this.#sight);
      if (secret === null || !this.#change.secrets.has(secret)) continue;
      this.#tell(secret, 'one row more');
      rows.push(row);
    }
    return rows;
  }

  /** A row that may leave: what in it may not. */
  #inside(row: SourceRow): unknown {
    if (this.#kind.type === null) return row.value;
    return this.#object(
      this.#kind.type,
      row.value,
      [row.subject, ...row.about],
      this.#kind.category,
      this.#at('inside'),
    );
  }

  #object(
    type: GraphQLObjectType,
    value: unknown,
    owners: readonly InnerKey[],
    category: Category,
    at: string,
  ): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const rules = graphAt(partnerAt(this.#holder).source).rules.get(type.name);
    const made: Record<string, unknown> = { ...value };
    for (const field of Object.values(type.getFields())) {
      const rule = rules?.get(field.name);
      const own = made[field.name];
      if (rule === undefined || rule.answer !== 'VALUE' || own === null || own === undefined || field.name === 'about')
        continue;
      const named = getNamedType(field.type);
      const below = rule.category ?? category;
      const place = `${at}|${field.name}`;
      if (below !== 'NONE' && below !== category && !this.#mayOpen(owners, below)) {
        made[field.name] = this.#other('value of a closed category in an open row', own, place);
        continue;
      }
      if (isObjectType(named)) {
        const under = below === 'NONE' ? category : below;
        made[field.name] = Array.isArray(own)
          ? own.flatMap((one: unknown, index) =>
              this.#part(named, one, owners, under, rule.parts, `${place}[${index}]`),
            )
          : this.#object(named, own, owners, under, place);
      } else if (rule.personKeys) {
        made[field.name] = this.#keys(own, place);
      } else if (below !== 'NONE' && !this.#isWithinLimits(owners, below, rule.coordinate)) {
        made[field.name] = this.#other('value beyond the field limits', own, place);
      }
    }
    return made;
  }

  #part(
    type: GraphQLObjectType,
    part: unknown,
    owners: readonly InnerKey[],
    category: Category,
    isPart: boolean,
    at: string,
  ): readonly unknown[] {
    if (!isPart) return [this.#object(type, part, owners, category, at)];
    const { about } = rowLimits.parse(part);
    const closed = about.some((person) => this.#sight.cells(person, this.#holder, category).length === 0);
    if (!closed) return [this.#object(type, part, [...owners, ...about], category, at)];
    if (!this.#change.secrets.has('part about somebody closed')) return [part];
    this.#tell('part about somebody closed', 'gone or other');
    if (hash(`${at}gone`) % 2 === 0) return [];
    return [{ ...Object(part), heading: canaryOf(at), text: canaryOf(`${at}text`) }];
  }

  #mayOpen(owners: readonly InnerKey[], category: Category): boolean {
    return owners.every((owner) => this.#sight.cells(owner, this.#holder, category).length > 0);
  }

  #isWithinLimits(owners: readonly InnerKey[], category: Category, coordinate: string): boolean {
    return owners.every((owner) => {
      const cells = this.#sight.cells(owner, this.#holder, category);
      return cells.some(({ opened }) => opened.fields === null || opened.fields.includes(coordinate));
    });
  }

  #keys(value: unknown, at: string): unknown {
    if (!this.#change.secrets.has('name of somebody outside the case')) return value;
    const strangers = PEOPLE.filter(({ key }) => !this.#sight.isMember(key));
    const [stranger] = strangers;
    if (stranger === undefined) return value;
    const outside = (key: unknown) => typeof key === 'string' && !this.#sight.isMember(innerKey.parse(key));
    if (Array.isArray(value)) {
      this.#tell('name of somebody outside the case', 'one more in a list');
      return [...value, stranger.key];
    }
    if (!outside(value)) return value;
    this.#tell('name of somebody outside the case', 'somebody else');
    return pick(strangers, at).key;
  }

  #other(secret: Secret, value: unknown, at: string): unknown {
    if (!this.#change.secrets.has(secret)) return value;
    this.#tell(secret, 'other or gone');
    if (hash(`${at}${this.#change.salt}`) % 2 === 0) return Array.isArray(value) ? [] : null;
    return typeof value === 'string' && value.startsWith('canary-')
      ? canaryOf(`${at}${this.#change.salt}`)
      : Array.isArray(value)
        ? []
        : null;
  }

  #at(what: string): string {
    return `${this.#change.salt}|${this.#holder}|${this.#person}|${this.#kind.name}|${what}`;
  }

  #tell(secret: Secret, what: string): void {
    const person = PEOPLE.find(({ key }) => key === this.#person)?.name ?? '?';
    this.#heard({
      secret,
      what: `${what}: ${this.#kind.name} about ${person} at ${partnerAt(this.#holder).slug} (${this.#kind.category})`,
    });
  }
}

function otherCases(
  world: GeneratedWorld,
  { secrets, salt }: Change,
  heard: (changed: Changed) => void,
): GeneratedWorld['cases'] {
  const [template] = [...world.cases.values()].flat();
  if (template === undefined) return world.cases;
  const cases = new Map(world.cases);
  const add = (secret: Secret, holder: Oin, made: unknown): void => {
    if (!secrets.has(secret)) return;
    cases.set(holder, [...(cases.get(holder) ?? []), ownCaseFact.parse(made)]);
    heard({ secret, what: `a case more at ${partnerAt(holder).slug}` });
  };
  const elsewhere = PARTNERS.filter(
    ({ organisation, source }) => !world.cases.has(organisation.oin) && source !== 'PERSONS',
  );
  add('case at another organisation', pick(elsewhere, `${salt}`).organisation.oin, {
    ...template,
    id: 'case-that-is-elsewhere',
  });
  const [own] = world.cases.keys();
  if (own === undefined) return cases;
  const everyone = PEOPLE.map(({ key, registered, capacities }) => ({
    id: key,
    registered,
    capacities,
    from: '2026-01-01',
    until: null,
  }));
  const ended = [
    { closedOn: '2026-10-01' },
    { involvement: [{ ...template.involvement[0], until: '2026-11-01' }] },
    { involvement: [{ ...template.involvement[0], kind: 'CONSULT' }] },
    { openedOn: '2026-12-01' },
  ];
  add('own case that has ended', own, { ...template, id: CASES[2], persons: everyone, ...pick(ended, `${salt}ended`) });
  add('case of a colleague', own, {
    ...template,
    id: CASES[3],
    persons: everyone,
    involvement: [{ ...template.involvement[0], professional: 'a-colleague' }],
  });
  return cases;
}

function otherRegister(
  world: GeneratedWorld,
  { secrets, salt }: Change,
  heard: (changed: Changed) => void,
): GeneratedWorld['register'] {
  if (world.register === null || !secrets.has('facts of somebody outside the case')) return world.register;
  const inside = new Set([...world.cases.values()].flat().flatMap(({ persons }) => persons.map(({ id }) => id)));
  const { caller } = world;
  if (caller.kind === 'DATA_SUBJECT')
    for (const key of [caller.human.key, ...childrenOf(caller.human.key)]) inside.add(key);
  return world.register.flatMap((one) => {
    if (inside.has(one.id)) return [one];
    heard({ secret: 'facts of somebody outside the case', what: 'another birthday, no custody or nothing' });
    return hash(`${salt}${one.id}`) % 2 === 0
      ? []
      : [{ ...one, birthDate: localDate.parse('2001-01-01'), custody: null }];
  });
}
