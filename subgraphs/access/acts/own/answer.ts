// answerOwnRequest: the privacy officer of the holder tells a data subject what was done with a correction or statement. The FG advises and never signs.
import { z } from 'zod';
import { instant } from '../../../../schema/identifiers.ts';
import { type Act, notDone, problem } from '../act.ts';

const input = z.strictObject({
  ownRequest: z.string(),
  outcome: z.enum(['DONE', 'PARTLY', 'REFUSED']),
  text: z.string().trim().min(3).max(4000),
});

export const answerOwnRequest: Act<z.infer<typeof input>> = {
  input,
  async perform({ ownRequest: outward, outcome, text }, { facts: { caller }, clock, books, recordOf }) {
    if (caller.kind !== 'PROFESSIONAL' || caller.role !== 'PRIVACY_OFFICER') return notDone([problem('NOT_ALLOWED')]);
    const id = recordOf(outward);
    const request = id === null ? null : await books.ownRequests.atHolder(id, caller.organisation.oin);
    if (request === null) return notDone([problem('NOT_FOUND', 'ownRequest')]);
    const about = [request.about];
    const at = instant.parse(new Date(clock.domain).toISOString());
    if (!(await books.ownRequests.answer(request.id, request.by, { state: outcome, text, at })))
      return notDone([problem('ALREADY_DONE')], about);
    await books.tasks.close(request.id, 'DONE');
    return { result: { id: request.id }, about, holder: request.holder, reference: request.id };
  },
};
