// declareEmergency: who of an open case is in danger now. Reason and danger are those of the operation (@access). It opens for minutes, or waits for a
// second person where the one who declares is on crisis duty and in no own case (design 5).
import { z } from 'zod';
import type { Emergency } from '../../../../gateway/vocabulary/emergency.ts';
import type { ActContext } from '../act.ts';
import { type Act, notDone, problem } from '../act.ts';
import { askConfirmation, openNow, tellOpened } from './emergency-tasks.ts';

const DAY_MS = 86_400_000;

const input = z.strictObject({ household: z.string(), people: z.array(z.string()).min(1).max(50) });

export const declareEmergency: Act<z.infer<typeof input>> = {
  input,
  async perform(said, context) {
    const { facts, emergency: asked, clock, books, ownCase, personOf, rules } = context;
    const { caller } = facts;
    if (asked === null) return notDone([problem('NOT_VALID')]);
    if (caller.kind !== 'PROFESSIONAL' || !context.mayUsePurpose) return notDone([problem('NOT_ALLOWED')]);
    if (ownCase === null) return notDone([problem('NOT_FOUND', 'household')]);
    const found = said.people.map(personOf);
    const unknown = found.flatMap((subject, at) => (subject === null ? [problem('NOT_FOUND', `people.${at}`)] : []));
    if (unknown.length > 0) return notDone(unknown);
    const people = [...new Set(found.flatMap((subject) => (subject === null ? [] : [subject.person])))];

    const organisation = caller.organisation.oin;
    const before = await books.emergencies.declaredSince(organisation, caller.professional, clock.domain - DAY_MS);
    if (before.some((one) => isStill(one, context, people))) return notDone([problem('ALREADY_DONE')], people);
    if (before.length >= rules.emergenciesADay) return notDone([problem('TOO_MANY')], people);

    const waits = ownCase.byDuty === true;
    const declared: Emergency = {
      id: context.newId(),
      organisation,
      ownCase: ownCase.id,
      people,
      holders: toldHolders(context, ownCase.id),
      danger: asked.danger,
      declaredAt: clock.domain,
      open: waits ? null : openNow(context),
      outcome: null,
      words: { reason: asked.reason, declaredBy: caller.professional, confirmed: null, review: null },
    };
    await books.emergencies.add(declared);
    if (waits) await askConfirmation(declared, context);
    else await tellOpened(declared, before.length + 1, context);
    return {
      result: { id: declared.id, opensAt: momentOf(declared.open?.from), closesAt: momentOf(declared.open?.until) },
      about: people,
      holder: null,
      reference: declared.id,
    };
  },
};

/** The same danger to nobody else, and open or still waiting: it is the same emergency. */
function isStill(
  one: Emergency,
  { clock, emergency, ownCase, rules }: ActContext,
  people: Emergency['people'],
): boolean {
  const until = one.open?.until ?? one.declaredAt + rules.emergencyMinutes * 60_000;
  return (
    one.ownCase === ownCase?.id &&
    one.danger === emergency?.danger &&
    one.outcome === null &&
    clock.domain < until &&
    people.every((person) => one.people.includes(person))
  );
}

/** All with an emergency profile that the case can turn to: who is told follows from registrations, never from what anybody holds. */
function toldHolders({ facts }: ActContext, ownCase: Emergency['ownCase']): Emergency['holders'] {
  return (facts.holders.get(ownCase) ?? [])
    .filter(
      ({ emergencyProfile, source, organisation }) =>
        emergencyProfile && source !== 'PERSONS' && organisation.oin !== facts.organisation,
    )
    .map(({ organisation }) => organisation.oin);
}

export function momentOf(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : new Date(milliseconds).toISOString();
}
