// contestClaim: a holder whose data a claim opens says that it is not right. It closes at once, for everything that was not read yet.
import { z } from 'zod';
import { instant } from '../../../../schema/identifiers.ts';
import { CLAIM_KINDS } from '../../../../schema/names/claim-kind.ts';
import { WITHOUT_CASES } from '../../../../schema/names/role.ts';
import { type Act, notDone, problem } from '../act.ts';

const input = z.strictObject({ claim: z.string(), reason: z.string().trim().min(3).max(2000) });

export const contestClaim: Act<z.infer<typeof input>> = {
  input,
  async perform({ claim: outward, reason }, { facts, books, clock, recordOf, newId }) {
    const { caller } = facts;
    // Roles of control read no case, so that they cannot say what is wrong in one.
    if (caller.kind !== 'PROFESSIONAL' || WITHOUT_CASES.has(caller.role)) return notDone([problem('NOT_ALLOWED')]);
    const id = recordOf(outward);
    const use = id === null ? null : await books.claims.findUse(id, caller.organisation.oin);
    if (use === null) return notDone([problem('NOT_FOUND', 'claim')]);
    const { person, organisation, claim } = use;
    const isFirst = await books.claims.contest(use, caller.professional, reason);
    // INVARIANT alike: whether another holder contested it before tells that another was asked, so that only the own task says that it was done.
    if ((await books.tasks.closeAll(use.id, 'CLAIM_USED')) === 0) return notDone([problem('ALREADY_DONE')], [person]);
    const done = { result: { id: use.id }, about: [person], holder: organisation, reference: use.id };
    if (!isFirst) return done;
    await books.tasks.add({
      id: newId(),
      kind: 'CLAIM_CONTESTED',
      addressee: { organisation },
      roles: [],
      about: person,
      reference: use.id,
      dueOn: null,
      state: 'OPEN',
      createdAt: instant.parse(new Date(clock.domain).toISOString()),
      note: `${caller.organisation.name} betwist: ${CLAIM_KINDS[claim.kind]}, nummer ${claim.number}. Zij opent nergens meer gegevens; bel de organisatie.`,
    });
    return done;
  },
};
