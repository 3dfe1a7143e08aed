// liftShield: by the organisation that placed it, of which only the id tells, and about somebody of an own case.
import { z } from 'zod';
import { type Act, notDone, problem } from '../act.ts';

const input = z.strictObject({ household: z.string(), shield: z.string() });

export const liftShield: Act<z.infer<typeof input>> = {
  input,
  async perform({ shield: outward }, { facts, ownCase, books, recordOf }) {
    if (facts.caller.kind !== 'PROFESSIONAL') return notDone([problem('NOT_ALLOWED')]);
    if (ownCase === null || ownCase.byDuty === true) return notDone([problem('NOT_FOUND', 'household')]);
    const id = recordOf(outward);
    const shield = id === null ? null : await books.shields.find(id);
    const people = ownCase.members.map((key) => facts.subjects.get(key)?.person);
    if (id === null || shield === null || !people.includes(shield.subject))
      return notDone([problem('NOT_FOUND', 'shield')]);
    await books.shields.lift(id);
    return { result: { id }, about: [shield.subject], holder: null, reference: id, unseen: true };
  },
};
