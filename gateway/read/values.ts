// The tree and this request's variables enter; what depends on their values leaves: roots with opened ids, periods, list sizes.
import { GraphQLInt, type GraphQLSchema, isInputType, isObjectType, type ValueNode, valueFromAST } from 'graphql';
import { bsn, type CaseId, caseId, type LocalDate, localDate } from '../../schema/identifiers.ts';
import type { Caller } from '../vocabulary/caller.ts';
import type { AskField, CategoryAsk, RootAsk } from '../vocabulary/operation.ts';
import type { IdKind, OutwardIds } from '../vocabulary/ports.ts';
import { isRefusal, type Refusal, refuse } from '../vocabulary/refusal.ts';
import type { Gate } from './asks.ts';
import { costOf, type Items } from './cost.ts';
import { type ReadLimits, tooMuch } from './limits.ts';

export type Values = {
  readonly schema: GraphQLSchema;
  readonly limits: ReadLimits;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly ids: OutwardIds;
};

const PAGE = 50;

export function readRoots(values: Values, tree: readonly AskField[]): readonly RootAsk[] | Refusal {
  const roots: RootAsk[] = [];
  for (const field of tree) {
    const root = readRoot(values, field);
    if (isRefusal(root)) return root;
    roots.push(root);
  }
  return roots;
}

function readRoot(values: Values, field: AskField): RootAsk | Refusal {
  const { key } = field;
  switch (field.name) {
    case 'household':
      return { kind: 'HOUSEHOLD', key, id: openCase(values, 'HOUSEHOLD', argument(values, field, 'id')) };
    case 'householdsOf': {
      const given = bsn.safeParse(argument(values, field, 'bsn'));
      return given.success ? { kind: 'HOUSEHOLDS_OF', key, bsn: given.data } : badValue('bsn');
    }
    case 'caseload': {
      const first = argument(values, field, 'first') ?? PAGE;
      const cursor = argument(values, field, 'after') ?? null;
      const after = cursor === null ? null : openCase(values, 'CURSOR', cursor);
      if (typeof first !== 'number') return badValue('first');
      return cursor !== null && after === null ? badValue('after') : { kind: 'CASELOAD', key, first, after };
    }
    case 'tasks':
    case 'unreviewedEmergencies':
    case 'releases':
    case 'dutiesToInform':
      return { kind: 'TASKS', key };
    case 'me':
      return { kind: 'ME', key, children: selects(field, 'children') || selects(field, 'requests') };
    default:
      throw new TypeError(`Query.${field.name} has no meaning to read`);
  }
}

function selects(field: AskField, name: string): boolean {
  return [...(field.selections?.values() ?? [])].some((below) => below.some((one) => one.name === name));
}

/** Null for anything that was not made for this recipient: to the caller it does not exist. */
export function openCase(values: Values, kind: IdKind, outward: unknown): CaseId | null {
  // Household ids are made for organisations; a data subject starts from `me`.
  if (values.caller.kind === 'DATA_SUBJECT' || typeof outward !== 'string') return null;
  const inner = values.ids.open(kind, outward, values.caller.organisation.oin);
  const parsed = caseId.safeParse(inner);
  return parsed.success ? parsed.data : null;
}

export function argument(values: Values, field: AskField, name: string): unknown {
  const node = field.args.find((given) => given.name.value === name)?.value;
  if (node === undefined) return undefined;
  const parent = values.schema.getType(field.parent);
  const type = isObjectType(parent)
    ? parent.getFields()[field.name]?.args.find((one) => one.name === name)?.type
    : undefined;
  return type === undefined ? undefined : valueFromAST(node, type, values.variables);
}

/** The refusal for a `first` that is no number of rows; null when every one will do. */
export function refuseFirsts(values: Values, firsts: readonly ValueNode[]): Refusal | null {
  for (const node of firsts) {
    const first = valueFromAST(node, GraphQLInt, values.variables);
    if (typeof first !== 'number') continue;
    if (first < 0) return badValue('first');
    if (first > values.limits.first) return tooMuch('rows in "first"', 'regels in "first"', first, values.limits.first);
  }
  return null;
}

/** What is asked for is counted before anything of it is planned, decided or asked. */
export function refuseCost(values: Values, items: readonly Items[]): Refusal | null {
  const cost = costOf(items, (node) => {
    const first = valueFromAST(node, GraphQLInt, values.variables);
    return typeof first === 'number' ? first : PAGE;
  });
  return cost > values.limits.items ? tooMuch('list items', 'regels in lijsten', cost, values.limits.items) : null;
}

/** One entry per (source, category). Several periods become the one that holds them all; a field without dates leaves the rule's own. */
export function readAsks(values: Values, gates: readonly Gate[]): readonly CategoryAsk[] {
  const asks = new Map<string, CategoryAsk>();
  for (const gate of gates) {
    const period = periodOf(values, gate);
    const key = `${gate.source}|${gate.category}`;
    const known = asks.get(key);
    const merged = known === undefined ? period : widest(known.period, period);
    asks.set(key, { source: gate.source, category: gate.category, period: merged });
  }
  return [...asks.values()];
}

function periodOf(values: Values, gate: Gate): CategoryAsk['period'] {
  const from = dateOf(values, gate.from, '-01-01');
  const until = dateOf(values, gate.to, '-12-31');
  return from === null && until === null ? null : { from, until };
}

/** A year alone is its first day in `from`, its last in `to`. */
function dateOf(values: Values, node: ValueNode | null, ofYear: string): LocalDate | null {
  const type = values.schema.getType('Date');
  if (node === null || !isInputType(type)) return null;
  const given = valueFromAST(node, type, values.variables);
  if (typeof given !== 'string') return null;
  return localDate.parse(given.length === 4 ? `${given}${ofYear}` : given);
}

function widest(one: CategoryAsk['period'], other: CategoryAsk['period']): CategoryAsk['period'] {
  if (one === null || other === null) return null;
  return {
    from: one.from === null || other.from === null ? null : earlier(one.from, other.from),
    until: one.until === null || other.until === null ? null : later(one.until, other.until),
  };
}

function earlier(one: LocalDate, other: LocalDate): LocalDate {
  return one < other ? one : other;
}

function later(one: LocalDate, other: LocalDate): LocalDate {
  return one < other ? other : one;
}

export function badValue(name: string): Refusal {
  return refuse(
    'BAD_USER_INPUT',
    `De waarde van "${name}" past niet bij haar soort. Kijk in het schema wat er mag staan.`,
    `The value of "${name}" does not fit its type. See the schema for what it may hold.`,
    'value',
  );
}
