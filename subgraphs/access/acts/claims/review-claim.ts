// reviewClaim: the second pair of eyes. Who does not agree closes it at once.
import { z } from 'zod';
import { type Act, notDone, problem } from '../act.ts';
import { REVIEWERS } from '../emergency/emergency-tasks.ts';

const input = z.strictObject({ claim: z.string(), agrees: z.boolean() });

export const reviewClaim: Act<z.infer<typeof input>> = {
  input,
  async perform({ claim: outward, agrees }, { facts, books, recordOf }) {
    const { caller } = facts;
    if (caller.kind !== 'PROFESSIONAL' || !REVIEWERS.includes(caller.role)) return notDone([problem('NOT_ALLOWED')]);
    const id = recordOf(outward);
    const claim = id === null ? null : await books.claims.find(id, caller.organisation.oin);
    if (claim === null) return notDone([problem('NOT_FOUND', 'claim')]);
    const about = claim.about === null ? [] : [claim.about];
    if (claim.recordedBy === caller.professional) return notDone([problem('NOT_ALLOWED')], about);
    if (claim.reviewedBy !== null || claim.contested) return notDone([problem('ALREADY_DONE')], about);
    await books.claims.replace({ ...claim, reviewedBy: caller.professional, contested: !agrees });
    await books.tasks.closeAll(claim.id, 'CLAIM_REVIEW');
    return { result: { id: claim.id }, about, holder: null, reference: claim.id };
  },
};
