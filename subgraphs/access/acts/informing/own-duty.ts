// The duty that an act names: the outward id enters; the duty leaves, if it is of an own case of whoever asks.
import type { Problem } from '../../../../gateway/vocabulary/act.ts';
import type { ProfessionalCaller } from '../../../../gateway/vocabulary/caller.ts';
import type { Duty } from '../../../../gateway/vocabulary/duty.ts';
import { type ActContext, problem } from '../act.ts';

export type OwnDuty = { readonly duty: Duty; readonly caller: ProfessionalCaller };

export async function ownDuty(
  outward: string,
  { facts, books, ownCase, recordOf }: ActContext,
): Promise<OwnDuty | Problem> {
  const { caller } = facts;
  if (caller.kind !== 'PROFESSIONAL') return problem('NOT_ALLOWED');
  if (ownCase === null) return problem('NOT_FOUND', 'household');
  const id = recordOf(outward);
  const duty = id === null ? null : await books.duties.find(id, caller.organisation.oin);
  return duty === null || duty.ownCase !== ownCase.id ? problem('NOT_FOUND', 'duty') : { duty, caller };
}
