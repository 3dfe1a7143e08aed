// reviewEmergency: somebody else looks back, within two working days. One that was not justified ends at once. A missing basis stays missing unless the
// reviewer confirms one (domain 6).
import { z } from 'zod';
import type { Emergency } from '../../../../gateway/vocabulary/emergency.ts';
import { valuesOf } from '../../../../schema/names/define.ts';
import { REVIEW_OUTCOMES } from '../../../../schema/names/review.ts';
import { type Act, notDone, problem } from '../act.ts';
import { REVIEWERS, tellReviewed } from './emergency-tasks.ts';

/** On which of these an emergency can have rested (domain 6): vital interest, conflict of duties; at Veilig Thuis the right to be told. */
const BASES = ['avg-6-1-d', 'avg-9-2-c', 'sr-40', 'wmo-5.2.6'] as const;

const input = z.strictObject({
  emergency: z.string(),
  outcome: z.enum(valuesOf(REVIEW_OUTCOMES)),
  reason: z.string().trim().min(3).max(2000),
  basis: z.enum(BASES).optional(),
});

export const reviewEmergency: Act<z.infer<typeof input>> = {
  input,
  async perform({ emergency, outcome, reason, basis = null }, context) {
    const { facts, clock, books, recordOf } = context;
    const { caller } = facts;
    if (caller.kind !== 'PROFESSIONAL' || !REVIEWERS.includes(caller.role)) return notDone([problem('NOT_ALLOWED')]);
    const id = recordOf(emergency);
    const found = id === null ? null : await books.emergencies.find(id, caller.organisation.oin);
    if (found === null || found.open === null) return notDone([problem('NOT_FOUND', 'emergency')]);
    const { people, words } = found;
    if (words.declaredBy === caller.professional || words.confirmed?.by === caller.professional)
      return notDone([problem('NOT_ALLOWED')], people);
    if (found.outcome !== null) return notDone([problem('ALREADY_DONE')], people);
    if (basis !== null && outcome === 'NOT_JUSTIFIED') return notDone([problem('NOT_VALID', 'basis')], people);
    const review = { by: caller.professional, reason, basis, on: clock.today };
    const reviewed: Emergency = { ...found, outcome, words: { ...words, review } };
    await books.emergencies.replace(reviewed);
    await books.tasks.closeAll(found.id, 'EMERGENCY_REVIEW');
    const on = basis === null ? 'zonder bevestigde grondslag' : `grondslag ${basis}`;
    await tellReviewed(reviewed, `Noodvraag beoordeeld: ${REVIEW_OUTCOMES[outcome]}, ${on}.`, context);
    return { result: { id: found.id }, about: people, holder: null, reference: found.id };
  },
};
