// requestRelease: asks one holder for categories of one person. It tells that holder of the own case, so the asker has to say that this is understood.
import { z } from 'zod';
import { workingDaysAfter } from '../../../../schema/days.ts';
import { localDate } from '../../../../schema/identifiers.ts';
import { type Act, notDone, problem } from '../act.ts';
import { endProblem, freeText, releasable } from './members.ts';

const input = z.strictObject({
  /** The handle of the denial. */
  request: z.string(),
  about: z.string(),
  categories: releasable.optional(),
  reason: freeText,
  until: localDate,
  /** That asking discloses the own case to the holder. */
  understood: z.literal(true),
  /** Of an Idempotency-Key with its body (AuthZEN). */
  submission: z.base64url().length(86).optional(),
});

export const requestRelease: Act<z.infer<typeof input>> = {
  input,
  async perform(said, context) {
    const { facts, clock, purpose, books, terms, personOf, requestOf, releasableNow, newId } = context;
    const { caller } = facts;
    if (caller.kind !== 'PROFESSIONAL') return notDone([problem('NOT_ALLOWED')]);
    const handle = requestOf(said.request);
    if (handle === null) return notDone([problem('NOT_FOUND', 'request')]);
    const subject = personOf(said.about);
    if (subject === null || !handle.about.includes(subject.person)) return notDone([problem('NOT_FOUND', 'about')]);
    const about = [subject.person];
    // A colleague in another role, or another purpose, is another question: that one has a handle of its own.
    if (handle.kind !== 'RELEASE' || handle.role !== caller.role || handle.purpose !== purpose)
      return notDone([problem('NOT_VALID', 'request')], about);
    const categories = said.categories ?? handle.categories;
    if (!categories.every((category) => handle.categories.includes(category)))
      return notDone([problem('NOT_VALID', 'categories')], about);
    const end = endProblem(said.until, clock.today);
    if (end !== null) return notDone([end], about);

    const recipient = caller.organisation.oin;
    const { holder } = handle;
    const submission = said.submission === undefined ? null : Buffer.from(said.submission, 'base64url');
    const before = submission === null ? null : await books.requests.bySubmission(recipient, submission);
    if (before !== null) {
      const { request, same } = before;
      if (!same) return notDone([problem('NOT_VALID', 'submission')], about);
      return { ...notDone([problem('ALREADY_DONE')], about), result: { id: request.id, until: request.dueOn } };
    }
    const waiting = await books.requests.waiting(recipient, subject.person, holder, clock.today);
    const same = waiting.find(
      (one) =>
        one.role === caller.role &&
        one.purpose === purpose &&
        categories.every((category) => one.categories.includes(category)),
    );
    if (same !== undefined)
      return { ...notDone([problem('ALREADY_DONE')], about), result: { id: same.id, until: same.dueOn } };

    const bases = releasableNow(subject, holder, categories);
    const released = categories.flatMap((category) => bases.get(category) ?? []);
    // Opened in between, or by today's rules no longer to be released: the question has to be asked again.
    if (released.length < categories.length) return notDone([problem('NOT_VALID', 'categories')], about);

    const id = newId();
    const dueOn = workingDaysAfter(clock.today, terms.releaseAnswerWorkingDays);
    await books.requests.add(
      {
        id,
        about: subject.person,
        holder,
        recipient,
        role: caller.role,
        purpose,
        categories: [...categories],
        bases: released,
        askedAt: context.now,
        dueOn,
        until: said.until,
        reason: said.reason,
        askedBy: caller.professional,
        motherOrganisation: caller.motherOrganisation?.oin ?? null,
      },
      submission,
    );
    // INVARIANT shown-to-own-cases: without roles a task is seen by whoever has an own case with this person there, so by nobody where there is none.
    await books.tasks.add({
      id: newId(),
      kind: 'RELEASE_REQUEST',
      addressee: { organisation: holder },
      roles: [],
      about: subject.person,
      reference: id,
      dueOn,
      state: 'OPEN',
      createdAt: context.now,
      note: null,
    });
    return { result: { id, until: dueOn }, about, holder, reference: id };
  },
};
