// Room: the end of a walk and the proof of its record enter; what the client gets leaves: data, errors in our words, extensions.access, HTTP status.
import { executeSync, type GraphQLError, type GraphQLFieldResolver } from 'graphql';
import { ERROR_STATUS, type ErrorCode } from '../../schema/names/codes.ts';
import type { Caller } from '../vocabulary/caller.ts';
import type { Verified } from '../vocabulary/fetched.ts';
import type { FieldIndex } from '../vocabulary/field-index.ts';
import type { Reading } from '../vocabulary/operation.ts';
import type { OutwardIds, Registry } from '../vocabulary/ports.ts';
import type { Recorded, WalkEnd } from '../vocabulary/record.ts';
import { isRefusal, type Refusal } from '../vocabulary/refusal.ts';
import { viewerOf } from '../vocabulary/role-schema.ts';
import type { SubjectKey } from '../vocabulary/subject.ts';
import { readCells } from './cells.ts';
import { createOutward, recipientOf } from './outward.ts';
import { type Source, valueIn } from './place.ts';
import {
  type AccessReport,
  deskLines,
  emptyReport,
  openedGroups,
  sourceLines,
  unusedGroups,
  withheldGroups,
} from './report.ts';
import { NOWHERE, resolveField } from './resolve.ts';
import { responseTree } from './response-tree.ts';
import type { Path, View } from './view.ts';
import { withheldPaths } from './withheld-paths.ts';
import { FAILED, UNREACHABLE, type Words } from './words.ts';

export type AnswerError = {
  /** English; both languages stand in `extensions.words`. */
  readonly message: string;
  readonly path?: Path;
  readonly extensions: { readonly code: ErrorCode; readonly origin?: string; readonly words: Words };
};
export type Answer = {
  /** Absent where nothing was executed. */
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly AnswerError[];
  readonly extensions: { readonly access: AccessReport };
  readonly status: number;
};
/** `recorded` a refusal: the record could not be written, and nothing but that refusal leaves. */
export type WordAnswer = (end: WalkEnd, recorded: Recorded | Refusal) => Answer;

export function createAnswer(settings: {
  readonly index: FieldIndex;
  readonly registry: Registry;
  readonly ids: OutwardIds;
}): WordAnswer {
  const { index, registry, ids } = settings;

  return (end, recorded) => {
    const purpose = end.reading?.profile.purpose ?? null;
    const asker = end.caller?.kind ?? null;
    if (isRefusal(recorded)) return refused(emptyReport(end.requestId, null, purpose, asker), recorded);
    const empty = emptyReport(end.requestId, recorded.recordId, purpose, asker);
    const { caller, reading } = end;
    if (end.refusal !== null) return refused(empty, end.refusal);
    if (caller === null || reading === null) return refused(empty, failure('nothing was read'));
    try {
      return answered(empty, end, caller, reading);
    } catch {
      // A defect of our own: its message may hold what it failed on, so it goes nowhere.
      return refused(empty, failure('shaping'));
    }
  };

  function answered(empty: AccessReport, end: WalkEnd, caller: Caller, reading: Reading): Answer {
    const { facts, verified } = end;
    const asked = verified?.asked ?? end.asked;
    // Whoever does an act names people of the own case, and is answered about these: nothing is decided then.
    // To a parent the own children are no secret, though what is about them waits for its release.
    const isShown = (subject: SubjectKey) =>
      end.acted !== null ||
      asked?.decision.present.has(subject) === true ||
      facts?.subjects.get(subject)?.callerHasCustody === true;
    const outward = createOutward(ids, recipientOf(caller, facts), facts, isShown);
    const cells = readCells(asked);
    const { profile, variables } = reading;
    const view: View = {
      index,
      tree: profile.tree,
      data: end.acted?.data ?? verified?.data ?? null,
      asked,
      cells,
      facts,
      present: asked?.decision.present ?? new Set(),
      outward,
      organisation: (oin) => registry.holder(oin)?.organisation,
      unreachable: unreachableIn(verified),
      unreached: new Map(),
    };
    const root: Source = { places: [{ data: view.data, fields: view.tree, at: NOWHERE }] };
    const { data = null, errors = [] } = executeSync({
      schema: index.schemaFor(viewerOf(caller)),
      document: profile.document,
      operationName: profile.operation.name?.value,
      rootValue: root,
      contextValue: view,
      variableValues: variables,
      fieldResolver: resolve,
      typeResolver: (source: Source) => {
        const name = valueIn(source.places[0]?.data ?? null, '__typename');
        return typeof name === 'string' ? name : undefined;
      },
    });
    const problems = [...unreachedErrors(view), ...failureErrors(verified), ...errors.map(shapeError)];
    return {
      data,
      ...(problems.length === 0 ? {} : { errors: problems }),
      extensions: {
        access: {
          ...empty,
          policyVersion: asked?.decision.policyVersion ?? null,
          opened: openedGroups(cells, outward),
          withheld: [
            ...withheldGroups(
              cells,
              withheldPaths(view, responseTree(index, profile, variables)),
              outward,
              caller,
              profile.purpose,
            ),
            ...unusedGroups(cells, caller.kind),
          ],
          sources: sourceLines(cells, verified?.holders ?? []),
          desks: deskLines(registry.registrations()),
        },
      },
      status: 200,
    };
  }
}

const resolve: GraphQLFieldResolver<Source, View, Record<string, unknown>> = resolveField;

function unreachableIn(verified: Verified | null): View['unreachable'] {
  const down = (verified?.holders ?? []).filter(({ status }) => status === 'UNREACHABLE');
  return new Set(down.map(({ holder }) => holder));
}

/** One per holder that is down, at the first place that misses it. */
function unreachedErrors({ unreached }: View): readonly AnswerError[] {
  return [...unreached].map(([holder, path]) => ({
    message: UNREACHABLE.en,
    path,
    extensions: { code: 'SOURCE_UNREACHABLE', origin: holder, words: UNREACHABLE },
  }));
}

/** A whole kind that could not be asked. Holders that are down have spoken for themselves. */
function failureErrors(verified: Verified | null): readonly AnswerError[] {
  return (verified?.failures ?? []).flatMap(({ code, source, holder }): readonly AnswerError[] => {
    if (code === 'SOURCE_UNREACHABLE' && holder !== null) return [];
    const words = code === 'INTERNAL' ? FAILED : UNREACHABLE;
    return [{ message: words.en, extensions: { code, origin: holder ?? source, words } }];
  });
}

/** What graphql-js says of a value may repeat it: only the place is kept. */
function shapeError({ path }: GraphQLError): AnswerError {
  return {
    message: FAILED.en,
    ...(path === undefined ? {} : { path }),
    extensions: { code: 'INTERNAL', words: FAILED },
  };
}

function refused(access: AccessReport, { code, message, origin }: Refusal): Answer {
  const status = ERROR_STATUS[code];
  return {
    ...(status === 200 ? { data: null } : {}),
    errors: [
      { message: message.en, extensions: { code, ...(origin === undefined ? {} : { origin }), words: message } },
    ],
    extensions: { access },
    status,
  };
}

function failure(cause: string): Refusal {
  return { kind: 'REFUSAL', code: 'INTERNAL', message: FAILED, cause };
}
