// stateNecessity: why the own organisation needs one category of one person from one holder; it serves 30 days (design 5).
import { z } from 'zod';
import { daysAfter } from '../../../schema/days.ts';
import { oin } from '../../../schema/identifiers.ts';
import { CATEGORIES } from '../../../schema/names/category.ts';
import { valuesOf } from '../../../schema/names/define.ts';
import { PURPOSES } from '../../../schema/names/purpose.ts';
import { type Act, notDone, problem } from './act.ts';

const DAYS = 30;
const RENEWABLE_DAYS = 7;
const LONGEST_LINE = 300;

const input = z.strictObject({
  household: z.string(),
  about: z.string(),
  holder: oin,
  purpose: z.enum(valuesOf(PURPOSES)),
  category: z.enum(valuesOf(CATEGORIES)).exclude(['NONE', 'REPORTER']),
  code: z.string().regex(/^[A-Z_]{2,40}$/),
  line: z
    .string()
    .trim()
    .min(3)
    .max(LONGEST_LINE)
    .regex(/^[^\r\n]*$/),
});

export const stateNecessity: Act<z.infer<typeof input>> = {
  input,
  async perform(said, { facts, clock, registry, books, personOf, newId }) {
    const { caller } = facts;
    const subject = personOf(said.about);
    if (caller.kind !== 'PROFESSIONAL') return notDone([problem('NOT_ALLOWED')]);
    if (subject === null) return notDone([problem('NOT_FOUND', 'about')]);
    const about = [subject.person];
    const recipient = caller.organisation.oin;
    // The own file needs none, and a holder that is not registered has nothing.
    if (said.holder === recipient || registry.holder(said.holder) === undefined)
      return notDone([problem('NOT_VALID', 'holder')], about);
    const holding = await books.necessities.holding(recipient, subject.person, said.holder, clock.today);
    const lasting = holding.filter((one) => one.purpose === said.purpose && one.category === said.category);
    // In its last week it can be stated anew, so that it does not run out meanwhile.
    if (lasting.some((one) => one.until > daysAfter(clock.today, RENEWABLE_DAYS)))
      return notDone([problem('ALREADY_DONE')], about);
    const id = newId();
    const until = daysAfter(clock.today, DAYS);
    const { holder, purpose, category, code, line } = said;
    await books.necessities.add({
      id,
      about: subject.person,
      holder,
      recipient,
      purpose,
      category,
      code,
      from: clock.today,
      until,
      line,
      statedBy: caller.professional,
    });
    return { result: { id, until }, about, holder, reference: id };
  },
};
