// A standing release: off until the mandated manager and a lead professional have both signed it, within its cap, for twelve months at most.
import { z } from 'zod';
import { localDate, oin } from '../../../../schema/identifiers.ts';
import type { Category } from '../../../../schema/names/category.ts';
import { valuesOf } from '../../../../schema/names/define.ts';
import { PURPOSES } from '../../../../schema/names/purpose.ts';
import type { Role } from '../../../../schema/names/role.ts';
import { type Act, notDone, problem } from '../act.ts';
import { rolesFor, uncovered } from './coverage.ts';
import { endProblem, releasable } from './members.ts';

/** Who signs, and who signs with them. */
export const OTHER_SIGNER: ReadonlyMap<Role, Role> = new Map([
  ['MANDATE_HOLDER', 'TEAM_LEAD'],
  ['TEAM_LEAD', 'MANDATE_HOLDER'],
]);
/** At most involvement, measure dates, and that a plan exists and whose it is (design 6); the desk is everybody's. Decide cuts a plan to those fields. */
const CAP: ReadonlySet<Category> = new Set<Category>(['INVOLVEMENT', 'MEASURE', 'PLAN']);

const proposal = z.strictObject({
  recipient: oin,
  purpose: z.enum(valuesOf(PURPOSES)),
  categories: releasable,
  basis: z.string(),
  until: localDate,
});

export const proposeStandingRelease: Act<z.infer<typeof proposal>> = {
  input: proposal,
  async perform(said, { facts, clock, books, registry, policySet, newId, now }) {
    const { caller } = facts;
    const other = OTHER_SIGNER.get(caller.role);
    if (caller.kind !== 'PROFESSIONAL' || other === undefined) return notDone([problem('NOT_ALLOWED')]);
    const holder = caller.organisation.oin;
    const recipient = registry.holder(said.recipient)?.organisation;
    if (recipient === undefined || said.recipient === holder) return notDone([problem('NOT_VALID', 'recipient')]);
    if (caller.motherOrganisation?.oin === recipient.oin) return notDone([problem('OWN_REQUEST')]);
    const end = endProblem(said.until, clock.today);
    if (end !== null) return notDone([end]);
    if (!said.categories.every((category) => CAP.has(category))) return notDone([problem('NOT_COVERED', 'categories')]);
    const row = policySet.law.find(({ id }) => id === said.basis);
    const terms = { holder: caller.organisation.kind, recipient: recipient.kind, about: [], today: clock.today };
    const problems = uncovered(row, { ...terms, categories: said.categories });
    if (row === undefined || problems.length > 0) return notDone(problems);
    const roles = rolesFor(policySet.purposes, recipient.kind, [said.purpose]);
    if (roles.length === 0) return notDone([problem('NOT_COVERED', 'purpose')]);

    const id = newId();
    const { categories, until } = said;
    await books.standing.add({
      id,
      holder,
      recipient: recipient.oin,
      roles,
      purposes: [said.purpose],
      categories,
      basis: row.id,
      from: clock.today,
      until,
      signedAs: caller.role,
      signedBy: caller.professional,
    });
    await books.tasks.add({
      id: newId(),
      kind: 'STANDING_RELEASE',
      addressee: { organisation: holder },
      roles: [other],
      about: null,
      reference: id,
      dueOn: null,
      state: 'OPEN',
      createdAt: now,
      note: null,
    });
    return { result: { id, until }, about: [], holder, reference: id };
  },
};

const signature = z.strictObject({ release: z.string() });

export const signStandingRelease: Act<z.infer<typeof signature>> = {
  input: signature,
  async perform(said, { facts, clock, books, recordOf, newId }) {
    const { caller } = facts;
    if (caller.kind !== 'PROFESSIONAL' || !OTHER_SIGNER.has(caller.role)) return notDone([problem('NOT_ALLOWED')]);
    const holder = caller.organisation.oin;
    const named = recordOf(said.release);
    const draft = named === null ? null : await books.standing.open(named, holder);
    if (draft === null) return notDone([problem('NOT_FOUND', 'release')]);
    // Two people, in the two roles.
    if (draft.signedBy === caller.professional) return notDone([problem('OWN_REQUEST')]);
    if (caller.motherOrganisation?.oin === draft.recipient) return notDone([problem('OWN_REQUEST')]);
    if (OTHER_SIGNER.get(draft.signedAs) !== caller.role) return notDone([problem('NOT_ALLOWED')]);
    if (draft.until < clock.today) return notDone([problem('ENDED')]);
    const { signedAs: _as, signedBy, id, ...terms } = draft;
    await books.releases.add(
      {
        ...terms,
        id: newId(),
        kind: 'STANDING',
        about: null,
        roles: [...terms.roles],
        purposes: [...terms.purposes],
        categories: [...terms.categories],
        from: clock.today,
      },
      { decidedBy: [signedBy, caller.professional], note: null, request: null },
    );
    await books.standing.signed(id);
    await books.tasks.closeAbout('STANDING_RELEASE', id, 'DONE');
    return { result: { id, until: draft.until }, about: [], holder, reference: id };
  },
};
