// Apollo's skeleton (households, members, subject keys) and the holders' answers enter; one tree in the shape of the pruned operation leaves.
import type { Oin } from '../../schema/identifiers.ts';
import type { Organisation } from '../../schema/organisation.ts';
import { type Gate, gateOf, openedHolders } from '../vocabulary/admits.ts';
import type { Asked } from '../vocabulary/asked.ts';
import type { Json, JsonObject } from '../vocabulary/fetched.ts';
import type { FieldIndex } from '../vocabulary/field-index.ts';
import { isListField } from '../vocabulary/list-field.ts';
import type { AskField } from '../vocabulary/operation.ts';
import type { Holder } from '../vocabulary/registration.ts';
import { partsOfSubjectKey, type SubjectKey } from '../vocabulary/subject.ts';
import type { Session } from './session.ts';

/** The data, and per holder how many files it sent where one is the answer. */
export type Grafted = { readonly data: JsonObject; readonly extraFiles: ReadonlyMap<Oin, number> };

export function graft(skeleton: JsonObject, tree: readonly AskField[], session: Session, index: FieldIndex): Grafted {
  const grafting = new Grafting(session, index);
  return { data: grafting.above(skeleton, tree, ''), extraFiles: grafting.extraFiles };
}

/** Where a value stands: who holds it, what is open and asked there, and what was asked when it was called for. */
type Place = { readonly holder: Organisation; readonly gate: Gate; readonly atCall: Gate };

class Grafting {
  readonly extraFiles = new Map<Oin, number>();
  readonly #session: Session;
  readonly #asked: Asked;
  readonly #index: FieldIndex;
  readonly #files: ReadonlySet<string>;

  constructor(session: Session, index: FieldIndex) {
    this.#session = session;
    this.#asked = session.asked;
    this.#index = index;
    this.#files = new Set(index.files.map(({ field }) => field));
  }

