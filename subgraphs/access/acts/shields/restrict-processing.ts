// restrictProcessing: the privacy officer restricts what the own organisation does with somebody's data (AVG 18). By outward id: an officer has no cases.
import { z } from 'zod';
import { localDate } from '../../../../schema/identifiers.ts';
import { type Act, notDone, problem } from '../act.ts';

const input = z.strictObject({ person: z.string(), until: localDate.optional() });

export const restrictProcessing: Act<z.infer<typeof input>> = {
  input,
  async perform({ person: outward, until = null }, { facts, clock, books, keyOf, newId }) {
    const { caller } = facts;
    if (caller.kind !== 'PROFESSIONAL' || caller.role !== 'PRIVACY_OFFICER') return notDone([problem('NOT_ALLOWED')]);
    const about = keyOf(outward);
    if (about === null) return notDone([problem('NOT_FOUND', 'person')]);
    if (until !== null && until < clock.today) return notDone([problem('END_IN_PAST', 'until')], [about]);
    const organisation = caller.organisation.oin;
    const before = await books.restrictions.about(organisation, about);
    if (before.some((one) => one.from <= clock.today && (one.until === null || (until !== null && until <= one.until))))
      return notDone([problem('ALREADY_DONE')], [about]);
    const id = newId();
    await books.restrictions.add({ id, about, organisation, from: clock.today, until });
    return { result: { id, until }, about: [about], holder: null, reference: id };
  },
};
