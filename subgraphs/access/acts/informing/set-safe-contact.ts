// setSafeContact: by which channels somebody can be told without danger, as the own organisation knows it; each earlier statement is replaced.
import { z } from 'zod';
import { valuesOf } from '../../../../schema/names/define.ts';
import { INFORM_CHANNELS } from '../../../../schema/names/inform-channel.ts';
import { type Act, notDone, problem } from '../act.ts';

const input = z.strictObject({
  household: z.string(),
  about: z.string(),
  channels: z.array(z.enum(valuesOf(INFORM_CHANNELS))).min(1),
  note: z.string().trim().min(3).max(1000),
});

export const setSafeContact: Act<z.infer<typeof input>> = {
  input,
  async perform({ about, channels, note }, { facts, books, personOf, newId }) {
    const { caller } = facts;
    if (caller.kind !== 'PROFESSIONAL') return notDone([problem('NOT_ALLOWED')]);
    const subject = personOf(about);
    if (subject === null) return notDone([problem('NOT_FOUND', 'about')]);
    const { person } = subject;
    const organisation = caller.organisation.oin;
    await books.duties.setContact({
      organisation,
      person,
      channels: [...new Set(channels)],
      note,
      setBy: caller.professional,
    });
    return { result: {}, about: [person], holder: null, reference: newId() };
  },
};
