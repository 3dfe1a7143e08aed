// liftRestriction: by the privacy officer of the organisation whose restriction it is.
import { z } from 'zod';
import { type Act, notDone, problem } from '../act.ts';

const input = z.strictObject({ restriction: z.string() });

export const liftRestriction: Act<z.infer<typeof input>> = {
  input,
  async perform({ restriction }, { facts, books, recordOf }) {
    const { caller } = facts;
    if (caller.kind !== 'PROFESSIONAL' || caller.role !== 'PRIVACY_OFFICER') return notDone([problem('NOT_ALLOWED')]);
    const id = recordOf(restriction);
    if (id === null || !(await books.restrictions.lift(id, caller.organisation.oin)))
      return notDone([problem('NOT_FOUND', 'restriction')]);
    return { result: { id }, about: [], holder: null, reference: id };
  },
};
