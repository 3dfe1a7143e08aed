// Every field of every type is answered here and nowhere else: first the grant, then the value. A subgraph has no resolvers of its own,
// so none can forget. INVARIANT no-cell-no-value: nothing of a category leaves without a cell for each person whose data it is.
import type { GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import type { InnerKey } from '../../schema/identifiers.ts';
import { innerKey, partialDate } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { Organisation } from '../../schema/organisation.ts';
import { periodBetween, withinPeriod } from './period.ts';
import type { Permit } from './permit.ts';
import type { RowReader } from './rows.ts';
import type { FieldRule, Rules } from './rules.ts';
import { PERSON } from './rules.ts';
import type { RowLimits, SourceRow } from './source.ts';
import { rowLimits } from './source.ts';

/** What one request may use. */
export interface Call {
  readonly permit: Permit;
  readonly reader: RowReader;
  readonly holder: Organisation;
}

/** A value on its way out, with whose it is and under which category it was opened. */
class Scope {
  /** In whose file it stands. */
  readonly person: InnerKey;
  /** The rows and parts it lies in, outermost first. */
  readonly rows: readonly RowLimits[];
  readonly category: Category | null;
  /** Null: the person or the file itself. */
  readonly value: object | null;
  constructor(person: InnerKey, rows: readonly RowLimits[], category: Category | null, value: object | null) {
    this.person = person;
    this.rows = rows;
    this.category = category;
    this.value = value;
  }
}

/** Puts the guard on every field that can be reached from a person. */
export function guardSchema(schema: GraphQLSchema, rules: Rules): void {
  for (const [name, typeRules] of rules) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new TypeError(`${name} is not an object type`);
    for (const field of Object.values(type.getFields())) {
      const rule = typeRules.get(field.name);
      field.resolve = (source: unknown, args: Readonly<Record<string, unknown>>, call: Call) => {
        if (rule === undefined) throw new TypeError(`${name}.${field.name} has no rule`);
        return answerField(rule, scopeOf(source, name, call), args, call);
      };
    }
  }
  const person = schema.getType(PERSON);
  if (!isObjectType(person)) throw new TypeError(`${PERSON} is not an object type`);
  person.extensions = { ...person.extensions, apollo: { subgraph: { resolveReference } } };
}

/** A person who is not in the grant is answered null, whatever the query asks. */
function resolveReference(reference: { readonly id?: unknown }, call: Call): Scope | null {
  const id = innerKey.safeParse(reference.id);
  return id.success && call.permit.has(id.data) ? new Scope(id.data, [], null, null) : null;
}

function scopeOf(source: unknown, type: string, call: Call): Scope | Organisation {
  if (source instanceof Scope) return source;
  // The holder is a setting of this server, the only object that is nobody's data.
  if (type === 'Organisation' && source === call.holder) return call.holder;
  throw new TypeError(`${type}: a value that did not come through the guard`);
}

function answerField(
  rule: FieldRule,
  scope: Scope | Organisation,
  args: Readonly<Record<string, unknown>>,
  call: Call,
): unknown {
  if (!(scope instanceof Scope)) return property(scope, rule.name);
  const category = rule.category ?? scope.category;
  if (rule.answer === 'PASSAGE') {
    const file = new Scope(scope.person, [], null, null);
    return rule.list ? [file] : file;
  }
  if (category === null) throw new TypeError(`${rule.coordinate} has no category`);
  if (!isOpen(rule, category, scope, call.permit)) return null;
  switch (rule.answer) {
    case 'PERSON_ID':
      return scope.person;
    case 'HOLDER':
      return call.holder;
    case 'ALWAYS_TRUE':
      return true;
    case 'ROWS':
      return answerRows(rule, category, scope, args, call);
    case 'VALUE':
      return answerValue(rule, category, scope, property(scope.value, rule.name), call.permit);
  }
}

/** Holds the field against the cells of everybody whose data it lies in. */
function isOpen(rule: FieldRule, category: Category, scope: Scope, permit: Permit): boolean {
  if (category === 'NONE') return true;
  const owners = [scope.person, ...scope.rows.flatMap(({ about }) => about)];
  for (const owner of owners) {
    const cell = permit.cell(owner, category);
    if (cell === null) return false;
    if (rule.leaf && cell.fields !== undefined && !cell.fields.includes(rule.coordinate)) return false;
  }
  // A category other than the one that opened the row has limits of its own, which the row has to meet too.
  if (category === scope.category) return true;
  return scope.rows.every((row) => permit.admits(row, owners, category));
}

