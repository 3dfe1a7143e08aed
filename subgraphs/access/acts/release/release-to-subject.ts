// releaseToSubject: the controller lets a data subject see categories of the own file, or of that of a child under custody, in the own view.
// What harms others it leaves out by category here, and by record at the source (decision records 0027, 0033).
import { z } from 'zod';
import type { StoredRelease } from '../../../../gateway/vocabulary/stored.ts';
import { localDate } from '../../../../schema/identifiers.ts';
import { type Act, notDone, problem } from '../act.ts';
import { uncovered } from './coverage.ts';
import { endProblem, releasable } from './members.ts';

const input = z.strictObject({
  household: z.string(),
  about: z.string(),
  /** Who sees it; absent: the person whom it is about. */
  to: z.string().optional(),
  categories: releasable,
  basis: z.string(),
  until: localDate,
});

export const releaseToSubject: Act<z.infer<typeof input>> = {
  input,
  async perform(said, context) {
    const { facts, clock, books, policySet, personOf, newId } = context;
    const { caller } = facts;
    if (caller.kind !== 'PROFESSIONAL') return notDone([problem('NOT_ALLOWED')]);
    const subject = personOf(said.about);
    if (subject === null) return notDone([problem('NOT_FOUND', 'about')]);
    const to = said.to === undefined ? subject : personOf(said.to);
    const about = [subject.person];
    if (to === null) return notDone([problem('NOT_FOUND', 'to')], about);
    if (!subject.registered || !to.registered) return notDone([problem('NOT_VALID', 'about')], about);
    // To somebody else only what is about a child over whom the register gives him or her custody today; the sixteenth birthday ends it by itself.
    const { childrenInCase } = to;
    const hasCustody = childrenInCase.state === 'KNOWN' && childrenInCase.value.includes(subject.person);
    const isUnderSixteen = subject.age.state === 'KNOWN' && subject.age.value < 16;
    if (to.person !== subject.person && !(hasCustody && isUnderSixteen))
      return notDone([problem('NOT_ALLOWED', 'to')], about);
    const end = endProblem(said.until, clock.today);
    if (end !== null) return notDone([end], about);
    const row = policySet.law.find(({ id }) => id === said.basis);
    const terms = { holder: caller.organisation.kind, recipient: null, about: [subject], today: clock.today };
    const problems = uncovered(row, { ...terms, categories: said.categories });
    if (row === undefined || problems.length > 0) return notDone(problems, about);

    const id = newId();
    const holder = caller.organisation.oin;
    const release: Omit<StoredRelease, 'id'> = {
      kind: 'ANSWER',
      about: subject.person,
      holder,
      recipient: to.person,
      roles: ['DATA_SUBJECT'],
      purposes: ['OWN_FILE'],
      categories: said.categories,
      basis: row.id,
      from: clock.today,
      until: said.until,
    };
    if (await books.releases.holdsAlready(release, clock.today)) return notDone([problem('ALREADY_DONE')], about);
    await books.releases.add({ ...release, id }, { decidedBy: [caller.professional], note: null, request: null });
    return { result: { id, until: said.until }, about, holder, reference: id };
  },
};
