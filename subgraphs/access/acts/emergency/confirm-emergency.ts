// confirmEmergency: the second person, without whom crisis duty opens nothing. Why is the reason of his or her own operation (@access).
import { z } from 'zod';
import type { Emergency } from '../../../../gateway/vocabulary/emergency.ts';
import { type Act, notDone, problem } from '../act.ts';
import { momentOf } from './declare-emergency.ts';
import { openNow, tellOpened } from './emergency-tasks.ts';

const input = z.strictObject({ emergency: z.string() });

export const confirmEmergency: Act<z.infer<typeof input>> = {
  input,
  async perform(said, context) {
    const { facts, emergency: asked, clock, books, recordOf, rules } = context;
    const { caller } = facts;
    if (asked === null) return notDone([problem('NOT_VALID')]);
    if (caller.kind !== 'PROFESSIONAL' || !context.mayUsePurpose) return notDone([problem('NOT_ALLOWED')]);
    const id = recordOf(said.emergency);
    const found = id === null ? null : await books.emergencies.find(id, caller.organisation.oin);
    if (found === null) return notDone([problem('NOT_FOUND', 'emergency')]);
    const { people, words } = found;
    // The id is that of the person, whatever the role or the organisation of the token.
    if (words.declaredBy === caller.professional) return notDone([problem('NOT_ALLOWED')], people);
    if (found.open !== null) return notDone([problem('ALREADY_DONE')], people);
    if (clock.domain >= found.declaredAt + rules.emergencyMinutes * 60_000 || asked.danger !== found.danger)
      return notDone([problem('NOT_VALID', 'emergency')], people);
    const confirmed: Emergency = {
      ...found,
      open: openNow(context),
      words: { ...words, confirmed: { by: caller.professional, reason: asked.reason } },
    };
    await books.emergencies.replace(confirmed);
    await books.tasks.closeAll(found.id, 'EMERGENCY_CONFIRM');
    const since = await books.emergencies.declaredSince(
      found.organisation,
      words.declaredBy,
      clock.domain - 86_400_000,
    );
    await tellOpened(confirmed, since.length, context);
    const { open } = confirmed;
    return {
      result: { id: found.id, opensAt: momentOf(open?.from), closesAt: momentOf(open?.until) },
      about: people,
      holder: null,
      reference: found.id,
    };
  },
};
