// A mutation's one root field enters; what it asks leaves, with the root from which its facts are gathered. Its ids stay as they came.
import {
  type DocumentNode,
  type OperationDefinitionNode,
  OperationTypeNode,
  type StringValueNode,
  visit,
} from 'graphql';
import type { ActAsk } from '../vocabulary/act.ts';
import type { AskField, RootAsk } from '../vocabulary/operation.ts';
import { type Refusal, refuse } from '../vocabulary/refusal.ts';
import { parseRequest } from '../vocabulary/request-handle.ts';
import { argument, badValue, openCase, type Values } from './values.ts';

/** Every act takes one argument of this name. */
const INPUT = 'input';

export type ReadAct = { readonly ask: ActAsk; readonly roots: readonly RootAsk[] };

/**
 * An act that names an own case (`household`), or the handle of a request made from one (`request`), is gathered from it; a data subject's from the own
 * view; any other from no case.
 */
export function readAct(values: Values, tree: readonly AskField[]): ReadAct | Refusal {
  const [field, second] = tree;
  if (field === undefined || second !== undefined) return oneAct();
  const given = argument(values, field, INPUT);
  if (typeof given !== 'object' || given === null) return badValue(INPUT);
  const input = Object.assign(Object.create(null), given) as Readonly<Record<string, unknown>>; // Object.create is typed any.
  const { key, name } = field;
  return { ask: { key, name, input }, roots: rootsOf(values, key, input) };
}

function rootsOf(values: Values, key: string, input: ActAsk['input']): readonly RootAsk[] {
  if (values.caller.kind === 'DATA_SUBJECT') return [{ kind: 'ME', key, children: true }];
  const { household, request } = input;
  if (typeof household === 'string') return [{ kind: 'HOUSEHOLD', key, id: openCase(values, 'HOUSEHOLD', household) }];
  if (typeof request !== 'string') return [];
  const opened = values.ids.open('REQUEST', request, values.caller.organisation.oin);
  return [{ kind: 'HOUSEHOLD', key, id: parseRequest(opened)?.ownCase ?? null }];
}

/** What people write stands in variables only: the text of an operation is kept in memory and named in the record. */
export function refuseTextInAct(operation: OperationDefinitionNode, document: DocumentNode): Refusal | null {
  if (operation.operation !== OperationTypeNode.MUTATION) return null;
  const found: StringValueNode[] = [];
  visit(document, { StringValue: (node) => void found.push(node) });
  return found.length === 0 ? null : textInAct();
}

function oneAct(): Refusal {
  return refuse(
    'BAD_USER_INPUT',
    'Eén wijziging per verzoek: zo gebeurt zij helemaal of niet. Stuur elke wijziging apart.',
    'One change per request: so that it is done whole or not at all. Send each change by itself.',
    'not one act',
  );
}

function textInAct(): Refusal {
  return refuse(
    'BAD_USER_INPUT',
    'Geef teksten en kenmerken van een wijziging als variabele, en niet in de tekst van de vraag.',
    'Give the texts and ids of a change as variables, not in the text of the operation.',
    'text in an act',
  );
}
