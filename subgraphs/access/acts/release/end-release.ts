// endRelease: the holder ends what it released, as of now. A colleague may end what another decided; a standing release either of its signers' roles.
import { z } from 'zod';
import { daysAfter } from '../../../../schema/days.ts';
import { oin } from '../../../../schema/identifiers.ts';
import { type Act, notDone, problem } from '../act.ts';
import { memberOf } from './members.ts';
import { OTHER_SIGNER } from './standing-release.ts';

const input = z.strictObject({
  /** Absent for a standing release, which names nobody. */
  household: z.string().optional(),
  release: z.string(),
});

export const endRelease: Act<z.infer<typeof input>> = {
  input,
  async perform(said, context) {
    const { facts, clock, books, newId } = context;
    const { caller } = facts;
    if (caller.kind !== 'PROFESSIONAL') return notDone([problem('NOT_ALLOWED')]);
    const holder = caller.organisation.oin;
    const id = context.recordOf(said.release);
    const found = id === null ? null : await books.releases.ofHolder(id, holder);
    const mayEnd =
      found !== null &&
      (found.about === null ? OTHER_SIGNER.has(caller.role) : memberOf(context, found.about) !== null);
    if (found === null || !mayEnd) return notDone([problem('NOT_FOUND', 'release')]);
    const about = found.about === null ? [] : [found.about];
    if (found.until < clock.today) return notDone([problem('ENDED')], about);
    // The last day on which it held: it does not hold today any more.
    const until = daysAfter(clock.today, -1);
    await books.releases.end(found.id, until);
    const recipient = oin.safeParse(found.recipient);
    // A data subject finds the own view as it is; an organisation that may have worked with it is told.
    if (recipient.success && found.about !== null) {
      await books.tasks.add({
        id: newId(),
        kind: 'RELEASE_ENDED',
        addressee: { organisation: recipient.data },
        roles: [],
        about: found.about,
        reference: found.id,
        dueOn: null,
        state: 'OPEN',
        createdAt: context.now,
        note: null,
      });
    }
    return { result: { id: found.id, until }, about, holder, reference: found.id };
  },
};
