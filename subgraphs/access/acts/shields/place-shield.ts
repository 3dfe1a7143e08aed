// placeShield: whoever protects somebody of an own case takes something out of sight, without a trace in any answer or row (design 5, shields).
import { z } from 'zod';
import type { ProfessionalCaller } from '../../../../gateway/vocabulary/caller.ts';
import type { StoredShield } from '../../../../gateway/vocabulary/stored.ts';
import { daysAfter } from '../../../../schema/days.ts';
import { localDate, oin } from '../../../../schema/identifiers.ts';
import { CATEGORIES } from '../../../../schema/names/category.ts';
import { valuesOf } from '../../../../schema/names/define.ts';
import type { OrganisationKind } from '../../../../schema/names/organisation-kind.ts';
import { SHIELD_KINDS, type ShieldKind } from '../../../../schema/names/shield-kind.ts';
import { type Act, type ActContext, notDone, problem } from '../act.ts';

/** Who protects is who works with somebody, in whichever role; who reported is known to two kinds of organisation alone. */
const PLACED_BY: Readonly<Partial<Record<ShieldKind, readonly OrganisationKind[]>>> = {
  REPORTER: ['VEILIG_THUIS', 'RVDK'],
};
/** Keeps data from those who may have it: not without an end, and looked at again within a year. */
const ENDS_WITHIN_DAYS = 366;
const WITH_END: ReadonlySet<ShieldKind> = new Set<ShieldKind>(['HOLD', 'OWN_VIEW']);

const input = z.strictObject({
  household: z.string(),
  about: z.string(),
  kind: z.enum(valuesOf(SHIELD_KINDS)),
  towardsOrganisation: oin.optional(),
  towardsPerson: z.string().optional(),
  categories: z
    .array(z.enum(valuesOf(CATEGORIES)).exclude(['NONE']))
    .min(1)
    .optional(),
  until: localDate.optional(),
});
type Input = z.infer<typeof input>;

export const placeShield: Act<Input> = {
  input,
  async perform(said, context) {
    const { facts, ownCase, personOf, clock, books, newId } = context;
    const { caller } = facts;
    if (caller.kind !== 'PROFESSIONAL') return notDone([problem('NOT_ALLOWED')]);
    if (ownCase === null || ownCase.byDuty === true) return notDone([problem('NOT_FOUND', 'household')]);
    if (PLACED_BY[said.kind]?.includes(caller.organisation.kind) === false) return notDone([problem('NOT_ALLOWED')]);
    const subject = personOf(said.about);
    if (subject === null) return notDone([problem('NOT_FOUND', 'about')]);
    const until = said.until ?? null;
    if (until !== null && until < clock.today) return notDone([problem('END_IN_PAST', 'until')]);
    if (WITH_END.has(said.kind)) {
      if (until === null) return notDone([problem('ELEMENT_MISSING', 'until')]);
      if (until > daysAfter(clock.today, ENDS_WITHIN_DAYS)) return notDone([problem('TERM_TOO_LONG', 'until')]);
    }
    const towards = towardsOf(said, context);
    if ('code' in towards) return notDone([towards]);
    if (said.categories !== undefined && !WITH_END.has(said.kind)) return notDone([problem('NOT_VALID', 'categories')]);
    const id = newId();
    await books.shields.place({
      id,
      subject: subject.person,
      kind: said.kind,
      towards: towards.towards,
      holder: holderOf(said.kind, caller),
      categories: said.categories ?? null,
      from: clock.today,
      until,
    });
    return { result: { id, until }, about: [subject.person], holder: null, reference: id, unseen: true };
  },
};

/** A hold keeps back the own data, and nobody else's. */
function holderOf(kind: ShieldKind, { organisation }: ProfessionalCaller): StoredShield['holder'] {
  return kind === 'HOLD' ? organisation.oin : null;
}

/** A contact ban stands before one person; everything else before everyone, or one organisation. */
function towardsOf(
  { kind, towardsOrganisation, towardsPerson }: Input,
  { personOf, registry }: ActContext,
): { readonly towards: StoredShield['towards'] } | ReturnType<typeof problem> {
  if (towardsPerson !== undefined) {
    const person = personOf(towardsPerson);
    if (kind !== 'CONTACT_BAN' && kind !== 'OWN_VIEW') return problem('NOT_VALID', 'towardsPerson');
    return person === null ? problem('NOT_FOUND', 'towardsPerson') : { towards: person.person };
  }
  if (kind === 'CONTACT_BAN') return problem('ELEMENT_MISSING', 'towardsPerson');
  if (towardsOrganisation === undefined) return { towards: null };
  if (kind !== 'HOLD' || registry.holder(towardsOrganisation) === undefined)
    return problem('NOT_VALID', 'towardsOrganisation');
  return { towards: towardsOrganisation };
}
