// What Apollo's plan calls: `access` answers in this process; for the kinds of source the fetch joins the request's wave. No value of a holder
// passes through Apollo: it gets an empty person per representation, and the graft puts the values where they belong.
import type { GraphQLDataSource } from '@apollo/gateway';
import { isOneOf } from '../../schema/names/define.ts';
import { SOURCE_KINDS, type SourceKind } from '../../schema/names/source-kind.ts';
import type { JsonObject } from '../vocabulary/fetched.ts';
import type { FieldIndex } from '../vocabulary/field-index.ts';
import { partsOfSubjectKey, type SubjectKey } from '../vocabulary/subject.ts';
import { keptByText } from './kept.ts';
import { Session } from './session.ts';
import { readSourceOperation } from './source-operation.ts';

/** Answers one fetch of the plan from what the gateway itself owns. Rejects when it cannot. */
export type AccessSubgraph = (
  fetch: { readonly text: string; readonly variables: Readonly<Record<string, unknown>> },
  session: Session,
) => Promise<JsonObject>;

/** Under this name the session travels in Apollo's context. */
export const SESSION = 'session';
const KEPT_OPERATIONS = 2_000;

export function createDataSources(index: FieldIndex, access: AccessSubgraph): (name: string) => GraphQLDataSource {
  return (name) => {
    const source = name.toUpperCase();
    if (!isOneOf(SOURCE_KINDS, source)) throw new TypeError(`${name}: no subgraph of that name is known`);
    return source === 'ACCESS' ? inProcess(access) : byHolder(source, index);
  };
}

function inProcess(access: AccessSubgraph): GraphQLDataSource {
  return {
    async process({ request, context }) {
      const data = await access({ text: request.query ?? '', variables: request.variables ?? {} }, sessionIn(context));
      return { data };
    },
  };
}

function byHolder(source: SourceKind, index: FieldIndex): GraphQLDataSource {
  const operationOf = keptByText(KEPT_OPERATIONS, (text) => readSourceOperation(text, index));
  return {
    async process(options) {
      const session = sessionIn(options.context);
      if (!('pathInIncomingRequest' in options)) throw new TypeError('a source is asked about persons only');
      const { representations, ...variables } = options.request.variables ?? {};
      if (!Array.isArray(representations)) throw new TypeError('a source is asked about persons only');
      const operation = operationOf(options.request.query ?? '');
      const path = (options.pathInIncomingRequest ?? []).filter((step) => step !== '@').join('.');
      const subjects = [...new Set(representations.map(subjectOf))];
      await session.ask({ source, path, operation, subjects, variables });
      return { data: { _entities: representations.map(() => ({ __typename: 'Person' })) } };
    },
  };
}

/** Access made this id: a subject key, or the plan is not ours. */
function subjectOf(representation: unknown): SubjectKey {
  const id = typeof representation === 'object' && representation !== null ? Reflect.get(representation, 'id') : null;
  if (typeof id !== 'string' || partsOfSubjectKey(id) === null) throw new TypeError('a person without a subject key');
  return id as SubjectKey; // Checked in the line above.
}

/** INVARIANT no session, no fetch: health and schema calls, or a plan run outside the walk, reach no source. */
function sessionIn(context: unknown): Session {
  const session = typeof context === 'object' && context !== null ? Reflect.get(context, SESSION) : null;
  if (!(session instanceof Session)) throw new TypeError('a fetch outside a request');
  return session;
}
