// closeInforming: this person was told of this source, by a channel that is safe. One person at a time: nobody hears it through another.
import { z } from 'zod';
import { valuesOf } from '../../../../schema/names/define.ts';
import { INFORM_CHANNELS } from '../../../../schema/names/inform-channel.ts';
import { type Act, notDone, problem } from '../act.ts';
import { ownDuty } from './own-duty.ts';

const input = z.strictObject({
  household: z.string(),
  duty: z.string(),
  channel: z.enum(valuesOf(INFORM_CHANNELS)),
});

export const closeInforming: Act<z.infer<typeof input>> = {
  input,
  async perform({ duty: outward, channel }, context) {
    const found = await ownDuty(outward, context);
    if ('code' in found) return notDone([found]);
    const { duty, caller } = found;
    const { books, clock } = context;
    if (duty.state === 'DONE') return notDone([problem('ALREADY_DONE')], [duty.person]);
    const safe = await books.duties.channelsFor(duty.organisation, duty.person);
    if (safe !== null && !safe.includes(channel)) return notDone([problem('NOT_VALID', 'channel')], [duty.person]);
    const informed = { kind: 'INFORMED', by: caller.professional, on: clock.today, channel } as const;
    await books.duties.change({ ...duty, state: 'DONE', words: [...duty.words, informed] });
    return { result: { id: duty.id }, about: [duty.person], holder: duty.holder, reference: duty.id };
  },
};
