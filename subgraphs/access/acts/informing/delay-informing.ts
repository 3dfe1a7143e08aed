// delayInforming: why this person cannot be told yet (AVG 14 lid 5 and 23, UAVG 41, Wmo 5.3.1), by whom that was decided; looked at again in two weeks.
import { z } from 'zod';
import { daysAfter } from '../../../../schema/days.ts';
import { type Act, notDone, problem } from '../act.ts';
import { ownDuty } from './own-duty.ts';

/** Wmo 5.3.1: two weeks each time. */
const REVIEW_DAYS = 14;

const input = z.strictObject({
  household: z.string(),
  duty: z.string(),
  reason: z.string().trim().min(3).max(2000),
});

export const delayInforming: Act<z.infer<typeof input>> = {
  input,
  async perform(said, context) {
    const found = await ownDuty(said.duty, context);
    if ('code' in found) return notDone([found]);
    const { duty, caller } = found;
    if (duty.state === 'DONE') return notDone([problem('ALREADY_DONE')], [duty.person]);
    const { today } = context.clock;
    const reviewOn = daysAfter(today, REVIEW_DAYS);
    const delayed = { kind: 'DELAYED', by: caller.professional, on: today, reason: said.reason, reviewOn } as const;
    await context.books.duties.change({ ...duty, state: 'DELAYED', dueOn: reviewOn, words: [...duty.words, delayed] });
    return { result: { id: duty.id, until: reviewOn }, about: [duty.person], holder: duty.holder, reference: duty.id };
  },
};