async function answerRows(
  rule: FieldRule,
  category: Category,
  scope: Scope,
  args: Readonly<Record<string, unknown>>,
  call: Call,
): Promise<unknown> {
  const cell = call.permit.cell(scope.person, category);
  if (cell === null) return null;
  const found = await call.reader.rows(rule.name, scope.person, cell);
  const admitted = found.filter((row) => call.permit.admits(row, [scope.person], category));
  if (rule.list) return asked(admitted, args).map((row) => outward(rule, category, scope, row, call.permit));
  const [only, second] = admitted;
  if (second !== undefined) throw new TypeError(`${rule.coordinate}: the source has more than one row`);
  return only === undefined ? null : outward(rule, category, scope, only, call.permit);
}

/** `from`, `to` and `first` count among the rows that may leave: what stays behind is not counted (non-interference). */
function asked(rows: readonly SourceRow[], args: Readonly<Record<string, unknown>>): readonly SourceRow[] {
  const period = periodBetween(
    partialDate.nullable().parse(args.from ?? null),
    partialDate.nullable().parse(args.to ?? null),
  );
  const within = rows.filter((row) => withinPeriod(row, period));
  const first = args.first;
  return typeof first === 'number' ? within.slice(0, Math.max(0, first)) : within;
}

function outward(rule: FieldRule, category: Category, scope: Scope, row: SourceRow, permit: Permit): unknown {
  const { value, ...limits } = row;
  if (rule.parts && row.about.length === 0)
    throw new TypeError(`${rule.coordinate}: a row does not say whom it is about`);
  if (rule.leaf) return leafOf(rule, value, permit);
  return new Scope(scope.person, [limits], category, objectOf(rule, value));
}

function answerValue(rule: FieldRule, category: Category, scope: Scope, value: unknown, permit: Permit): unknown {
  if (value === null || value === undefined) return null;
  if (rule.leaf) return leafOf(rule, value, permit);
  if (!rule.list) return below(rule, category, scope, value, permit);
  if (!Array.isArray(value)) throw new TypeError(`${rule.coordinate}: the source gave no list`);
  return value.map((item) => below(rule, category, scope, item, permit)).filter((item) => item !== null);
}

/** An object inside a row; a part that may not leave for all whose data it is: null. */
function below(rule: FieldRule, category: Category, scope: Scope, value: unknown, permit: Permit): Scope | null {
  const item = objectOf(rule, value);
  if (!rule.parts) return new Scope(scope.person, scope.rows, category, item);
  const limits = partLimits(rule, scope, item);
  const owners = [scope.person, ...scope.rows.flatMap(({ about }) => about)];
  if (!permit.admits(limits, owners, category)) return null;
  return new Scope(scope.person, [...scope.rows, limits], category, item);
}

/** A part says whose data it is, and falls under the days and origin of its record where it names none. */
function partLimits(rule: FieldRule, scope: Scope, part: object): RowLimits {
  const limits = rowLimits.parse(part);
  if (limits.about.length === 0) throw new TypeError(`${rule.coordinate}: a part does not say whom it is about`);
  const record = scope.rows.at(-1);
  if (record === undefined) return limits;
  const dated = limits.from !== null || limits.until !== null;
  return {
    ...limits,
    from: dated ? limits.from : record.from,
    until: dated ? limits.until : record.until,
    origin: limits.origin ?? record.origin,
  };
}

function leafOf(rule: FieldRule, value: unknown, permit: Permit): unknown {
  if (!rule.personKeys) return value;
  if (Array.isArray(value)) return value.filter((key) => typeof key === 'string' && permit.has(key));
  return typeof value === 'string' && permit.has(value) ? value : null;
}

function objectOf(rule: FieldRule, value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${rule.coordinate}: the source gave no object`);
  }
  return value;
}

/** Own properties only: `constructor` and the like are no data. */
function property(value: object | null, name: string): unknown {
  if (value === null || !Object.hasOwn(value, name)) return null;
  return Reflect.get(value, name);
}
