// requestCorrection and addOwnStatement: what a data subject asks of the holder of a file, or has it add to that file (AVG 16, Jeugdwet 7.3.8 lid 2).
// It goes to that organisation as a task; nothing is corrected here, and it is taken alike whether that organisation has a file or not.
import { z } from 'zod';
import type { SubjectFacts } from '../../../../gateway/vocabulary/facts.ts';
import { instant, localDate, oin } from '../../../../schema/identifiers.ts';
import { CATEGORIES } from '../../../../schema/names/category.ts';
import { valuesOf } from '../../../../schema/names/define.ts';
import type { OwnRequestKind } from '../../../../schema/names/own-request.ts';
import type { TaskKind } from '../../../../schema/names/task.ts';
import { type Act, notDone, problem } from '../act.ts';

const input = z.strictObject({
  about: z.string().optional(),
  holder: oin,
  category: z.enum(valuesOf(CATEGORIES)).exclude(['NONE', 'REPORTER']).optional(),
  text: z.string().trim().min(3).max(4000),
});

/** From then on one's own word counts (Jeugdwet 7.3.15). */
const OWN_WORD = 12;
const TASKS: Readonly<Record<OwnRequestKind, TaskKind>> = {
  CORRECTION: 'CORRECTION_ASKED',
  STATEMENT: 'STATEMENT_SENT',
};

export const requestCorrection = send('CORRECTION');
export const addOwnStatement = send('STATEMENT');

function send(kind: OwnRequestKind): Act<z.infer<typeof input>> {
  return {
    input,
    async perform(
      { about: outward, holder, category = null, text },
      { facts, clock, registry, books, personOf, newId },
    ) {
      const { asker } = facts;
      if (asker === null) return notDone([problem('NOT_ALLOWED')]);
      const self = [...facts.subjects.values()].find(({ isCaller }) => isCaller);
      const subject = outward === undefined ? self : personOf(outward);
      if (subject === undefined || subject === null) return notDone([problem('NOT_FOUND', 'about')]);
      const about = [subject.person];
      if (!maySpeak(kind, subject)) return notDone([problem('NOT_ALLOWED', 'about')], about);
      // The persons register is corrected by the municipality (Wet BRP 2.58), not through here.
      const registered = registry.holder(holder);
      if (registered === undefined || registered.source === 'PERSONS')
        return notDone([problem('NOT_VALID', 'holder')], about);
      const waiting = await books.ownRequests.waiting(asker, holder);
      if (waiting.some((one) => one.kind === kind && one.about === subject.person && one.text === text))
        return notDone([problem('ALREADY_DONE')], about);

      const id = newId();
      const sentAt = instant.parse(new Date(clock.domain).toISOString());
      const dueOn = monthAfter(clock.today);
      const request = { id, kind, by: asker, about: subject.person, holder, category, sentAt, dueOn, text };
      await books.ownRequests.add(request);
      await books.tasks.add({
        id,
        kind: TASKS[kind],
        addressee: { organisation: holder },
        roles: ['PRIVACY_OFFICER', 'FG'],
        about: subject.person,
        reference: id,
        dueOn,
        state: 'OPEN',
        createdAt: sentAt,
        note: text,
      });
      return { result: { id, until: dueOn }, about, holder, reference: id };
    },
  };
}

/** Oneself from twelve; of a child whoever has custody: a statement until the child speaks for itself, a correction until sixteen (UAVG 5). */
function maySpeak(kind: OwnRequestKind, { isCaller, callerHasCustody, age }: SubjectFacts): boolean {
  if (age.state !== 'KNOWN') return false;
  if (isCaller) return age.value >= OWN_WORD;
  return callerHasCustody && (kind === 'CORRECTION' || age.value < OWN_WORD);
}

/** The same day of the next month, or its last (AVG 12 lid 3). */
function monthAfter(today: string) {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return localDate.parse(new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10));
}
