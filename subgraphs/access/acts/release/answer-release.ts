// answerRelease: a professional of the holder, with an own case with that person, releases what was asked in whole or in part, or refuses.
// INVARIANT alike: of a refusal nothing is written that the asker's answers, tasks or lists are made from.
import { z } from 'zod';
import type { LawId } from '../../../../gateway/vocabulary/law-row.ts';
import type { ReleaseRequest } from '../../../../gateway/vocabulary/release-books.ts';
import { localDate } from '../../../../schema/identifiers.ts';
import type { Category } from '../../../../schema/names/category.ts';
import { type Act, type ActContext, type Done, type NotDone, notDone, problem } from '../act.ts';
import { uncovered } from './coverage.ts';
import { endProblem, isOwnRequest, memberOf, releasable } from './members.ts';

const base = { household: z.string(), request: z.string() };
const input = z.discriminatedUnion('answer', [
  z.strictObject({ ...base, answer: z.literal('RELEASE'), categories: releasable.optional(), until: localDate }),
  z.strictObject({ ...base, answer: z.literal('REFUSE') }),
]);
type Said = z.infer<typeof input>;

export const answerRelease: Act<Said> = {
  input,
  async perform(said, context) {
    const { facts, clock, books } = context;
    const { caller } = facts;
    if (caller.kind !== 'PROFESSIONAL') return notDone([problem('NOT_ALLOWED')]);
    const holder = caller.organisation.oin;
    const id = context.recordOf(said.request);
    const asked = id === null ? null : await books.requests.toHolder(id, holder);
    // A request to another holder, about nobody of this case, or none at all: one answer.
    if (asked === null || memberOf(context, asked.about) === null) return notDone([problem('NOT_FOUND', 'request')]);
    const about = [asked.about];
    if (isOwnRequest(caller, asked)) return notDone([problem('OWN_REQUEST')], about);
    if (asked.answered) return notDone([problem('ALREADY_DONE')], about);
    if (asked.dueOn < clock.today || asked.until < clock.today) return notDone([problem('ENDED')], about);

    const outcome = said.answer === 'RELEASE' ? await release(said, asked, context) : null;
    if (outcome !== null && 'problems' in outcome) return outcome;
    const answer = outcome === null ? 'REFUSED' : 'RELEASED';
    await books.requests.answer(asked.id, holder, { answer, answeredBy: caller.professional });
    await books.tasks.closeAbout('RELEASE_REQUEST', asked.id, 'DONE');
    return outcome ?? { result: { id: asked.id, until: null }, about, holder, reference: asked.id };
  },
};

async function release(
  said: Extract<Said, { answer: 'RELEASE' }>,
  asked: ReleaseRequest,
  context: ActContext,
): Promise<Done | NotDone> {
  const { facts, clock, books, newId } = context;
  const { caller } = facts;
  const subject = memberOf(context, asked.about);
  const recipient = context.registry.holder(asked.recipient)?.organisation;
  const about = [asked.about];
  if (caller.kind !== 'PROFESSIONAL' || subject === null || recipient === undefined)
    return notDone([problem('NOT_ALLOWED')], about);
  const categories = said.categories ?? asked.categories;
  if (!categories.every((category) => asked.categories.includes(category)))
    return notDone([problem('NOT_ASKED', 'categories')], about);
  const end = endProblem(said.until, clock.today, asked.until);
  if (end !== null) return notDone([end], about);

  const byBasis = groupByBasis(asked, categories);
  const { law } = context.policySet;
  // By the law table of today, which may be another than when it was asked. Whom it is about, the row judges at the recipient's own case.
  const cap = [...byBasis].flatMap(([basis, some]) =>
    uncovered(
      law.find((row) => row.id === basis),
      { holder: caller.organisation.kind, recipient: recipient.kind, categories: some, about: [], today: clock.today },
    ),
  );
  if (cap.length > 0) return notDone([problem('NOT_COVERED', 'categories')], about);

  for (const [basis, some] of byBasis) {
    await books.releases.add(
      {
        id: newId(),
        kind: 'ANSWER',
        about: asked.about,
        holder: caller.organisation.oin,
        recipient: asked.recipient,
        roles: [asked.role],
        purposes: [asked.purpose],
        categories: [...some],
        basis,
        from: clock.today,
        until: said.until,
      },
      { decidedBy: [caller.professional], note: null, request: asked.id },
    );
  }
  await books.tasks.add({
    id: newId(),
    kind: 'RELEASE_GIVEN',
    addressee: { organisation: asked.recipient },
    roles: [],
    about: asked.about,
    reference: asked.id,
    dueOn: null,
    state: 'OPEN',
    createdAt: context.now,
    note: null,
  });
  return { result: { id: asked.id, until: said.until }, about, holder: caller.organisation.oin, reference: asked.id };
}

function groupByBasis(asked: ReleaseRequest, categories: readonly Category[]): ReadonlyMap<LawId, readonly Category[]> {
  const pairs = asked.categories.flatMap((category, at) => {
    const basis = asked.bases[at];
    return basis === undefined || !categories.includes(category) ? [] : [{ category, basis }];
  });
  return new Map(
    [...Map.groupBy(pairs, ({ basis }) => basis)].map(([basis, some]) => [basis, some.map(({ category }) => category)]),
  );
}
