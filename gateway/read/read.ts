// Room: an operation as it came in enters; a Reading leaves: our own tree, purpose, roots with opened ids, what is asked about whom. Or the refusal.
import { createHash } from 'node:crypto';
import { type GraphQLSchema, getVariableValues, Kind, OperationTypeNode } from 'graphql';
import type { Caller } from '../vocabulary/caller.ts';
import type { FieldIndex } from '../vocabulary/field-index.ts';
import type { OperationProfile, Reading } from '../vocabulary/operation.ts';
import type { OutwardIds } from '../vocabulary/ports.ts';
import { isRefusal, type Refusal } from '../vocabulary/refusal.ts';
import { askerOf } from '../vocabulary/role-schema.ts';
import { readAct } from './act.ts';
import { asksOf, type TreeAsks } from './asks.ts';
import { bounded } from './bounded.ts';
import { type Items, itemsOf } from './cost.ts';
import { type Examined, examine } from './examine.ts';
import type { ReadLimits } from './limits.ts';
import { readEmergency } from './purpose.ts';
import { buildTree } from './tree.ts';
import { badValue, readAsks, readRoots, refuseCost, refuseFirsts } from './values.ts';

export type ReadRequest = {
  readonly text: string;
  readonly operationName: string | null;
  /** As sent: nothing is known of it yet. */
  readonly variables: unknown;
};
export type Read = (request: ReadRequest, caller: Caller, ids: OutwardIds) => Reading | Refusal;

/** How many operations are remembered; a client with ever new texts only pays for itself. */
const REMEMBERED = 1_000;

type Known = { readonly profile: OperationProfile; readonly asks: TreeAsks; readonly items: readonly Items[] };

export function createRead(settings: { readonly index: FieldIndex; readonly limits: ReadLimits }): Read {
  const { index, limits } = settings;
  const examinations = bounded<Examined | Refusal>(REMEMBERED);
  const profiles = bounded<Known>(REMEMBERED);

  const profileOf = (
    seen: string,
    hash: string,
    examined: Examined,
    variables: Readonly<Record<string, unknown>>,
  ): Known => {
    const conditions = Object.fromEntries(examined.conditions.map((name) => [name, variables[name]]));
    const key = `${seen}${JSON.stringify(conditions)}`;
    const known = profiles.get(key);
    if (known !== undefined) return known;
    const { document, operation, purpose, fragments } = examined;
    const tree = buildTree({ index, fragments, conditions }, operation);
    const asks = asksOf(index, tree);
    const pairs = new Map(asks.gates.map(({ source, category }) => [`${source}|${category}`, { source, category }]));
    const made: Known = {
      profile: {
        hash,
        document,
        operation,
        purpose: purpose.purpose,
        tree,
        asks: [...pairs.values()],
        wantsDecisions: asks.wantsDecisions,
      },
      asks,
      items: itemsOf(index, tree),
    };
    profiles.set(key, made);
    return made;
  };

  return (request, caller, ids) => {
    const hash = hashOf(request);
    // INVARIANT role-schema: what is not in the asker's schema is to the asker in every respect what does not exist.
    const asker = askerOf(caller);
    const seen = `${asker ?? 'DATA_SUBJECT'} ${hash}`;
    const schema = index.schemaFor(asker);
    const examined = examinations.get(seen) ?? examine(schema, limits, request.text, request.operationName);
    examinations.set(seen, examined);
    if (isRefusal(examined)) return examined;

    const given = variablesAsSent(request.variables);
    if (given === null) return badValue('variables');
    const variables = coerce(schema, examined, given);
    if (isRefusal(variables)) return variables;
    const emergency = readEmergency(examined.purpose, given, variables);
    if (isRefusal(emergency)) return emergency;

    const { profile, asks, items } = profileOf(seen, hash, examined, variables);
    const values = { schema, limits, variables, caller, ids };
    const tooMany = refuseFirsts(values, asks.firsts) ?? refuseCost(values, items);
    if (tooMany !== null) return tooMany;
    const acts = profile.operation.operation === OperationTypeNode.MUTATION;
    const act = acts ? readAct(values, profile.tree) : null;
    if (isRefusal(act)) return act;
    const roots = act === null ? readRoots(values, profile.tree) : act.roots;
    if (isRefusal(roots)) return roots;
    const reading = { profile, variables, roots, asks: readAsks(values, asks.gates), emergency, act: act?.ask ?? null };
    // The one place where a Reading is made.
    return reading as unknown as Reading;
  };
}

function hashOf(request: ReadRequest): string {
  return createHash('sha256')
    .update(request.operationName ?? '')
    .update('\n')
    .update(request.text)
    .digest('hex');
}

function variablesAsSent(variables: unknown): Readonly<Record<string, unknown>> | null {
  if (variables === undefined || variables === null) return {};
  return typeof variables === 'object' && !Array.isArray(variables) ? { ...variables } : null;
}

/** The refusal names the variable, never its value. */
function coerce(
  schema: GraphQLSchema,
  examined: Examined,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | Refusal {
  const definitions = examined.operation.variableDefinitions ?? [];
  const { coerced, errors } = getVariableValues(schema, definitions, given, { maxErrors: 1 });
  if (coerced !== undefined) {
    // Without a prototype, so that a variable called `constructor` that was not given has no value.
    return Object.assign(Object.create(null), coerced);
  }
  const node = errors[0]?.nodes?.[0];
  return badValue(node?.kind === Kind.VARIABLE_DEFINITION ? `$${node.variable.name.value}` : 'variables');
}
