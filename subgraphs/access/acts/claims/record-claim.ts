// recordClaim: an order in force or a report received, which opens another's data. It serves colleagues at once, and whoever recorded it only after
// somebody else has looked at it (design 5).
import { z } from 'zod';
import { daysAfter } from '../../../../schema/days.ts';
import { instant, localDate } from '../../../../schema/identifiers.ts';
import { CLAIM_KINDS } from '../../../../schema/names/claim-kind.ts';
import { valuesOf } from '../../../../schema/names/define.ts';
import { type Act, notDone, problem } from '../act.ts';
import { REVIEWERS } from '../emergency/emergency-tasks.ts';

const input = z.strictObject({
  household: z.string(),
  about: z.string().optional(),
  kind: z.enum(valuesOf(CLAIM_KINDS)),
  number: z.string().trim().min(1).max(100),
  date: localDate,
  from: localDate,
  until: localDate.optional(),
});

export const recordClaim: Act<z.infer<typeof input>> = {
  input,
  async perform({ about, kind, number, date, from, until = null }, { facts, clock, books, ownCase, personOf, newId }) {
    const { caller } = facts;
    if (caller.kind !== 'PROFESSIONAL') return notDone([problem('NOT_ALLOWED')]);
    if (ownCase === null || ownCase.byDuty === true) return notDone([problem('NOT_FOUND', 'household')]);
    const subject = about === undefined ? null : personOf(about);
    if (about !== undefined && subject === null) return notDone([problem('NOT_FOUND', 'about')]);
    const people = subject === null ? [] : [subject.person];
    if (date > clock.today) return notDone([problem('NOT_VALID', 'date')], people);
    if (until !== null && until < clock.today) return notDone([problem('END_IN_PAST', 'until')], people);
    if (until !== null && until < from) return notDone([problem('NOT_VALID', 'until')], people);
    const organisation = caller.organisation.oin;
    const person = subject?.person ?? null;
    const before = await books.claims.ofCase(organisation, ownCase.id);
    if (before.some((one) => one.kind === kind && one.number === number && one.about === person && one.from === from))
      return notDone([problem('ALREADY_DONE')], people);
    const id = newId();
    const recordedBy = caller.professional;
    const stated = { kind, number, date, about: person, recordedBy, reviewedBy: null, contested: false, from, until };
    await books.claims.add({ id, organisation, ownCase: ownCase.id, ...stated });
    await books.tasks.add({
      id: newId(),
      kind: 'CLAIM_REVIEW',
      addressee: { organisation },
      roles: REVIEWERS,
      about: person,
      reference: id,
      dueOn: daysAfter(clock.today, 1),
      state: 'OPEN',
      createdAt: instant.parse(new Date(clock.domain).toISOString()),
      note: `${CLAIM_KINDS[kind]}, nummer ${number}, van ${date}, vanaf ${from}${until === null ? '' : ` tot en met ${until}`} (${recordedBy})`,
    });
    return { result: { id, until }, about: people, holder: null, reference: id };
  },
};
