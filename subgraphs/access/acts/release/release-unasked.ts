// releaseUnasked: a professional of the holder tells another organisation of people of an own case (a push); there it is an offered case.
import { z } from 'zod';
import { localDate, oin } from '../../../../schema/identifiers.ts';
import { valuesOf } from '../../../../schema/names/define.ts';
import { PURPOSES } from '../../../../schema/names/purpose.ts';
import { type Act, notDone, problem } from '../act.ts';
import { rolesFor, uncovered } from './coverage.ts';
import { endProblem, freeText, isOwnRequest, releasable } from './members.ts';

const input = z.strictObject({
  household: z.string(),
  about: z.array(z.string()).min(1).max(20),
  recipient: oin,
  purpose: z.enum(valuesOf(PURPOSES)),
  categories: releasable,
  basis: z.string(),
  until: localDate,
  note: freeText.optional(),
});

export const releaseUnasked: Act<z.infer<typeof input>> = {
  input,
  async perform(said, context) {
    const { facts, clock, books, registry, policySet, personOf, newId } = context;
    const { caller } = facts;
    if (caller.kind !== 'PROFESSIONAL') return notDone([problem('NOT_ALLOWED')]);
    const found = said.about.map((one) => personOf(one));
    const subjects = [...new Set(found)].flatMap((one) => one ?? []);
    if (found.includes(null)) return notDone([problem('NOT_FOUND', 'about')]);
    const about = subjects.map(({ person }) => person);
    const holder = caller.organisation.oin;
    const recipient = registry.holder(said.recipient)?.organisation;
    if (recipient === undefined || said.recipient === holder)
      return notDone([problem('NOT_VALID', 'recipient')], about);
    // A person without BSN is filed under a key of the own holder: another organisation cannot know who is meant.
    if (!subjects.every(({ registered }) => registered)) return notDone([problem('NOT_VALID', 'about')], about);
    const end = endProblem(said.until, clock.today);
    if (end !== null) return notDone([end], about);

    const row = policySet.law.find(({ id }) => id === said.basis);
    const terms = { holder: caller.organisation.kind, recipient: recipient.kind, about: subjects, today: clock.today };
    const problems = uncovered(row, { ...terms, categories: said.categories });
    const roles = rolesFor(policySet.purposes, recipient.kind, [said.purpose]);
    if (row === undefined || problems.length > 0) return notDone(problems, about);
    if (roles.length === 0) return notDone([problem('NOT_COVERED', 'purpose')], about);
    // Unasked is no way round the rule that nobody answers an own request.
    const mother = caller.motherOrganisation?.oin ?? null;
    const asked = (await Promise.all(about.map((person) => books.requests.toHolderAbout(holder, person)))).flat();
    if (mother === recipient.oin || asked.some((one) => one.recipient === recipient.oin && isOwnRequest(caller, one)))
      return notDone([problem('OWN_REQUEST')], about);

    const ids: string[] = [];
    // In one order, so that two that name the same people wait for each other and not crosswise.
    for (const person of about.toSorted()) {
      const release = {
        kind: 'PUSH' as const,
        about: person,
        holder,
        recipient: recipient.oin,
        roles: [...roles],
        purposes: [said.purpose],
        categories: said.categories,
        basis: row.id,
        from: clock.today,
        until: said.until,
      };
      if (await books.releases.holdsAlready(release, clock.today)) continue;
      const id = newId();
      ids.push(id);
      const releasing = { decidedBy: [caller.professional], note: said.note ?? null, request: null };
      await books.releases.add({ ...release, id }, releasing);
    }
    const [first] = ids;
    if (first === undefined) return notDone([problem('ALREADY_DONE')], about);
    await books.tasks.add({
      id: newId(),
      kind: 'OFFERED_CASE',
      addressee: { organisation: recipient.oin },
      roles,
      about: null,
      reference: first,
      dueOn: null,
      state: 'OPEN',
      createdAt: context.now,
      note: said.note ?? null,
    });
    return { result: { id: first, until: said.until }, about, holder, reference: first };
  },
};
