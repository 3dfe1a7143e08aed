// giveConsent and refuseConsent: one more person answers a consent that was recorded or asked for, with an own login or by way of a professional.
import { z } from 'zod';
import type { SubjectFacts } from '../../../../gateway/vocabulary/facts.ts';
import { birthdayAt } from '../../../../schema/days.ts';
import { type Instant, localDate } from '../../../../schema/identifiers.ts';
import { type Act, type ActContext, type Done, type NotDone, notDone, problem } from '../act.ts';
import { tellWhatEnded } from './ended.ts';
import { type Manner, manner, spoken } from './input.ts';
import { problemsOfManner } from './manner.ts';
import { type Reached, reachConsent } from './reach.ts';
import { REQUEST_TEXT, versionFor } from './request-text.ts';
import { saidBy } from './said.ts';
import { audienceOf } from './speaker.ts';
import { tellGivers } from './tell.ts';

const input = z.strictObject({ household: z.string().optional(), consent: z.string(), ...spoken, ...manner });
type Input = z.infer<typeof input>;

export const giveConsent: Act<Input> = { input, perform: (told, context) => answer('GIVEN', told, context) };
export const refuseConsent: Act<Input> = { input, perform: (told, context) => answer('REFUSED', told, context) };

async function answer(said: 'GIVEN' | 'REFUSED', told: Input, context: ActContext): Promise<Done | NotDone> {
  const reached = await reachConsent(told.consent, context);
  if (reached === null) return notDone([problem('NOT_FOUND', 'consent')]);
  const { consent, about } = reached;
  const person = [consent.about];
  // Who once answered for somebody and may no longer: ending it is withdrawConsent.
  if (about === null) return notDone([problem('NOT_ALLOWED')], person);
  if (consent.until < context.clock.today) return notDone([problem('END_IN_PAST', 'consent')], person);
  const agreed = { ...consent, incapable: (consent.details?.incapable ?? null) !== null };
  const one = saidBy(
    { spoken: told, answer: said, manner: shown(told, reached, context), at: '' },
    about,
    agreed,
    context,
  );
  const problems = [
    ...('statement' in one ? [] : one),
    ...problemsOfManner(told, said === 'GIVEN', consent.recipient, context),
  ];
  if (!('statement' in one) || problems.length > 0) return notDone(problems, person);
  const done = {
    result: { id: consent.id, until: consent.until },
    about: person,
    holder: consent.holder,
    reference: consent.id,
  };
  const last = consent.statements.findLast(({ by }) => by === one.statement.by);
  if (last?.answer === said && last.capacity !== 'PROFESSIONALS' && !isFromBeforeABirthday(last.at, about, context)) {
    // To a professional a second time looks like the first: or the answer would tell who said what before.
    return context.facts.caller.kind === 'PROFESSIONAL' ? done : notDone([problem('ALREADY_DONE')], person);
  }
  await write(reached, one, context);
  return done;
}

/** What was said before the person grew 16 or 18 can be said again. */
function isFromBeforeABirthday(at: Instant, { birthDate }: SubjectFacts, { clock, consenting }: ActContext): boolean {
  const born = birthDate.state === 'KNOWN' ? localDate.safeParse(birthDate.value) : undefined;
  if (born === undefined || !born.success) return false;
  const days = [16, 18].map((age) => birthdayAt(born.data, age));
  return days.some((day) => consenting.dayOf(at) < day && day <= clock.today);
}

/** With an own login: the text that this person was shown. */
function shown(told: Input, { consent, about }: Reached, { facts: { caller, asker } }: ActContext): Manner {
  if (caller.kind !== 'DATA_SUBJECT' || asker === null || about === null) return told;
  const asked = consent.textVersion === REQUEST_TEXT;
  return { textVersion: asked ? versionFor(audienceOf(asker, about)) : consent.textVersion };
}

async function write(
  { consent, about }: Reached,
  one: Parameters<typeof tellGivers>[1][number],
  context: ActContext,
): Promise<void> {
  const { consents, tasks } = context.books;
  const before = await consents.between(consent.about, consent.holder, consent.recipient);
  await consents.answer(consent, one);
  const after = before.map((each) =>
    each.id === consent.id ? { ...each, statements: [...each.statements, one.statement] } : each,
  );
  await tellWhatEnded(consent.about, about, before, after, context);
  await tasks.closeFor(consent.id, one.statement.by);
  await tellGivers(consent, [one], context);
}