  /** Roots, households and members: access's own, as Apollo merged them. */
  above(value: JsonObject, fields: readonly AskField[], path: string): JsonObject {
    const made: Record<string, Json> = emptyObject();
    for (const field of fields) {
      const here = path === '' ? field.key : `${path}.${field.key}`;
      made[field.key] = this.#each(value[field.key], (item) =>
        field.type === 'Person' ? this.#person(item, field, here) : this.above(item, fieldsBelow(field), here),
      );
    }
    return made;
  }

  #each(value: Json | undefined, make: (item: JsonObject) => Json): Json {
    // One level: no list of the graph holds lists, and a source that sends them without end must not end our stack. Verify drops them.
    if (Array.isArray(value)) return value.map((item: Json) => (isObject(item) ? make(item) : item));
    return isObject(value) ? make(value) : (value ?? null);
  }

  #person(value: JsonObject, field: AskField, path: string): Json {
    const subject = subjectIn(value, fieldsBelow(field));
    if (subject === null) return null;
    const made: Record<string, Json> = emptyObject();
    const register = fieldsBelow(field).filter(({ source, name }) => source === 'PERSONS' && !this.#files.has(name));
    const fromRegister = this.#fromRegister(register, subject, path);
    for (const below of fieldsBelow(field)) {
      if (this.#files.has(below.name)) made[below.key] = this.#filesOf(below, subject, path);
      else if (register.includes(below)) made[below.key] = fromRegister[below.key] ?? null;
      else made[below.key] = value[below.key] ?? null;
    }
    return made;
  }

  #fromRegister(fields: readonly AskField[], subject: SubjectKey, path: string): JsonObject {
    const [holder] = openedHolders(this.#session.request.facts, this.#asked, subject, 'PERSONS', fields);
    if (holder === undefined) return {};
    if (this.#session.statusOf(holder.organisation.oin) !== 'ANSWERED') return {};
    const { values, place } = this.#answer(path, subject, holder);
    return this.#fill(values, fields, place);
  }

  /** One item per opened holder, file or no file; none opened: null. */
  #filesOf(field: AskField, subject: SubjectKey, path: string): Json {
    if (field.source === null) return null;
    const { facts } = this.#session.request;
    const holders = openedHolders(facts, this.#asked, subject, field.source, fieldsBelow(field));
    if (holders.length === 0) return null;
    return holders.map((holder) => {
      const { values, place } = this.#answer(path, subject, holder);
      if (this.#session.statusOf(holder.organisation.oin) !== 'ANSWERED') return unreachable(field, place.holder);
      return this.#fill(this.#onlyFile(values[field.key], holder.organisation.oin), fieldsBelow(field), place);
    });
  }

  #onlyFile(files: Json | undefined, holder: Oin): JsonObject {
    const list = Array.isArray(files) ? files : [];
    if (list.length > 1) this.extraFiles.set(holder, (this.extraFiles.get(holder) ?? 0) + list.length - 1);
    const [first] = list;
    return isObject(first) ? first : {};
  }

  #answer(path: string, subject: SubjectKey, holder: Holder): { values: JsonObject; place: Place } {
    const { oin } = holder.organisation;
    const answer = this.#session.answer(path, subject, oin);
    return {
      values: answer?.values ?? {},
      place: {
        holder: holder.organisation,
        gate: gateOf(this.#asked, subject, oin),
        atCall: gateOf(answer?.asked ?? this.#asked, subject, oin),
      },
    };
  }

  /** What was not asked is empty ([] or null); what a source sent beyond it stays in, for verify to see and drop. */
  #fill(value: JsonObject, fields: readonly AskField[], place: Place): JsonObject {
    const made: Record<string, Json> = emptyObject();
    for (const [key, sent] of Object.entries(value)) made[key] = sent;
    for (const field of fields) {
      if (field.name === 'holder' && field.type === 'Organisation') {
        made[field.key] = organisationOf(place.holder, field);
        continue;
      }
      const sent = value[field.key];
      const gone = place.atCall !== place.gate && place.atCall.isAsked(field) && !place.gate.isAsked(field);
      made[field.key] =
        gone || sent === undefined || sent === null ? this.#empty(field, place) : this.#below(sent, field, place);
    }
    return made;
  }

  #below(sent: Json, field: AskField, place: Place): Json {
    if (field.selections === null) return sent;
    return this.#each(sent, (item) => this.#fill(item, fieldsBelow(field), place));
  }

  #empty(field: AskField, place: Place): Json {
    if (!place.gate.isOpened(field)) return null;
    return isListField(this.#index.schema, field.parent, field.name) ? [] : null;
  }
}

/** No prototype, so that a key a source made up (`__proto__`) is a key like any other. */
function emptyObject(): Record<string, Json> {
  return Object.create(null) as Record<string, Json>; // Object.create is typed any.
}

function fieldsBelow(field: AskField): readonly AskField[] {
  return field.selections?.get(field.type) ?? [];
}

function subjectIn(value: JsonObject, fields: readonly AskField[]): SubjectKey | null {
  const key = fields.find(({ name }) => name === 'id')?.key;
  const id = key === undefined ? null : value[key];
  return typeof id === 'string' && partsOfSubjectKey(id) !== null ? (id as SubjectKey) : null; // Checked here.
}

function unreachable(file: AskField, holder: Organisation): JsonObject {
  const made: Record<string, Json> = emptyObject();
  for (const field of fieldsBelow(file)) {
    made[field.key] = field.name === 'holder' && field.type === 'Organisation' ? organisationOf(holder, field) : null;
  }
  return made;
}

function organisationOf(holder: Organisation, field: AskField): JsonObject {
  const made: Record<string, Json> = emptyObject();
  for (const { key, name } of fieldsBelow(field)) {
    made[key] =
      name === '__typename'
        ? 'Organisation'
        : name === 'oin' || name === 'kind' || name === 'name' || name === 'region'
          ? holder[name]
          : null;
  }
  return made;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
