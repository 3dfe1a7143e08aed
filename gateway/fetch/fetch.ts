// Room: the pruned operation and what may be asked enter; the holders' answers leave, in the shape of the pruned tree and not yet verified.
import type { Oin } from '../../schema/identifiers.ts';
import type { Asked } from '../vocabulary/asked.ts';
import type { Fetched, HolderAnswer } from '../vocabulary/fetched.ts';
import type { FieldIndex } from '../vocabulary/field-index.ts';
import type { PrunedOperation } from '../vocabulary/pruned.ts';
import type { Refusal } from '../vocabulary/refusal.ts';
import { graft } from './graft.ts';
import type { RunPlan } from './plan.ts';
import { type Request, Session } from './session.ts';
import type { WaveOutcome, WaveTools } from './wave.ts';

export type Fetch = (pruned: PrunedOperation, asked: Asked, request: Request) => Promise<Fetched | Refusal>;

export type FetchSettings = WaveTools & { readonly index: FieldIndex; readonly run: RunPlan };

/** A refusal only when the present state of consent cannot be known. Rejects when the plan cannot be carried out. */
export function createFetch({ index, run, ...tools }: FetchSettings): Fetch {
  return async (pruned, asked, request) => {
    const session = new Session(request, asked, tools);
    if (pruned.document === null) return branded({ data: null, session, extraFiles: new Map() });
    const skeleton = await run(pruned, session);
    await session.settle();
    if (session.refusal !== null) return session.refusal;
    return branded({ ...graft(skeleton, pruned.tree, session, index), session });
  };
}

function branded(end: {
  readonly data: Fetched['data'];
  readonly session: Session;
  readonly extraFiles: ReadonlyMap<Oin, number>;
}): Fetched {
  const { data, session, extraFiles } = end;
  const fetched = {
    data,
    holders: holdersOf(session),
    // A plan that cannot be carried out is thrown; a holder that is down is a status.
    failures: [],
    asked: session.asked,
    calls: session.outcomes.map(callOf),
    surplus: surplusOf(session.outcomes, extraFiles),
  };
  // The one place where a Fetched is made.
  return fetched as unknown as Fetched;
}

/** Each holder that was called, once, in OIN order. */
function holdersOf(session: Session): readonly HolderAnswer[] {
  const byHolder = new Map<Oin, HolderAnswer>();
  for (const { question, asOf } of session.outcomes) {
    const { oin } = question.holder.organisation;
    const status = session.statusOf(oin) ?? 'NOT_ASKED';
    const before = byHolder.get(oin)?.asOf ?? null;
    byHolder.set(oin, {
      holder: oin,
      source: question.holder.source,
      status,
      asOf: status === 'ANSWERED' ? (asOf ?? before) : null,
    });
  }
  return [...byHolder.values()].toSorted((one, other) => (one.holder < other.holder ? -1 : 1));
}

function callOf({ question, milliseconds }: WaveOutcome): Fetched['calls'][number] {
  const people = new Set(question.groups.flatMap((group) => [...group.people.keys()]));
  return { holder: question.holder.organisation.oin, subjects: people.size, milliseconds };
}

function surplusOf(outcomes: readonly WaveOutcome[], extraFiles: ReadonlyMap<Oin, number>): Fetched['surplus'] {
  const counted = outcomes.flatMap(({ question, surplus }) =>
    [...surplus].map(([kind, count]) => ({ holder: question.holder.organisation.oin, kind, count })),
  );
  return [...counted, ...[...extraFiles].map(([holder, count]) => ({ holder, kind: 'EXTRA_FILE', count }))];
}
