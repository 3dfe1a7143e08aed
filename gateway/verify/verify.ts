// Room: what the holders sent enters, held against what was asked again; only that leaves. Everything else is dropped and counted. Pure.
import type { Oin } from '../../schema/identifiers.ts';
import { gateOf, openedHolders } from '../vocabulary/admits.ts';
import type { Facts } from '../vocabulary/facts.ts';
import type { Fetched, Json, JsonObject, Verified } from '../vocabulary/fetched.ts';
import type { FieldIndex } from '../vocabulary/field-index.ts';
import type { AskField, Reading } from '../vocabulary/operation.ts';
import type { PrunedOperation } from '../vocabulary/pruned.ts';
import { partsOfSubjectKey, type SubjectKey } from '../vocabulary/subject.ts';
import { Alarms } from './alarms.ts';
import { isElsewhere, isInPeriod, isMember, isOpenFor, type Place } from './place.ts';
import { createShapes, isLeafValue, type Shape } from './shape.ts';

export type Verify = (fetched: Fetched, pruned: PrunedOperation, reading: Reading, facts: Facts) => Verified;

export function createVerify({ index }: { readonly index: FieldIndex }): Verify {
  const shapeOf = createShapes(index.schema);
  const files = new Set(index.files.map(({ field }) => field));
  return (fetched, pruned, _reading, facts) => {
    const alarms = new Alarms();
    for (const { holder, kind, count } of fetched.surplus) alarms.add(holder, kind, count);
    const check = new Check(fetched, facts, alarms, shapeOf, files);
    const data = fetched.data === null ? null : (check.above(fetched.data, pruned.tree) ?? null);
    const { holders, failures, asked, calls } = fetched;
    // The one place where a Verified is made.
    return { data, holders, failures, asked, calls, alarms: alarms.counted() } as unknown as Verified;
  };
}

/** Undefined: dropped, together with the item it stands in. */
type Kept = Json | undefined;

class Check {
  readonly #fetched: Fetched;
  readonly #facts: Facts;
  readonly #alarms: Alarms;
  readonly #shapeOf: (field: AskField) => Shape;
  readonly #files: ReadonlySet<string>;

  constructor(
    fetched: Fetched,
    facts: Facts,
    alarms: Alarms,
    shapeOf: (field: AskField) => Shape,
    files: ReadonlySet<string>,
  ) {
    this.#fetched = fetched;
    this.#facts = facts;
    this.#alarms = alarms;
    this.#shapeOf = shapeOf;
    this.#files = files;
  }

  /** Access's own: roots, households, members. Undefined when a person in it is none of ours. */
  above(value: JsonObject, fields: readonly AskField[]): JsonObject | undefined {
    const made = emptyObject();
    for (const field of fields) {
      const item = value[field.key] ?? null;
      const kept = this.#eachAbove(item, field);
      if (kept === undefined) return undefined;
      made[field.key] = kept;
    }
    return made;
  }

  #eachAbove(value: Json, field: AskField): Kept {
    if (Array.isArray(value)) {
      return value.map((item: Json) => this.#eachAbove(item, field)).filter((item) => item !== undefined);
    }
    if (field.type === 'Person') return isObject(value) ? this.#person(value, below(field)) : undefined;
    if (field.selections === null || !isObject(value)) return value;
    const kept = this.above(value, below(field));
    // `me` without its person is nobody; a member without a person leaves the list.
    return kept === undefined && !this.#shapeOf(field).list ? null : kept;
  }

