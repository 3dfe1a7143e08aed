// A fresh question that names an approval (ARAP draft 1): the decision is that of today's policy and releases, as without it; what is said of the approval
// follows from the releases that were given to the asker.
import { z } from 'zod';
import { endOfDay } from '../vocabulary/clock.ts';
import type { Facts } from '../vocabulary/facts.ts';
import type { Evaluated } from './point.ts';
import type { CellAsked } from './question.ts';

const approvalFormat = z.object({ id: z.string() });

/** Null: no approval that could be looked up. */
export function approvedId(approval: unknown): string | null {
  return approvalFormat.safeParse(approval).data?.id ?? null;
}

/** `named`: the outward id that came; `release`: what it stands for here, null for what was not made for this organisation. */
export function reevaluated(
  evaluated: Evaluated,
  { named, release: id }: { readonly named: string | null; readonly release: string | null },
  { releases }: Pick<Facts, 'releases'>,
  { person, holder, category }: CellAsked,
): Evaluated {
  const release = releases.find((one) => one.id === id);
  const covers =
    release !== undefined &&
    release.about === person &&
    release.holder === holder &&
    release.categories.includes(category);
  if (evaluated.decision) {
    if (!covers || named === null) return evaluated;
    const approved_until = new Date(endOfDay(release.until)).toISOString();
    return { ...evaluated, context: { ...evaluated.context, approval: { id: named, approved_until } } };
  }
  const reason =
    id === null
      ? 'approval_unverifiable'
      : release === undefined
        ? 'approval_expired'
        : covers
          ? 'policy_denied'
          : 'out_of_scope';
  // Our own code gives way to the reason of the draft.
  const requestable = evaluated.context?.access_request !== undefined;
  const next_action = requestable && (reason === 'approval_expired' || reason === 'out_of_scope') ? 'request' : 'none';
  return {
    ...evaluated,
    context: { ...evaluated.context, reason, next_action, code: evaluated.context?.reason ?? null },
  };
}