  #person(value: JsonObject, fields: readonly AskField[]): Kept {
    const subject = this.#subjectOf(value, fields);
    if (subject === null) {
      this.#alarms.raise(null, 'UNKNOWN_PERSON');
      return undefined;
    }
    const register = fields.filter(({ source, name }) => source === 'PERSONS' && !this.#files.has(name));
    const [holder] = openedHolders(this.#facts, this.#fetched.asked, subject, 'PERSONS', register);
    const place = holder === undefined ? null : this.#place(subject, holder.organisation.oin);
    const made = emptyObject();
    for (const field of fields) {
      const sent = value[field.key] ?? null;
      if (this.#files.has(field.name)) made[field.key] = this.#fileItems(sent, field, subject);
      else if (register.includes(field))
        made[field.key] = place === null ? null : (this.#field(sent, field, place) ?? null);
      else made[field.key] = sent;
    }
    return made;
  }

  #subjectOf(value: JsonObject, fields: readonly AskField[]): SubjectKey | null {
    const key = fields.find(({ name }) => name === 'id')?.key;
    const id = key === undefined ? undefined : value[key];
    const { present } = this.#fetched.asked.decision;
    return [...present].find((subject) => subject === id && this.#facts.subjects.has(subject)) ?? null;
  }

  /** One item per opened holder, in OIN order, each under its own name. */
  #fileItems(sent: Json, field: AskField, subject: SubjectKey): Json {
    if (field.source === null) return null;
    const holders = openedHolders(this.#facts, this.#fetched.asked, subject, field.source, below(field));
    const items: readonly Json[] = Array.isArray(sent) ? sent : [];
    const kept = holders.flatMap(({ organisation }) => {
      const [own] = items.filter((item) => holderIn(item, field) === organisation.oin);
      return isObject(own) ? [this.#item(own, field, null, this.#place(subject, organisation.oin)) ?? null] : [];
    });
    for (let extra = kept.length; extra < items.length; extra += 1) this.#alarms.raise(null, 'WRONG_HOLDER');
    return holders.length === 0 ? null : kept.filter((item) => item !== null);
  }

  #field(sent: Json, field: AskField, place: Place): Kept {
    const shape = this.#shapeOf(field);
    if (field.name === 'holder' && field.type === 'Organisation') return sent;
    if (!place.gate.isAsked(field)) {
      if (!isEmpty(sent)) this.#alarms.raise(place.holder, 'NOT_ASKED');
      return shape.list && place.gate.isOpened(field) ? [] : null;
    }
    if (sent === null) return shape.nonNull ? this.#drop(place, 'WRONG_TYPE') : null;
    const here = field.category === 'NONE' ? place : { ...place, category: field.category };
    if (!shape.list) return this.#one(sent, field, shape, here) ?? (shape.nonNull ? undefined : null);
    if (!Array.isArray(sent)) return this.#drop(place, 'WRONG_TYPE') ?? (shape.nonNull ? undefined : []);
    return sent.map((item: Json) => this.#one(item, field, shape, here)).filter((item) => item !== undefined);
  }

  /** One value of a field: a leaf, or an object with what lies below it. Undefined: dropped. */
  #one(sent: Json, field: AskField, shape: Shape, place: Place): Kept {
    if (shape.leaf === null) {
      return isObject(sent) ? this.#item(sent, field, shape, place) : this.#drop(place, 'WRONG_TYPE');
    }
    if (!isLeafValue(shape.leaf, sent)) return this.#drop(place, 'WRONG_TYPE');
    if (!shape.personKeys || isMember(sent, place, this.#fetched.asked, this.#facts)) return sent;
    if (!isElsewhere(sent, place, this.#fetched.asked)) this.#alarms.raise(place.holder, 'OUTSIDE_MEMBERS');
    return undefined;
  }

  /** `shape` null: the file itself, which is no row of its own. */
  #item(sent: JsonObject, field: AskField, shape: Shape | null, place: Place): JsonObject | undefined {
    if (shape !== null && !this.#isOpenForAll(sent, field, place)) return undefined;
    if (shape?.list === true && place.isRow && !isInPeriod(sent, shape.dates, place)) {
      return this.#drop(place, 'OUT_OF_PERIOD');
    }
    const inside = shape === null ? place : { ...place, isRow: false };
    const made = emptyObject();
    for (const one of below(field)) {
      const kept = this.#field(sent[one.key] ?? null, one, inside);
      if (kept === undefined) return undefined;
      made[one.key] = kept;
    }
    this.#countUnknown(sent, below(field), place.holder);
    return made;
  }

  /** INVARIANT a record or part about several people leaves only if it may leave for each of them (design 4). */
  #isOpenForAll(sent: JsonObject, field: AskField, place: Place): boolean {
    const key = below(field).find(({ name }) => name === 'about')?.key;
    if (key === undefined) return true;
    const about = sent[key];
    // Nobody named: nobody can tell for whom it may leave.
    const people: readonly Json[] = Array.isArray(about) && about.length > 0 ? about : [null];
    const closed = people.filter((person) => !isOpenFor(person, place, this.#fetched.asked));
    if (closed.length === 0) return true;
    // Two cases that share a call may share a record: not this case's to show, and no fault of the holder.
    if (closed.some((person) => !isElsewhere(person, place, this.#fetched.asked))) this.#drop(place, 'PART_NOT_OPENED');
    return false;
  }

  #countUnknown(sent: JsonObject, fields: readonly AskField[], holder: Oin): void {
    for (const key of Object.keys(sent)) {
      if (!fields.some((field) => field.key === key) && key !== '__typename')
        this.#alarms.raise(holder, 'UNKNOWN_FIELD');
    }
  }

  #drop(place: Place, kind: Parameters<Alarms['raise']>[1]): undefined {
    this.#alarms.raise(place.holder, kind);
    return undefined;
  }

  #place(subject: SubjectKey, holder: Oin): Place {
    const ownCase = partsOfSubjectKey(subject)?.ownCase;
    return { gate: gateOf(this.#fetched.asked, subject, holder), ownCase, holder, category: null, isRow: true };
  }
}

function holderIn(item: Json, file: AskField): Json | undefined {
  const holder = below(file).find(({ name, type }) => name === 'holder' && type === 'Organisation');
  const oin = holder === undefined ? undefined : below(holder).find(({ name }) => name === 'oin');
  if (holder === undefined || oin === undefined || !isObject(item)) return undefined;
  const value = item[holder.key];
  return isObject(value) ? value[oin.key] : undefined;
}

function below(field: AskField): readonly AskField[] {
  return field.selections?.get(field.type) ?? [];
}

function isEmpty(value: Json): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** No prototype: a key is a key, also when a source made it up. */
function emptyObject(): Record<string, Json> {
  return Object.create(null) as Record<string, Json>; // Object.create is typed any.
}
